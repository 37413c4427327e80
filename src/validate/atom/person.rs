//! Person constructs (section 3.2).

use crate::validate::judge::{person, text, uri};
use crate::validate::rules::structure;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const A: Ns = Ns::Atom;

/// `atom:author` and `atom:contributor`.
pub(crate) static PERSON: Element =
    Element::of(&[Child::once(A, "name", &NAME), Child::once(A, "uri", &URI), Child::once(A, "email", &EMAIL)])
        .place(Place::Person)
        .begin(super::feed::misplaced)
        .checks(&[end]);

static NAME: Element = Element::text(&[text::nonblank, text::plain, person::no_address]);
static URI: Element = Element::text(&[text::nonblank, uri::reference, text::no_space]);
static EMAIL: Element = Element::text(&[person::address]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, A, "name") == 0 {
        walk.tag(frame, &structure::MISSING, &["name", frame.tag.name]);
    }
}
