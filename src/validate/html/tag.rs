//! The inside of a tag: its attributes, taken apart as the standard's tokenizer
//! does.

use std::ops::Range;

use super::ampersand::reference;
use super::attributes::{Known, by_key};
use super::fault::{Flaw, Report};
use super::words::Key;

/// An attribute, by its bytes in the text.
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
    pub(super) known: Known,
    /// Whether `name=value` stands by itself, with no white space within.
    pub(super) tight: bool,
    pub(super) quoted: bool,
}

/// A tag whose name ends at `at`.
pub(super) struct Inside<'t, 'a, 's> {
    pub(super) report: &'t mut Report<'a, 's>,
    pub(super) attributes: &'t mut Vec<Attribute>,
    pub(super) at: usize,
}

/// How a tag ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Plain,
    SelfClosing,
    /// The text ends first.
    Not,
}

/// So many attributes of a tag are judged.
const MOST: usize = 256;
/// So many are compared with those behind them.
const MOST_COMPARED: usize = 64;

/// The bytes that end the name of a tag.
pub(super) static ENDS_NAME: [bool; 256] = {
    const ENDS: [u8; 7] = *b"\t\n\x0C\r />";
    let mut ends = [false; 256];
    let mut at = 0;
    while at < ENDS.len() {
        ends[ENDS[at] as usize] = true;
        at += 1;
    }
    ends
};

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0xC)
}

impl Inside<'_, '_, '_> {
    fn peek(&self) -> Option<u8> {
        self.report.html.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn flaw(&mut self, flaw: Flaw<'static>) {
        let length = self.report.html[self.at..].chars().next().map_or(0, char::len_utf8);
        self.report.flaw(flaw, self.at..self.at + length);
    }

    /// Reads up to the end of the tag.
    pub(super) fn read(&mut self) -> Ended {
        loop {
            self.skip_space();
            match self.peek() {
                None => return Ended::Not,
                Some(b'>') => {
                    self.at += 1;
                    return Ended::Plain;
                }
                Some(b'/') => match self.report.html.as_bytes().get(self.at + 1) {
                    None => return Ended::Not,
                    Some(b'>') => {
                        self.at += 2;
                        return Ended::SelfClosing;
                    }
                    Some(_) => {
                        self.flaw(Flaw::BadAttribute);
                        self.at += 1;
                    }
                },
                Some(_) => {
                    if self.attribute().is_none() {
                        return Ended::Not;
                    }
                }
            }
        }
    }

    fn attribute(&mut self) -> Option<()> {
        let (name, known) = self.name()?;
        self.skip_space();
        let mut attribute = Attribute { known, value: name.end..name.end, name, tight: false, quoted: false };
        if self.peek() == Some(b'=') {
            let tight = self.at == attribute.name.end;
            self.at += 1;
            self.skip_space();
            let tight = tight && self.at == attribute.name.end + 1;
            match self.peek()? {
                quote @ (b'"' | b'\'') => {
                    attribute.quoted = true;
                    attribute.value = self.quoted(quote)?;
                }
                b'>' => self.flaw(Flaw::BadAttribute),
                _ => attribute.value = self.unquoted()?,
            }
            attribute.tight = tight && self.peek().is_some_and(|b| is_space(b) || b == b'>');
        }
        if self.attributes.len() < MOST {
            self.attributes.push(attribute);
        }
        Some(())
    }

    fn name(&mut self) -> Option<(Range<usize>, Known)> {
        let start = self.at;
        let mut key = Key::default();
        loop {
            match self.peek()? {
                b'=' if self.at > start => break,
                byte if ENDS_NAME[usize::from(byte)] => break,
                byte => {
                    if matches!(byte, b'"' | b'\'' | b'<' | b'=') {
                        self.flaw(Flaw::BadAttribute);
                    }
                    key = key.with(byte);
                }
            }
            self.at += 1;
        }
        let html = self.report.html;
        let name = &html[start..self.at];
        let compared = &self.attributes[..self.attributes.len().min(MOST_COMPARED)];
        if compared.iter().any(|other| html[other.name.clone()].eq_ignore_ascii_case(name)) {
            self.report.flaw(Flaw::DuplicateAttribute(name), start..self.at);
        }
        Some((start..self.at, by_key(key, name)))
    }

    fn quoted(&mut self, quote: u8) -> Option<Range<usize>> {
        self.at += 1;
        let start = self.at;
        let bytes = self.report.html.as_bytes();
        loop {
            self.at += memchr::memchr2(quote, b'&', &bytes[self.at..])?;
            if bytes[self.at] == quote {
                break;
            }
            self.at = reference(self.report, self.at, Some(quote), false);
        }
        let value = start..self.at;
        self.at += 1;
        if !ENDS_NAME[usize::from(self.peek()?)] {
            self.flaw(Flaw::BadAttribute);
        }
        Some(value)
    }

    fn unquoted(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        loop {
            match self.peek()? {
                b'>' | b' ' | b'\n' | b'\t' | b'\r' | 0xC => return Some(start..self.at),
                b'&' => {
                    self.at = reference(self.report, self.at, Some(b'>'), false);
                    continue;
                }
                b'"' | b'\'' | b'=' | b'<' | b'`' => self.flaw(Flaw::BadAttribute),
                _ => {}
            }
            self.at += 1;
        }
    }
}
