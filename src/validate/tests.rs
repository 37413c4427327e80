//! What holds for whatever comes. The fuzz targets in `fuzz/` ask the same of
//! more and larger inputs.

use std::fmt::Write;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{Around, Context, Part, Report, joined, part, text, validate};

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn judge(bytes: &[u8]) -> Report {
    validate(bytes, &Context { base: "https://news.example/feed", now: NOW })
}

fn rules(bytes: &[u8]) -> Vec<&'static str> {
    judge(bytes).findings.iter().map(|finding| finding.rule.id).collect()
}

/// There is an answer, it is the same again, and its places lie in the text.
fn has_an_answer(bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = text(bytes);
    let (report, again) = (judge(bytes), judge(bytes));
    prop_assert_eq!(format!("{report:?}"), format!("{again:?}"));
    for finding in &report.findings {
        prop_assert!(finding.line >= 1 && finding.column >= 1, "{:?}", finding);
        prop_assert!(text.get(finding.span.clone()).is_some(), "{:?} in {} bytes", finding, text.len());
    }
    Ok(())
}

/// Documents of the pieces that feeds are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
        Just("<?xml version=\"é\"?>"),
        Just("<!DOCTYPE rss [<!ENTITY e \"&#233;\"><!ENTITY f \"&e;&e;\">]>"),
        Just("<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel>"),
        Just("<feed xmlns=\"http://www.w3.org/2005/Atom\">"),
        Just("<item>"),
        Just("<entry>"),
        Just("<title>"),
        Just("<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">"),
        Just("<guid>"),
        Just("<link href=\"é\"/>"),
        Just("<a:link href='&#233;' rel=''/>"),
        Just("<pubDate>Thu, 32 Jan 1970</pubDate>"),
        Just("</title>"),
        Just("</item>"),
        Just("</channel></rss>"),
        Just("&f;"),
        Just("&lt;p é>"),
        Just("<![CDATA[<a href=é>]]>"),
        Just("é \u{85}\u{FFFF}"),
        Just("\r\n"),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn item() -> impl Strategy<Value = String> {
    let child = prop_oneof![
        "<title>[ab]?</title>",
        "<link>(https?:/)?/?a\\.example/[ab]</link>",
        "<guid( isPermaLink=\"(true|false)\")?>[ab]</guid>",
        "<pubDate>Thu, 0[12] Jan 1970 00:00:00 GMT</pubDate>",
        "<dcterms:modified>1970-01-0[123]</dcterms:modified>",
        "<description>(a|&lt;(p|a href='b'|script|td)&gt;){0,3}</description>",
        "<slash:comments>[0-9x]</slash:comments>",
        "<a:b xmlns:a=\"[ab]\" a:c=\"é\"/>",
        Just("words".to_owned()),
    ];
    vec(child, 0..5).prop_map(|children| format!("<item>{}</item>", children.concat()))
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes in vec(any::<u8>(), 0..80)) {
        has_an_answer(&bytes)?;
        has_an_answer(&[b"<?xml version=\"1.0\" encoding=\"".as_slice(), &bytes].concat())?;
    }

    #[test]
    fn any_document_has_an_answer(document in pieces()) {
        has_an_answer(document.as_bytes())?;
        let wide: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
        has_an_answer(&[[0xFF, 0xFE].as_slice(), &wide].concat())?;
    }

    #[test]
    fn any_html_has_an_answer(html in "[<>/!\\-='\"&#; a-dpst:é\n\\[\\]]{0,60}") {
        let cdata = html.replace("]]>", "]]&gt;");
        let escaped = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for document in [
            format!("<rss version=\"2.0\"><channel><item><description><![CDATA[{cdata}]]></description></item></channel></rss>"),
            format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"html\">{escaped}</content></entry></feed>"),
        ] {
            has_an_answer(document.as_bytes())?;
        }
    }

    /// What is found in items apart, and in what stands around them, is what is
    /// found in the document.
    #[test]
    fn parts_equal_the_whole(items in vec(item(), 0..4)) {
        let bare = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
            xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\"><channel>";
        let head = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>{bare}<title>News</title><link>https://news.example/</link>\
             <description>All</description><lastBuildDate>Thu, 01 Jan 1970 00:00:00 +0000</lastBuildDate>"
        );
        let tail = "</channel></rss>";
        let whole = format!("{head}{}{tail}", items.concat());
        let around = |head| Around { head, tail: tail.as_bytes() };
        let parts: Vec<Part> = items.iter().map(|item| part(around(bare.as_bytes()), item.as_bytes(), NOW)).collect();
        let context = Context { base: "https://news.example/feed", now: NOW };
        let parts: Vec<&Part> = parts.iter().collect();
        let rest = joined(around(head.as_bytes()), &parts, whole.len(), &context);
        let of_parts = parts.iter().flat_map(|part| &part.findings).map(|finding| finding.rule.id);
        let mut apart: Vec<&str> = of_parts.chain(rest.iter().map(|of| of.finding.rule.id)).collect();
        let mut together = rules(whole.as_bytes());
        apart.sort_unstable();
        together.sort_unstable();
        prop_assert_eq!(apart, together, "{}", whole);
    }
}

/// Its places were once counted as if each of its bytes were a character.
#[test]
fn a_declaration_that_is_not_ascii_has_its_places_in_the_text() {
    for document in [
        "<?xml version=\"ééé\"?>é<rss/>",
        "<?xml version=\"1.0\" encoding=\"ééééé\"?>é<rss/>",
        "<?xml version=\"ééé\" encoding=\"us-ascii\"?>é<rss/>",
    ] {
        let report = judge(document.as_bytes());
        assert!(report.findings.iter().all(|finding| document.get(finding.span.clone()).is_some()), "{report:?}");
    }
}

#[test]
fn a_declared_prefix_has_no_colon() {
    for declaration in ["xmlns:a:b", "xmlns:"] {
        let document = format!("<rss version=\"2.0\" {declaration}=\"https://example.com/\"/>");
        assert!(rules(document.as_bytes()).contains(&"xml-not-well-formed"), "{document}");
    }
}

/// What expands to nothing was free, and each level multiplied it.
#[test]
fn entities_that_expand_to_nothing_are_bounded_too() {
    let mut entities = "<!ENTITY a0 \"\">".to_owned();
    for level in 1..16 {
        let references = format!("&a{};", level - 1).repeat(10);
        write!(entities, "<!ENTITY a{level} \"{references}\">").unwrap();
    }
    let document = format!("<!DOCTYPE rss [{entities}]><rss>&a15;</rss>");
    let start = Instant::now();
    assert!(rules(document.as_bytes()).contains(&"xml-limit"));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// The place of each was counted from the beginning of its text.
#[test]
fn findings_in_long_escaped_html_are_placed_in_one_pass() {
    for html in ["&amp;lt;&lt;x&gt;", "<![CDATA[<x>]]>a"] {
        let html = html.repeat(40_000);
        let document =
            format!("<rss version=\"2.0\"><channel><item><description>{html}</description></item></channel></rss>");
        let start = Instant::now();
        let report = judge(document.as_bytes());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        let last = report.findings.iter().rfind(|finding| finding.rule.id.starts_with("html-")).unwrap();
        assert!(document[last.span.clone()].starts_with('x'), "{last:?}");
    }
}

/// The line was searched again for each of its titles.
#[test]
fn a_line_of_many_titles_is_searched_once() {
    let items = "<item><title>a&amp;lt;</title></item>".repeat(20_000);
    let document = format!("<rss version=\"2.0\"><channel>{items}</channel></rss>");
    let start = Instant::now();
    judge(document.as_bytes());
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}
