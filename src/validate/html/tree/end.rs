//! End tags in the body.

use std::ops::Range;

use super::super::fault::{Flaw, Report};
use super::super::kinds::{End, Start};
use super::super::tags::Tag;
use super::body::is_marker;
use super::stack::Scope;
use super::{Space, Tree};

/// An end tag.
#[derive(Debug, Clone)]
pub(super) struct EndTag {
    pub(super) tag: Tag,
    /// The bytes of its name.
    pub(super) name: Range<usize>,
    /// The bytes of the tag.
    pub(super) range: Range<usize>,
}

impl EndTag {
    /// Tells that it ends nothing.
    pub(super) fn stray(&self, report: &mut Report<'_, '_>) {
        report.flaw(Flaw::StrayEnd(&report.html[self.name.clone()]), self.range.clone());
    }
}

impl Tree<'_> {
    pub(super) fn body_end(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) {
        match tag.tag.info().end {
            End::Block => {
                let scope = self.in_scope(tag.tag, Scope::Default);
                self.end_if(scope, None, tag, report);
            }
            End::P => {
                let scope = self.in_scope(Tag::P, Scope::Button);
                self.end_if(scope, Some(Tag::P), tag, report);
            }
            End::Item => {
                let list = if tag.tag == Tag::Li { Scope::List } else { Scope::Default };
                let scope = self.in_scope(tag.tag, list);
                self.end_if(scope, Some(tag.tag), tag, report);
            }
            End::Form => {
                let scope = self.form && self.in_scope(Tag::Form, Scope::Default);
                self.form = false;
                self.end_if(scope, None, tag, report);
            }
            End::Heading => self.end_heading(tag, report),
            End::Format => self.end_format(tag, report),
            End::Other => self.end_other(tag, report),
            End::Refused => tag.stray(report),
            End::Nothing => {}
        }
    }

    /// An end tag before that of the innermost element.
    pub(super) fn crossed(&self, tag: &EndTag, report: &mut Report<'_, '_>) {
        let html = report.html;
        let open = self.open.last().map_or("", |open| open.name(html));
        report.flaw(Flaw::Crossed { open, end: &html[tag.name.clone()] }, tag.range.clone());
    }

    /// Ends the element if it is in scope, with the items and paragraphs in it.
    pub(super) fn end_if(&mut self, scope: bool, but: Option<Tag>, tag: &EndTag, report: &mut Report<'_, '_>) {
        if !scope {
            return tag.stray(report);
        }
        self.pop_implied(but);
        if !self.is_at(tag.tag) {
            self.crossed(tag, report);
        }
        self.pop_to(tag.tag);
    }

    fn end_heading(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) {
        const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
        if !HEADINGS.iter().any(|heading| self.in_scope(*heading, Scope::Default)) {
            return tag.stray(report);
        }
        self.pop_implied(None);
        if !self.is_at(tag.tag) {
            self.crossed(tag, report);
        }
        while let Some(open) = self.open.pop() {
            if open.space == Space::Html && open.tag.info().start == Start::Heading {
                break;
            }
        }
    }

    /// Bold, italic, links …: the standard mends them where they cross others.
    fn end_format(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) {
        if self.is_at(tag.tag) {
            self.open.pop();
            return;
        }
        let within = self.open.iter().rev().take_while(|open| !is_marker(open.tag)).any(|open| open.is(tag.tag));
        if within && self.in_scope(tag.tag, Scope::Default) {
            self.crossed(tag, report);
            self.remove(tag.tag);
        } else {
            tag.stray(report);
        }
    }

    fn end_other(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) {
        let html = report.html;
        let name = &html[tag.name.clone()];
        for place in (0..self.open.len()).rev() {
            let open = self.open[place];
            if open.tag == tag.tag && open.name(html).eq_ignore_ascii_case(name) {
                self.pop_implied(Some(tag.tag));
                if self.open.len() > place + 1 {
                    self.crossed(tag, report);
                }
                self.open.truncate(place);
                return;
            }
            if open.is_special() {
                break;
            }
        }
        tag.stray(report);
    }
}
