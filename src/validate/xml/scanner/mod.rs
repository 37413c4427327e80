//! The scanner: one event after another, borrowed from the text.

mod tag;

use std::borrow::Cow;

use super::doctype::{self, Doctype};
use super::entity::Entities;
use super::{Fault, FaultKind, Ns, name};
use crate::xml::is_xml_char;

/// What one document may cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Levels of nesting.
    pub(crate) depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 500 }
    }
}

/// A start tag. Its attributes are the scanner's, until the next event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'a> {
    /// The name as it is written.
    pub(crate) name: &'a str,
    /// The name behind the colon.
    pub(crate) local: &'a str,
    /// Its namespace.
    pub(crate) ns: Ns,
    /// Byte of the `<`.
    pub(crate) at: usize,
    /// Byte behind the `>`.
    pub(crate) end: usize,
}

/// An attribute, except those that declare namespaces.
#[derive(Debug, Clone)]
pub(crate) struct Attribute<'a> {
    /// The name as it is written.
    pub(crate) name: &'a str,
    /// The name behind the colon.
    pub(crate) local: &'a str,
    /// Its namespace; none without a prefix.
    pub(crate) ns: Ns,
    /// Its value with references replaced.
    pub(crate) value: Cow<'a, str>,
    /// Byte of its name.
    pub(crate) at: usize,
    /// Bytes of its raw value, within the quotes.
    pub(crate) raw: std::ops::Range<usize>,
}

/// What stands next.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// The element that began last ends.
    End,
    /// Text, with references replaced, and the bytes that it stands in.
    Text(Cow<'a, str>, std::ops::Range<usize>),
    /// The inside of a CDATA section, and the byte where it begins.
    CData(&'a str, usize),
    /// The document type declaration and its byte.
    Doctype(Doctype<'a>, usize),
    /// The document is complete.
    Finished,
}

/// An element that is open.
#[derive(Debug)]
struct Open<'a> {
    name: &'a str,
    /// How many declarations of namespaces there were before it.
    declared: usize,
}

/// A prefix that is declared, the URI it stands for, and where.
#[derive(Debug)]
pub(crate) struct Declaration<'a> {
    /// The prefix; empty for the default namespace.
    pub(crate) prefix: &'a str,
    /// The URI.
    pub(crate) uri: Cow<'a, str>,
    /// The namespace of that URI.
    pub(crate) ns: Ns,
    /// The URI is only like the one of that namespace.
    pub(crate) is_near: bool,
    /// Byte of the attribute.
    pub(crate) at: usize,
}

/// Reads a document.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// The first character that XML cannot carry; `usize::MAX` where there is none.
    bad_char: usize,
    open: Vec<Open<'a>>,
    declared: Vec<Declaration<'a>>,
    fresh: usize,
    attributes: Vec<Attribute<'a>>,
    /// An empty-element tag was reported: its end comes next.
    pending_end: bool,
    rooted: bool,
    finished: bool,
    entities: Entities<'a>,
    unknown: Vec<(usize, &'a str)>,
    limits: Limits,
}

impl<'a> Scanner<'a> {
    /// Begins to read `text` at byte `from`, behind the XML declaration.
    pub(crate) fn new(text: &'a str, from: usize, limits: Limits) -> Self {
        Self {
            text,
            at: from,
            bad_char: first_bad_char(text),
            open: Vec::with_capacity(16),
            declared: Vec::with_capacity(8),
            fresh: 0,
            attributes: Vec::with_capacity(8),
            pending_end: false,
            rooted: false,
            finished: false,
            entities: Entities::default(),
            unknown: Vec::new(),
            limits,
        }
    }

