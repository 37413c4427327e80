//! RSS documents joined of items: what is found in the parts and in what stands
//! around them is what is found in the whole.
#![no_main]

use chrono::DateTime;
use feedroom::validate::{Around, Context, Finding, Part, joined, part, validate};
use libfuzzer_sys::fuzz_target;

const NAMESPACES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
    xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" \
    xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"";

const TAIL: &str = "</channel></rss>";

/// Whether `item` is one element and nothing else; what breaks out of its own
/// element is no item, and no writer makes it.
fn is_item(bare: &str, item: &str) -> bool {
    let document = format!("{bare}{item}{TAIL}");
    let Ok(read) = roxmltree::Document::parse(&document) else { return false };
    let Some(channel) = read.root_element().first_element_child() else { return false };
    let mut children = channel.children();
    let is_one = children.next().is_some_and(|child| child.is_element()) && children.next().is_none();
    is_one && read.root_element().children().count() == 1
}

/// Whether a finding is one of those that parts do not tell by design: that no
/// language is named is said once, of a document that was read whole, ids of
/// extensions are compared there only, and so is a channel found to be a podcast
/// by its items. Feedroom writes none of these.
fn is_of_whole_only(finding: &Finding) -> bool {
    finding.rule.id == "atom-language-missing"
        || finding.rule.id.starts_with("itunes-")
        || finding.rule.id == "value-repeated" && !finding.message.contains("guid")
}

fuzz_target!(|text: &str| {
    let bare = format!("<rss version=\"2.0\" {NAMESPACES}><channel>");
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" {NAMESPACES}><channel><title>News</title>\
         <link>https://news.example/</link><description>All of it</description><language>en</language>\
         <lastBuildDate>Thu, 01 Jan 1970 00:00:00 +0000</lastBuildDate>\
         <atom:link href=\"https://news.example/feed\" rel=\"self\" type=\"application/rss+xml\"/>"
    );
    let items: Vec<String> = text.split('\u{1}').take(8).map(|inside| format!("<item>{inside}</item>")).collect();
    if !items.iter().all(|item| is_item(&bare, item)) {
        return;
    }
    let now = DateTime::UNIX_EPOCH;
    let context = Context { base: "https://news.example/feed", now };
    let whole = format!("{head}{}{TAIL}", items.concat());
    let parts: Vec<Part> = items
        .iter()
        .map(|item| part(Around { head: bare.as_bytes(), tail: TAIL.as_bytes() }, item.as_bytes(), now))
        .collect();
    // A document is read no further than to where it is not well-formed.
    if parts.iter().flat_map(|part| &part.findings).any(|finding| finding.rule.id.starts_with("xml-")) {
        return;
    }
    let refs: Vec<&Part> = parts.iter().collect();
    let around = Around { head: head.as_bytes(), tail: TAIL.as_bytes() };
    let rest = joined(around, &refs, whole.len(), &context);
    for of in &rest {
        assert!(of.item.is_none_or(|item| item < items.len()));
    }
    for (part, item) in parts.iter().zip(&items) {
        for finding in &part.findings {
            assert!(item.get(finding.span.clone()).is_some(), "{finding:?} in {item}");
        }
    }
    let rules = |findings: &mut dyn Iterator<Item = &Finding>| {
        let mut rules: Vec<&str> =
            findings.filter(|finding| !is_of_whole_only(finding)).map(|finding| finding.rule.id).collect();
        rules.sort_unstable();
        rules
    };
    let in_parts = parts.iter().flat_map(|part| &part.findings);
    let apart = rules(&mut in_parts.chain(rest.iter().map(|of| &of.finding)));
    let together = rules(&mut validate(whole.as_bytes(), &context).findings.iter());
    assert_eq!(apart, together, "{whole}");
});
