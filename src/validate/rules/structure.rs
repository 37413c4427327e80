//! Rules: what may stand where, and how often.

use crate::validate::rule::rules;

rules! {
    "structure", "What may stand where, and how often.";

    MISSING "element-missing" Error w3c "MissingElement"
        "`{}` is missing from `{}`"
        "Add the element: the format demands it here."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"
        bad AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/></entry>"#
        good AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry>"#

    MISSING_ATTRIBUTE "attribute-missing" Error w3c "MissingAttribute"
        "the attribute `{}` is missing from `{}`"
        "Add the attribute: without it, readers can do nothing with the element."
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt"
        bad RssItem r#"<enclosure url="https://example.com/1.mp3" type="audio/mpeg"/>"#
        good RssItem r#"<enclosure url="https://example.com/1.mp3" type="audio/mpeg" length="1024"/>"#

    DUPLICATE "element-duplicate" Error w3c "DuplicateElement"
        "`{}` stands more than once in `{}`"
        "Keep one of them and remove the rest: some readers take the first, some the last."
        "https://www.rssboard.org/rss-profile#element-channel-item"
        bad RssItem "<link>https://example.com/1</link><link>https://example.com/1?print</link>"
        good RssItem "<link>https://example.com/1</link>"

    UNDEFINED "element-undefined" Error w3c "UndefinedElement"
        "the element `{}` is not allowed in `{}`"
        "Remove it, mend its name (capitals count), or write an element of an extension, with its namespace."
        "https://www.rssboard.org/rss-specification#extendingRss"
        bad RssItem "<pubdate>Sat, 31 Jan 2026 09:00:00 GMT</pubdate>"
        good RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>"

    UNEXPECTED_TEXT "text-unexpected" Error w3c "UnexpectedText"
        "text stands in `{}` where none may"
        "Move the text into the element that is meant to hold it, or remove it."
        "https://www.rssboard.org/rss-profile#element-channel-skipdays"
        bad RssChannel "<skipDays>Sunday</skipDays>"
        good RssChannel "<skipDays><day>Sunday</day></skipDays>"

    UNEXPECTED_ATTRIBUTE "attribute-unexpected" Error w3c "UnexpectedAttribute"
        "the attribute `{}` is not allowed on `{}`"
        "Remove it or mend its name: only the attributes that the format names may stand here."
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt"
        bad RssItem r#"<link rel="alternate">https://example.com/1</link>"#
        good RssItem "<link>https://example.com/1</link>"

    EXTENSION_ATTRIBUTE "attribute-extension" Warning w3c "UseOfExtensionAttr"
        "the attribute `{}` of an extension stands on `{}`, where most readers do not look"
        "Say it with an element of that extension, or in the text."
        "https://www.rssboard.org/rss-specification#extendingRss"
        bad RssItem r#"<category xmlns:desk="https://example.com/desk" desk:code="14">Harbour</category>"#
        good RssItem r#"<category domain="https://example.com/topics">Harbour</category>"#

    NOT_IN_A_NAMESPACE "element-without-namespace" Error w3c "NotInANamespace"
        "`{}` stands in `{}` without a namespace"
        "Write it with the prefix of the extension that it belongs to."
        "https://www.rssboard.org/rss-specification#extendingRss"
        bad RssItem r#"<desk:note xmlns:desk="https://example.com/desk"><by>Ana</by></desk:note>"#
        good RssItem r#"<desk:note xmlns:desk="https://example.com/desk"><desk:by>Ana</desk:by></desk:note>"#

    NO_NAMESPACE "namespace-missing" Error w3c "MissingNamespace"
        "`{}` is in no namespace"
        "Declare the namespace of its format, for Atom as `<feed xmlns=\"http://www.w3.org/2005/Atom\">`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-1.2"
        bad Document "<feed><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"
        good Document r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"#

    WRONG_NAMESPACE "namespace-wrong" Error w3c "InvalidNamespace"
        "`{}` is in the namespace `{}`, which is not the one of its format"
        "Write the namespace to the letter: `http://www.w3.org/2005/Atom` for Atom, none for RSS 2.0."
        "https://www.rfc-editor.org/rfc/rfc4287#section-1.2"
        bad Document r#"<feed xmlns="http://www.w3.org/2005/atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"#
        good Document r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"#

    OBSOLETE_NAMESPACE "namespace-obsolete" Error w3c "ObsoleteNamespace"
        "`{}` is in the namespace of Atom 0.3, which readers no longer support"
        "Move to Atom 1.0: another namespace, `updated` for `modified`, `published` for `issued`, `subtitle` for `tagline`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-1.2"
        bad Document r#"<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title><modified>2026-01-31T09:00:00Z</modified></feed>"#
        good Document r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"#

    RESERVED_PREFIX "prefix-reserved" Warning w3c "ReservedPrefix"
        "the prefix `{}` is commonly used for the namespace `{}`, and here for another"
        "Mend the namespace to that one, or give yours another prefix: some readers go by the prefix."
        "https://www.rssboard.org/rss-profile#namespace-elements"
        bad RssItem r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.0/">Ana</dc:creator>"#
        good RssItem r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#

    UNKNOWN_NAMESPACE "namespace-unknown" Warning w3c "UnknownNamespace"
        "no reader is known to understand the namespace `{}`"
        "Mend its address if you meant a common one; leave it if it is your own."
        "https://www.rssboard.org/rss-profile#namespace-elements"
        bad RssItem r#"<desk:by xmlns:desk="https://example.com/desk">Ana</desk:by>"#
        good RssItem "<dc:creator>Ana</dc:creator>"

    AVOID_PREFIX "prefix-avoid" Warning w3c "AvoidNamespacePrefix"
        "the prefix `{}` is used for a namespace that some readers understand without a prefix only"
        "Make it the default namespace, `xmlns=\"…\"`, and write its elements without a prefix."
        "https://www.w3.org/TR/xml-names/#defaulting"
        bad Document r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>News</a:title><a:id>tag:example.com,2026:news</a:id><a:updated>2026-01-31T09:00:00Z</a:updated></a:feed>"#
        good Document r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"#

    UNDETERMINABLE "vocabulary-undeterminable" Warning w3c "UndeterminableVocabulary"
        "`{}` is in no namespace: whose word it is cannot be told"
        "Give it the namespace that it belongs to, or remove it."
        "https://www.rfc-editor.org/rfc/rfc4287#section-6.4"
        bad AtomEntry r#"<dateline xmlns="">Oslo</dateline>"#
        good AtomEntry r#"<dateline xmlns="https://example.com/desk">Oslo</dateline>"#

    REPEATED_VALUE "value-repeated" Error w3c "DuplicateValue"
        "`{}` repeats a value that another has: {}"
        "Give each its own value, or remove the second."
        "https://www.rssboard.org/rss-profile#element-channel-item-guid"
        bad RssChannel r#"<item><title>Fire</title><guid isPermaLink="false">article-1</guid></item><item><title>Flood</title><guid isPermaLink="false">article-1</guid></item>"#
        good RssChannel r#"<item><title>Fire</title><guid isPermaLink="false">article-1</guid></item><item><title>Flood</title><guid isPermaLink="false">article-2</guid></item>"#

    UNKNOWN_KIND "document-unknown" Error w3c "UndefinedElement"
        "`{}` is the root of no kind of document that is known here"
        "Give the address of the feed, not of a page; begin RSS with `<rss version=\"2.0\">`, Atom with `<feed xmlns=\"http://www.w3.org/2005/Atom\">`."
        "https://www.rssboard.org/rss-specification#whatIsRss"
        bad Document "<html><head><title>News</title></head></html>"
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    MEDIA_NAMESPACE "namespace-media" Error w3c "MediaRssNamespace"
        "the namespace of Media RSS ends with a slash: `{}` does not"
        "Write `xmlns:media=\"http://search.yahoo.com/mrss/\"`."
        "https://www.rssboard.org/media-rss"
        bad RssItem r#"<media:thumbnail xmlns:media="http://search.yahoo.com/mrss" url="https://example.com/1.jpg"/>"#
        good RssItem r#"<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://example.com/1.jpg"/>"#

    MISPLACED_ITEM "rss-item-misplaced" Warning w3c "MisplacedItem"
        "`{}` of the channel stands behind its items"
        "Write what describes the channel before its first `item`: readers that stop early would miss it."
        "https://www.rssboard.org/rss-profile#element-channel"
        bad RssChannel "<item><title>Fire</title></item><ttl>60</ttl>"
        good RssChannel "<ttl>60</ttl><item><title>Fire</title></item>"

    UNLISTED "findings-unlisted" Info
        "{} more findings are not listed"
        "Mend those that are listed first: they often have one cause."
        "https://validator.w3.org/feed/docs/"
        bad Times "<rss version=\"2.0\"><channel><title>News</title><link>https://news.example/</link><description>News</description><item><title>A</title>|2100|<b/>|</item></channel></rss>"
        good RssItem "<title>A</title>"
}
