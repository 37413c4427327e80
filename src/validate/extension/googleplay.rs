//! Google's podcasts: what `itunes` says, for a service that ended in 2024. Some
//! directories still read it; the W3C does not know it.

use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::rules::podcast as rules;
use crate::validate::value::uri;
use crate::validate::walk::{Check, Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const G: Ns = Ns::GooglePlay;

pub(super) static GOOGLE_PLAY: Vocabulary = Vocabulary::new(&[(
    FEEDS | ENTRIES,
    &[
        Child::many(G, "image", &IMAGE),
        Child::many(G, "explicit", &EXPLICIT),
        Child::many(G, "block", &BLOCK),
        Child::many(G, "description", &DESCRIPTION),
    ],
)]);

const fn open(checks: &'static [Check]) -> Element {
    Element::text(checks).place(Place::Open)
}

static IMAGE: Element = open(&[image]).attributes(&["href"]);
static EXPLICIT: Element = open(&[explicit]);
static BLOCK: Element = open(&[block]);
static DESCRIPTION: Element = open(&[description]);

fn image<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("href") {
        Some(url) if uri::is_http(&url.value) => {}
        Some(url) => walk.attribute(frame, url, &rules::ADDRESS, &["href", &url.value]),
        None => walk.tag(frame, &rules::ATTRIBUTE, &["href", frame.tag.name]),
    }
}

fn among<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, words: &[&str]) {
    if !words.iter().any(|word| frame.value().eq_ignore_ascii_case(word)) {
        walk.value(frame, &rules::WORD, &[frame.tag.name, frame.value(), &words.join(", ")]);
    }
}

fn explicit<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    among(walk, frame, &["yes", "no", "clean"]);
}

fn block<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    among(walk, frame, &["yes", "no"]);
}

fn description<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().chars().count() > 4000 {
        walk.value(frame, &rules::TOO_LONG, &[frame.tag.name, "4000"]);
    }
}
