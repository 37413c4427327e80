//! Tombstones (RFC 6721): entries that are gone. The W3C lets them pass.

use super::{FEED, Vocabulary};
use crate::validate::atom::{LINK, PERSON, SOURCE, TEXT};
use crate::validate::rules::tombstone as rules;
use crate::validate::value::{date, uri};
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

pub(super) static AT: Vocabulary = Vocabulary::new(&[(FEED, &[Child::many(Ns::At, "deleted-entry", &DELETED_ENTRY)])]);

/// `at:deleted-entry` (section 3).
static DELETED_ENTRY: Element = Element::of(&[
    Child::many(Ns::At, "by", &PERSON),
    Child::many(Ns::At, "comment", &TEXT),
    Child::many(Ns::Atom, "link", &LINK),
    Child::many(Ns::Atom, "source", &SOURCE),
])
.attributes(&["ref", "when"])
.place(Place::Open)
.checks(&[end]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("ref") {
        Some(id) if uri::check(&id.value, uri::Need::Iri).is_ok() => {}
        Some(id) => walk.attribute(frame, id, &rules::REF, &[&id.value]),
        None => walk.tag(frame, &rules::REF, &[""]),
    }
    match frame.attribute("when") {
        Some(when) => match date::rfc3339(&when.value, walk.context.now) {
            Ok(found) if found.at <= walk.context.now => {}
            Ok(_) => walk.attribute(frame, when, &rules::FUTURE, &[&when.value]),
            Err(_) => walk.attribute(frame, when, &rules::WHEN, &[&when.value]),
        },
        None => walk.tag(frame, &rules::WHEN, &[""]),
    }
}
