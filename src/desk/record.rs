//! What the ledger remembers of an article: all that cannot be rebuilt from its
//! source.

use chrono::{DateTime, Utc};

use super::pace::Paces;
use super::{Ahead, Erased, Words};
use crate::article::{ArticleId, FeedIds, Origin, id_in};
use crate::xml::{AbsoluteUrl, XmlText};

/// One article's line in the ledger. It is written at first publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its id for the world.
    pub id: ArticleId,
    /// The address under which it was last published.
    pub permalink: AbsoluteUrl,
    /// When a run first let it out.
    pub first_seen: DateTime<Utc>,
    /// Its date of first publication; never moves.
    pub published: DateTime<Utc>,
    /// Its last significant change; never before `published`.
    pub updated: DateTime<Utc>,
    /// Its last change of any kind; never before `updated`.
    pub changed: DateTime<Utc>,
    /// When so many of its words last changed that it counts as another text.
    pub rewritten: Option<DateTime<Utc>>,
    /// What its published words were, in brief.
    pub words: Words,
    /// The words of each correction that readers were told of, in brief.
    pub corrections: Vec<u32>,
    /// Whether its front matter said `significant: true` of these words: that counts once.
    pub significant: bool,
    /// How far its dates lag behind in feeds that move them seldom.
    pub paces: Paces,
    /// Ids that single feeds use instead, by the feed's path: an older system's.
    pub feed_ids: FeedIds,
    /// What its source said of its dates when they were taken over from an older
    /// feed, which may have said others; `None` where its dates are its source's.
    pub said: Option<Said>,
    /// Set while it is not out.
    pub left: Option<Left>,
    /// What a person decided about it last.
    pub decision: Option<Decision>,
}

impl Record {
    /// Its id in one format of one feed.
    #[must_use]
    pub fn id_in(&self, feed: &str, format: &str) -> &ArticleId {
        id_in(&self.id, &self.feed_ids, feed, format)
    }

    /// All ids under which documents may hold it, its own first.
    pub fn ids(&self) -> impl Iterator<Item = &ArticleId> {
        std::iter::once(&self.id).chain(self.feed_ids.values())
    }

    /// The date that its source gives it: addresses are made from it, and a
    /// rename is told by it.
    #[must_use]
    pub fn dated(&self) -> DateTime<Utc> {
        self.said.as_ref().and_then(|said| said.published).unwrap_or(self.published)
    }
}

/// The dates of an article as its source said them once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// Its publication, where the record's is another.
    pub published: Option<DateTime<Utc>>,
    /// Its last update: no news when it says the same again.
    pub updated: Option<DateTime<Utc>>,
}

/// When an article left the feeds, and which feeds held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The run's time.
    pub at: DateTime<Utc>,
    /// Paths of the feeds that held it, sorted.
    pub feeds: Vec<String>,
    /// Why; lines of older ledgers do not say.
    pub why: Option<Why>,
}

/// Why an article that was out is not any more: the last that was heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was killed.
    Killed,
    /// A person took it out; it may return.
    Withheld,
    /// Its source took it back.
    Withdrawn,
    /// An embargo was added, or its date moved ahead.
    Embargoed,
    /// It waits for a person again.
    Held,
    /// It is a draft again.
    Draft,
    /// Its time is over.
    Expired,
    /// What its source says now cannot be taken: it returns when that is mended.
    Refused,
    /// Its source has it no more.
    Vanished,
}

/// A person's decision about an article. It outranks what the source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Counts the decisions about this article, from 1: of two that meet in a
    /// merge, the higher one holds.
    pub number: u32,
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// The standing that it gives the article.
    pub status: Option<DecisionStatus>,
    /// Whether the article is pinned.
    pub pinned: Option<bool>,
    /// "Count this as a significant update", and when.
    pub touched: Option<DateTime<Utc>>,
    /// A correction's note.
    pub note: Option<XmlText>,
    /// What readers are told in place of the story.
    pub notice: Option<XmlText>,
}

/// The standing that a person gives an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionStatus {
    /// It may go out.
    Live,
    /// It waits.
    Held,
    /// Taken out; it may return.
    Withheld,
    /// Out until it is restored.
    Killed,
    /// Out for ever, and its words out of every memory: its record becomes an
    /// [`Erased`] as soon as it has left the feeds.
    Erased,
}

impl DecisionStatus {
    /// Whether an article with it may stand in no feed, whatever its source says.
    #[must_use]
    pub fn takes_out(self) -> bool {
        self != Self::Live
    }
}

/// What the desk must be able to ask of the ledger.
pub trait Memory {
    /// What is remembered of the article at `origin`.
    fn record(&self, origin: &Origin) -> Option<&Record>;

    /// All that is remembered of one source's articles, in any order.
    fn of_source<'a>(&'a self, source: &str) -> Vec<(&'a Origin, &'a Record)>;

    /// Whether an id is some article's already, in any feed.
    fn has_id(&self, id: &ArticleId) -> bool;

    /// Whether what is told to it will be there at the next run.
    fn lasts(&self) -> bool;

    /// All that a person took out, whatever becomes of its source, in any order.
    fn taken_out(&self) -> Vec<(&Origin, &Record)>;

    /// What a person decided about the article at `origin` before it was ever out.
    fn ahead(&self, origin: &Origin) -> Option<&Ahead>;

    /// All such decisions, in any order.
    fn all_ahead(&self) -> Vec<(&Origin, &Ahead)>;

    /// What is left of the article at `origin`, if it was erased.
    fn erased(&self, origin: &Origin) -> Option<&Erased>;

    /// All that was erased.
    fn all_erased(&self) -> &[Erased];
}
