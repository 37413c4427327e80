//! Escapes in JSON's texts: what each stands for, and which byte of the source
//! a byte of the text comes from.

/// What a `\` and what follows it stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Escape {
    /// Bytes of the source.
    pub(super) length: usize,
    pub(super) c: char,
    pub(super) fault: Option<EscapeFault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EscapeFault {
    /// JSON has no such escape.
    Unknown,
    /// Half of a character that takes two.
    Surrogate,
    /// `\u0000`, at which many programs end a text.
    Nul,
}

/// Reads the escape that `text` begins with: a `\`.
pub(super) fn escape(text: &str) -> Escape {
    let simple = |c| Escape { length: 2, c, fault: None };
    match text.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{C}'),
        Some(b @ (b'"' | b'\\' | b'/')) => simple(char::from(*b)),
        Some(b'u') => unicode(text),
        Some(_) => {
            let c = text[1..].chars().next().unwrap_or('\\');
            Escape { length: 1 + c.len_utf8(), c, fault: Some(EscapeFault::Unknown) }
        }
        None => Escape { length: 1, c: '\\', fault: Some(EscapeFault::Unknown) },
    }
}

fn unicode(text: &str) -> Escape {
    let Some(first) = hex(text) else { return Escape { length: 2, c: 'u', fault: Some(EscapeFault::Unknown) } };
    if (0xD800..0xDC00).contains(&first)
        && let Some(second) = text.get(6..).and_then(hex)
        && (0xDC00..0xE000).contains(&second)
    {
        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return Escape { length: 12, c: char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), fault: None };
    }
    match char::from_u32(first) {
        Some(c) => Escape { length: 6, c, fault: (c == '\0').then_some(EscapeFault::Nul) },
        None => Escape { length: 6, c: char::REPLACEMENT_CHARACTER, fault: Some(EscapeFault::Surrogate) },
    }
}

/// The four digits of `\u`.
fn hex(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.as_bytes().get(..4)?;
    digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
}

/// Finds bytes of a text in its source, one after another.
#[derive(Clone)]
pub(super) struct Source<'a> {
    /// The source, between the quotes.
    raw: &'a str,
    at: usize,
    /// How many bytes of the text come before `at`.
    decoded: usize,
}

impl<'a> Source<'a> {
    pub(super) fn new(raw: &'a str) -> Self {
        Self { raw, at: 0, decoded: 0 }
    }

    /// The byte of the source that byte `wanted` of the text comes from. Asked
    /// in ascending order, all answers together cost one pass.
    pub(super) fn of(&mut self, wanted: usize) -> usize {
        if wanted < self.decoded {
            *self = Self::new(self.raw);
        }
        while self.at < self.raw.len() {
            let rest = &self.raw[self.at..];
            let run = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
            if wanted < self.decoded + run || (wanted == self.decoded && run == 0) {
                return self.at + (wanted - self.decoded);
            }
            if run > 0 {
                self.at += run;
                self.decoded += run;
                continue;
            }
            let escape = escape(rest);
            if wanted < self.decoded + escape.c.len_utf8() {
                return self.at;
            }
            self.at += escape.length;
            self.decoded += escape.c.len_utf8();
        }
        self.raw.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_stand_for_characters() {
        assert_eq!(escape("\\ud83d\\ude00").c, '😀');
        assert_eq!(escape("\\ud83d\\ude00").length, 12);
        assert_eq!(escape("\\ud83d x").fault, Some(EscapeFault::Surrogate));
        assert_eq!(escape("\\ude00").fault, Some(EscapeFault::Surrogate));
        assert_eq!(escape("\\u0000").fault, Some(EscapeFault::Nul));
        for text in ["\\x", "\\", "\\u12", "\\é", "\\u12é4"] {
            assert_eq!(escape(text).fault, Some(EscapeFault::Unknown), "{text}");
        }
    }

    #[test]
    fn bytes_are_found_behind_escapes() {
        let mut source = Source::new(r"a\n\u00e9b");
        assert_eq!([0, 1, 2, 3, 4, 5].map(|at| source.of(at)), [0, 1, 3, 3, 9, 10]);
        assert_eq!(source.of(0), 0);
    }

    proptest! {
        #[test]
        fn every_byte_has_a_place(raw in "[\\\\uDd8é0a\"n]{0,24}", at in 0usize..32) {
            let mut source = Source::new(&raw);
            prop_assert!(source.of(at) <= raw.len());
        }
    }
}
