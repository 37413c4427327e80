//! Rules: OPML.

use crate::validate::rule::rules;

rules! {
    "opml", "OPML: outlines and lists of feeds.";

    VERSION "opml-version" Error w3c "InvalidOPMLVersion"
        "there is no OPML {}"
        "Write `version=\"2.0\"`; 1.0 and 1.1 are read too."
        "http://opml.org/spec2.opml"
        bad Document r#"<opml version="3.0"><head/><body><outline text="News"/></body></opml>"#
        good Document r#"<opml version="2.0"><head/><body><outline text="News"/></body></opml>"#

    REPEATED "opml-part-repeated" Warning
        "there is more than one `{}`, and programs look at one of them"
        "Put all of it into one."
        "http://opml.org/spec2.opml"
        bad Document r#"<opml version="2.0"><head/><head/><body><outline text="News"/></body></opml>"#
        good Document r#"<opml version="2.0"><head/><body><outline text="News"/></body></opml>"#

    EXPANSION "opml-expansion-state" Error w3c "InvalidExpansionState"
        "`{}` is not a list of line numbers"
        "Write the numbers of the lines that are expanded, with commas between, or leave it out."
        "http://opml.org/spec2.opml"
        bad OpmlHead "<expansionState>1, all</expansionState>"
        good OpmlHead "<expansionState>1, 6, 13</expansionState>"

    MODIFIED_FIRST "opml-modified-before-created" Warning
        "`dateModified` is earlier than `dateCreated`"
        "Give each the time that it names."
        "http://opml.org/spec2.opml"
        bad OpmlHead "<dateCreated>Tue, 06 Jan 2026 09:00:00 GMT</dateCreated><dateModified>Mon, 05 Jan 2026 09:00:00 GMT</dateModified>"
        good OpmlHead "<dateCreated>Mon, 05 Jan 2026 09:00:00 GMT</dateCreated><dateModified>Tue, 06 Jan 2026 09:00:00 GMT</dateModified>"

    NO_XML_URL "opml-xml-url-missing" Warning w3c "MissingXmlURL"
        "an outline of the type `rss` does not say where its feed is"
        "Add `xmlUrl` with the feed's address, or leave out the type."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline type="rss" text="News" title="News"/>"#
        good OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="https://example.com/news.rss"/>"#

    NO_TITLE "opml-title-missing" Warning w3c "MissingTitleAttr"
        "an outline of the type `rss` has no `title`"
        "Add `title` with the title that the feed has; `text` may be the subscriber's own name for it."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline type="rss" text="News" xmlUrl="https://example.com/news.rss"/>"#
        good OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="https://example.com/news.rss"/>"#

    NO_URL "opml-url-missing" Warning w3c "MissingUrlAttr"
        "an outline of the type `link` leads nowhere"
        "Add `url` with the address."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline type="link" text="News"/>"#
        good OpmlBody r#"<outline type="link" text="News" url="https://example.com/"/>"#

    NO_TYPE "opml-type-missing" Warning w3c "MissingOutlineType"
        "an outline describes a feed and does not say so"
        "Add `type=\"rss\"`, which stands for feeds of any format."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline text="News" xmlUrl="https://example.com/news.rss"/>"#
        good OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="https://example.com/news.rss"/>"#

    TYPE "opml-type-unknown" Warning w3c "InvalidOutlineType"
        "OPML 1 has no outlines of the type `{}`"
        "Use `rss` or `link`, or write OPML 2.0, where types are free."
        "http://opml.org/spec2.opml"
        bad Document r#"<opml version="1.1"><head/><body><outline text="News" type="feed"/></body></opml>"#
        good Document r#"<opml version="2.0"><head/><body><outline text="News" type="feed"/></body></opml>"#

    OUTLINE_VERSION "opml-feed-version" Warning w3c "InvalidOutlineVersion"
        "`{}` is not the name of a version of RSS"
        "Write `RSS1` for RSS 1.0, `RSS` for 0.9x, `RSS2` for 2.0, or leave it out."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline type="rss" text="News" title="News" version="2.0" xmlUrl="https://example.com/news.rss"/>"#
        good OpmlBody r#"<outline type="rss" text="News" title="News" version="RSS2" xmlUrl="https://example.com/news.rss"/>"#

    XML_URL "opml-xml-url" Warning
        "`{}` is not the complete address of a feed"
        "Write the whole address, from `https://` on."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="/news.rss"/>"#
        good OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="https://example.com/news.rss"/>"#

    SAME_FEED "opml-feed-repeated" Info
        "the feed `{}` is listed before"
        "Leave one of them out, unless it belongs into two folders."
        "http://opml.org/spec2.opml"
        bad OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="https://example.com/news.rss"/><outline type="rss" text="All" title="All" xmlUrl="https://example.com/news.rss"/>"#
        good OpmlBody r#"<outline type="rss" text="News" title="News" xmlUrl="https://example.com/news.rss"/><outline type="rss" text="All" title="All" xmlUrl="https://example.com/all.rss"/>"#
}
