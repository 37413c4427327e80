//! What the Atom Publishing Protocol (RFC 5023) adds to feeds and entries:
//! drafts, and when an entry was last edited.

use super::{ENTRY, FEED, Vocabulary};
use crate::validate::app::COLLECTION;
use crate::validate::judge::{date, text};
use crate::validate::rules::value as rules;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

pub(super) static APP: Vocabulary = Vocabulary::new(&[
    (ENTRY, &[Child::once(Ns::App, "edited", &EDITED), Child::once(Ns::App, "control", &CONTROL)]),
    (FEED, &[Child::once(Ns::App, "collection", &COLLECTION)]),
]);

/// See [`super::questionable`].
pub(super) fn questionable(name: &str) -> Option<&'static Child> {
    static QUESTIONABLE: Child = Child::many(Ns::App, "collection", &COLLECTION);
    (name == "collection").then_some(&QUESTIONABLE)
}

/// `app:edited` (section 10.2).
static EDITED: Element = Element::text(&[date::rfc3339, text::no_space]);
/// `app:control` (section 13.1.1).
static CONTROL: Element = Element::of(&[Child::once(Ns::App, "draft", &DRAFT)]);
static DRAFT: Element = Element::text(&[draft]);

/// `yes` or `no`, and not a space more.
fn draft<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !matches!(&*frame.text, "yes" | "no") {
        walk.value(frame, &rules::YES_NO, &[frame.tag.name, &frame.text]);
    }
}
