//! One article as one feed profile shows it, before any format.

use crate::article::{LiveArticle, Media, Term};
use crate::xml::{AbsoluteUrl, Direction, LangTag, XmlText};

/// An article as an item of feeds. Its bytes in a document depend on nothing else.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The article: id, permalink, dates, headline, authors.
    pub article: &'a LiveArticle,
    /// Plain text, on one line.
    pub summary: Option<XmlText>,
    /// The whole story as feed HTML, where the profile gives it.
    pub content: Option<XmlText>,
    /// Sections, tags and marks such as a correction's, each name once.
    pub categories: Vec<Term>,
    /// The language of this item.
    pub language: &'a LangTag,
    /// The direction of this item's text.
    pub direction: Direction,
    /// Its media, the lead image first.
    pub media: Vec<ItemMedia<'a>>,
}

/// A media file of an item, with its address.
#[derive(Debug, Clone)]
pub struct ItemMedia<'a> {
    /// What is known of it.
    pub media: &'a Media,
    /// Where it is.
    pub url: AbsoluteUrl,
}
