//! `app:service` and `app:workspace` (RFC 5023, sections 8.3.1 and 8.3.2).

use super::COLLECTION;
use crate::validate::rules::{app as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;
use crate::validate::{Kind, atom};

/// `app:service`.
pub(crate) static SERVICE: Element =
    Element::of(&[Child::many(Ns::App, "workspace", &WORKSPACE)]).place(Place::Resource).begin(begin).checks(&[end]);

static WORKSPACE: Element =
    Element::of(&[Child::many(Ns::App, "collection", &COLLECTION), Child::once(Ns::Atom, "title", &atom::TEXT)])
        .place(Place::Resource)
        .begin(begin_workspace)
        .checks(&[workspace]);

fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::App;
}

/// A collection may stand in several workspaces, in each once.
fn begin_workspace(walk: &mut Walk<'_>) {
    walk.facts.repeated.clear();
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, Ns::App, "workspace") == 0 {
        walk.tag(frame, &structure::MISSING, &["workspace", frame.tag.name]);
    }
}

fn workspace<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, Ns::Atom, "title") == 0 {
        walk.tag(frame, &structure::MISSING, &["atom:title", frame.tag.name]);
    }
    if walk.seen_in(frame, Ns::App, "collection") == 0 {
        walk.tag(frame, &rules::EMPTY_WORKSPACE, &[]);
    }
}
