//! `media:group`: one object in several forms.

use super::M;
use super::content::CONTENT;
use crate::validate::rules::media as rules;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};

/// `media:group`.
pub(super) static GROUP: Element =
    Element::of(&[Child::many(M, "content", &CONTENT)]).place(Place::MediaGroup).checks(&[end]);

/// Of a group's note: one of its contents says that it is the default.
pub(super) const HAS_DEFAULT: u32 = 1;

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, M, "content") < 2 {
        walk.tag(frame, &rules::GROUP, &[]);
    }
}
