//! Any text as HTML, in an RSS item and an Atom entry.
#![no_main]

use chrono::DateTime;
use feedroom::validate::{Context, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let context = Context { base: "https://news.example/feed", now: DateTime::UNIX_EPOCH };
    let cdata = html.replace("]]>", "]]&gt;");
    let rss = format!(
        "<rss version=\"2.0\"><channel><item><description><![CDATA[{cdata}]]></description></item></channel></rss>"
    );
    let escaped = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"html\">{escaped}</content></entry></feed>"
    );
    for document in [rss, atom] {
        for finding in validate(document.as_bytes(), &context).findings {
            assert!(document.get(finding.span.clone()).is_some(), "{finding:?} in {} bytes", document.len());
        }
    }
});
