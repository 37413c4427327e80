//! What kind of revision a changed article is: whether readers are told again.

use chrono::{DateTime, TimeDelta, Utc};

use super::parts::of_words;
use super::{Record, Revisions, Weight, Words};
use crate::article::{Article, ArticleId, Correction, Origin};

/// One change of an article that readers know.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Which article.
    pub origin: Origin,
    /// Its id for the world.
    pub id: ArticleId,
    /// The date that the change carries: what the desk says, else the run's time.
    pub at: DateTime<Utc>,
    /// Whether readers are told again, and why.
    pub kind: RevisionKind,
    /// The share of distinct words that both versions of the body have in common,
    /// from 0 to 1, as far as sketches tell.
    pub likeness: f64,
}

/// Whether readers are told of a change again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevisionKind {
    /// They are: `updated` moves.
    Significant(Reason),
    /// They are not.
    Minor(Change),
}

/// Why a change is significant: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its front matter says so of these words.
    Said,
    /// A person said so.
    Touched,
    /// The desk published a correction.
    Correction,
    /// The desk gave it another update date.
    UpdateDate,
    /// More of the body's words changed than the newsroom lets pass.
    Rewritten,
    /// Its headline changed, in a newsroom that counts that.
    Headline,
}

/// What a minor change changed: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Words of the body.
    Words,
    /// The headline.
    Headline,
    /// A correction's note, in a newsroom that does not count that.
    Correction,
    /// Markup, links, case, space or punctuation of the body.
    Markup,
    /// What stands around the body: dek, byline, sections, tags, media.
    Rest,
}

impl RevisionKind {
    /// The kind in one word, as journals write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Significant(Reason::Said) => "said",
            Self::Significant(Reason::Touched) => "touched",
            Self::Significant(Reason::Correction) | Self::Minor(Change::Correction) => "correction",
            Self::Significant(Reason::UpdateDate) => "update-date",
            Self::Significant(Reason::Rewritten) => "rewritten",
            Self::Significant(Reason::Headline) | Self::Minor(Change::Headline) => "headline",
            Self::Minor(Change::Words) => "words",
            Self::Minor(Change::Markup) => "markup",
            Self::Minor(Change::Rest) => "rest",
        }
    }

    /// The kind that `kind` ("significant", "minor") and a word of [`Self::as_str`] name.
    #[must_use]
    pub fn by_words(kind: &str, word: &str) -> Option<Self> {
        Some(match (kind, word) {
            ("significant", "said") => Self::Significant(Reason::Said),
            ("significant", "touched") => Self::Significant(Reason::Touched),
            ("significant", "correction") => Self::Significant(Reason::Correction),
            ("significant", "update-date") => Self::Significant(Reason::UpdateDate),
            ("significant", "rewritten") => Self::Significant(Reason::Rewritten),
            ("significant", "headline") => Self::Significant(Reason::Headline),
            ("minor", "words") => Self::Minor(Change::Words),
            ("minor", "headline") => Self::Minor(Change::Headline),
            ("minor", "correction") => Self::Minor(Change::Correction),
            ("minor", "markup") => Self::Minor(Change::Markup),
            ("minor", "rest") => Self::Minor(Change::Rest),
            _ => return None,
        })
    }

    /// The kind for people: "significant: a correction was published".
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Significant(Reason::Said) => "significant: its source says so",
            Self::Significant(Reason::Touched) => "significant: a person said so",
            Self::Significant(Reason::Correction) => "significant: a correction was published",
            Self::Significant(Reason::UpdateDate) => "significant: its source gave it another update date",
            Self::Significant(Reason::Rewritten) => "significant: more words changed than `rewritten` lets pass",
            Self::Significant(Reason::Headline) => "significant: the headline changed",
            Self::Minor(Change::Words) => "minor: words changed",
            Self::Minor(Change::Headline) => "minor: the headline changed",
            Self::Minor(Change::Correction) => "minor: the corrections changed",
            Self::Minor(Change::Markup) => "minor: markup changed",
            Self::Minor(Change::Rest) => "minor: what stands around the body changed",
        }
    }

    /// Whether readers are told again.
    #[must_use]
    pub fn is_significant(self) -> bool {
        matches!(self, Self::Significant(_))
    }
}

/// A change, apart from which article it is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judged {
    pub(super) at: DateTime<Utc>,
    pub(super) kind: RevisionKind,
    pub(super) likeness: f64,
}

/// A correction without a time of day is dated at its midnight.
const DAY: TimeDelta = TimeDelta::days(1);
/// So many words of a body must be others for a later date of many stories to be earned.
const FIFTH: f64 = 0.2;

/// An article as it is now: what its source says and what a person added.
#[derive(Clone, Copy)]
pub(super) struct Version<'a> {
    pub(super) article: &'a Article,
    pub(super) words: &'a Words,
    /// A correction that a person published by a decision.
    pub(super) note: Option<&'a Correction>,
    /// When a person said that it counts as updated.
    pub(super) touched: Option<DateTime<Utc>>,
}

