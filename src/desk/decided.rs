//! What one look of the desk decided.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Ahead, Record, Revision};
use crate::article::{ArticleId, LiveArticle, Origin};
use crate::xml::AbsoluteUrl;

/// What the desk decided.
#[derive(Debug, Default)]
pub struct Decided {
    /// May stand in feeds now; newest first, then by id.
    pub live: Vec<LiveArticle>,
    /// Wait for a person or for their time.
    pub waiting: Vec<Waiting>,
    /// Cannot be decided.
    pub refused: Vec<Undecided>,
    /// Articles that were heard and may not stand now: how they stand, and until when.
    pub stands: Vec<(Origin, Stands, Option<DateTime<Utc>>)>,
    /// Pairs of articles of different sources that have the same headline and words,
    /// and no ids that tell whether they are one story: both stand.
    pub alike: Vec<(Origin, Origin)>,
    /// Drafts, which nobody waits for.
    pub drafts: usize,
    /// Taken out, or expired.
    pub out: usize,
    /// Live articles that were out in the last run and did not change since.
    pub unchanged: usize,
    /// What changed of the others that readers know, ordered by origin.
    pub revisions: Vec<Revision>,
    /// Articles that were out in the last run and are not now, once with each
    /// id under which a document may hold them.
    pub leaving: Vec<(Origin, ArticleId)>,
    /// Ids of remembered articles of which nothing was heard any more, although
    /// their sources answered.
    pub vanished: Vec<ArticleId>,
    /// Of these, those that stay where they stand until a person decides, once
    /// with each id under which a document may hold them.
    pub missing: Vec<(Origin, ArticleId)>,
    /// Remembered articles that were heard and may not stand now, once with
    /// each id under which a document may hold them.
    pub out_by_word: Vec<(Origin, ArticleId)>,
    /// Addresses of all articles that were heard and may not stand now, also of
    /// those that the ledger does not know under the name of their source.
    pub out_at: Vec<AbsoluteUrl>,
    /// Since when the words of live articles are others than before by more than
    /// a fifth.
    pub rewritten: HashMap<ArticleId, DateTime<Utc>>,
    /// Lines that the ledger has to learn.
    pub learned: Vec<(Origin, Record)>,
    /// Decisions about articles that were never out which the ledger has to learn.
    pub learned_ahead: Vec<(Origin, Ahead)>,
    /// Places of articles that were taken out while they wait for their time:
    /// nothing but their sources may be told of them either.
    pub hushed: Vec<Origin>,
    /// Places in sources that stories moved away from: their lines are void.
    pub moved: Vec<Origin>,
    /// When time alone next changes what may stand: an embargo or an expiry.
    pub next_due: Option<DateTime<Utc>>,
}

/// How an article stands that may not stand in feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Waits for a person.
    Held,
    /// Waits for its time.
    Embargoed,
    /// A draft.
    Draft,
    /// Taken out, or expired.
    Out,
}

/// An article that is not out yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub origin: Origin,
    /// Whether it is embargoed: then nothing but its source may be told.
    pub embargoed: bool,
    /// When its time comes, where that is known.
    pub until: Option<DateTime<Utc>>,
    /// Whether nobody has said when its embargo ends.
    pub open_end: bool,
    /// Why it is held, where a person is missing.
    pub reason: String,
}

/// An article about which the desk cannot decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Which.
    pub origin: Origin,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub help: String,
    /// The address that it wants, where another one has what it wants.
    pub wants: Option<AbsoluteUrl>,
    /// A hash of the id that its source says, as [`Article::said_hash`](crate::article::Article::said_hash).
    pub said: Option<u64>,
}
