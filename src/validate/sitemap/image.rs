//! `image:image`: a picture on the page
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps>).

use super::root::need;
use super::{ignored, loc};
use crate::validate::rules::sitemap as rules;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const I: Ns = Ns::ImageMap;

/// `image:image`.
pub(super) static IMAGE: Element = Element::of(&[
    Child::once(I, "caption", &IGNORED),
    Child::once(I, "geo_location", &IGNORED),
    Child::once(I, "license", &IGNORED),
    Child::once(I, "loc", &LOC),
    Child::once(I, "title", &IGNORED),
])
.checks(&[end]);

static LOC: Element = Element::text(&[loc::complete]);
static IGNORED: Element = ignored(&[old]);

fn old<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    walk.tag(frame, &rules::DEPRECATED, &[frame.tag.name]);
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    need(walk, frame, I, "loc");
}
