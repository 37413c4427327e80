//! `app:collection` and `app:accept` (RFC 5023, sections 8.3.3 and 8.3.4). Atom's
//! feeds may hold a collection too.

use super::categories::CATEGORIES;
use crate::validate::atom;
use crate::validate::judge::uri;
use crate::validate::rules::{app as rules, structure, value as value_rules};
use crate::validate::value::mime;
use crate::validate::value::uri as address;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

/// `app:collection`.
pub(crate) static COLLECTION: Element = Element::of(&[
    Child::many(Ns::App, "accept", &ACCEPT),
    Child::many(Ns::App, "categories", &CATEGORIES),
    Child::once(Ns::Atom, "title", &atom::TEXT),
])
.attributes(&["href"])
.place(Place::Resource)
.checks(&[end]);

static ACCEPT: Element = Element::text(&[accept]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("href") {
        None => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["href", frame.tag.name]),
        Some(href) => {
            uri::iri_attribute(walk, frame, href);
            let target = address::resolve(walk.base_in(frame), &href.value).into_owned();
            if !walk.facts.repeated.insert(target.into()) {
                walk.attribute(frame, href, &rules::SAME_COLLECTION, &[&href.value]);
            }
        }
    }
    if walk.seen_in(frame, Ns::Atom, "title") == 0 {
        walk.tag(frame, &structure::MISSING, &["atom:title", frame.tag.name]);
    }
}

/// Media ranges, with commas between; none where nothing is accepted.
fn accept<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() {
        return;
    }
    let mut at = frame.value_start();
    for part in frame.value().split(',') {
        let range = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        if range.contains(";q=") {
            walk.within_text(frame, &rules::QUALITY, start..start + range.len(), &[range]);
        }
        if mime::media_type(range).is_none() {
            walk.within_text(frame, &value_rules::MIME, start..start + range.len(), &[frame.tag.name, range]);
        }
        at += part.len() + 1;
    }
}
