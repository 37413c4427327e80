//! References: `&amp;`, `&#8212;`, and what a DTD's internal subset defines.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Fault, FaultKind};

/// The entities that a document defines, and what expanding them may cost.
#[derive(Debug, Default)]
pub(super) struct Entities<'a> {
    defined: HashMap<&'a str, Cow<'a, str>>,
    /// Names of HTML's entities are known without a definition (RSS 0.91's DTD
    /// defines them).
    pub(super) html: bool,
    /// The document has an external DTD, which might define what is not known.
    pub(super) external: bool,
    /// Bytes that entities were expanded to, and that were read on the way: those
    /// that expand to nothing cost time too.
    expanded: usize,
}

/// Bytes that all entities of a document may expand to.
const MOST_EXPANDED: usize = 1 << 20;
/// How deep entities may refer to one another.
const DEEPEST: usize = 16;

impl<'a> Entities<'a> {
    /// Defines one; the first definition holds (XML 1.0, section 4.2).
    pub(super) fn define(&mut self, name: &'a str, value: Cow<'a, str>) {
        self.defined.entry(name).or_insert(value);
    }

    /// `raw`, which stands at byte `at`, with its references replaced.
    /// `unknown` is told of entities that an external DTD might define.
    pub(super) fn decode(
        &mut self,
        raw: &'a str,
        at: usize,
        unknown: &mut Vec<(usize, &'a str)>,
    ) -> Result<Cow<'a, str>, Fault> {
        let Some(first) = memchr::memchr(b'&', raw.as_bytes()) else { return Ok(Cow::Borrowed(raw)) };
        let mut out = String::with_capacity(raw.len());
        let (mut from, mut next) = (0, Some(first));
        while let Some(here) = next {
            out.push_str(&raw[from..here]);
            let (length, reference) =
                split(&raw[here..]).ok_or(Fault { at: at + here, kind: FaultKind::Syntax(BARE) })?;
            match reference {
                Reference::Char(c) => out.push(c),
                Reference::NoChar => {
                    return Err(Fault { at: at + here, kind: FaultKind::Syntax(NO_CHAR) });
                }
                Reference::Named(name) => match self.named(name, 0, at + here)? {
                    Some(text) => out.push_str(&text),
                    None => unknown.push((at + here, name)),
                },
            }
            from = here + length;
            next = memchr::memchr(b'&', &raw.as_bytes()[from..]).map(|found| from + found);
        }
        out.push_str(&raw[from..]);
        Ok(Cow::Owned(out))
    }

    fn named(&mut self, name: &str, depth: usize, at: usize) -> Result<Option<Cow<'a, str>>, Fault> {
        if depth > DEEPEST {
            return Err(Fault { at, kind: FaultKind::Limit("entities refer to one another more than 16 deep") });
        }
        let Some(value) = self.defined.get(name).cloned() else {
            return if self.html || self.external {
                Ok(None)
            } else {
                Err(Fault { at, kind: FaultKind::UndefinedEntity })
            };
        };
        self.spend(value.len().max(1), at)?;
        let value = if value.contains('&') {
            let mut out = String::new();
            let mut rest = &*value;
            while let Some(here) = rest.find('&') {
                out.push_str(&rest[..here]);
                let (length, reference) = split(&rest[here..]).ok_or(Fault { at, kind: FaultKind::Syntax(BARE) })?;
                match reference {
                    Reference::Char(c) => out.push(c),
                    Reference::NoChar => return Err(Fault { at, kind: FaultKind::Syntax(NO_CHAR) }),
                    Reference::Named(name) => {
                        out.push_str(self.named(name, depth + 1, at)?.as_deref().unwrap_or_default());
                    }
                }
                rest = &rest[here + length..];
            }
            out.push_str(rest);
            self.spend(out.len(), at)?;
            Cow::Owned(out)
        } else {
            value
        };
        Ok(Some(value))
    }

    fn spend(&mut self, bytes: usize, at: usize) -> Result<(), Fault> {
        self.expanded += bytes;
        if self.expanded > MOST_EXPANDED {
            return Err(Fault { at, kind: FaultKind::Limit("entities expand to more than 1 MiB") });
        }
        Ok(())
    }
}

const BARE: &str = "`&` begins no reference; write `&amp;`";
const NO_CHAR: &str = "a reference names a character that XML cannot carry";

/// What stands between `&` and `;`.
enum Reference<'a> {
    Char(char),
    NoChar,
    Named(&'a str),
}

/// The reference at the start of `text` (which begins with `&`) and its length.
fn split(text: &str) -> Option<(usize, Reference<'_>)> {
    let bytes = text.as_bytes();
    // What escaped HTML is full of.
    let (length, c) = match bytes {
        [_, b'l', b't', b';', ..] => (4, '<'),
        [_, b'g', b't', b';', ..] => (4, '>'),
        [_, b'a', b'm', b'p', b';', ..] => (5, '&'),
        [_, b'q', b'u', b'o', b't', b';', ..] => (6, '"'),
        [_, b'a', b'p', b'o', b's', b';', ..] => (6, '\''),
        _ => return other(text),
    };
    Some((length, Reference::Char(c)))
}

fn other(text: &str) -> Option<(usize, Reference<'_>)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        let end = bytes.iter().take(64).position(|byte| *byte == b';')?;
        let digits = &text[2..end];
        let (digits, radix) = digits.strip_prefix('x').map_or((digits, 10), |digits| (digits, 16));
        if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
            return None;
        }
        let c =
            u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).filter(|c| crate::xml::is_xml_char(*c));
        return Some((end + 1, c.map_or(Reference::NoChar, Reference::Char)));
    }
    let length = super::name::length(&bytes[1..]);
    if length == 0 || bytes.get(1 + length) != Some(&b';') {
        return None;
    }
    Some((length + 2, Reference::Named(&text[1..=length])))
}

/// Where byte `decoded` of the decoded text stands in `raw`: for findings inside
/// escaped markup.
pub(crate) fn source_offset(raw: &str, decoded: usize) -> usize {
    source_offset_from(raw, decoded, &mut (0, 0))
}

/// As [`source_offset`], going on from a place that was passed before: bytes of
/// `raw`, and bytes of the decoded text. Findings come in the order of the text,
/// and to count from its beginning for each of them would be quadratic.
pub(crate) fn source_offset_from(raw: &str, decoded: usize, passed: &mut (usize, usize)) -> usize {
    if passed.1 > decoded {
        *passed = (0, 0);
    }
    let (mut at, mut out) = *passed;
    while at < raw.len() {
        let (length, size) = if raw.as_bytes()[at] == b'&' {
            match split(&raw[at..]) {
                Some((length, Reference::Char(c))) => (length, c.len_utf8()),
                // What an entity expands to is not known here: its end is where the entity stands.
                Some((length, _)) => (length, 0),
                None => (1, 1),
            }
        } else {
            // No further than asked, so that a long run is not measured each time.
            let most = (decoded - out).saturating_add(1).min(raw.len() - at);
            let run = memchr::memchr(b'&', &raw.as_bytes()[at..at + most]).unwrap_or(most);
            if out + run > decoded {
                at += decoded - out;
                *passed = (at, decoded);
                return at;
            }
            (run, run)
        };
        if out + size > decoded {
            *passed = (at, out);
            return at;
        }
        at += length;
        out += size;
    }
    *passed = (at, out);
    raw.len()
}
