//! Any bytes, as a document to validate: no crash, the same answer twice, and
//! every place lies in the text.
#![no_main]

use chrono::DateTime;
use feedroom::validate::{Context, Report, text, validate};
use libfuzzer_sys::fuzz_target;

fn judge(bytes: &[u8]) -> Report {
    validate(bytes, &Context { base: "https://news.example/feed", now: DateTime::UNIX_EPOCH })
}

fuzz_target!(|bytes: &[u8]| {
    let report = judge(bytes);
    let again = judge(bytes);
    let text = text(bytes);
    assert_eq!(report.findings.len(), again.findings.len());
    for (one, other) in report.findings.iter().zip(&again.findings) {
        assert!(one.line >= 1 && one.column >= 1);
        assert!(one.span.start <= one.span.end && one.span.end <= text.len(), "{one:?} in {} bytes", text.len());
        assert!(text.get(one.span.clone()).is_some(), "{one:?} splits a character");
        assert_eq!(
            (one.rule.id, one.line, one.column, &one.message),
            (other.rule.id, other.line, other.column, &other.message)
        );
    }
});
