//! Any bytes, as a JSON Feed.
#![no_main]

use chrono::DateTime;
use feedroom::validate::{Context, text, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let context = Context { base: "https://news.example/feed.json", now: DateTime::UNIX_EPOCH };
    let mut document = b"{\"version\": \"https://jsonfeed.org/version/1.1\", ".to_vec();
    document.extend_from_slice(bytes);
    for bytes in [bytes, &document] {
        let text = text(bytes);
        for finding in validate(bytes, &context).findings {
            assert!(finding.line >= 1 && finding.column >= 1);
            assert!(text.get(finding.span.clone()).is_some(), "{finding:?} in {} bytes", text.len());
        }
    }
});
