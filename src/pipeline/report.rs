//! What a run did, as a value: for people, for programs, and for the exit status.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::FrozenReport;

/// How grave a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Something was repaired or left out.
    Warning,
    /// Something is not out that should be.
    Error,
}

/// One thing to say, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// How grave it is.
    pub level: Level,
    /// Where: a source, an article's key in it, a feed.
    pub place: String,
    /// The line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub help: String,
}

/// A story that waits for its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Embargoed {
    /// Where it is: its source and its key there.
    pub place: String,
    /// When its time comes, where that is known.
    pub until: Option<DateTime<Utc>>,
}

/// What one source brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceReport {
    /// Its name.
    pub name: String,
    /// Articles read, refused ones included.
    pub read: usize,
    /// Articles refused.
    pub refused: usize,
    /// Whether it is out.
    pub out: bool,
}

/// One document of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentReport {
    /// Its format.
    pub format: &'static str,
    /// Its `rel=self`.
    pub url: String,
    /// Its file below the output directory, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What is sent as `Content-Type`.
    pub content_type: &'static str,
    /// Items in it; fewer than the feed has where `max_bytes` trimmed it.
    pub items: usize,
    /// Its size in bytes.
    pub bytes: usize,
    /// Whether this run changed it.
    pub changed: bool,
}

/// One feed of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedReport {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The page that shows the same to people.
    pub home: String,
    /// Articles that it may hold.
    pub articles: usize,
    /// Its documents.
    pub documents: Vec<DocumentReport>,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The run's time.
    pub at: DateTime<Utc>,
    /// Articles read, refused ones included.
    pub read: usize,
    /// Articles that may stand in feeds.
    pub taken: usize,
    /// Of these, those that did not change since the last run.
    pub unchanged: usize,
    /// Articles that wait for a person.
    pub held: usize,
    /// Articles that wait for their time.
    pub embargoed: usize,
    /// Drafts.
    pub drafts: usize,
    /// Articles that were taken out or expired.
    pub out: usize,
    /// Articles that cannot be taken.
    pub refused: usize,
    /// Articles that a document had to go without, since it would be invalid with them.
    pub left_out: usize,
    /// Documents that changed.
    pub written: usize,
    /// Documents that did not.
    pub unchanged_files: usize,
    /// Articles whose files are out of reach and that stay until a person decides.
    pub missing: usize,
    /// Stories that wait for their time, where a person asked for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub embargoed_stories: Vec<Embargoed>,
    /// Feeds that stay as they are, since a source of theirs is out.
    pub kept: Vec<String>,
    /// Feeds that stay as they are until a person looks at them.
    pub frozen: Vec<String>,
    /// Why each of these does.
    pub freezes: Vec<FrozenReport>,
    /// When time alone next changes something.
    pub next_due: Option<DateTime<Utc>>,
    /// Whether there was no ledger yet where config names one.
    pub new_ledger: bool,
    /// Whether something keeps `build` from beginning, which `lines` tell: only a
    /// run that writes nothing goes on then.
    pub stopped: bool,
    /// The sources.
    pub sources: Vec<SourceReport>,
    /// The feeds that the run looked at.
    pub feeds: Vec<FeedReport>,
    /// How many feeds there are.
    pub feeds_in_all: usize,
    /// All that is to be said.
    pub lines: Vec<Line>,
}

impl Report {
    /// Whether something is not out that should be: exit status 1. A refused
    /// article counts only where `strict` asks for it.
    #[must_use]
    pub fn has_findings(&self, strict: bool) -> bool {
        self.sources.iter().any(|source| source.out)
            || self.stopped
            || !self.frozen.is_empty()
            || self.left_out > 0
            || self.missing > 0
            || strict && self.refused > 0
    }

    /// The paths of feeds of which a document changed.
    #[must_use]
    pub fn changed_feeds(&self) -> BTreeSet<&str> {
        let changed = |feed: &&FeedReport| feed.documents.iter().any(|document| document.changed);
        self.feeds.iter().filter(changed).map(|feed| feed.path.as_str()).collect()
    }
}
