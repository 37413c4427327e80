//! Tags and text of raw HTML, as far as they must be told apart before the
//! sanitiser parses it. Nothing relies on this for safety.

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, a comment's remains or anything that is no tag, as it stands.
    Text(&'a str),
    /// A start tag.
    Start(StartTag<'a>),
    /// An end tag with this name, in lower case.
    End(String),
}

/// A start tag, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StartTag<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Names in lower case, values as written, without their quotes.
    pub(super) attributes: Vec<(String, &'a str)>,
    /// What follows the tag.
    pub(super) rest: &'a str,
}

/// A tag may have so many attributes; the rest are passed over.
const MOST_ATTRIBUTES: usize = 64;

/// Takes the next piece off the front of `html`.
pub(super) fn next<'a>(html: &mut &'a str) -> Option<Piece<'a>> {
    if html.is_empty() {
        return None;
    }
    let bytes = html.as_bytes();
    if bytes[0] != b'<' {
        let end = memchr::memchr(b'<', bytes).unwrap_or(bytes.len());
        return Some(Piece::Text(take(html, end)));
    }
    if html.starts_with("<!--") {
        let end = memchr::memmem::find(bytes, b"-->").map_or(bytes.len(), |end| end + 3);
        take(html, end);
        return Some(Piece::Text(""));
    }
    match bytes.get(1) {
        Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
            let end = memchr::memchr(b'>', bytes).map_or(bytes.len(), |end| end + 1);
            let name = name(&take(html, end)[2..]);
            Some(Piece::End(name))
        }
        Some(b'!' | b'?' | b'/') => {
            let end = memchr::memchr(b'>', bytes).map_or(bytes.len(), |end| end + 1);
            take(html, end);
            Some(Piece::Text(""))
        }
        Some(byte) if byte.is_ascii_alphabetic() => Some(Piece::Start(start(html))),
        // A lone `<` is text.
        _ => {
            let end = memchr::memchr(b'<', &bytes[1..]).map_or(bytes.len(), |end| end + 1);
            Some(Piece::Text(take(html, end)))
        }
    }
}

fn take<'a>(html: &mut &'a str, end: usize) -> &'a str {
    let (piece, rest) = html.split_at(end);
    *html = rest;
    piece
}

fn name(text: &str) -> String {
    text.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

fn start<'a>(html: &mut &'a str) -> StartTag<'a> {
    let text = *html;
    let name = name(&text[1..]);
    let mut at = 1 + name.len();
    let bytes = text.as_bytes();
    let mut attributes = Vec::new();
    loop {
        while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
            at += 1;
        }
        match bytes.get(at) {
            None => break,
            Some(b'>') => {
                at += 1;
                break;
            }
            Some(_) => {}
        }
        let from = at;
        // A name may begin with `=`, as browsers read it.
        at += 1;
        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')) {
            at += 1;
        }
        let attribute = &text[from..at];
        let value = value(text, &mut at);
        if attributes.len() < MOST_ATTRIBUTES {
            attributes.push((attribute.to_ascii_lowercase(), value));
        }
    }
    take(html, at.min(text.len()));
    StartTag { name, attributes, rest: html }
}

fn value<'a>(text: &'a str, at: &mut usize) -> &'a str {
    let bytes = text.as_bytes();
    let space = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let behind = *at + space((*at).min(bytes.len()));
    if bytes.get(behind) != Some(&b'=') {
        return "";
    }
    let mut from = behind + 1;
    from += space(from);
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(from) {
        let end = memchr::memchr(*quote, &bytes[from + 1..]).map_or(bytes.len(), |end| from + 1 + end);
        *at = (end + 1).min(bytes.len());
        &text[from + 1..end]
    } else {
        let end = bytes[from..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || *b == b'>')
            .map_or(bytes.len(), |end| from + end);
        *at = end;
        &text[from..end]
    }
}

/// The text of an attribute's value: its character references resolved, as far
/// as addresses and names need it.
pub(super) fn decode(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((c, length)) = reference(rest) {
            out.push(c);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn reference(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 10] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&nbsp;", '\u{a0}'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&colon;", ':'),
        ("&sol;", '/'),
    ];
    if let Some((name, c)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let digits = text.strip_prefix("&#")?;
    let (digits, radix, before) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (digits, 10, 2),
    };
    let count = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let c = char::from_u32(u32::from_str_radix(digits.get(..count)?, radix).ok()?)?;
    let semicolon = usize::from(digits[count..].starts_with(';'));
    Some((c, before + count + semicolon))
}

impl StartTag<'_> {
    /// The value of an attribute, as written.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

/// What follows the end tag `name` in `html`; nothing where there is none.
pub(super) fn after<'a>(html: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&html.as_bytes()[from..], b"</") {
        let tag = from + at + 2;
        if html.as_bytes()[tag..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            let end = memchr::memchr(b'>', &html.as_bytes()[tag..]).map_or(html.len(), |end| tag + end + 1);
            return &html[end..];
        }
        from = tag;
    }
    ""
}
