//! Looking into the stack of open elements.

use super::super::fault::{Flaw, Report};
use super::super::kinds::{IMPLIED, SCOPE, SPECIAL};
use super::super::tags::Tag;
use super::{Open, Space, StartTag, Tree};

/// How far out an element is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Default,
    /// Not out of a button.
    Button,
    /// Not out of a list.
    List,
    /// Not out of a table.
    Table,
}

impl Open {
    /// Whether nothing is looked for beyond it.
    fn bounds(&self, scope: Scope) -> bool {
        if scope == Scope::Table {
            return self.is(Tag::Table);
        }
        match self.space {
            Space::Html => match scope {
                Scope::Button if self.tag == Tag::Button => true,
                Scope::List if matches!(self.tag, Tag::Ol | Tag::Ul) => true,
                _ => self.tag.is(SCOPE),
            },
            Space::Svg => matches!(self.tag, Tag::Foreignobject | Tag::Desc | Tag::Title),
            Space::MathMl => {
                matches!(self.tag, Tag::Mi | Tag::Mo | Tag::Mn | Tag::Ms | Tag::Mtext | Tag::AnnotationXml)
            }
        }
    }

    /// The standard's category "special".
    pub(super) fn is_special(&self) -> bool {
        match self.space {
            Space::Html => self.tag.is(SPECIAL),
            Space::Svg => self.tag == Tag::Foreignobject,
            Space::MathMl => false,
        }
    }
}

impl Tree<'_> {
    /// Whether the innermost element is one of HTML of that name.
    pub(super) fn is_at(&self, tag: Tag) -> bool {
        self.open.last().is_some_and(|open| open.is(tag))
    }

    pub(super) fn in_scope(&self, tag: Tag, scope: Scope) -> bool {
        let inner = self.open.iter().rev();
        inner.take_while(|open| open.is(tag) || !open.bounds(scope)).any(|open| open.is(tag))
    }

    /// Opens an element.
    pub(super) fn push(&mut self, tag: &StartTag, space: Space) {
        self.open.push(Open { tag: tag.tag, space, start: tag.name.start, end: tag.name.end });
    }

    /// Opens an element that has no tag of its own, because of another's.
    pub(super) fn push_implied(&mut self, tag: Tag, because: &StartTag) {
        let at = because.name.start;
        self.open.push(Open { tag, space: Space::Html, start: at, end: at });
    }

    /// Closes elements up to and with the innermost of that name.
    pub(super) fn pop_to(&mut self, tag: Tag) {
        while let Some(open) = self.open.pop() {
            if open.is(tag) {
                break;
            }
        }
    }

    /// Closes elements up to one of these, which stays.
    pub(super) fn pop_until(&mut self, tags: &[Tag]) {
        while self.open.last().is_some_and(|open| open.space != Space::Html || !tags.contains(&open.tag)) {
            self.open.pop();
        }
    }

    /// Closes the items and paragraphs that end with what they stand in.
    pub(super) fn pop_implied(&mut self, but: Option<Tag>) {
        while self.open.last().is_some_and(|open| open.tag.is(IMPLIED) && Some(open.tag) != but) {
            self.open.pop();
        }
    }

    /// Closes an element because of another's tag: what is still open in it should
    /// have been closed before.
    pub(super) fn close(&mut self, tag: Tag, report: &mut Report<'_, '_>) {
        self.pop_implied(Some(tag));
        while let Some(open) = self.open.pop() {
            if open.is(tag) {
                break;
            }
            report.flaw_of(Flaw::Unclosed, open.start..open.end);
        }
    }

    /// Closes a paragraph that is open.
    pub(super) fn close_p(&mut self, report: &mut Report<'_, '_>) {
        if self.in_scope(Tag::P, Scope::Button) {
            self.close(Tag::P, report);
        }
    }
}
