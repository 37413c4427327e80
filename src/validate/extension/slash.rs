//! `mod_slash`: how much an item is talked of. That the feed should then say when it
//! was built is judged with the document as a whole.

use super::value::{self, COUNT, WORDS};
use super::{ENTRIES, Vocabulary};
use crate::validate::rules::value as value_rules;
use crate::validate::value::number::integers;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const S: Ns = Ns::Slash;

pub(super) static SLASH: Vocabulary = Vocabulary::new(&[(
    ENTRIES,
    &[
        Child::once(S, "comments", &COUNT),
        Child::once(S, "hit_parade", &HIT_PARADE),
        Child::many(S, "section", &WORDS),
        Child::many(S, "department", &WORDS),
    ],
)]);

static HIT_PARADE: Element = value::text(&[value::words, hit_parade]);

fn hit_parade<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !integers(frame.value()) {
        walk.value(frame, &value_rules::INTEGERS, &[frame.tag.name, frame.value()]);
    }
}
