//! The podcast namespace (<https://podcasting2.org/docs/podcast-namespace>). The W3C
//! lets all of it pass: what is wrong with it is a warning at most, and what is not
//! known here may be newer than this file.

mod check;
mod episode;
mod show;
mod value;

use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::walk::{Check, Child, Element, Place};
use crate::validate::xml::Ns;

const P: Ns = Ns::Podcast;

pub(super) static PODCAST: Vocabulary = Vocabulary::new(&[(FEEDS, show::ELEMENTS), (ENTRIES, episode::ELEMENTS)]);

/// An element that may hold anything, judged by `checks`.
const fn open(checks: &'static [Check]) -> Element {
    Element::text(checks).place(Place::Open)
}

/// An element that holds others, and may hold more.
const fn open_of(children: &'static [Child]) -> Element {
    Element::of(children).place(Place::Open)
}
