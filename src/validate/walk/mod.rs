//! The walk over an XML document: the scanner's events on one side, the grammar
//! of `element.rs` on the other. It knows no rule of a vocabulary, only those of
//! XML itself: what may stand where, and how often.

mod attributes;
mod element;
mod facts;
mod frame;
mod markup;
mod prefix;
mod report;
mod step;

pub(crate) use element::{Check, Child, Content, Element, Place};
pub(crate) use facts::{ContentFacts, DocumentFacts, EntryFacts, Facts, LinkFacts, Scope, Tombstone};
pub(crate) use frame::Frame;
pub(crate) use markup::XHTML;
pub(crate) use step::FOREIGN;

use std::borrow::Cow;

use super::Kind;
use super::context::Context;
use super::finding::Findings;
use super::html;
use super::xml::{Limits, Ns, Scanner};

/// One document being read.
pub(crate) struct Walk<'a> {
    /// What the caller said about the document and the world.
    pub(crate) context: &'a Context<'a>,
    /// The decoded text.
    pub(crate) source: &'a str,
    pub(crate) findings: Findings,
    /// What it turned out to be.
    pub(crate) kind: Kind,
    /// The version that it says it is of.
    pub(crate) version: Cow<'a, str>,
    /// What was learnt for rules that look at several elements.
    pub(crate) facts: Facts<'a>,
    /// Room for the scanner of HTML.
    pub(crate) html: html::Scratch,
    scanner: Scanner<'a>,
    stack: Vec<Frame<'a>>,
    /// The children of all open elements, innermost last: namespace, name, how many.
    children: Vec<Seen<'a>>,
    /// Where the children of the element that ends now begin; else `usize::MAX`.
    ending: usize,
    /// What is spoken of; all of it where that is not set.
    only: Option<std::ops::Range<usize>>,
    /// A namespace that the document uses in place of the right one.
    alias: Option<(String, Ns)>,
    /// The line that was searched last for numeric references, and whether it has any.
    numeric: std::cell::Cell<Option<(usize, usize, bool)>>,
}

/// Children of one name within an open element.
#[derive(Debug, Clone, Copy)]
struct Seen<'a> {
    ns: Ns,
    name: &'a str,
    count: u32,
}

impl<'a> Walk<'a> {
    /// Begins to read `source`, at byte `from`.
    pub(crate) fn new(context: &'a Context<'a>, source: &'a str, from: usize) -> Self {
        Self {
            context,
            source,
            findings: Findings::default(),
            kind: Kind::Unknown,
            version: Cow::Borrowed(""),
            facts: Facts::default(),
            html: html::Scratch::default(),
            scanner: Scanner::new(source, from, Limits::default()),
            stack: Vec::with_capacity(8),
            children: Vec::with_capacity(32),
            ending: usize::MAX,
            only: None,
            alias: None,
            numeric: std::cell::Cell::new(None),
        }
    }

    /// From here on only what stands at byte `from` to `to` is spoken of: the
    /// rest was judged before, or will be.
    pub(crate) fn only(&mut self, range: std::ops::Range<usize>) {
        self.only = Some(range);
        // Said of the document, once.
        self.facts.language_told = true;
    }

    /// The innermost open element. Once an element ended, that is its parent.
    pub(crate) fn top(&self) -> Option<&Frame<'a>> {
        self.stack.last()
    }

    /// The innermost open element.
    pub(crate) fn top_mut(&mut self) -> Option<&mut Frame<'a>> {
        self.stack.last_mut()
    }

    /// The open element `up` levels above the innermost.
    pub(crate) fn above(&self, up: usize) -> Option<&Frame<'a>> {
        self.stack.len().checked_sub(up + 1).map(|at| &self.stack[at])
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// How many children of that name the innermost open element has had.
    pub(crate) fn seen(&self, ns: Ns, name: &str) -> u32 {
        self.seen_above(0, ns, name)
    }

    /// How many children of that name the open element `up` levels above the
    /// innermost has had, the one that is open in it included.
    pub(crate) fn seen_above(&self, up: usize, ns: Ns, name: &str) -> u32 {
        let Some(at) = self.stack.len().checked_sub(up + 1) else { return 0 };
        let end = self.stack.get(at + 1).map_or(self.ending.min(self.children.len()), |inner| inner.children);
        self.count(self.stack[at].children..end, ns, name)
    }

    /// How many children of that name an element that ends now has had.
    pub(crate) fn seen_in(&self, frame: &Frame<'a>, ns: Ns, name: &str) -> u32 {
        self.count(frame.children..self.children.len(), ns, name)
    }

    fn count(&self, range: std::ops::Range<usize>, ns: Ns, name: &str) -> u32 {
        let children = self.children.get(range).unwrap_or_default();
        children.iter().find(|seen| seen.ns == ns && seen.name == name).map_or(0, |seen| seen.count)
    }

    /// Whether an element that ends now has had any child.
    pub(crate) fn has_children(&self, frame: &Frame<'a>) -> bool {
        self.children.len() > frame.children
    }

    /// The address that relative references are joined to here.
    pub(crate) fn base(&self) -> &str {
        self.stack.iter().rev().find_map(|frame| frame.base.as_deref()).unwrap_or(self.context.base)
    }

    /// As [`Walk::base`], within an element that ends now.
    pub(crate) fn base_in<'b>(&'b self, frame: &'b Frame<'a>) -> &'b str {
        frame.base.as_deref().unwrap_or_else(|| self.base())
    }

    /// Lets `judge` look at the parent of the innermost open element, as if it
    /// ended here.
    pub(crate) fn ask_parent(&mut self, judge: impl FnOnce(&mut Self, &Frame<'a>)) {
        let Some(inner) = self.stack.pop() else { return };
        if let Some(parent) = self.stack.pop() {
            judge(self, &parent);
            self.stack.push(parent);
        }
        self.stack.push(inner);
    }

    /// Whether an element around this one, or itself, is of that name.
    pub(crate) fn within(&self, ns: Ns, name: &str) -> bool {
        self.stack.iter().any(|frame| frame.tag.ns == ns && frame.tag.local == name)
    }

    /// From here on, `uri` stands for the vocabulary `ns`, which is what its
    /// author meant.
    pub(crate) fn take_for(&mut self, uri: &str, ns: Ns) {
        self.alias = Some((uri.to_owned(), ns));
    }

    /// The document's own type defines the entities of HTML.
    pub(crate) fn know_html_entities(&mut self) {
        self.facts.html_entities = true;
        self.scanner.know_html_entities();
    }

    /// The scanner.
    pub(crate) fn scanner(&self) -> &Scanner<'a> {
        &self.scanner
    }
}
