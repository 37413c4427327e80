//! `XmlText`: text of which every character may stand in an XML 1.0 document.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// Text that holds only the characters of XML 1.0's production `Char`
/// (<https://www.w3.org/TR/xml/#charsets>), with line ends as a single LF.
///
/// The writers of feeds do not check this themselves: one U+000B in a headline
/// makes a whole document unreadable.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct XmlText(Box<str>);

impl XmlText {
    /// Takes `text`, dropping what XML cannot carry and turning CR LF and CR
    /// into LF, as a parser would (XML 1.0, section 2.11).
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(clean(text).into())
    }

    /// As [`XmlText::new`], of a text that nobody else needs: it is not copied.
    #[must_use]
    pub fn from_string(text: String) -> Self {
        if is_clean(text.as_bytes()) { Self(text.into()) } else { Self::new(&text) }
    }

    /// As [`XmlText::new`], on one line: every run of white space becomes one
    /// space, none at the ends. `None` when nothing is left.
    #[must_use]
    pub fn line(text: &str) -> Option<Self> {
        if is_line(text) {
            return Some(Self(text.into()));
        }
        let cleaned = clean(text);
        let mut out = String::with_capacity(cleaned.len());
        for word in cleaned.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        (!out.is_empty()).then(|| Self(out.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// XML 1.0's production `Char`.
#[must_use]
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether UTF-8 holds neither a carriage return nor what XML cannot carry:
/// looked at by bytes, since nearly every text is clean.
fn is_clean(text: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte < 0x20 && *byte != b'\t' && *byte != b'\n';
    // Without a way out in the middle, so that many bytes are compared at once.
    let controls = |piece: &[u8]| piece.iter().fold(false, |found, byte| found | is_control(byte));
    !text.chunks(4096).any(controls)
        && !memchr::memchr_iter(0xEF, text).any(|at| matches!(text[at..], [_, 0xBF, 0xBE | 0xBF, ..]))
}

/// Whether a text stands on one line already, as most do: single spaces inside it,
/// no other white space, and nothing that XML cannot carry.
pub(crate) fn is_line(text: &str) -> bool {
    let mut after_space = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' if after_space => return false,
            0..b' ' => return false,
            // So begins each character beyond ASCII that is white space or cannot be carried.
            0xC2 | 0xE1..=0xE3 | 0xEF if text[at..].starts_with(|c: char| c.is_whitespace() || !is_xml_char(c)) => {
                return false;
            }
            _ => {}
        }
        after_space = byte == b' ';
    }
    !after_space
}

fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            if chars.peek() != Some(&'\n') {
                out.push('\n');
            }
        } else if is_xml_char(c) {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

impl Deref for XmlText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for XmlText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for XmlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<XmlText> for String {
    fn from(text: XmlText) -> Self {
        text.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn drops_what_xml_cannot_carry_and_nothing_else() {
        assert_eq!(&*XmlText::new("a\u{0}b\u{B}c\u{FFFE}d\u{FFFF}"), "abcd");
        assert_eq!(
            &*XmlText::new("tab\t, \u{2028}, \u{85}, \u{7F}, \u{10FFFF}"),
            "tab\t, \u{2028}, \u{85}, \u{7F}, \u{10FFFF}"
        );
    }

    #[test]
    fn line_ends_become_one_line_feed() {
        assert_eq!(&*XmlText::new("a\r\nb\rc\n\r"), "a\nb\nc\n\n");
    }

    #[test]
    fn a_line_has_single_spaces_and_is_never_empty() {
        assert_eq!(XmlText::line(" a \n\t b\u{a0}c ").as_deref(), Some("a b c"));
        assert_eq!(XmlText::line(" \u{1}\n"), None);
    }

    #[test]
    fn what_is_no_line_is_known_by_its_bytes() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            assert_eq!(is_line(&text), c == ' ' || !c.is_whitespace() && is_xml_char(c), "{c:?}");
        }
        assert!(is_line("a b") && !is_line("a  b") && !is_line(" a") && !is_line("a ") && !is_line(""));
    }

    proptest! {
        #[test]
        fn any_text_makes_a_well_formed_document(text in any::<String>()) {
            let text = XmlText::new(&text);
            let escaped = quick_xml::escape::escape(text.as_str());
            let document = format!("<t>{escaped}</t>");
            let parsed = roxmltree::Document::parse(&document).expect("well-formed");
            prop_assert_eq!(parsed.root_element().text().unwrap_or(""), text.as_str());
        }
    }
}
