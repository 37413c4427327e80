//! Bloglines' feed access control 1.0: whether aggregators may show a feed to all.

use super::{FEED, Vocabulary};
use crate::validate::rules::extension as rules;
use crate::validate::rules::structure;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

/// In RSS 2.0 it stands in `rss` itself.
pub(super) static ACCESS: Vocabulary =
    Vocabulary::new(&[(FEED, &[Child::many(Ns::Access, "restriction", &RESTRICTION)])]);

/// `access:restriction`.
pub(crate) static RESTRICTION: Element = Element::text(&[end]).attributes(&["relationship"]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("relationship") {
        None => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["relationship", frame.tag.name]),
        Some(relationship) if !matches!(&*relationship.value, "allow" | "deny") => {
            walk.attribute(frame, relationship, &rules::ACCESS, &[&relationship.value]);
        }
        Some(_) => {}
    }
}
