//! An element that is open: its tag, its attributes, and its text so far.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use super::{Content, Element};
use crate::validate::xml::{Attribute, Ns, Tag, source_offset_from};

/// An element that is open.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) element: &'static Element,
    /// What it holds: of its element, unless its attributes say otherwise.
    pub(crate) content: Content,
    pub(crate) tag: Tag<'a>,
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// Its own text, without that of its children.
    pub(crate) text: Cow<'a, str>,
    /// Where that text stands in the source.
    pub(crate) pieces: Pieces,
    /// Where its children begin in [`super::Walk`]'s list.
    pub(crate) children: usize,
    /// The `xml:base` it sets, joined to the one above.
    pub(crate) base: Option<String>,
    /// It, or an element above, says `xml:lang`.
    pub(crate) lang: bool,
    /// What it is to whoever begins it: free for its own use.
    pub(crate) note: u32,
}

/// Where an element's text stands in the source, piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    first: Option<Piece>,
    more: Vec<Piece>,
    /// The piece that was asked for last, by its place in the source, and how far
    /// into it: bytes of the source and of the text.
    passed: Cell<(usize, (usize, usize))>,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it begins in the element's text.
    from: usize,
    /// Where it stands in the source.
    at: usize,
    end: usize,
    /// It is a CDATA section: each byte stands for itself.
    cdata: bool,
}

impl Pieces {
    pub(super) fn push(&mut self, from: usize, source: Range<usize>, cdata: bool) {
        let piece = Piece { from, at: source.start, end: source.end, cdata };
        if self.first.is_none() {
            self.first = Some(piece);
        } else {
            self.more.push(piece);
        }
    }

    /// The byte of the source behind the last of it.
    pub(crate) fn end(&self) -> Option<usize> {
        self.more.last().or(self.first.as_ref()).map(|piece| piece.end)
    }

    /// Where byte `at` of the element's text stands in `source`.
    pub(super) fn source(&self, at: usize, source: &str) -> Option<usize> {
        let piece = match self.more.partition_point(|piece| piece.from <= at).checked_sub(1) {
            Some(last) => &self.more[last],
            None => self.first.as_ref().filter(|piece| piece.from <= at)?,
        };
        let within = at - piece.from;
        let raw = source.get(piece.at..piece.end)?;
        if piece.cdata {
            return Some(piece.at + within.min(raw.len()));
        }
        let (of, mut passed) = self.passed.get();
        if of != piece.at {
            passed = (0, 0);
        }
        let offset = source_offset_from(raw, within, &mut passed);
        self.passed.set((piece.at, passed));
        Some(piece.at + offset)
    }
}

impl<'a> Frame<'a> {
    /// The element's text without white space at its ends.
    pub(crate) fn value(&self) -> &str {
        self.text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\u{B}')
    }

    /// Where [`Frame::value`] begins in the element's text.
    pub(crate) fn value_start(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{B}').len()
    }

    /// An attribute without a namespace.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.foreign_attribute(Ns::None, name)
    }

    /// An attribute of a namespace.
    pub(crate) fn foreign_attribute(&self, ns: Ns, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.ns == ns && attribute.local == name)
    }

    /// The value of an attribute without a namespace.
    pub(crate) fn attr(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| &*attribute.value)
    }
}
