//! HTML files: a fragment, or a whole page with what its head tells.

use crate::tree::{Entry, Map, Node, Value};

/// A whole page, taken apart.
#[derive(Debug)]
pub(super) struct Page {
    /// What its head tells, under the names of front matter; offsets count from
    /// the start of the text.
    pub(super) told: Map,
    /// Where the words begin and end.
    pub(super) words: std::ops::Range<usize>,
}

/// Takes a page apart; `None` when the text is only a fragment.
pub(super) fn take_apart(text: &str) -> Option<Page> {
    let is_page = Tags::new(text).take(200).any(|tag| !tag.closes && matches!(tag.name(), "html" | "head" | "body"));
    if !is_page {
        return None;
    }
    let mut told = Map::default();
    let mut tell = |key: &str, at: usize, value: String| {
        if !value.trim().is_empty() && told.get(key).is_none() {
            told.0.push(Entry { key: key.to_owned(), at, node: Node { at, value: Value::String(value) } });
        }
    };
    for tag in Tags::new(text).filter(|tag| !tag.closes) {
        match tag.name() {
            "html" => {
                tell("lang", tag.start, tag.attribute("lang").unwrap_or_default());
                tell("dir", tag.start, tag.attribute("dir").unwrap_or_default());
            }
            "title" => {
                let rest = &text[tag.end..];
                let end = find_ignoring_case(rest, "</title").unwrap_or(rest.len());
                tell("title", tag.end, unescape(&rest[..end]));
            }
            "meta" => {
                let name = tag.attribute("name").or_else(|| tag.attribute("property")).unwrap_or_default();
                let key = match name.to_ascii_lowercase().as_str() {
                    "description" => "description",
                    "author" => "author",
                    "article:published_time" => "date",
                    "article:modified_time" => "updated",
                    "og:image" => "image",
                    "og:image:alt" => "image_alt",
                    _ => continue,
                };
                tell(key, tag.start, tag.attribute("content").unwrap_or_default());
            }
            "link" if tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                tell("canonical_url", tag.start, tag.attribute("href").unwrap_or_default());
            }
            "body" => break,
            _ => {}
        }
    }
    let words = ["article", "main", "body"].iter().find_map(|name| inside(text, name)).unwrap_or_else(|| {
        let after_head = Tags::new(text).find(|tag| tag.closes && tag.name() == "head").map_or(0, |tag| tag.end);
        after_head..text.len()
    });
    Some(Page { told, words })
}

/// What stands between the first `<name>` and the `</name>` that closes it.
fn inside(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let mut depth = 0_usize;
    let mut start = None;
    for tag in Tags::new(text).filter(|tag| tag.name() == name) {
        match (start, tag.closes) {
            (None, false) => start = Some(tag.end),
            (None, true) => {}
            (Some(_), false) => depth += 1,
            (Some(start), true) if depth == 0 => return Some(start..tag.start),
            (Some(_), true) => depth -= 1,
        }
    }
    start.map(|start| start..text.len())
}

/// One tag of HTML.
struct Tag<'a> {
    start: usize,
    end: usize,
    closes: bool,
    lower: String,
    attributes: &'a str,
}

impl Tag<'_> {
    fn name(&self) -> &str {
        &self.lower
    }

    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
            let name = &rest[..end.max(1).min(rest.len())];
            rest = rest.get(end.max(1)..).unwrap_or_default().trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                (value, rest) = match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
                };
            }
            if name.eq_ignore_ascii_case(wanted) {
                return Some(unescape(value));
            }
        }
    }
}

/// The tags of a text, in order; comments and the insides of scripts and
/// styles are passed over.
struct Tags<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.text[self.at..].find('<')?;
            let rest = &self.text[start + 1..];
            if rest.starts_with("!--") {
                self.at = rest.find("-->").map_or(self.text.len(), |end| start + 1 + end + 3);
                continue;
            }
            let closes = rest.starts_with('/');
            let name_at = start + 1 + usize::from(closes);
            let name = self.text[name_at..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if name.is_empty() {
                self.at = start + 1;
                continue;
            }
            let inner_at = name_at + name.len();
            let inner_end = inner_at + tag_end(&self.text[inner_at..]);
            let end = (inner_end + 1).min(self.text.len());
            self.at = end;
            let lower = name.to_ascii_lowercase();
            if !closes && matches!(lower.as_str(), "script" | "style" | "template") {
                let close = format!("</{lower}");
                self.at = find_ignoring_case(&self.text[end..], &close).map_or(self.text.len(), |at| end + at);
            }
            return Some(Tag { start, end, closes, lower, attributes: &self.text[inner_at..inner_end] });
        }
    }
}

/// Where the `>` of a tag stands, quoted ones passed over.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.find('>').unwrap_or(text.len())
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    text.as_bytes().windows(what.len()).position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}

/// Resolves character references: numbers, and the names that heads use.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest[1..].split_once(';').filter(|(name, _)| name.len() <= 8);
        if let Some((character, after)) = reference.and_then(|(name, after)| Some((character(name)?, after))) {
            out.push(character);
            rest = after;
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "middot" => '·',
        "bull" => '•',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "euro" => '€',
        "pound" => '£',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_tells_what_it_is() {
        let text = "<!DOCTYPE html><HTML lang=de><head><script>var a = '<title>No</title>';</script><title>A &amp; B\n&#8217;s</title>\
            <meta name=\"description\" content='x > y'><meta content=Ana name=author><link rel=canonical href=\"/a/\"></head>\
            <body><nav>menu</nav><article><h1>A</h1><article>in</article><p>Words</article><footer>f</footer></body></html>";
        let page = take_apart(text).unwrap();
        let told = |key| page.told.get(key).and_then(Node::as_str);
        assert_eq!(told("title"), Some("A & B\n’s"));
        assert_eq!(told("description"), Some("x > y"));
        assert_eq!(told("author"), Some("Ana"));
        assert_eq!(told("lang"), Some("de"));
        assert_eq!(told("canonical_url"), Some("/a/"));
        assert_eq!(&text[page.words], "<h1>A</h1><article>in</article><p>Words");
    }

    #[test]
    fn a_fragment_is_no_page() {
        assert!(take_apart("<p>Words about &lt;html&gt;</p>").is_none());
        assert!(take_apart("<!-- <html> --><p>x").is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(<|>|/|html|body|meta |title|script|a=|\"|'|&|;|#|é| |!--|-->){0,40}") {
            let _ = take_apart(&text);
        }
    }
}
