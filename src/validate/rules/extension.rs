//! Rules: smaller vocabularies, and what they share.

use crate::validate::rule::rules;

rules! {
    "extension", "Smaller vocabularies, and what they share.";

    QUESTIONABLE "element-questionable" Warning w3c "QuestionableUsage"
        "`{}` means nothing in `{}`"
        "Put it where readers look for it, or leave it out."
        "https://www.rfc-editor.org/rfc/rfc4287#section-6"
        bad RssChannel "<image><url>https://news.example/a.png</url><title>News</title><link>https://news.example/</link><atom:id>https://news.example/</atom:id></image>"
        good RssChannel "<atom:id>https://news.example/</atom:id>"

    DECIMAL "value-decimal" Error w3c "InvalidFloatUnit"
        "`{}` must be a number, with a unit at most: {}"
        "Write digits, a point and no exponent."
        "https://www.w3.org/2003/01/geo/"
        bad RssItem r#"<geo:alt xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">high</geo:alt>"#
        good RssItem r#"<geo:alt xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">-12.5</geo:alt>"#

    ISO8601_DATE "date-iso8601-day" Error w3c "InvalidISO8601Date"
        "`{}` must be a day alone: {}"
        "Write it as `2026-01-05`."
        "https://www.w3.org/TR/NOTE-datetime"
        bad RssItem r#"<g:publish_date xmlns:g="http://base.google.com/ns/1.0">2026-01-05T09:00:00Z</g:publish_date>"#
        good RssItem r#"<g:publish_date xmlns:g="http://base.google.com/ns/1.0">2026-01-05</g:publish_date>"#

    IRI "iri-invalid" Error w3c "InvalidIRI"
        "`{}` is not an address: {}"
        "Write a whole address, or one that is relative to the document."
        "https://www.rfc-editor.org/rfc/rfc3987#section-2.2"
        bad AtomEntry r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:news.example,2026:1" href="http:news"/>"#
        good AtomEntry r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:news.example,2026:1" href="http://news.example/1"/>"#

    UPDATE_PERIOD "syndication-period" Error w3c "InvalidUpdatePeriod"
        "`{}` is not `hourly`, `daily`, `weekly`, `monthly` or `yearly`"
        "Write one of these, in small letters, and how often in that time as `sy:updateFrequency`."
        "https://web.resource.org/rss/1.0/modules/syndication/"
        bad RssChannel r#"<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">often</sy:updatePeriod>"#
        good RssChannel r#"<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>"#

    COMMENT_RSS "comment-rss-case" Warning w3c "CommentRSS"
        "the element is `wfw:commentRss`: most readers do not know it in capitals"
        "Write `commentRss`."
        "https://www.rssboard.org/rss-profile#namespace-elements"
        bad RssItem r#"<wfw:commentRSS xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://news.example/1/comments.rss</wfw:commentRSS>"#
        good RssItem r#"<wfw:commentRss xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://news.example/1/comments.rss</wfw:commentRss>"#

    META_NAME "xhtml-meta-name" Error w3c "InvalidMetaName"
        "`{}` is nothing that a feed says to robots"
        r#"Write `name="robots"`, or leave the element out."#
        "https://www.robotstxt.org/meta.html"
        bad AtomFeed r#"<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="author" content="noindex"/>"#
        good AtomFeed r#"<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="robots" content="noindex"/>"#

    META_CONTENT "xhtml-meta-content" Error w3c "InvalidMetaContent"
        "`{}` is nothing that robots understand"
        "Write `noindex`, `nofollow` or both with a comma between."
        "https://www.robotstxt.org/meta.html"
        bad AtomFeed r#"<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="robots" content="go away"/>"#
        good AtomFeed r#"<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="robots" content="noindex,nofollow"/>"#

    ACCESS "access-relationship" Error w3c "InvalidAccessRestrictionRel"
        "`{}` is not `allow` or `deny`"
        "Write one of these."
        "https://web.archive.org/web/2008/http://www.bloglines.com/about/specs/fac-1.0"
        bad AtomFeed r#"<access:restriction xmlns:access="http://www.bloglines.com/about/specs/fac-1.0" relationship="maybe"/>"#
        good AtomFeed r#"<access:restriction xmlns:access="http://www.bloglines.com/about/specs/fac-1.0" relationship="deny"/>"#

    EXPIRED "dcterms-valid-past" Warning
        "the time in which this is valid has passed: {}"
        "Take the entry out of the feed, or give it a later end."
        "https://www.dublincore.org/specifications/dublin-core/dcmi-period/"
        bad RssItem r#"<title>Sale</title><dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">start=2020-01-01; end=2020-02-01; scheme=W3C-DTF</dcterms:valid>"#
        good RssItem r#"<title>Sale</title><dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">start=2020-01-01; scheme=W3C-DTF</dcterms:valid>"#
}
