//! RSS 1.1 (<http://inamidst.com/rss1.1/>): the channel is the root.

use std::borrow::Cow;

use super::channel::{self, DESCRIPTION, LINK, TITLE};
use super::rdf::{about, has_title_and_link};
use super::{image, item};
use crate::validate::Kind;
use crate::validate::rules::structure;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const R: Ns = Ns::Rss11;
const RDF: &[(Ns, &str)] = &[(Ns::Rdf, "about"), (Ns::Rdf, "parseType")];

/// `Channel`.
pub(crate) static CHANNEL: Element = Element::of(&[
    Child::once(R, "title", &TITLE),
    Child::once(R, "link", &LINK),
    Child::once(R, "description", &DESCRIPTION),
    Child::once(R, "image", &IMAGE),
    Child::once(R, "items", &ITEMS),
])
.foreign_attributes(RDF)
.place(Place::Channel)
.begin(begin)
.checks(&[about, end]);

static ITEMS: Element = Element::of(&[Child::many(R, "item", &ITEM)]).foreign_attributes(RDF);

static ITEM: Element = Element::of(&[
    Child::once(R, "title", &item::TITLE),
    Child::once(R, "link", &item::LINK),
    Child::once(R, "description", &item::DESCRIPTION),
    Child::once(R, "image", &IMAGE),
])
.foreign_attributes(RDF)
.place(Place::Item)
.begin(item::begin)
.checks(&[about, item_end]);

static IMAGE: Element = Element::of(&[
    Child::once(R, "title", &image::TITLE),
    Child::once(R, "url", &image::URL),
    Child::once(R, "link", &image::LINK),
])
.foreign_attributes(RDF)
.place(Place::Resource)
.checks(&[image_end]);

fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::Rdf;
    walk.version = Cow::Borrowed("1.1");
    channel::begin(walk);
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    channel::must_have(walk, frame, R);
    if walk.seen_in(frame, R, "items") == 0 {
        walk.tag(frame, &structure::MISSING, &["items", frame.tag.name]);
    }
    walk.facts.scopes.pop();
}

fn item_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    has_title_and_link(walk, frame, R);
    item::close(walk);
}

fn image_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    image::must_have(walk, frame, R, false);
}
