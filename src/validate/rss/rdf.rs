//! RSS 0.90 and 1.0 (<https://web.resource.org/rss/1.0/spec>), which are RDF.

use std::borrow::Cow;

use super::channel::{self, DESCRIPTION, LANGUAGE, LINK, TITLE};
use super::{image, item, semantics, text_input};
use crate::validate::Kind;
use crate::validate::rules::{structure, uri as uri_rules};
use crate::validate::value::uri::{self, Need};
use crate::validate::walk::{Child, Content, Element, FOREIGN, Frame, Place, Walk};
use crate::validate::xml::Ns;

const R: Ns = Ns::Rss1;
const R0: Ns = Ns::Rss090;
const ABOUT: &[(Ns, &str)] = &[(Ns::Rdf, "about"), (Ns::Rdf, "resource"), (Ns::Rdf, "ID"), (Ns::Rdf, "parseType")];

/// `rdf:RDF`.
pub(crate) static RDF: Element = Element::of(&[
    Child::once(R, "channel", &CHANNEL),
    Child::many(R, "item", &ITEM),
    Child::many(R, "image", &IMAGE),
    Child::many(R, "textinput", &TEXT_INPUT),
    Child::once(R0, "channel", &CHANNEL_090),
    Child::many(R0, "item", &ITEM_090),
    Child::many(R0, "image", &IMAGE_090),
    Child::many(R0, "textinput", &TEXT_INPUT_090),
    Child::many(Ns::Cc, "License", &FOREIGN),
    Child::many(Ns::Taxo, "topic", &FOREIGN),
    Child::many(Ns::Rdf, "Description", &FOREIGN),
])
.begin(begin)
.checks(&[end]);

static CHANNEL: Element = Element::of(&[
    Child::once(R, "title", &TITLE),
    Child::once(R, "link", &LINK),
    Child::once(R, "description", &WORDS_OR_MARKUP),
    Child::once(R, "image", &REFERENCE),
    Child::once(R, "textinput", &REFERENCE),
    Child::once(R, "items", &ITEMS),
    Child::many(Ns::Rdfs, "label", &WORDS),
    Child::many(Ns::Rdfs, "comment", &WORDS),
])
.foreign_attributes(ABOUT)
.place(Place::Channel)
.begin(channel::begin)
.checks(&[about, channel_end]);

static CHANNEL_090: Element = Element::of(&[
    Child::once(R0, "title", &TITLE),
    Child::once(R0, "link", &LINK),
    Child::once(R0, "description", &DESCRIPTION),
    Child::once(R0, "language", &LANGUAGE),
])
.place(Place::Channel)
.begin(channel::begin)
.checks(&[channel_090_end]);

/// A description, which RDF lets hold markup.
static WORDS_OR_MARKUP: Element =
    Element::text(&[crate::validate::judge::text::plain]).foreign_attributes(ABOUT).begin(literal);

fn literal(walk: &mut Walk<'_>) {
    if let Some(frame) = walk.top_mut()
        && frame.foreign_attribute(Ns::Rdf, "parseType").is_some_and(|kind| kind.value == "Literal")
    {
        frame.content = Content::Anything;
    }
}

static WORDS: Element = Element::text(&[]);
static REFERENCE: Element = Element::content(Content::Anything).foreign_attributes(ABOUT).checks(&[reference]);

static ITEMS: Element = Element::of(&[Child::many(Ns::Rdf, "Seq", &SEQ)]).foreign_attributes(ABOUT);
static SEQ: Element = Element::of(&[Child::many(Ns::Rdf, "li", &LI)]).foreign_attributes(ABOUT);
static LI: Element = Element::of(&[]).attributes(&["resource"]).foreign_attributes(ABOUT);

static ITEM: Element = Element::of(&[
    Child::once(R, "title", &item::TITLE),
    Child::once(R, "link", &item::LINK),
    Child::once(R, "description", &item::DESCRIPTION),
    Child::many(Ns::Rdfs, "label", &WORDS),
    Child::many(Ns::Rdfs, "comment", &WORDS),
])
.foreign_attributes(ABOUT)
.place(Place::Item)
.begin(item::begin)
.checks(&[about, item_end]);

