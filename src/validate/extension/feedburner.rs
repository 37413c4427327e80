//! What `FeedBurner` puts into the feeds that it serves.

use super::value::{self, ADDRESS, PLAIN};
use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::judge::{text, uri};
use crate::validate::rules::{extension as rules, html as html_rules};
use crate::validate::value::uri as addresses;
use crate::validate::walk::{Child, Content, Element, Frame, Walk};
use crate::validate::xml::{Attribute, Ns};

const F: Ns = Ns::FeedBurner;

pub(super) static FEEDBURNER: Vocabulary = Vocabulary::new(&[
    (
        ENTRIES,
        &[
            Child::once(F, "origLink", &ADDRESS),
            Child::once(F, "origEnclosureLink", &ADDRESS),
            Child::once(F, "awareness", &ADDRESS),
        ],
    ),
    (
        FEEDS,
        &[
            Child::once(F, "awareness", &ADDRESS),
            Child::once(F, "browserFriendly", &PLAIN),
            Child::once(F, "emailServiceId", &SERVICE_ID),
            Child::many(F, "feedFlare", &FLARE),
            Child::many(F, "info", &INFO),
            Child::once(F, "feedburnerHostname", &ADDRESS),
        ],
    ),
]);

static SERVICE_ID: Element = Element::content(Content::Anything);
static FLARE: Element = value::text(&[value::rdf, text::plain, flare]).attributes(&["href", "src"]);
static INFO: Element = Element::of(&[]).attributes(&["uri"]).checks(&[info]);

fn flare<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["href", "src"] {
        if let Some(address) = value::required(walk, frame, name) {
            flare_address(walk, frame, address);
        }
    }
}

/// Atom resolves what is relative; RSS cannot.
fn flare_address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, address: &Attribute<'a>) {
    if walk.facts.is_atom {
        iri(walk, frame, address);
    } else if addresses::check(&address.value, addresses::Need::Uri).is_err() {
        walk.attribute(frame, address, &html_rules::RELATIVE_REFERENCE, &[&address.value]);
    }
}

fn info<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(address) = value::required(walk, frame, "uri") {
        iri(walk, frame, address);
    }
}

fn iri<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, address: &Attribute<'a>) {
    uri::attribute_of(walk, frame, address, addresses::Need::IriReference, &rules::IRI);
}
