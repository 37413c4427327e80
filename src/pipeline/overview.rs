//! How things stand, for whoever asks without a run: what the store remembers of
//! the last one.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Embargoed, FrozenReport, Report, RunError};
use crate::store::database::{Owed, StoredArticle, StoredStanding};
use crate::store::{self, Database};

/// So many articles of each kind are named; the counts tell how many there are.
const MOST_NAMED: usize = 1_000;

/// What is known of the last run, and of what it left to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Overview {
    /// Each source, by name.
    pub sources: Vec<SourceStanding>,
    /// Feeds that stay as they are until a person looks at them.
    pub frozen: Vec<FrozenReport>,
    /// Articles that wait for a person: at most a thousand of them.
    pub held: Vec<Left>,
    /// Articles that cannot be taken: at most a thousand of them.
    pub refused: Vec<Left>,
    /// Stories that wait for their time, where a person asked for them: at most a
    /// thousand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub embargoed_stories: Vec<Embargoed>,
    /// What hubs and aggregators are still to be told.
    pub owed: Vec<OwedTo>,
}

/// What is known of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceStanding {
    /// Its name.
    pub name: String,
    /// Articles that it tells of, refused ones included.
    pub read: usize,
    /// Articles of it that cannot be read.
    pub refused: usize,
    /// When it last answered.
    pub answered: Option<DateTime<Utc>>,
    /// Whether it is out.
    pub out: bool,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_since: Option<DateTime<Utc>>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// An article that is not out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Where it is: its source and its key there.
    pub place: String,
    /// The line of its file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Why, where that is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub help: String,
}

/// What one target is still to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedTo {
    /// The protocol and the target's address.
    pub target: String,
    /// How many changes.
    pub changes: usize,
    /// Since when the oldest of them is owed.
    pub since: Option<DateTime<Utc>>,
    /// How often one of them was tried, at the most.
    pub tries: u32,
}

/// Reads it; `None` where there is no database, or no run yet. Nothing but their
/// number is told of stories that wait for their time, unless `show_embargoed`
/// says that a person asked.
///
/// # Errors
/// When the database cannot be read.
pub fn overview(store: &store::Settings, show_embargoed: bool) -> Result<Option<Overview>, RunError> {
    let Some(path) = &store.database else { return Ok(None) };
    let Some(database) = Database::read(path)? else { return Ok(None) };
    let Some(state) = database.state()? else { return Ok(None) };
    let sources = state.sources.into_iter().map(|(name, source)| {
        let (since, why, help) = match source.outage {
            Some(outage) => (time(outage.since), Some(outage.what), Some(outage.help)),
            None => (None, None, None),
        };
        SourceStanding {
            name,
            read: source.read,
            refused: source.refused,
            answered: time(source.answered).filter(|_| source.answered > 0),
            out: why.is_some(),
            out_since: since,
            why,
            help,
        }
    });
    let frozen = database.frozen_feeds()?;
    // One that cannot be read is of another version, and written anew by the next run.
    let frozen = frozen.iter().filter_map(|feed| serde_json::from_str(feed.frozen.as_deref()?).ok());
    let named = |standing| database.some_standing(standing, MOST_NAMED);
    let mut embargoed_stories = Vec::new();
    if show_embargoed {
        let waiting = named(StoredStanding::Embargoed)?;
        embargoed_stories
            .extend(waiting.iter().map(|story| Embargoed { place: story.origin.to_string(), until: story.due }));
        embargoed_stories.sort_by_key(|story| (story.until.is_none(), story.until));
    }
    Ok(Some(Overview {
        sources: sources.collect(),
        frozen: frozen.collect(),
        held: left(named(StoredStanding::Held)?),
        refused: left(named(StoredStanding::Refused)?),
        embargoed_stories,
        owed: owed(database.owed()?),
    }))
}

impl Overview {
    /// With what the last run found of the sources: one that changed nothing else
    /// leaves that to the store of a later one. `out_since` says since when runs of
    /// this process find a source out.
    #[must_use]
    pub fn with_sources_of(mut self, report: &Report, out_since: impl Fn(&str) -> Option<DateTime<Utc>>) -> Self {
        // One that config no longer names is nobody's.
        self.sources.retain(|source| report.sources.iter().any(|found| found.name == source.name));
        for found in Self::of_report(report).sources {
            match self.sources.iter_mut().find(|source| source.name == found.name) {
                Some(source) if found.out && source.out => {}
                Some(source) if found.out => {
                    let answered = source.answered.max(found.answered);
                    *source = SourceStanding { answered, out_since: out_since(&found.name), ..found };
                }
                Some(source) => *source = SourceStanding { answered: source.answered.max(found.answered), ..found },
                None => self.sources.push(SourceStanding { out_since: out_since(&found.name), ..found }),
            }
        }
        self
    }

    /// The same as a run tells it that looked at everything, as each does where
    /// there is no database: who is out, but not since when; no single articles.
    #[must_use]
    pub fn of_report(report: &Report) -> Self {
        let sources = report.sources.iter().map(|source| {
            let line = report.lines.iter().find(|line| source.out && line.place == source.name);
            SourceStanding {
                name: source.name.clone(),
                read: source.read,
                refused: source.refused,
                answered: (!source.out).then_some(report.at),
                out: source.out,
                out_since: None,
                why: line.map(|line| line.message.clone()),
                help: line.map(|line| line.help.clone()),
            }
        });
        Self { sources: sources.collect(), frozen: report.freezes.clone(), ..Self::default() }
    }
}

fn left(articles: Vec<StoredArticle>) -> Vec<Left> {
    let left = articles.into_iter().map(|article| {
        let place = article.origin.to_string();
        match article.remark {
            Some(remark) => Left { place, line: remark.line, why: remark.what, help: remark.help },
            None => Left { place, line: None, why: String::new(), help: String::new() },
        }
    });
    let mut left: Vec<Left> = left.collect();
    left.sort_by(|a, b| a.place.cmp(&b.place));
    left
}

fn owed(owed: Vec<Owed>) -> Vec<OwedTo> {
    let mut by_target: BTreeMap<String, OwedTo> = BTreeMap::new();
    for owed in owed {
        let since = time(owed.since);
        let of = by_target.entry(owed.target).or_insert_with_key(|target| OwedTo {
            target: target.clone(),
            changes: 0,
            since,
            tries: 0,
        });
        of.changes += 1;
        of.since = of.since.min(since);
        of.tries = of.tries.max(owed.tries);
    }
    by_target.into_values().collect()
}

fn time(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
}
