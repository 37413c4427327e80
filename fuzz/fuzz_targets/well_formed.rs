//! Any text, as XML: what the validator calls well-formed, a second reader reads.
#![no_main]

use chrono::DateTime;
use feedroom::validate::{Context, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = format!("<rss version=\"2.0\">{text}</rss>");
    let context = Context { base: "", now: DateTime::UNIX_EPOCH };
    let report = validate(document.as_bytes(), &context);
    let is_well_formed = !report.findings.iter().any(|finding| finding.rule.id.starts_with("xml-"));
    if is_well_formed {
        if let Err(error) = roxmltree::Document::parse(&document) {
            // Its own bound on nodes is no judgement of the document.
            assert!(matches!(error, roxmltree::Error::NodesLimitReached), "{error}: {document}");
        }
    }
});
