//! End tags in tables and in choices; all others are read as in the body.

use super::super::fault::Report;
use super::super::tags::Tag;
use super::end::EndTag;
use super::stack::Scope;
use super::table::{GROUPS, is_cell, is_group};
use super::{Mode, Space, Tree};

/// Whether what it ends holds cells.
fn is_outer(tag: Tag) -> bool {
    is_group(tag) || matches!(tag, Tag::Table | Tag::Tr)
}

/// Whether it ends no part of a table that holds others.
fn is_idle(tag: Tag) -> bool {
    matches!(tag, Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html) || is_cell(tag)
}

impl Tree<'_> {
    /// Reads an end tag by where it stands.
    pub(super) fn table_end(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) {
        // Each turn leaves a part of a table or a choice.
        loop {
            let again = match self.mode {
                Mode::Body => return self.body_end(tag, report),
                Mode::Cell => self.end_in_cell(tag, report),
                Mode::Caption => self.end_in_caption(tag, report),
                Mode::ColumnGroup if tag.tag == Tag::Col => return tag.stray(report),
                Mode::ColumnGroup => {
                    self.open.pop();
                    self.mode = Mode::Table;
                    tag.tag != Tag::Colgroup
                }
                Mode::Row => self.end_in_row(tag, report),
                Mode::TableBody => self.end_in_group(tag, report),
                Mode::Table => return self.end_in_table(tag, report),
                Mode::Select | Mode::SelectInTable => self.end_in_select(tag, report),
            };
            if !again {
                return;
            }
        }
    }

    fn end_in_cell(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) -> bool {
        let in_scope = self.in_scope(tag.tag, Scope::Table);
        if is_cell(tag.tag) {
            self.end_if(in_scope, Some(tag.tag), tag, report);
            if in_scope {
                self.mode = Mode::Row;
            }
        } else if is_outer(tag.tag) {
            if in_scope && self.close_cell(report) {
                return true;
            }
            tag.stray(report);
        } else if is_idle(tag.tag) {
            tag.stray(report);
        } else {
            self.body_end(tag, report);
        }
        false
    }

    fn end_in_caption(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) -> bool {
        let in_scope = self.in_scope(Tag::Caption, Scope::Table);
        match tag.tag {
            Tag::Caption => self.end_if(in_scope, None, tag, report),
            Tag::Table if in_scope => self.close(Tag::Caption, report),
            other if is_outer(other) || is_idle(other) => {
                tag.stray(report);
                return false;
            }
            _ => {
                self.body_end(tag, report);
                return false;
            }
        }
        if in_scope {
            self.mode = Mode::Table;
        }
        tag.tag == Tag::Table
    }

    fn end_in_row(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) -> bool {
        match tag.tag {
            Tag::Tr | Tag::Table => {}
            group if is_group(group) && self.in_scope(group, Scope::Table) => {}
            _ => {
                self.end_in_table(tag, report);
                return false;
            }
        }
        self.pop_to(Tag::Tr);
        self.mode = Mode::TableBody;
        tag.tag != Tag::Tr
    }

    fn end_in_group(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) -> bool {
        let ends = tag.tag == Tag::Table || (is_group(tag.tag) && self.in_scope(tag.tag, Scope::Table));
        if !ends {
            self.end_in_table(tag, report);
            return false;
        }
        self.pop_until(&GROUPS);
        self.open.pop();
        self.mode = Mode::Table;
        tag.tag == Tag::Table
    }

    fn end_in_table(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) {
        if tag.tag == Tag::Table && self.in_scope(Tag::Table, Scope::Table) {
            self.pop_implied(None);
            self.pop_to(Tag::Table);
            self.reset();
        } else if self.is_at(tag.tag) && !is_outer(tag.tag) {
            // It was told already that it may not stand here.
            self.open.pop();
        } else {
            tag.stray(report);
        }
    }

    fn end_in_select(&mut self, tag: &EndTag, report: &mut Report<'_, '_>) -> bool {
        match tag.tag {
            Tag::Option if self.is_at(Tag::Option) => {
                self.open.pop();
            }
            Tag::Optgroup => {
                if let [.., group, option] = self.open[..]
                    && option.is(Tag::Option)
                    && group.is(Tag::Optgroup)
                {
                    self.open.pop();
                }
                if self.is_at(Tag::Optgroup) {
                    self.open.pop();
                } else {
                    tag.stray(report);
                }
            }
            Tag::Select => {
                self.pop_to(Tag::Select);
                self.reset();
            }
            other => {
                tag.stray(report);
                let table = is_outer(other) || is_cell(other) || other == Tag::Caption;
                if table && self.mode == Mode::SelectInTable && self.in_scope(other, Scope::Table) {
                    self.pop_to(Tag::Select);
                    self.reset();
                    return true;
                }
            }
        }
        false
    }

    /// Finds out anew where in a table tags are read.
    pub(super) fn reset(&mut self) {
        let inner = self.open.iter().rev().filter(|open| open.space == Space::Html);
        let mut modes = inner.filter_map(|open| match open.tag {
            Tag::Select => Some(Mode::Select),
            Tag::Td | Tag::Th => Some(Mode::Cell),
            Tag::Tr => Some(Mode::Row),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => Some(Mode::TableBody),
            Tag::Caption => Some(Mode::Caption),
            Tag::Colgroup => Some(Mode::ColumnGroup),
            Tag::Table => Some(Mode::Table),
            _ => None,
        });
        self.mode = modes.next().unwrap_or(Mode::Body);
    }
}
