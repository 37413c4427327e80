//! Examples of documents: as short as they can be where they are shown, and whole
//! where they are judged.

use super::rule::In;

/// The text of an example in the place that it belongs to. What a format demands
/// around it is added, in front, where the text does not have it.
pub(super) fn document(place: In, text: &str) -> String {
    match place {
        In::Document | In::At | In::Bytes | In::Utf16 => text.to_owned(),
        In::Repeated => repeated(text),
        In::Times => times(text),
        In::RssChannel => format!("{RSS}{}{text}</channel></rss>", lacking(text, CHANNEL)),
        In::RssItem => {
            let lacks = if has(text, "description") { String::new() } else { lacking(text, ITEM) };
            format!("{RSS}{}<item>{lacks}{text}</item></channel></rss>", lacking("", CHANNEL))
        }
        In::AtomFeed => format!("{ATOM}{}{text}</feed>", lacking(text, FEED)),
        In::AtomEntry => {
            let link = if has(text, "content") { String::new() } else { lacking(text, PAGE) };
            format!("{ATOM}{}<entry>{}{link}{text}</entry></feed>", lacking("", FEED), lacking(text, ENTRY))
        }
        In::JsonFeed => format!("{{{JSON}, {text}}}"),
        In::JsonItem => format!("{{{JSON}, \"title\": \"News\", \"items\": [{{{text}}}]}}"),
        In::OpmlHead => format!("{OPML}{text}</head><body><outline text=\"News\"/></body></opml>"),
        In::OpmlBody => format!("{OPML}</head><body>{text}</body></opml>"),
        In::Sitemap => format!("{SITEMAP}{text}</urlset>"),
        In::SitemapUrl => format!("{SITEMAP}{URL}{text}</url></urlset>"),
        In::SitemapNews => format!("{SITEMAP}{URL}<news:news>{text}</news:news></url></urlset>"),
        In::AppWorkspace => format!("{SERVICE}{text}</workspace></service>"),
    }
}

/// The same as bytes.
pub(super) fn bytes(place: In, text: &str) -> Vec<u8> {
    match place {
        In::Bytes => text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
        In::Utf16 => "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        place => document(place, text).into_bytes(),
    }
}

/// Elements of a format: their names, and how they may read.
type Demands = [(&'static str, &'static str)];

const CHANNEL: &Demands = &[
    ("title", "<title>News</title>"),
    ("link", "<link>https://example.com/</link>"),
    ("description", "<description>News of the town</description>"),
];
const ITEM: &Demands = &[("title", "<title>Fire at the harbour</title>")];
const FEED: &Demands = &[
    ("title", "<title>News</title>"),
    ("id", "<id>tag:example.com,2026:news</id>"),
    ("updated", "<updated>2026-01-31T09:00:00Z</updated>"),
    ("author", "<author><name>Ana Novak</name></author>"),
];
const ENTRY: &Demands = &[
    ("title", "<title>Fire at the harbour</title>"),
    ("id", "<id>tag:example.com,2026:1</id>"),
    ("updated", "<updated>2026-01-31T09:00:00Z</updated>"),
];
const PAGE: &Demands = &[("link", r#"<link href="https://example.com/1"/>"#)];

fn lacking(text: &str, demands: &Demands) -> String {
    demands.iter().filter(|(name, _)| !has(text, name)).map(|(_, element)| *element).collect()
}

/// Whether an element of that name stands in `text`, and within no other.
fn has(text: &str, name: &str) -> bool {
    let mut depth = 0u32;
    for (at, _) in text.match_indices('<') {
        let tag = &text[at + 1..];
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        let found = tag.split(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').next();
        if depth == 0 && found == Some(name) {
            return true;
        }
        if tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && !tag.split('>').next().unwrap_or_default().ends_with('/')
        {
            depth += 1;
        }
    }
    false
}

fn repeated(text: &str) -> String {
    let mut parts = text.split('|');
    let before = parts.next().unwrap_or_default();
    let count = parts.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    format!("{before}{}{}", "a".repeat(count), parts.next().unwrap_or_default())
}

fn times(text: &str) -> String {
    let mut whole = String::new();
    let mut count = 1;
    for (turn, part) in text.split('|').enumerate() {
        match turn % 3 {
            0 => whole.push_str(part),
            1 => count = part.parse().unwrap_or(1),
            _ => whole.push_str(&part.repeat(count)),
        }
    }
    whole
}

const RSS: &str = concat!(
    r#"<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" "#,
    r#"xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
    r#"xmlns:media="http://search.yahoo.com/mrss/"><channel>"#,
);
const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom">"#;
const JSON: &str = r#""version": "https://jsonfeed.org/version/1.1""#;
const OPML: &str = r#"<opml version="2.0"><head>"#;
const SITEMAP: &str = concat!(
    r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" "#,
    r#"xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" "#,
    r#"xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" "#,
    r#"xmlns:video="http://www.google.com/schemas/sitemap-video/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">"#,
);
const URL: &str = "<url><loc>https://example.com/a</loc>";
const SERVICE: &str = concat!(
    r#"<service xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom">"#,
    r#"<workspace><atom:title>News</atom:title>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_demands_is_added_where_it_lacks() {
        let item = document(In::RssItem, "<link>https://example.com/1</link>");
        assert!(item.contains("<item><title>Fire at the harbour</title><link>https://example.com/1</link></item>"));
        let item = document(In::RssItem, "<description>Words</description>");
        assert!(item.contains("<item><description>Words</description></item>"));
        let entry = document(In::AtomEntry, "<source><id>a</id></source><title>b</title><link href='c'/>");
        assert!(entry.contains("<entry><id>tag:example.com,2026:1</id><updated>"));
        assert!(entry.contains("</updated><source><id>a</id></source><title>b</title><link href='c'/></entry>"));
    }

    #[test]
    fn elements_are_found_where_they_stand_in_no_other() {
        assert!(has("<a><b/></a><b>", "b"));
        assert!(!has("<a><b/></a>", "b"));
        assert!(!has("<media:title>x</media:title>", "title"));
    }

    #[test]
    fn parts_are_repeated() {
        assert_eq!(times("a|2|bc|d|3|e|f"), "abcbcdeeef");
        assert_eq!(repeated("<|3|>"), "<aaa>");
    }

    #[test]
    fn examples_are_encoded_as_they_say() {
        assert_eq!(bytes(In::Document, "é"), [0xC3, 0xA9]);
        assert_eq!(bytes(In::Bytes, "é"), [0xE9]);
        assert_eq!(bytes(In::Utf16, "é"), [0xFE, 0xFF, 0, 0xE9]);
    }
}
