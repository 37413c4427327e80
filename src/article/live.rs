//! An article that may stand in feeds now: it has an id, an address and dates.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Article, ArticleId, Correction, FeedIds, Media, id_in};
use crate::xml::{AbsoluteUrl, Direction, LangTag};

/// An article that the desk lets out, with what the desk gave it.
#[derive(Debug, Clone)]
pub struct LiveArticle {
    /// Its id for the world.
    pub id: ArticleId,
    /// Ids that single feeds use instead.
    pub feed_ids: FeedIds,
    /// Its address.
    pub permalink: AbsoluteUrl,
    /// First publication; never moves.
    pub published: DateTime<Utc>,
    /// The last significant change; never before `published`.
    pub updated: DateTime<Utc>,
    /// The last change of any kind; never before `updated`.
    pub changed: DateTime<Utc>,
    /// Where its date lags behind `changed`: by the least time in seconds between
    /// two moves, the date that feeds which ask for that time show.
    pub lagging: Vec<(u32, DateTime<Utc>)>,
    /// A correction that a person published beside those of its source.
    pub note: Option<Correction>,
    /// Whether it stands at the head of its feeds.
    pub pinned: bool,
    /// When time alone next changes it: its expiry, or a date that lags behind.
    pub due: Option<DateTime<Utc>>,
    /// What its source says.
    pub article: Arc<Article>,
}

impl LiveArticle {
    /// Its id in one format of one feed.
    #[must_use]
    pub fn id_in(&self, feed: &str, format: &str) -> &ArticleId {
        id_in(&self.id, &self.feed_ids, feed, format)
    }

    /// The article's own language, else the site's.
    #[must_use]
    pub fn language_or<'a>(&'a self, site: &'a LangTag) -> &'a LangTag {
        self.article.language.as_ref().unwrap_or(site)
    }

    /// The direction of its text, as the source says or as its language is written.
    #[must_use]
    pub fn direction_or(&self, site: &LangTag) -> Direction {
        self.article.direction.unwrap_or_else(|| self.language_or(site).direction())
    }

    /// Its corrections, those of its source first.
    pub fn corrections(&self) -> impl Iterator<Item = &Correction> {
        self.article.corrections.iter().chain(&self.note)
    }

    /// Its media with the address of each; those whose address cannot be built
    /// are left out.
    pub fn media(&self) -> impl Iterator<Item = (&Media, AbsoluteUrl)> {
        self.article.media.iter().filter_map(|media| Some((media, media.location.resolve(&self.permalink)?)))
    }
}
