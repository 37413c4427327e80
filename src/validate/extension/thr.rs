//! Threads (RFC 4685): what an entry replies to, and how many reply to it. Its
//! attributes of links are judged with Atom's links.

use super::value::COUNT;
use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::Kind;
use crate::validate::judge::uri;
use crate::validate::rules::{
    extension as extension_rules, structure, thread as rules, uri as uri_rules, value as value_rules,
};
use crate::validate::value::mime;
use crate::validate::value::uri::{self as addresses, Need};
use crate::validate::walk::{Child, Content, Element, Frame, Walk};
use crate::validate::xml::Ns;

const T: Ns = Ns::Thr;

pub(super) static THR: Vocabulary = Vocabulary::new(&[
    (FEEDS | ENTRIES, &[Child::many(T, "in-reply-to", &IN_REPLY_TO)]),
    (ENTRIES, &[Child::once(T, "total", &COUNT), Child::many(T, "children", &CHILDREN)]),
]);

/// `thr:in-reply-to` (section 3).
static IN_REPLY_TO: Element = Element::text(&[]).attributes(&["ref", "href", "source", "type"]).checks(&[in_reply_to]);
/// `children` of `mod_threading`, which RSS 1.0 alone has.
static CHILDREN: Element = Element::content(Content::Anything).begin(children);

fn children(walk: &mut Walk<'_>) {
    if walk.kind != Kind::Rdf {
        let name = walk.top().map_or("", |frame| frame.tag.name);
        let parent = walk.above(1).map_or("", |frame| frame.tag.name);
        walk.here(&structure::UNDEFINED, &[name, parent]);
    }
}

fn in_reply_to<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["href", "source"] {
        if let Some(address) = frame.attribute(name) {
            uri::attribute_of(walk, frame, address, Need::IriReference, &extension_rules::IRI);
        }
    }
    match frame.attribute("ref") {
        Some(_) => reference(walk, frame),
        None => walk.tag(frame, &rules::NO_REF, &[]),
    }
    if let Some(kind) = frame.attribute("type")
        && mime::media_type(&kind.value).is_none()
    {
        walk.attribute(frame, kind, &value_rules::MIME, &["type", &kind.value]);
    }
}

/// The identifier of the entry that is replied to, as canonical as an `atom:id`.
fn reference<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(id) = frame.attribute("ref") else { return };
    uri::attribute_of(walk, frame, id, Need::Iri, &uri_rules::FULL);
    if addresses::check(&id.value, Need::Iri).is_ok()
        && let Some(std::borrow::Cow::Owned(canonical)) = addresses::canonical(&id.value)
    {
        walk.attribute(frame, id, &uri_rules::NOT_CANONICAL, &[&id.value, &canonical]);
    }
}
