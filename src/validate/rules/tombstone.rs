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

    LACKS "tombstone-incomplete" Warning
        "the tombstone has no `{}`"
        "Write the entry's `id` as `ref`, and when it went as `when`: without both, readers can do nothing with it."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1"/>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2020-01-05T09:00:00Z"/>"#

    STANDS "tombstone-entry-stands" Warning
        "the entry `{}` stands here, and a tombstone says that it went after its last update"
        "Take the tombstone away when the entry returns, or the entry when it goes: readers drop it."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2026-01-06T09:00:00Z"/><entry><title>Fire</title><id>tag:news.example,2026:1</id><link href="https://example.com/1"/><updated>2026-01-05T09:00:00Z</updated></entry>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2026-01-06T09:00:00Z"/><entry><title>Flood</title><id>tag:news.example,2026:2</id><link href="https://example.com/2"/><updated>2026-01-05T09:00:00Z</updated></entry>"#

    TWICE "tombstone-duplicate" Warning
        "two tombstones say of the entry `{}` that it went at the same time"
        "Write one tombstone for each time at which an entry went."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2026-01-06T09:00:00Z"/><at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2026-01-06T09:00:00Z"/>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2026-01-06T09:00:00Z"/><at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:2" when="2026-01-06T09:00:00Z"/>"#

    FUTURE "tombstone-future" Warning
        "`{}` lies in the future: readers keep the entry until then"
        "Write when it went."
        "https://www.rfc-editor.org/rfc/rfc6721#section-3"
        bad AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2999-01-05T09:00:00Z"/>"#
        good AtomFeed r#"<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:news.example,2026:1" when="2020-01-05T09:00:00Z"/>"#
}
