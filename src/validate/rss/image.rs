//! `image`: the channel's picture.

use crate::validate::judge::{text, uri};
use crate::validate::rules::{rss as rules, structure};
use crate::validate::value::number;
use crate::validate::value::uri as address;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::None;

/// `image`.
pub(super) static IMAGE: Element = Element::of(&[
    Child::once(N, "description", &DESCRIPTION),
    Child::once(N, "height", &HEIGHT),
    Child::once(N, "link", &LINK),
    Child::once(N, "title", &TITLE),
    Child::once(N, "url", &URL),
    Child::once(N, "width", &WIDTH),
])
.place(Place::Resource)
.checks(&[end]);

static DESCRIPTION: Element = Element::text(&[text::plain]);
pub(super) static LINK: Element = Element::text(&[uri::full, link]);
pub(super) static TITLE: Element = Element::text(&[text::nonblank, text::plain, title]);
pub(super) static URL: Element = Element::text(&[uri::full, format]);
static WIDTH: Element = Element::text(&[width]);
static HEIGHT: Element = Element::text(&[height]);

fn title<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.facts.channel_title.as_deref().is_some_and(|title| title != frame.value()) {
        walk.value(frame, &rules::IMAGE_TITLE, &[frame.value()]);
    }
}

fn link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.facts.channel_link.as_deref().is_some_and(|link| link != frame.value()) {
        walk.value(frame, &rules::IMAGE_LINK, &[frame.value()]);
    }
}

fn format<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(extension) = address::extension(frame.value()) else { return };
    if !["gif", "jpeg", "jpg", "png"].iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        walk.value(frame, &rules::IMAGE_FORMAT, &[frame.value()]);
    }
}

fn width<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !number::positive(frame.value()).is_ok_and(|width| width <= 144) {
        walk.value(frame, &rules::IMAGE_WIDTH, &[frame.value()]);
    }
}

fn height<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !number::positive(frame.value()).is_ok_and(|height| height <= 400) {
        walk.value(frame, &rules::IMAGE_HEIGHT, &[frame.value()]);
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, N, true);
}

/// What every image has.
pub(super) fn must_have<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, ns: Ns, with_link: bool) {
    if walk.seen_in(frame, ns, "title") == 0 {
        walk.tag(frame, &rules::NO_TITLE, &[frame.tag.name]);
    }
    if walk.seen_in(frame, ns, "url") == 0 {
        walk.tag(frame, &structure::MISSING, &["url", frame.tag.name]);
    }
    if with_link && walk.seen_in(frame, ns, "link") == 0 {
        walk.tag(frame, &rules::NO_LINK, &[frame.tag.name]);
    }
}