    /// The attributes of the start tag that was read last.
    pub(crate) fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// The attributes of the start tag that was read last, to be kept.
    pub(crate) fn take_attributes(&mut self) -> Vec<Attribute<'a>> {
        std::mem::take(&mut self.attributes)
    }

    /// Gives the room of attributes back that are no longer needed.
    pub(crate) fn give_back(&mut self, mut attributes: Vec<Attribute<'a>>) {
        if self.attributes.capacity() == 0 {
            attributes.clear();
            self.attributes = attributes;
        }
    }

    /// What the start tag that was read last declares.
    pub(crate) fn fresh_declarations(&self) -> &[Declaration<'a>] {
        &self.declared[self.fresh..]
    }

    /// The URI that a prefix stands for here.
    pub(crate) fn uri(&self, prefix: &str) -> Option<&str> {
        self.declaration(prefix).map(|declaration| &*declaration.uri)
    }

    /// Whether the URI that a prefix stands for is only like a known one.
    pub(crate) fn is_near(&self, prefix: &str) -> bool {
        self.declaration(prefix).is_some_and(|declaration| declaration.is_near)
    }

    /// Entities that an external DTD might define, with their places, met since
    /// this was asked last.
    pub(crate) fn take_unknown(&mut self) -> Vec<(usize, &'a str)> {
        std::mem::take(&mut self.unknown)
    }

    /// Entities of HTML are known from here on.
    pub(crate) fn know_html_entities(&mut self) {
        self.entities.html = true;
    }

    /// What stands next.
    ///
    /// # Errors
    /// Where the document is not well-formed; reading cannot go on from there.
    pub(crate) fn next(&mut self) -> Result<Event<'a>, Fault> {
        if self.pending_end {
            self.pending_end = false;
            self.close();
            return Ok(Event::End);
        }
        loop {
            let from = self.at;
            let event = self.step()?;
            if self.at > self.bad_char && from <= self.bad_char {
                return Err(Fault {
                    at: self.bad_char,
                    kind: FaultKind::Syntax("a character stands here that XML cannot carry"),
                });
            }
            if let Some(event) = event {
                return Ok(event);
            }
        }
    }

    fn step(&mut self) -> Result<Option<Event<'a>>, Fault> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at) {
            None => self.finish().map(Some),
            Some(b'<') => match bytes.get(self.at + 1) {
                Some(b'/') => self.end_tag().map(Some),
                Some(b'!') => self.declaration_or_comment(),
                Some(b'?') => self.instruction().map(|()| None),
                _ => self.start_tag().map(Some),
            },
            Some(_) => self.text(),
        }
    }

    fn finish(&mut self) -> Result<Event<'a>, Fault> {
        if self.open.is_empty() && self.rooted {
            self.finished = true;
            return Ok(Event::Finished);
        }
        let words = if self.rooted { "the document ends before its elements do" } else { "there is no element" };
        Err(self.fault(words))
    }

    fn fault(&self, words: &'static str) -> Fault {
        self.fault_at(self.at, words)
    }

    fn fault_at(&self, at: usize, words: &'static str) -> Fault {
        // A character that cannot be there is the true reason for whatever follows it.
        if self.bad_char <= at {
            return Fault {
                at: self.bad_char,
                kind: FaultKind::Syntax("a character stands here that XML cannot carry"),
            };
        }
        Fault { at, kind: FaultKind::Syntax(words) }
    }

    fn text(&mut self) -> Result<Option<Event<'a>>, Fault> {
        let text = self.text;
        let from = self.at;
        let end = memchr::memchr(b'<', &text.as_bytes()[from..]).map_or(text.len(), |length| from + length);
        let raw = &text[from..end];
        self.at = end;
        if self.open.is_empty() {
            if raw.bytes().all(is_space) {
                return Ok(None);
            }
            let at = from + raw.bytes().position(|byte| !is_space(byte)).unwrap_or(0);
            let words = if self.rooted {
                "something stands after the end of the document"
            } else {
                "text stands before the first element"
            };
            return Err(self.fault_at(at, words));
        }
        if let Some(at) = memchr::memmem::find(raw.as_bytes(), b"]]>") {
            return Err(self.fault_at(from + at, "`]]>` stands outside a CDATA section; write `]]&gt;`"));
        }
        let value = self.entities.decode(raw, from, &mut self.unknown)?;
        Ok(Some(Event::Text(value, from..end)))
    }

    fn declaration_or_comment(&mut self) -> Result<Option<Event<'a>>, Fault> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(b"<!--") {
            let inside = &rest[4..];
            let Some(length) = memchr::memmem::find(inside, b"--") else {
                return Err(self.fault("a comment does not end"));
            };
            if inside.get(length + 2) != Some(&b'>') {
                return Err(self.fault_at(self.at + 4 + length, "`--` stands inside a comment"));
            }
            self.at += 4 + length + 3;
            return Ok(None);
        }
        if rest.starts_with(b"<![CDATA[") {
            if self.open.is_empty() {
                return Err(self.fault("a CDATA section stands outside the document's element"));
            }
            let from = self.at + 9;
            let Some(length) = memchr::memmem::find(&rest[9..], b"]]>") else {
                return Err(self.fault("a CDATA section does not end"));
            };
            self.at = from + length + 3;
            return Ok(Some(Event::CData(&self.text[from..from + length], from)));
        }
        if rest.starts_with(b"<!DOCTYPE") {
            if self.rooted {
                return Err(self.fault("the document type declaration stands too late"));
            }
            let at = self.at;
            let (doctype, end) = doctype::parse(self.text, at, &mut self.entities)?;
            self.at = end;
            return Ok(Some(Event::Doctype(doctype, at)));
        }
        Err(self.fault("`<!` begins neither a comment nor a CDATA section"))
    }

    fn instruction(&mut self) -> Result<(), Fault> {
        let at = self.at;
        let bytes = self.text.as_bytes();
        let target = name::length(&bytes[at + 2..]);
        if target == 0 {
            return Err(self.fault("`<?` must be followed by a name"));
        }
        let Some(length) = memchr::memmem::find(&bytes[at + 2..], b"?>") else {
            return Err(self.fault("a processing instruction does not end"));
        };
        let inside = &self.text[at + 2..at + 2 + length];
        self.at = at + 2 + length + 2;
        let (target, data) = inside.split_at(target.min(inside.len()));
        if target.eq_ignore_ascii_case("xml") {
            return Err(self.fault_at(at, "the XML declaration must be the very first thing in the document"));
        }
        if !data.is_empty() && !data.starts_with(|c: char| c.is_ascii_whitespace()) {
            return Err(self.fault_at(at, "a processing instruction needs a space behind its name"));
        }
        Ok(())
    }

    fn end_tag(&mut self) -> Result<Event<'a>, Fault> {
        let bytes = self.text.as_bytes();
        let from = self.at + 2;
        let Some(open) = self.open.last() else {
            return Err(self.fault("an end tag has no start tag"));
        };
        let name = open.name.as_bytes();
        let end = from + name.len();
        if bytes.get(from..end) != Some(name) {
            return Err(self.fault("an end tag does not fit the start tag before it"));
        }
        let mut end = end;
        while bytes.get(end).copied().is_some_and(is_space) {
            end += 1;
        }
        if bytes.get(end) != Some(&b'>') {
            let words = if name::length(&bytes[from..]) == name.len() {
                "an end tag does not end with `>`"
            } else {
                "an end tag does not fit the start tag before it"
            };
            return Err(self.fault(words));
        }
        self.at = end + 1;
        self.close();
        Ok(Event::End)
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.declared.truncate(open.declared);
            self.fresh = self.declared.len();
        }
    }
}

/// White space of XML 1.0's production `S`.
pub(in crate::validate::xml) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn first_bad_char(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_bad = |byte: u8| byte < 0x20 && !is_space(byte);
    // Without a way out in the middle, so that many bytes are compared at once.
    let control = bytes
        .chunks(4096)
        .enumerate()
        .find(|(_, piece)| piece.iter().fold(false, |found, byte| found | is_bad(*byte)))
        .and_then(|(at, piece)| piece.iter().position(|byte| is_bad(*byte)).map(|found| at * 4096 + found));
    let beyond = memchr::memchr_iter(0xEF, bytes)
        .find(|at| text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(|c| !is_xml_char(c)));
    control.unwrap_or(usize::MAX).min(beyond.unwrap_or(usize::MAX))
}
