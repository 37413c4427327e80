//! What may stand where: the stack of open elements and what each tag does to it,
//! as the standard's tree construction has it, up to the first flaw. Behind that,
//! so that one fault is told once, as nearly as needed.

mod body;
mod end;
mod foreign;
mod stack;
mod table;
mod table_end;

use std::ops::Range;

use super::fault::{Fault, Flaw, Report};
use super::kinds::{OPTIONAL, Start};
use super::tags::Tag;

/// So many elements may be open at once before they are no longer followed.
const DEEPEST: usize = 256;

/// The vocabulary of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Html,
    Svg,
    MathMl,
}

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    tag: Tag,
    space: Space,
    /// The bytes of its name.
    start: usize,
    end: usize,
}

impl Open {
    fn is(&self, tag: Tag) -> bool {
        self.tag == tag && self.space == Space::Html
    }

    fn name<'a>(&self, html: &'a str) -> &'a str {
        &html[self.start..self.end]
    }
}

/// A start tag.
pub(super) struct StartTag {
    pub(super) tag: Tag,
    /// The bytes of its name.
    pub(super) name: Range<usize>,
    pub(super) self_closing: bool,
    /// A `font` that says how.
    pub(super) styled: bool,
}

impl StartTag {
    /// Tells that it may not stand where it does.
    fn is_misplaced(&self, report: &mut Report<'_, '_>) {
        report.flaw_of(Flaw::Misplaced, self.name.clone());
    }
}

/// What follows a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Html,
    /// Text with character references, up to its end tag.
    Rcdata,
    /// Text, up to its end tag.
    Raw,
    /// Text, all that is left.
    All,
}

/// Where in a table, or out of it, tags are read. The standard's "insertion mode".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Body,
    Table,
    Caption,
    ColumnGroup,
    TableBody,
    Row,
    Cell,
    Select,
    SelectInTable,
}

/// The open elements.
pub(super) struct Tree<'s> {
    open: &'s mut Vec<Open>,
    mode: Mode,
    /// Whether a form is open.
    form: bool,
    /// Whether there were too many to follow.
    lost: bool,
}

impl<'s> Tree<'s> {
    pub(super) fn new(open: &'s mut Vec<Open>) -> Self {
        open.clear();
        Self { open, mode: Mode::Body, form: false, lost: false }
    }

    /// Whether the innermost element is of SVG or `MathML`.
    pub(super) fn is_foreign(&self) -> bool {
        self.open.last().is_some_and(|open| open.space != Space::Html)
    }

    /// Whether text may be an example of HTML.
    pub(super) fn is_code(&self) -> bool {
        let code = [Tag::Code, Tag::Pre, Tag::Kbd, Tag::Samp, Tag::Tt, Tag::Textarea, Tag::Listing];
        self.open.iter().any(|open| code.contains(&open.tag))
    }

    /// Whether [`Tree::text`] must be told of text.
    pub(super) fn minds_text(&self) -> bool {
        self.mode == Mode::ColumnGroup
    }

    /// Text ends a group of columns.
    pub(super) fn text(&mut self, text: &str) {
        if !text.trim_ascii().is_empty() && self.is_at(Tag::Colgroup) {
            self.open.pop();
            self.mode = Mode::Table;
        }
    }

    pub(super) fn start(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) -> Content {
        if self.lost {
            return Self::content(tag.tag);
        }
        let (content, acknowledged) = self.read_start(tag, report);
        if tag.self_closing && !acknowledged {
            report.flaw_of(Flaw::SelfClosing, tag.name.clone());
        }
        if self.open.len() > DEEPEST {
            self.lost = true;
            report.fault(Fault::TooDeep, tag.name.clone());
        }
        content
    }

    /// What the content of an element is.
    fn content(tag: Tag) -> Content {
        match tag.info().start {
            Start::Raw | Start::Xmp => Content::Raw,
            Start::Rcdata => Content::Rcdata,
            Start::Plaintext => Content::All,
            _ => Content::Html,
        }
    }

    /// The text is over.
    pub(super) fn finish(&mut self, report: &mut Report<'_, '_>) {
        if self.lost {
            return;
        }
        for open in self.open.iter().filter(|open| !open.tag.is(OPTIONAL) && open.start < open.end) {
            report.flaw_of(Flaw::Unclosed, open.start..open.end);
        }
    }
}
