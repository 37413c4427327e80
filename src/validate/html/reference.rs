//! Character references: `&amp;`, `&#8217;`.

use std::borrow::Cow;

/// The names of the HTML standard, in the order of their bytes, one a line; an
/// asterisk marks those of HTML 4.
static NAMES: &str = include_str!("names.txt");

/// What stands where an ampersand does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// Nothing but an ampersand.
    None,
    /// A reference, so many bytes long with its ampersand.
    Good(usize),
    /// No named reference, and no lone ampersand either.
    BadName(usize),
    /// No number of a character, or no semicolon.
    BadNumber(usize),
}

/// Reads `text`, which begins with `&`. `quote` is the byte that would end the
/// attribute's value.
#[inline]
pub(super) fn read(text: &str, quote: Option<u8>) -> Reference {
    let bytes = text.as_bytes();
    match bytes.get(1) {
        None | Some(b' ' | b'\t' | b'\n' | b'\r' | 0xC | b'<' | b'&') => Reference::None,
        Some(b'#') => number(bytes),
        Some(byte) if Some(*byte) == quote => Reference::None,
        Some(_) => {
            let length = 1 + bytes[1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let known = bytes.get(length) == Some(&b';') && is_name(&text[1..length]);
            if known { Reference::Good(length + 1) } else { Reference::BadName(length) }
        }
    }
}

fn number(bytes: &[u8]) -> Reference {
    let (value, length) = code(bytes);
    match (value, bytes.get(length)) {
        (Some(value), Some(b';')) if is_character(value) => Reference::Good(length + 1),
        (_, Some(b';')) => Reference::BadNumber(length + 1),
        _ => Reference::BadNumber(length),
    }
}

/// The number behind `&#`, as far as it fits, and where it ends.
fn code(bytes: &[u8]) -> (Option<u32>, usize) {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (radix, start) = if hex { (16, 3) } else { (10, 2) };
    let digits = bytes.get(start..).unwrap_or_default();
    let digits = digits.iter().map_while(|b| char::from(*b).to_digit(radix));
    let (value, count) =
        digits.fold((0u32, 0), |(value, count), digit| (value.saturating_mul(radix).saturating_add(digit), count + 1));
    ((count > 0).then_some(value), start.min(bytes.len()) + count)
}

/// Whether a reference may name the character: none of the control characters
/// (but tab, line feed and form feed), surrogates and codes without one.
fn is_character(code: u32) -> bool {
    matches!(code, 0x9 | 0xA | 0xC | 0x20..=0x7E | 0xA0..=0xD7FF | 0xE000..=0xFDCF | 0xFDF0..=0x0010_FFFF)
        && code & 0xFFFE != 0xFFFE
}

/// Whether HTML has a character of that name.
pub(crate) fn is_name(name: &str) -> bool {
    matches!(name, "amp" | "nbsp" | "lt" | "gt" | "quot" | "rsquo" | "ldquo" | "rdquo" | "mdash" | "ndash" | "hellip")
        || find(name).is_some()
}

/// Whether HTML 4 has it.
pub(super) fn is_old_name(name: &str) -> bool {
    find(name) == Some(true)
}

fn find(name: &str) -> Option<bool> {
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = NAMES[..middle].rfind('\n').map_or(0, |end| end + 1);
        let end = NAMES[middle..].find('\n').map_or(NAMES.len(), |end| middle + end);
        let line = &NAMES[start..end];
        let known = line.strip_suffix('*');
        match known.unwrap_or(line).cmp(name) {
            std::cmp::Ordering::Equal => return Some(known.is_some()),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// The value of an attribute, its character references resolved as far as
/// addresses and styles need it.
pub(super) fn decode(value: &str) -> Cow<'_, str> {
    const NAMED: [(&str, char); 14] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&nbsp;", '\u{a0}'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&colon;", ':'),
        ("&semi;", ';'),
        ("&sol;", '/'),
        ("&num;", '#'),
        ("&lpar;", '('),
        ("&rpar;", ')'),
    ];
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = NAMED.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, c)| (*c, name.len()));
        let numbered = || {
            let (value, length) = rest.starts_with("&#").then(|| code(rest.as_bytes()))?;
            let semicolon = usize::from(rest[length..].starts_with(';'));
            Some((char::from_u32(value?)?, length + semicolon))
        };
        let (c, length) = named.or_else(numbered).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_html_are_known() {
        for text in
            ["&amp;", "&eacute;", "&NotEqualTilde;", "&zwnj;", "&Aacute;", "&#8217;", "&#x2019;", "&#X9;", "&#128512;"]
        {
            assert_eq!(read(text, None), Reference::Good(text.len()), "{text}");
        }
        assert!(is_old_name("eacute") && !is_old_name("zwnjx") && !is_old_name("NotEqualTilde"));
    }

    #[test]
    fn a_lone_ampersand_is_text_and_a_name_that_html_lacks_is_a_fault() {
        assert_eq!(read("& b", None), Reference::None);
        assert_eq!(read("&", None), Reference::None);
        assert_eq!(read("&\"", Some(b'"')), Reference::None);
        assert_eq!(read("&T", None), Reference::BadName(2));
        assert_eq!(read("&nbsp ", None), Reference::BadName(5));
        assert_eq!(read("&bogus;", None), Reference::BadName(6));
        assert_eq!(read("&é;", None), Reference::BadName(1));
    }

    #[test]
    fn numbers_of_no_character_are_faults() {
        for text in
            ["&#x92;", "&#0;", "&#xD800;", "&#1114112;", "&#xFFFE;", "&#13;", "&#99999999999999999999;", "&#;", "&#x;"]
        {
            assert_eq!(read(text, None), Reference::BadNumber(text.len()), "{text}");
        }
        assert_eq!(read("&#39 ", None), Reference::BadNumber(4));
    }

    #[test]
    fn values_are_decoded() {
        assert_eq!(decode("?a=1&amp;b=2&#38;c&#x26d&x"), "?a=1&b=2&c&d&x".replace("&d", "\u{26d}"));
        assert_eq!(decode("plain"), "plain");
    }
}
