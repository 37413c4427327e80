//! Tags in SVG and `MathML`, and which rules a tag is read by.

use std::ops::Range;

use super::super::fault::{Flaw, Report};
use super::super::kinds::{BREAKOUT, Start};
use super::super::tags::Tag;
use super::end::EndTag;
use super::{Content, Open, Space, StartTag, Tree};

impl Open {
    /// Whether HTML may stand in it.
    fn holds_html(&self) -> bool {
        match self.space {
            Space::Html => true,
            Space::Svg => matches!(self.tag, Tag::Foreignobject | Tag::Desc | Tag::Title),
            Space::MathMl => matches!(self.tag, Tag::Mi | Tag::Mo | Tag::Mn | Tag::Ms | Tag::Mtext),
        }
    }
}

impl Tree<'_> {
    pub(super) fn read_start(&mut self, tag: &StartTag, report: &mut Report<'_, '_>) -> (Content, bool) {
        let Some(open) = self.open.last().filter(|open| open.space != Space::Html) else {
            return self.table_start(tag, report);
        };
        let html = match open.space {
            Space::MathMl if open.tag == Tag::AnnotationXml => tag.tag == Tag::Svg,
            Space::MathMl => open.holds_html() && !matches!(tag.tag, Tag::Mglyph | Tag::Malignmark),
            _ => open.holds_html(),
        };
        if html {
            return self.table_start(tag, report);
        }
        if tag.tag.is(BREAKOUT) || tag.styled {
            tag.is_misplaced(report);
            while self.open.last().is_some_and(|open| !open.holds_html()) {
                self.open.pop();
            }
            return self.table_start(tag, report);
        }
        let space = open.space;
        if !tag.self_closing {
            self.push(tag, space);
        }
        (Content::Html, true)
    }

    /// Reads an end tag, whose name has these bytes, and which ends at `end`.
    pub(in super::super) fn end(&mut self, tag: Tag, name: Range<usize>, end: usize, report: &mut Report<'_, '_>) {
        let Some(inner) = self.open.last().filter(|_| !self.lost).copied() else {
            if !self.lost && !(tag == Tag::Html) {
                let range = name.start - 2..end;
                report.flaw(Flaw::StrayEnd(&report.html[name]), range);
            }
            return;
        };
        let tag = EndTag { tag, range: name.start - 2..end, name };
        if inner.space == Space::Html {
            let raw = matches!(inner.tag.info().start, Start::Raw | Start::Rcdata | Start::Xmp);
            if raw && inner.tag == tag.tag {
                self.open.pop();
            } else {
                self.table_end(&tag, report);
            }
            return;
        }
        let html = report.html;
        let name = &html[tag.name.clone()];
        let is_it = |open: &Open| open.name(html).eq_ignore_ascii_case(name);
        if !is_it(&inner) {
            self.crossed(&tag, report);
        }
        let outer = self.open.iter().rposition(|open| open.space == Space::Html || is_it(open));
        match outer {
            Some(place) if self.open[place].space != Space::Html => self.open.truncate(place),
            _ => self.table_end(&tag, report),
        }
    }
}
