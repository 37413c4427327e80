//! `atom:source` (section 4.2.11): the metadata of the feed that an entry was
//! taken from.

use super::feed::metadata;
use super::{CATEGORY, DATE, GENERATOR, ICON, ID, LINK, PERSON, TEXT};
use crate::validate::rules::atom as rules;
use crate::validate::walk::{Child, Element, Frame, Place, Scope, Walk};
use crate::validate::xml::Ns;

const A: Ns = Ns::Atom;

/// `atom:source`.
pub(crate) static SOURCE: Element = Element::of(&[
    Child::many(A, "author", &PERSON),
    Child::many(A, "category", &CATEGORY),
    Child::many(A, "contributor", &PERSON),
    Child::once(A, "generator", &GENERATOR),
    Child::once(A, "id", &ID),
    Child::once(A, "icon", &ICON),
    Child::many(A, "link", &LINK),
    Child::once(A, "logo", &ICON),
    Child::once(A, "title", &TEXT),
    Child::once(A, "subtitle", &TEXT),
    Child::once(A, "rights", &TEXT),
    Child::once(A, "updated", &DATE),
])
.place(Place::Source)
.begin(begin)
.checks(&[end]);

fn begin(walk: &mut Walk<'_>) {
    walk.facts.scopes.push(Scope::default());
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let scope = walk.facts.scopes.pop().unwrap_or_default();
    if walk.seen_in(frame, A, "author") > 0
        && let Some(entry) = walk.facts.scopes.last_mut()
    {
        entry.has_source_author = true;
    }
    metadata(walk, frame, &scope, &rules::SOURCE_LACKS);
}
