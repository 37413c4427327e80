//! Tombstones (RFC 6721): entries that are gone. The W3C lets them pass. What
//! they have to do with the entries that stand is judged of the whole document.

use super::{FEED, Vocabulary};
use crate::validate::atom::{LINK, PERSON, SOURCE, TEXT};
use crate::validate::rules::tombstone as rules;
use crate::validate::value::{date, uri};
use crate::validate::walk::{Child, Element, Frame, Place, Tombstone, Walk};
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
    let gone = frame.attribute("ref");
    match gone {
        Some(id) if uri::check(&id.value, uri::Need::Iri).is_ok() => {}
        Some(id) => walk.attribute(frame, id, &rules::REF, &[&id.value]),
        None => walk.tag(frame, &rules::LACKS, &["ref"]),
    }
    let Some(when) = frame.attribute("when") else { return walk.tag(frame, &rules::LACKS, &["when"]) };
    match date::rfc3339(&when.value, walk.context.now) {
        Ok(found) => {
            if found.at > walk.context.now {
                walk.attribute(frame, when, &rules::FUTURE, &[&when.value]);
            }
            if let Some(id) = gone {
                let (id, span) = (&*id.value, frame.tag.at..frame.tag.end);
                walk.facts.bury(Tombstone { id: id.into(), when: found.at.timestamp(), span });
            }
        }
        Err(_) => walk.attribute(frame, when, &rules::WHEN, &[&when.value]),
    }
}
