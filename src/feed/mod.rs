//! What the newsroom offers: definitions of feeds, which articles each holds
//! and in which order, and the format-neutral [`Feed`] and [`Item`]. No XML.

mod document;
mod item;

pub use document::Feed;
pub use item::{Item, ItemMedia};
