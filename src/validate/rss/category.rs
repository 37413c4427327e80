//! `category`, of channels and items.

use crate::validate::judge::{reader, text};
use crate::validate::walk::{Element, Frame, Walk};

/// `category` of a channel.
pub(super) static CHANNEL_CATEGORY: Element = Element::text(&[text::plain]).attributes(&["domain"]);
/// `category` of an item.
pub(super) static CATEGORY: Element = Element::text(&[text::plain, text::nonblank, twice]).attributes(&["domain"]);

fn twice<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    reader::category(walk, frame, frame.attr("domain").unwrap_or_default(), frame.value());
}
