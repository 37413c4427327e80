//! `textInput`: a form, which no reader shows.

use crate::validate::judge::{text, uri};
use crate::validate::rules::{rss as rules, structure, value as value_rules};
use crate::validate::value::token;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::None;

/// `textInput`.
pub(super) static TEXT_INPUT: Element = Element::of(&[
    Child::once(N, "description", &PLAIN),
    Child::once(N, "link", &LINK),
    Child::once(N, "name", &NAME),
    Child::once(N, "title", &PLAIN),
])
.place(Place::Resource)
.checks(&[end]);

pub(super) static PLAIN: Element = Element::text(&[text::nonblank, text::plain]);
pub(super) static LINK: Element = Element::text(&[uri::full]);
pub(super) static NAME: Element = Element::text(&[name]);

fn name<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !token::is_form_component(frame.value()) {
        walk.value(frame, &value_rules::FORM_COMPONENT, &[frame.value()]);
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, N);
}

/// What every text input has.
pub(super) fn must_have<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, ns: Ns) {
    for (name, rule) in
        [("description", &rules::NO_DESCRIPTION), ("link", &rules::NO_LINK), ("title", &rules::NO_TITLE)]
    {
        if walk.seen_in(frame, ns, name) == 0 {
            walk.tag(frame, rule, &[frame.tag.name]);
        }
    }
    if walk.seen_in(frame, ns, "name") == 0 {
        walk.tag(frame, &structure::MISSING, &["name", frame.tag.name]);
    }
}
