//! `source`: the channel that an item came from.

use crate::validate::judge::{text, uri as uri_judge};
use crate::validate::rules::structure;
use crate::validate::walk::{Element, Frame, Walk};

/// `source`.
pub(super) static SOURCE: Element = Element::text(&[text::plain, end]).attributes(&["url"]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("url") {
        None => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["url", "source"]),
        Some(url) => uri_judge::full_attribute(walk, frame, url),
    }
}