impl Version<'_> {
    fn corrections(&self) -> impl Iterator<Item = &Correction> {
        self.article.corrections.iter().chain(self.note)
    }

    /// The words of its corrections in brief, sorted.
    pub(super) fn notes(&self) -> Vec<u32> {
        let mut notes: Vec<u32> = self.corrections().map(|correction| of_words(&correction.note)).collect();
        notes.sort_unstable();
        notes.dedup();
        notes
    }

    /// The last update that the desk itself dates, by `now`. A date ahead is not
    /// yet true.
    pub(super) fn dated(&self, rules: &Revisions, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.article.significant == Some(false) {
            return None;
        }
        let corrections = self.corrections().filter_map(|correction| correction.at);
        let corrections = corrections.filter(|_| rules.correction == Weight::Significant);
        let updated = self.article.updated.filter(|_| rules.update_date == Weight::Significant);
        updated.into_iter().chain(corrections).filter(|at| *at <= now).max()
    }

    /// What changed since `record`; `None` where nothing did that a feed shows.
    ///
    /// What front matter says of these words is stronger than the rules, and what
    /// a person says later is stronger than both.
    pub(super) fn judge(&self, record: &Record, rules: &Revisions, now: DateTime<Utc>) -> Option<Judged> {
        let likeness = record.words.sketch.likeness(&self.words.sketch);
        let later = |at: &DateTime<Utc>| *at <= now && *at > record.updated;
        let touched = self.touched.filter(later);
        let dated = self.dated(rules, now).filter(|at| is_news(*at, record));
        let significant = self.reason(record, rules, now, touched.is_some());
        if let Some(reason) = significant {
            // The desk's own date, where it gives one; a person's word is later than it.
            let at = touched.max(dated).filter(later).unwrap_or(now.max(record.updated));
            return Some(Judged { at, kind: RevisionKind::Significant(reason), likeness });
        }
        let kind = RevisionKind::Minor(self.minor(record)?);
        Some(Judged { at: now.max(record.changed), kind, likeness })
    }

    fn reason(&self, record: &Record, rules: &Revisions, now: DateTime<Utc>, touched: bool) -> Option<Reason> {
        let (old, new) = (record.words.parts, self.words.parts);
        let headline_changed = old.is_some_and(|old| new.is_some_and(|new| old.headline != new.headline));
        let text_changed = match (old, new) {
            (Some(old), Some(new)) => old.text != new.text,
            _ => record.words.hash != self.words.hash,
        };
        if self.article.significant == Some(true) && (!record.significant || text_changed || headline_changed) {
            return Some(Reason::Said);
        }
        if touched {
            return Some(Reason::Touched);
        }
        if self.article.significant == Some(false) {
            return None;
        }
        if rules.correction == Weight::Significant && self.is_corrected(record, now) {
            return Some(Reason::Correction);
        }
        let updated = self.article.updated.is_some_and(|at| at <= now && is_news(at, record));
        if rules.update_date == Weight::Significant && updated {
            return Some(Reason::UpdateDate);
        }
        if text_changed && record.words.sketch.is_rewritten(&self.words.sketch, rules.rewritten) {
            return Some(Reason::Rewritten);
        }
        (rules.headline == Weight::Significant && headline_changed).then_some(Reason::Headline)
    }

    /// Whether a correction was published since: one that is dated later than the
    /// last update, or one that readers have not been told of. One of these that
    /// has a date counts if it is of the last day, so that an archive's
    /// corrections, read for the first time, tell nobody again.
    fn is_corrected(&self, record: &Record, now: DateTime<Utc>) -> bool {
        // Lines of older ledgers know nothing of notes.
        let tells = record.words.parts.is_some();
        let is_new = |correction: &Correction| tells && !record.corrections.contains(&of_words(&correction.note));
        self.corrections().any(|correction| match correction.at {
            Some(at) => at <= now && (is_news(at, record) || is_new(correction) && now - at < DAY),
            None => is_new(correction),
        })
    }

    /// When its words last became others by more than a fifth, whatever that counts for.
    pub(super) fn rewritten(&self, record: &Record, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if record.words.sketch.is_rewritten(&self.words.sketch, FIFTH) { Some(now) } else { record.rewritten }
    }

    fn minor(&self, record: &Record) -> Option<Change> {
        let words = self.words;
        let Some((old, new)) = record.words.parts.zip(words.parts) else {
            return (record.words.hash != words.hash).then_some(Change::Words);
        };
        if old.text != new.text {
            Some(Change::Words)
        } else if old.headline != new.headline {
            Some(Change::Headline)
        } else if record.corrections != self.notes() {
            Some(Change::Correction)
        } else if record.words.hash != words.hash {
            Some(Change::Markup)
        } else {
            (old.rest != new.rest).then_some(Change::Rest)
        }
    }
}

/// Whether a date of the desk is later than the last update, and than what its
/// source said when its dates were taken over from an older feed.
fn is_news(at: DateTime<Utc>, record: &Record) -> bool {
    let said = record.said.and_then(|said| said.updated);
    at > record.updated && said.is_none_or(|said| at > said)
}
