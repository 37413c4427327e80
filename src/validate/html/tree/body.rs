//! Start tags in the body.

use super::super::fault::Report;
use super::super::kinds::Start;
use super::super::tags::Tag;
use super::stack::Scope;
use super::{Content, Mode, Space, StartTag, Tree};

impl Tree<'_> {
    /// Reads a start tag as one of the body. Returns what follows it, and whether
    /// it may be written as `<x/>`.
    pub(super) fn body_start(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) -> (Content, bool) {
        match tag.tag.info().start {
            Start::Other | Start::Raw | Start::Rcdata => self.push(tag, Space::Html),
            Start::CloseP | Start::Xmp | Start::Plaintext => {
                self.close_p(report);
                self.push(tag, Space::Html);
            }
            Start::Void => return (Content::Html, true),
            Start::Hr => {
                self.close_p(report);
                return (Content::Html, true);
            }
            Start::Item => self.item(tag, report),
            Start::A => {
                if self.open.iter().rev().take_while(|open| !is_marker(open.tag)).any(|open| open.is(Tag::A)) {
                    tag.is_misplaced(report);
                    self.remove(Tag::A);
                }
                self.push(tag, Space::Html);
            }
            Start::Heading => {
                self.close_p(report);
                if self.open.last().is_some_and(|open| open.tag.info().start == Start::Heading) {
                    tag.is_misplaced(report);
                    self.open.pop();
                }
                self.push(tag, Space::Html);
            }
            Start::Table => {
                self.close_p(report);
                self.push(tag, Space::Html);
                self.mode = Mode::Table;
            }
            Start::Form => self.form(tag, report),
            Start::Nobr | Start::Button => {
                if self.in_scope(tag.tag, Scope::Default) {
                    tag.is_misplaced(report);
                    self.pop_to(tag.tag);
                }
                self.push(tag, Space::Html);
            }
            Start::Select => {
                self.push(tag, Space::Html);
                self.mode = if self.mode == Mode::Body { Mode::Select } else { Mode::SelectInTable };
            }
            Start::Ruby => {
                if self.in_scope(Tag::Ruby, Scope::Default) {
                    self.pop_implied(None);
                    if !self.is_at(Tag::Ruby) {
                        tag.is_misplaced(report);
                    }
                }
                self.push(tag, Space::Html);
            }
            Start::Opt => {
                if self.is_at(Tag::Option) {
                    self.open.pop();
                }
                self.push(tag, Space::Html);
            }
            start @ (Start::Math | Start::Svg) => {
                if !tag.self_closing {
                    self.push(tag, if start == Start::Svg { Space::Svg } else { Space::MathMl });
                }
                return (Content::Html, true);
            }
            Start::Misplaced | Start::TablePart => tag.is_misplaced(report),
        }
        (Self::content(tag.tag), false)
    }

    fn item(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) {
        let before: &[Tag] = if tag.tag == Tag::Li { &[Tag::Li] } else { &[Tag::Dt, Tag::Dd] };
        for open in self.open.iter().rev() {
            if before.contains(&open.tag) {
                let before = open.tag;
                self.close(before, report);
                break;
            }
            if open.is_special() && !matches!(open.tag, Tag::Address | Tag::Div | Tag::P) {
                break;
            }
        }
        self.close_p(report);
        self.push(tag, Space::Html);
    }

    fn form(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) {
        if self.form {
            return tag.is_misplaced(report);
        }
        self.close_p(report);
        self.push(tag, Space::Html);
        self.form = true;
    }

    /// Takes the innermost element of that name out of the stack.
    pub(super) fn remove(&mut self, tag: Tag) {
        if let Some(place) = self.open.iter().rposition(|open| open.is(tag)) {
            self.open.remove(place);
        }
    }
}

/// Whether links and the like outside do not count within.
pub(super) fn is_marker(tag: Tag) -> bool {
    matches!(tag, Tag::Applet | Tag::Marquee | Tag::Object | Tag::Td | Tag::Th | Tag::Caption)
}
