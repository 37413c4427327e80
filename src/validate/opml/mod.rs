//! OPML 1.0, 1.1 and 2.0 (<http://opml.org/spec2.opml>): outlines, and the lists
//! of feeds that readers exchange.

mod attribute;
mod head;
mod outline;
#[cfg(test)]
mod tests;

use super::Kind;
use super::rules::{opml as rules, structure};
use super::walk::{Child, Element, Frame, Place, Walk};
use super::xml::Ns;

const N: Ns = Ns::None;

/// `opml`; `outlineDocument` is what it was called before it was OPML.
pub(crate) static OPML: Element =
    Element::of(&[Child::many(N, "head", &head::HEAD), Child::many(N, "body", &outline::BODY)])
        .attributes(&["version"])
        .place(Place::Resource)
        .begin(begin)
        .checks(&[end]);

fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::Opml;
    let Some(frame) = walk.top() else { return };
    let Some(version) = frame.attribute("version").map(|version| version.value.clone()) else {
        if frame.tag.local == "opml" {
            walk.here(&structure::MISSING_ATTRIBUTE, &["version", "opml"]);
        }
        return;
    };
    if !matches!(&*version, "1.0" | "1.1" | "2.0") {
        walk.here(&rules::VERSION, &[&version]);
    }
    walk.version = version;
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["head", "body"] {
        match walk.seen_in(frame, N, name) {
            0 => walk.tag(frame, &structure::MISSING, &[name, frame.tag.name]),
            1 => {}
            _ => walk.tag(frame, &rules::REPEATED, &[name]),
        }
    }
}
