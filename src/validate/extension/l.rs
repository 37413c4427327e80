//! `mod_link`: links with a relation, for RSS.

use super::value;
use super::{ENTRIES, FEEDS, ITEM, Vocabulary};
use crate::validate::judge::{lang, text, uri};
use crate::validate::rules::{structure, value as rules};
use crate::validate::value::mime;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::L;

pub(super) static L: Vocabulary = Vocabulary::new(&[
    (FEEDS | ENTRIES, &[Child::many(N, "link", &LINK)]),
    (ITEM, &[Child::many(N, "permalink", &PERMALINK)]),
]);

static LINK: Element = Element::text(&[value::resource, link]).foreign_attributes(&[
    (Ns::Rdf, "resource"),
    (Ns::Dc, "title"),
    (N, "lang"),
    (N, "rel"),
    (N, "type"),
    (N, "title"),
]);
static PERMALINK: Element = Element::text(&[value::resource, media_type]).foreign_attributes(&[
    (Ns::Rdf, "resource"),
    (Ns::Dc, "title"),
    (N, "type"),
]);

fn link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(language) = frame.foreign_attribute(N, "lang") {
        lang::attribute(walk, frame, language);
    }
    match frame.foreign_attribute(N, "rel") {
        Some(relation) => uri::full_attribute(walk, frame, relation),
        None => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["l:rel", frame.tag.name]),
    }
    if let Some(title) = frame.foreign_attribute(N, "title") {
        text::plain_attribute(walk, frame, title);
    }
    match frame.foreign_attribute(N, "type") {
        Some(kind) if kind.value.contains(':') => uri::full_attribute(walk, frame, kind),
        _ => media_type(walk, frame),
    }
}

fn media_type<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(kind) = frame.foreign_attribute(N, "type")
        && mime::media_type(&kind.value).is_none()
    {
        walk.attribute(frame, kind, &rules::MIME, &["type", &kind.value]);
    }
}
