//! Media RSS 1.5 (<https://www.rssboard.org/media-rss>): pictures, sound and video
//! of an item.
//!
//! The W3C knows the elements of version 1.1 and calls those of 1.5 undefined. They
//! are not: `later` has them, with rules of our own.

mod content;
mod credit;
mod group;
mod later;
mod optional;
mod rating;
mod restriction;
mod text;

use super::{ENTRIES, FEEDS, MEDIA as IN_MEDIA, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

const M: Ns = Ns::Media;

pub(super) static MEDIA: Vocabulary = Vocabulary::new(&[
    (ENTRIES, &[Child::many(M, "content", &content::CONTENT), Child::many(M, "group", &group::GROUP)]),
    (FEEDS | ENTRIES | IN_MEDIA, optional::ELEMENTS),
    (FEEDS | ENTRIES | IN_MEDIA, later::ELEMENTS),
]);
