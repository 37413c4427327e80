//! What becomes of one article that may be live: its dates, its address, its id
//! and what the ledger learns of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::revision::Version;
use super::{Decision, Desk, Memory, Record, Revision, Undecided, Words, pace};
use crate::article::{Article, ArticleId, Correction, Link, LiveArticle, Origin};

/// An article that may be live, if its address and the id that it says are its own.
pub(super) struct Candidate {
    pub(super) live: LiveArticle,
    /// Whether the ledger knows it as published.
    pub(super) known: bool,
    /// What the ledger will know of it.
    pub(super) record: Record,
    pub(super) revision: Option<Revision>,
    pub(super) moved_from: Option<Origin>,
}

impl Desk {
    #[expect(clippy::too_many_arguments, reason = "all that is known of one article")]
    pub(super) fn candidate(
        &self,
        article: &Arc<Article>,
        words: Words,
        record: Option<&Record>,
        decision: Option<&Decision>,
        moved_from: Option<&Origin>,
        memory: &dyn Memory,
        now: DateTime<Utc>,
    ) -> Result<Candidate, Undecided> {
        let undecided = |what: &str, help: &str| Undecided {
            origin: article.origin.clone(),
            what: what.to_owned(),
            help: help.to_owned(),
            wants: None,
            said: article.said_hash(),
        };
        let published = match (record, article.embargo.max(article.published)) {
            (Some(record), _) => record.published,
            (None, Some(published)) => published,
            (None, None) if memory.lasts() => now,
            (None, None) => {
                return Err(undecided(
                    "it has no date, and without a ledger none can be remembered",
                    "give it a date, or name a ledger in [store]",
                ));
            }
        };
        let permalink = match &article.link {
            Link::Url(url) => url.clone(),
            Link::Pattern(pattern) => {
                pattern.expand(article, record.map_or(published, Record::dated)).map_err(|_| {
                    undecided(
                        "no address can be made of its permalink pattern",
                        "look at `permalink` of its [[source]]",
                    )
                })?
            }
        };
        let note = decision.and_then(|decision| note(article, decision));
        let touched = decision.and_then(|decision| decision.touched);
        let version = Version { article, words: &words, note: note.as_ref(), touched };
        let judged = record.and_then(|record| version.judge(record, &self.revisions, now));
        let first = || version.dated(&self.revisions, now).unwrap_or(published).max(published);
        let (mut updated, mut changed) =
            record.map_or_else(|| (first(), first()), |record| (record.updated, record.changed));
        let mut paces = record.map(|record| record.paces.clone()).unwrap_or_default();
        if let Some(judged) = judged {
            if judged.kind.is_significant() {
                updated = judged.at.max(updated);
            }
            let before = changed;
            changed = if judged.at > before { judged.at } else { now.max(before) };
            paces = pace::after_change(&paces, &self.paces, before, changed, now);
        }
        let id = match record {
            Some(record) => record.id.clone(),
            None => self.mint(&article.origin, published, memory),
        };
        let revision = judged.map(|judged| Revision {
            origin: article.origin.clone(),
            id: id.clone(),
            at: judged.at,
            kind: judged.kind,
            likeness: judged.likeness,
        });
        let feed_ids = record.map(|record| record.feed_ids.clone()).unwrap_or_default();
        let new = Record {
            id: id.clone(),
            permalink: permalink.clone(),
            first_seen: record.map_or(now, |record| record.first_seen),
            published,
            updated,
            changed,
            rewritten: record.and_then(|record| version.rewritten(record, now)),
            words,
            corrections: version.notes(),
            significant: article.significant == Some(true),
            paces,
            feed_ids: feed_ids.clone(),
            said: record.and_then(|record| record.said),
            left: None,
            decision: decision.cloned(),
        };
        let (lagging, due) = pace::lagging(&new.paces, &self.paces, changed, now);
        let pinned = decision.and_then(|decision| decision.pinned).unwrap_or(article.pinned);
        let (known, moved_from) = (record.is_some(), moved_from.cloned());
        let article = Arc::clone(article);
        // A date ahead is not yet true: it counts when its time comes.
        let said = article.corrections.iter().filter_map(|correction| correction.at).chain(article.updated);
        let due = article.expiry.into_iter().chain(due).chain(said.filter(|at| *at > now)).min();
        let live =
            LiveArticle { id, feed_ids, permalink, published, updated, changed, lagging, note, pinned, due, article };
        Ok(Candidate { live, known, record: new, revision, moved_from })
    }

    /// A new id. Where a story moved away and another one of its date came to its
    /// place, or an older system's id happens to be the same, it is made anew.
    fn mint(&self, origin: &Origin, published: DateTime<Utc>, memory: &dyn Memory) -> ArticleId {
        let mut id = ArticleId::mint(&self.host, origin, published);
        let mut tried = 1;
        while tried < MOST_MINTED && memory.has_id(&id) {
            tried += 1;
            // No key holds a line's end and a number behind it.
            let origin = Origin::new(origin.source.clone(), format!("{}\n{tried}", origin.key));
            id = ArticleId::mint(&self.host, &origin, published);
        }
        id
    }
}

/// So many stories of one date may have stood at one place.
const MOST_MINTED: u32 = 10_000;

/// The correction that a person published of an article by a decision, unless
/// its source says the same.
fn note(article: &Article, decision: &Decision) -> Option<Correction> {
    let note = decision.note.clone()?;
    let is_said = article.corrections.iter().any(|correction| correction.note == note);
    (!is_said).then_some(Correction { note, at: Some(decision.at) })
}
