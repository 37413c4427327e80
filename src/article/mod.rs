//! The newsroom's domain: an article and all that belongs to it. Plain data,
//! no I/O, no XML, no SQL.

mod author;
mod body;
mod feed_ids;
mod id;
mod live;
mod media;
mod permalink;
mod slug;
mod status;
mod term;
#[cfg(test)]
pub(crate) mod testing;

pub use author::Author;
pub use body::{Body, Markup};
pub use feed_ids::{FeedIds, id_in};
pub use id::{ArticleId, Origin};
pub use live::LiveArticle;
pub use media::{Location, Media, MediaKind, Rendition};
pub use permalink::{Link, Pattern, PatternError};
pub use slug::slugify;
pub use status::{Access, Correction, Status};
pub use term::Term;

use chrono::{DateTime, Utc};
use xxhash_rust::xxh3::xxh3_64;

use crate::tree;
use crate::xml::{Direction, LangTag, XmlText};

/// A story as its source tells it, at one moment of its life.
///
/// It has no id and perhaps no date yet: those are the desk's to give
/// ([`LiveArticle`]). Build it with [`Article::new`]; fields may be added.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Article {
    /// Where it comes from: source and key in it.
    pub origin: Origin,
    /// The headline, on one line, without markup.
    pub headline: XmlText,
    /// The standing summary under the headline.
    pub dek: Option<XmlText>,
    /// A summary written for feeds and search, where the desk wrote one.
    pub summary: Option<XmlText>,
    /// The words, with their markup.
    pub body: Body,
    /// Who wrote it, in the order of the byline.
    pub authors: Vec<Author>,
    /// The parts of the paper it stands in, the main one first.
    pub sections: Vec<Term>,
    /// What it is about.
    pub tags: Vec<Term>,
    /// The language of headline and body, where it is known.
    pub language: Option<LangTag>,
    /// The direction of the text, where the source says it apart from the language.
    pub direction: Option<Direction>,
    /// When the source says that it was, or will be, published.
    pub published: Option<DateTime<Utc>>,
    /// When the source says that it last changed in a way readers should see.
    pub updated: Option<DateTime<Utc>>,
    /// Not a byte of it may leave before.
    pub embargo: Option<DateTime<Utc>>,
    /// Not in any feed from then on.
    pub expiry: Option<DateTime<Utc>>,
    /// What the source says about its standing.
    pub status: Status,
    /// Corrections that the desk published, oldest first.
    pub corrections: Vec<Correction>,
    /// Whether its source says that this version of the words is a significant
    /// update, or that it is none.
    pub significant: Option<bool>,
    /// Its address, or the pattern that gives one once its date is known.
    pub link: Link,
    /// Addresses that it had before, absolute or as paths of the site.
    pub aliases: Vec<String>,
    /// Pictures, sound and film that belong to it, the lead image first.
    pub media: Vec<Media>,
    /// Who may read the body.
    pub access: Access,
    /// Whether partners may have it.
    pub syndicate: bool,
    /// Whether somebody paid for it.
    pub sponsored: bool,
    /// Whether it stands at the head of its feeds.
    pub pinned: bool,
    /// The source's weight: among pinned articles, low comes first.
    pub weight: Option<i64>,
    /// The id that the source says it has in all the world (`guid`, a URI or a
    /// UUID), as such ids are compared.
    pub said_id: Option<Box<str>>,
    /// The slug that the source gives, or that was made from name or headline.
    pub slug: String,
    /// The source's values that the model has no field for, by path.
    pub extra: tree::Map,
    /// A hash of the bytes that it was read from, and perhaps others with it; 0
    /// where nobody knows.
    pub print: u64,
}

impl Article {
    /// A hash (XXH3, 64 bits) of the id that its source says.
    #[must_use]
    pub fn said_hash(&self) -> Option<u64> {
        self.said_id.as_deref().map(|said| xxh3_64(said.as_bytes()))
    }

    /// A live article with nothing but where it comes from, a headline, a slug
    /// made from it, and its words.
    #[must_use]
    pub fn new(origin: Origin, headline: XmlText, body: Body, link: Link) -> Self {
        let slug = slugify(&headline);
        Self {
            origin,
            headline,
            dek: None,
            summary: None,
            body,
            authors: Vec::new(),
            sections: Vec::new(),
            tags: Vec::new(),
            language: None,
            direction: None,
            published: None,
            updated: None,
            embargo: None,
            expiry: None,
            status: Status::Live,
            corrections: Vec::new(),
            significant: None,
            link,
            aliases: Vec::new(),
            media: Vec::new(),
            access: Access::Open,
            syndicate: true,
            sponsored: false,
            pinned: false,
            weight: None,
            said_id: None,
            slug,
            extra: tree::Map::default(),
            print: 0,
        }
    }

    /// Gives back the room that its lists have and do not need: an archive holds
    /// very many of them at once.
    pub fn trim(&mut self) {
        self.authors.shrink_to_fit();
        self.sections.shrink_to_fit();
        self.tags.shrink_to_fit();
        self.media.shrink_to_fit();
    }

    /// Leaves all that only an item needs in its source: who renders it reads it
    /// there again.
    pub fn leave_words(&mut self) {
        self.headline = XmlText::new("");
        self.body.leave();
        (self.dek, self.summary) = (None, None);
        self.aliases = Vec::new();
        self.extra = tree::Map::default();
        for author in &mut self.authors {
            author.url = None;
        }
        for media in &mut self.media {
            (media.caption, media.credit, media.alt, media.rights) = (None, None, None, None);
            media.renditions = Vec::new();
        }
    }
}
