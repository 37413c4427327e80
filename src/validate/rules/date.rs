//! Rules: dates.

use crate::validate::rule::rules;

rules! {
    "date", "Dates.";

    RFC822 "date-rfc822" Error w3c "InvalidRFC2822Date"
        "`{}` is not a date of RFC 822: {}"
        "Write `Sat, 31 Jan 2026 09:00:00 +0100`, with English names and a time zone."
        "https://www.rssboard.org/rss-profile#data-types-datetime"
        bad RssItem "<pubDate>2026-01-31T09:00:00Z</pubDate>"
        good RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>"

    WEEKDAY "date-weekday" Error w3c "IncorrectDOW"
        "`{}` names the wrong day of the week: it is a {}"
        "Write the right day or none; let a library format dates."
        "https://www.rfc-editor.org/rfc/rfc5322#section-3.3"
        bad RssItem "<pubDate>Mon, 31 Jan 2026 09:00:00 GMT</pubDate>"
        good RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>"

    OLD_FORM "date-rfc822-obsolete" Warning w3c "ProblematicalRFC822Date"
        "`{}` is a date in an old form, which readers do not all read alike"
        "Write a year of four digits, single spaces, and the zone as `GMT` or `+0100`."
        "https://www.rssboard.org/rss-profile#data-types-datetime"
        bad RssItem "<pubDate>Sat, 31 Jan 26 09:00:00 Z</pubDate>"
        good RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>"

    RFC3339 "date-rfc3339" Error w3c "InvalidRFC3339Date"
        "`{}` is not a date of RFC 3339: {} ({})"
        "Write `2026-01-31T09:00:00Z`, or the local time with its offset, `2026-01-31T10:00:00+01:00`."
        "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
        bad AtomEntry "<updated>2026-01-31 09:00</updated>"
        good AtomEntry "<updated>2026-01-31T09:00:00Z</updated>"

    W3CDTF "date-w3cdtf" Error w3c "InvalidW3CDTFDate"
        "`{}` is not a date of W3C-DTF: {} ({})"
        "Write `2026-01-31`, or with a time and its zone `2026-01-31T09:00:00Z`."
        "https://www.w3.org/TR/NOTE-datetime"
        bad RssItem "<dc:date>31 January 2026</dc:date>"
        good RssItem "<dc:date>2026-01-31</dc:date>"

    ISO8601 "date-iso8601" Error w3c "InvalidISO8601DateTime"
        "`{}` is not a date of ISO 8601: {} ({})"
        "Write `2026-01-31`, or with a time and its zone `2026-01-31T09:00:00Z`."
        "https://www.w3.org/TR/NOTE-datetime"
        bad RssItem r#"<ev:startdate xmlns:ev="http://purl.org/rss/1.0/modules/event/">next Saturday</ev:startdate>"#
        good RssItem r#"<ev:startdate xmlns:ev="http://purl.org/rss/1.0/modules/event/">2026-01-31T09:00:00Z</ev:startdate>"#

    IMPLAUSIBLE "date-implausible" Warning w3c "ImplausibleDate"
        "`{}` lies in the future or in the distant past"
        "Write when the article was published; an empty date of a database often becomes 1970 or 0001."
        "https://www.rssboard.org/rss-profile#element-channel-item-pubdate"
        bad RssItem "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>"
        good RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>"
}
