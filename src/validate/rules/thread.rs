//! Rules: replies and their entries.

use crate::validate::rule::rules;

rules! {
    "thread", "Replies and their entries.";

    NO_REF "thread-ref-missing" Warning
        "`in-reply-to` does not say what it replies to"
        "Add the id of that entry as `ref`."
        "https://www.rfc-editor.org/rfc/rfc4685#section-3"
        bad AtomEntry r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" href="https://news.example/1"/>"#
        good AtomEntry r#"<thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" ref="tag:news.example,2026:1" href="https://news.example/1"/>"#
}
