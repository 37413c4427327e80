//! Start tags in tables and in choices; all others are read as in the body.

use super::super::fault::Report;
use super::super::kinds::Start;
use super::super::tags::Tag;
use super::stack::Scope;
use super::{Content, Mode, Space, StartTag, Tree};

pub(super) const GROUPS: [Tag; 3] = [Tag::Tbody, Tag::Thead, Tag::Tfoot];

pub(super) fn is_group(tag: Tag) -> bool {
    GROUPS.contains(&tag)
}

pub(super) fn is_cell(tag: Tag) -> bool {
    matches!(tag, Tag::Td | Tag::Th)
}

/// Passes over a start tag.
fn misplaced(tag: &StartTag, report: &mut Report<'_, '_>) -> (Content, bool) {
    tag.is_misplaced(report);
    (Content::Html, true)
}

impl Tree<'_> {
    /// Reads a start tag by where it stands.
    pub(super) fn table_start(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) -> (Content, bool) {
        let part = tag.tag.info().start == Start::TablePart && !matches!(tag.tag, Tag::Frame | Tag::Head);
        // Each turn leaves a part of a table or a choice, and there are few within each other.
        loop {
            match self.mode {
                Mode::Cell if part => {
                    if !self.close_cell(report) {
                        return misplaced(tag, report);
                    }
                }
                Mode::Caption if part => {
                    tag.is_misplaced(report);
                    if !self.in_scope(Tag::Caption, Scope::Table) {
                        return (Content::Html, true);
                    }
                    self.close(Tag::Caption, report);
                    self.mode = Mode::Table;
                }
                Mode::Body | Mode::Cell | Mode::Caption => return self.body_start(tag, report),
                Mode::ColumnGroup if tag.tag == Tag::Col => return (Content::Html, true),
                Mode::ColumnGroup if tag.tag == Tag::Html => return misplaced(tag, report),
                Mode::ColumnGroup => {
                    self.open.pop();
                    self.mode = Mode::Table;
                }
                Mode::Row if is_cell(tag.tag) => {
                    self.pop_until(&[Tag::Tr]);
                    return self.enter(tag, Mode::Cell);
                }
                Mode::Row if part => {
                    self.pop_to(Tag::Tr);
                    self.mode = Mode::TableBody;
                }
                Mode::TableBody if tag.tag == Tag::Tr => {
                    self.pop_until(&GROUPS);
                    return self.enter(tag, Mode::Row);
                }
                Mode::TableBody if is_cell(tag.tag) => {
                    tag.is_misplaced(report);
                    self.pop_until(&GROUPS);
                    self.push_implied(Tag::Tr, tag);
                    self.mode = Mode::Row;
                }
                Mode::TableBody if part => {
                    self.pop_until(&GROUPS);
                    self.open.pop();
                    self.mode = Mode::Table;
                }
                Mode::Row | Mode::TableBody | Mode::Table => {
                    if let Some(read) = self.in_table(tag, report) {
                        return read;
                    }
                }
                Mode::Select | Mode::SelectInTable => {
                    if let Some(read) = self.in_select(tag, part || tag.tag == Tag::Table, report) {
                        return read;
                    }
                }
            }
        }
    }

    /// A start tag right in a table. `None`: it is to be read again, further in.
    fn in_table(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) -> Option<(Content, bool)> {
        match tag.tag {
            Tag::Caption => {
                self.pop_until(&[Tag::Table]);
                Some(self.enter(tag, Mode::Caption))
            }
            Tag::Colgroup => {
                self.pop_until(&[Tag::Table]);
                Some(self.enter(tag, Mode::ColumnGroup))
            }
            Tag::Col => {
                self.pop_until(&[Tag::Table]);
                self.push_implied(Tag::Colgroup, tag);
                self.mode = Mode::ColumnGroup;
                None
            }
            group if is_group(group) => {
                self.pop_until(&[Tag::Table]);
                Some(self.enter(tag, Mode::TableBody))
            }
            Tag::Td | Tag::Th | Tag::Tr => {
                self.pop_until(&[Tag::Table]);
                self.push_implied(Tag::Tbody, tag);
                self.mode = Mode::TableBody;
                None
            }
            Tag::Table => {
                self.pop_to(Tag::Table);
                self.reset();
                Some(misplaced(tag, report))
            }
            Tag::Style | Tag::Script => Some(self.body_start(tag, report)),
            Tag::Html => Some(misplaced(tag, report)),
            _ => {
                tag.is_misplaced(report);
                Some(self.body_start(tag, report))
            }
        }
    }

    /// A start tag in a choice. `None`: it ends the choice, and is to be read again.
    fn in_select(&mut self, tag: &StartTag, table: bool, report: &mut Report<'_, '_>) -> Option<(Content, bool)> {
        match tag.tag {
            Tag::Option | Tag::Optgroup => {
                if self.is_at(Tag::Option) {
                    self.open.pop();
                }
                if tag.tag == Tag::Optgroup && self.is_at(Tag::Optgroup) {
                    self.open.pop();
                }
                self.push(tag, Space::Html);
                Some((Content::Html, false))
            }
            Tag::Script => Some(self.body_start(tag, report)),
            Tag::Input | Tag::Keygen | Tag::Textarea | Tag::Select => {
                tag.is_misplaced(report);
                self.pop_to(Tag::Select);
                self.reset();
                (tag.tag == Tag::Select).then_some((Content::Html, true))
            }
            _ => {
                tag.is_misplaced(report);
                if table && self.mode == Mode::SelectInTable {
                    self.pop_to(Tag::Select);
                    self.reset();
                    return None;
                }
                Some((Self::content(tag.tag), true))
            }
        }
    }

    fn enter(&mut self, tag: &StartTag, mode: Mode) -> (Content, bool) {
        self.push(tag, Space::Html);
        self.mode = mode;
        (Content::Html, false)
    }

    /// Closes the cell that is open.
    pub(super) fn close_cell(&mut self, report: &mut Report<'_, '_>) -> bool {
        let cell = [Tag::Td, Tag::Th].into_iter().find(|cell| self.in_scope(*cell, Scope::Table));
        if let Some(cell) = cell {
            self.close(cell, report);
            self.mode = Mode::Row;
        }
        cell.is_some()
    }
}