static ITEM_090: Element = Element::of(&[
    Child::once(R0, "title", &item::TITLE),
    Child::once(R0, "link", &item::LINK),
    Child::once(R0, "description", &item::DESCRIPTION),
])
.place(Place::Item)
.begin(item::begin)
.checks(&[item_090_end]);

static IMAGE: Element = Element::of(&[
    Child::once(R, "title", &text_input::PLAIN),
    Child::once(R, "link", &text_input::LINK),
    Child::once(R, "url", &image::URL),
])
.foreign_attributes(ABOUT)
.place(Place::Resource)
.checks(&[about, image_end]);

static IMAGE_090: Element = Element::of(&[
    Child::once(R0, "title", &text_input::PLAIN),
    Child::once(R0, "link", &text_input::LINK),
    Child::once(R0, "url", &image::URL),
])
.checks(&[image_090_end]);

static TEXT_INPUT: Element = Element::of(&[
    Child::once(R, "title", &text_input::PLAIN),
    Child::once(R, "description", &text_input::PLAIN),
    Child::once(R, "name", &text_input::NAME),
    Child::once(R, "link", &text_input::LINK),
])
.foreign_attributes(ABOUT)
.place(Place::Resource)
.checks(&[about, text_input_end]);

static TEXT_INPUT_090: Element = Element::of(&[
    Child::once(R0, "title", &text_input::PLAIN),
    Child::once(R0, "description", &text_input::PLAIN),
    Child::once(R0, "name", &text_input::NAME),
    Child::once(R0, "link", &text_input::LINK),
])
.checks(&[text_input_090_end]);

fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::Rdf;
    walk.version = Cow::Borrowed("1.0");
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, R, "channel") == 0 && walk.seen_in(frame, R0, "channel") == 0 {
        walk.tag(frame, &structure::MISSING, &["channel", "rdf:RDF"]);
    }
}

/// Every resource of RSS 1.0 says what it is about, and nothing else is about that.
pub(super) fn about<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(about) = frame.foreign_attribute(Ns::Rdf, "about") else {
        walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["rdf:about", frame.tag.name]);
        return;
    };
    crate::validate::judge::uri::attribute_of(walk, frame, about, Need::Reference, &uri_rules::LINK);
    if !walk.facts.abouts.insert(about.value.as_ref().into()) {
        walk.attribute(frame, about, &structure::REPEATED_VALUE, &["rdf:about", &about.value]);
    }
}

fn reference<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(resource) = frame.foreign_attribute(Ns::Rdf, "resource")
        && uri::check(&resource.value, Need::Reference).is_err()
    {
        walk.attribute(frame, resource, &uri_rules::IN_ATTRIBUTE, &["rdf:resource", &resource.value]);
    }
}

fn channel_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    channel::must_have(walk, frame, R);
    semantics::channel(walk, frame);
    if frame.foreign_attribute(Ns::Rdf, "about").is_some() && walk.seen_in(frame, R, "items") == 0 {
        walk.tag(frame, &structure::MISSING, &["items", frame.tag.name]);
    }
    walk.facts.scopes.pop();
}

fn channel_090_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    walk.version = Cow::Borrowed("0.90");
    channel::must_have(walk, frame, R0);
    walk.facts.scopes.pop();
}

fn item_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    has_title_and_link(walk, frame, R);
    item::close(walk);
}

fn item_090_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    has_title_and_link(walk, frame, R0);
    item::close(walk);
}

pub(super) fn has_title_and_link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, ns: Ns) {
    for name in ["link", "title"] {
        if walk.seen_in(frame, ns, name) == 0 {
            walk.tag(frame, &structure::MISSING, &[name, frame.tag.name]);
        }
    }
}

fn image_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    image::must_have(walk, frame, R, true);
}

fn image_090_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    image::must_have(walk, frame, R0, true);
}

fn text_input_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text_input::must_have(walk, frame, R);
}

fn text_input_090_end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text_input::must_have(walk, frame, R0);
}
