//! Rules: entries that are gone.

use crate::validate::rule::rules;

rules! {
    "tombstone", "Entries that are gone.";

    REF "tombstone-ref" Warning
        "`{}` is not the id of an entry"
        "Write the `id` that the entry had as `ref`."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="1" when="2026-01-05T09:00:00Z"/>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2026-01-05T09:00:00Z"/>"#

    WHEN "tombstone-when" Warning
        "`{}` is not the time at which an entry went"
        "Write it as `2026-01-05T09:00:00Z` in `when`."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="yesterday"/>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2020-01-05T09:00:00Z"/>"#

    FUTURE "tombstone-future" Warning
        "`{}` lies in the future: readers keep the entry until then"
        "Write when it went."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2999-01-05T09:00:00Z"/>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2020-01-05T09:00:00Z"/>"#
}
