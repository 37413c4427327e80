//! An article as feeds choose among articles: all that selection and order ask
//! for, and none of its words.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Each, Names};
use crate::article::{Access, Article, ArticleId, Correction, FeedIds, LiveArticle, MediaKind, Origin, id_in};
use crate::xml::{AbsoluteUrl, LangTag};

/// What feeds must know of an article that may stand in them.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its id.
    pub id: ArticleId,
    /// Ids that single feeds use instead.
    pub feed_ids: FeedIds,
    /// Where it comes from.
    pub origin: Origin,
    /// Its address.
    pub permalink: AbsoluteUrl,
    /// First publication.
    pub published: DateTime<Utc>,
    /// The last significant change.
    pub updated: DateTime<Utc>,
    /// The last change of any kind.
    pub changed: DateTime<Utc>,
    /// Where its date lags behind `changed`, as [`LiveArticle::lagging`].
    pub lagging: Vec<(u32, DateTime<Utc>)>,
    /// A correction that a person published beside those of its source.
    pub note: Option<Correction>,
    /// Whether it stands at the head of its feeds.
    pub pinned: bool,
    /// When time alone next changes it.
    pub due: Option<DateTime<Utc>>,
    /// The hash of the bytes that its article was read from.
    pub print: u64,
    /// A hash of the id that its source says, as [`Article::said_hash`].
    pub said: Option<u64>,
    /// What its items are made of, as a hash; 0 where nobody asked.
    pub version: u64,
    /// Among pinned articles, low comes first.
    pub weight: Option<i64>,
    /// What it is about and how it may be used.
    pub facets: Facets,
}

/// What selections ask of an article; names are numbers of [`Names`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each answers one condition of a selection")]
pub struct Facets {
    /// Its sections, each once.
    pub sections: Vec<u32>,
    /// Its tags, each once.
    pub tags: Vec<u32>,
    /// Its authors, each once.
    pub authors: Vec<u32>,
    /// Its language.
    pub language: u32,
    /// Whether it has a picture.
    pub image: bool,
    /// Whether it has sound.
    pub audio: bool,
    /// Whether it has film.
    pub video: bool,
    /// Whether somebody paid for it.
    pub sponsored: bool,
    /// Whether partners may have it.
    pub syndicate: bool,
    /// Whether its body is for subscribers.
    pub subscribers: bool,
}

impl Facets {
    /// The numbers of one kind of name.
    #[must_use]
    pub fn of(&self, each: Each) -> &[u32] {
        match each {
            Each::Section => &self.sections,
            Each::Author => &self.authors,
            Each::Tag => &self.tags,
            Each::Language => std::slice::from_ref(&self.language),
        }
    }
}

impl Card {
    /// All ids under which documents may hold it, its own first.
    pub fn ids(&self) -> impl Iterator<Item = &ArticleId> {
        std::iter::once(&self.id).chain(self.feed_ids.values())
    }

    /// The card of an article; `site` is the newsroom's language.
    #[must_use]
    pub fn of(live: &LiveArticle, names: &mut Names, site: &LangTag) -> Self {
        let article = &live.article;
        let language = live.language_or(site).as_str();
        let mut facets = Facets {
            sections: article.sections.iter().map(|term| names.sections.number(&term.name, &term.name)).collect(),
            tags: article.tags.iter().map(|term| names.tags.number(&term.name, &term.name)).collect(),
            authors: article.authors.iter().map(|author| names.authors.number(author.key(), &author.name)).collect(),
            language: names.languages.number(language, language),
            sponsored: article.sponsored,
            syndicate: article.syndicate,
            subscribers: article.access == Access::Subscribers,
            ..Facets::default()
        };
        names.sections.once_each(&mut facets.sections);
        names.tags.once_each(&mut facets.tags);
        names.authors.once_each(&mut facets.authors);
        for media in &article.media {
            match media.kind {
                MediaKind::Image => facets.image = true,
                MediaKind::Audio => facets.audio = true,
                MediaKind::Video => facets.video = true,
            }
        }
        Self {
            id: live.id.clone(),
            feed_ids: live.feed_ids.clone(),
            origin: article.origin.clone(),
            permalink: live.permalink.clone(),
            published: live.published,
            updated: live.updated,
            changed: live.changed,
            lagging: live.lagging.clone(),
            note: live.note.clone(),
            pinned: live.pinned,
            due: live.due,
            print: article.print,
            said: article.said_hash(),
            version: 0,
            weight: article.weight,
            facets,
        }
    }

    /// The cards of articles that are ordered newest first, and the names on them.
    #[must_use]
    pub fn all_of<'a>(live: impl DoubleEndedIterator<Item = &'a LiveArticle>, site: &LangTag) -> (Vec<Self>, Names) {
        let mut names = Names::default();
        let mut cards: Vec<Self> = live.rev().map(|article| Self::of(article, &mut names, site)).collect();
        cards.reverse();
        (cards, names)
    }

    /// The article of this card, with the words that its source gives.
    #[must_use]
    pub fn with(&self, article: Arc<Article>) -> LiveArticle {
        LiveArticle {
            id: self.id.clone(),
            feed_ids: self.feed_ids.clone(),
            permalink: self.permalink.clone(),
            published: self.published,
            updated: self.updated,
            changed: self.changed,
            lagging: self.lagging.clone(),
            note: self.note.clone(),
            pinned: self.pinned,
            due: self.due,
            article,
        }
    }

    /// Its id in one format of one feed.
    #[must_use]
    pub fn id_in(&self, feed: &str, format: &str) -> &ArticleId {
        id_in(&self.id, &self.feed_ids, feed, format)
    }

    /// The source that it comes from.
    #[must_use]
    pub fn source(&self) -> &Arc<str> {
        &self.origin.source
    }
}
