//! Rules: whether the document is well-formed XML.

use crate::validate::rule::rules;

rules! {
    "xml", "Whether the document is well-formed XML.";

    WELL_FORMED "xml-not-well-formed" Error w3c "SAXError"
        "the document is not well-formed XML: {}"
        "Write the feed with a library that escapes `<` and `&` and closes every element: readers stop at the first fault."
        "https://www.w3.org/TR/xml/#sec-well-formed"
        bad RssItem "<description>Fish & chips</description>"
        good RssItem "<description>Fish &amp; chips</description>"

    ENTITY "xml-entity-undefined" Error w3c "SAXError"
        "the document is not well-formed XML: {}"
        "Write the character itself, or its number: `&#160;` for `&nbsp;`. XML knows `amp`, `lt`, `gt`, `quot` and `apos` only."
        "https://www.w3.org/TR/xml/#wf-entdeclared"
        bad RssItem "<description>Fish&nbsp;&amp; chips</description>"
        good RssItem "<description>Fish&#160;&amp; chips</description>"

    LIMIT "xml-limit" Error
        "the document is not read any further: {}"
        "Simplify the document; no feed needs this much."
        "https://www.w3.org/TR/xml/#norecursion"
        bad Document r#"<!DOCTYPE rss [<!ENTITY a "&a;">]><rss version="2.0"><channel><title>&a;</title></channel></rss>"#
        good Document r#"<!DOCTYPE rss [<!ENTITY a "News">]><rss version="2.0"><channel><title>&a;</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    UNDEFINED_ENTITY "xml-entity-external" Error w3c "UndefinedNamedEntity"
        "the entity `{}` is not defined in the document"
        "Write the character itself, or its number: readers do not fetch the file that would define the entity."
        "https://www.w3.org/TR/xml/#wf-entdeclared"
        bad Document r#"<!DOCTYPE rss SYSTEM "https://example.com/rss.dtd"><rss version="2.0"><channel><title>News&nbsp;today</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News&#160;today</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    VERSION "xml-version" Error w3c "BadXmlVersion"
        "the document says that it is XML {}"
        "Write `<?xml version=\"1.0\" encoding=\"utf-8\"?>`: readers know version 1.0 only."
        "https://www.w3.org/TR/xml/#sec-prolog-dtd"
        bad Document r#"<?xml version="1.1" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    BLANK_START "xml-blank-start" Error w3c "WPBlankLine"
        "white space stands before the XML declaration"
        "Find the theme's or plugin's PHP file with an empty line before `<?php` or behind `?>`, and remove the line."
        "https://www.w3.org/TR/xml/#sec-prolog-dtd"
        bad Document "\n<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><generator>https://wordpress.org/?v=6.9</generator></channel></rss>"
        good Document "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><generator>https://wordpress.org/?v=6.9</generator></channel></rss>"

    SYSTEM_ENTITY "xml-system-entity" Info w3c "ContainsSystemEntity"
        "the document refers to a file outside itself"
        "Remove the document type declaration: readers do not fetch the file, and some refuse the document."
        "https://www.w3.org/TR/xml/#sec-external-ent"
        bad Document r#"<!DOCTYPE rss SYSTEM "https://example.com/rss.dtd"><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    DEPRECATED_DTD "xml-dtd-deprecated" Error w3c "DeprecatedDTD"
        "the document type is no longer served at the address `{}`"
        "Remove the declaration, or name `https://www.rssboard.org/rss-0.91.dtd`."
        "https://www.rssboard.org/rss-0-9-1-netscape"
        bad Document r#"<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><language>en</language></channel></rss>"#
        good Document r#"<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://www.rssboard.org/rss-0.91.dtd"><rss version="0.91"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><language>en</language></channel></rss>"#
}
