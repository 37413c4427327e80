//! The rows of feeds: their ledger lines, and the articles that each may hold,
//! some more than it shows.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::{Retained, earliest};
use crate::feed::{Card, Definition, FeedRecord, Index as _, Limit, Member, Order};
use crate::pipeline::RunError;
use crate::pipeline::follow::Step;
use crate::pipeline::freeze::{FrozenReport, frozen};
use crate::store::database::{Candidates, StoredFeed, Writing, place_of};

/// Articles beyond its limit that are remembered of a feed: so many may leave it
/// before all have to be looked at to fill it again.
const BEYOND: usize = 40;

/// What is known of the feeds of a run, by path.
struct Known<'a> {
    /// Their ledger lines, by definition and value.
    records: BTreeMap<(&'a str, &'a str), &'a FeedRecord>,
    /// When the next marker of each ends.
    ends: HashMap<String, DateTime<Utc>>,
    /// Those that the guard or the gate keeps, and why.
    frozen: HashMap<String, FrozenReport>,
    /// Those that the next run looks at in any case.
    unsettled: Vec<&'a str>,
}

impl Retained<'_> {
    fn known(&self) -> Known<'_> {
        let seen = self.seen;
        let records = seen.ledger.feeds();
        let records =
            records.map(|record| ((&*record.definition, record.value.as_deref().unwrap_or_default()), record));
        let written = self.written.iter().filter(|feed| !feed.is_settled()).map(|feed| &*feed.report.path);
        Known {
            records: records.collect(),
            ends: seen.departures.ends(&seen.ledger.departures()),
            frozen: frozen(self.written).into_iter().map(|frozen| (frozen.feed.clone(), frozen)).collect(),
            unsettled: written.chain(seen.plan.kept.iter().map(|record| &*record.path)).collect(),
        }
    }

    /// Writes the rows of all feeds: those that articles could stand in, and those
    /// that the ledger knows.
    pub(super) fn all_feeds(&self, writing: &Writing<'_>) -> Result<(), RunError> {
        let mut known = self.known();
        let whole = self.seen.step.as_ref().and_then(|step| step.whole.as_ref());
        for (at, member) in self.seen.plan.members.iter().enumerate() {
            let mut feed = self.feed(member, &known);
            feed.candidates.complete &= whole.is_none_or(|whole| !whole.incomplete[at]);
            writing.put_feed(&feed)?;
            let (definition, value) = key(&self.house.definitions[member.definition], member);
            known.records.remove(&(definition, value));
        }
        for ((definition, value), record) in std::mem::take(&mut known.records) {
            writing.put_feed(&StoredFeed {
                definition: definition.to_owned(),
                value: value.to_owned(),
                record: Some(record.clone()),
                candidates: Candidates { places: Vec::new(), complete: true },
                due: known.ends.get(&record.path).copied(),
                unsettled: known.is_unsettled(&record.path),
                frozen: known.why(&record.path),
            })?;
        }
        Ok(())
    }

    /// Writes the rows of the feeds that the run looked at.
    pub(super) fn changed_feeds(&self, step: &Step, writing: &Writing<'_>) -> Result<(), RunError> {
        let known = self.known();
        for (member, was) in self.seen.plan.members.iter().zip(&step.feeds) {
            let mut feed = self.feed(member, &known);
            feed.candidates.complete &= was.as_ref().is_none_or(|was| was.candidates.complete);
            writing.put_feed(&feed)?;
        }
        Ok(())
    }

    fn feed(&self, member: &Member, known: &Known<'_>) -> StoredFeed {
        let (definition, cards) = (&self.house.definitions[member.definition], &self.seen.cards);
        let (path, value) = key(definition, member);
        let record = known.records.get(&(path, value)).copied();
        let feed = record.map(|record| &*record.path).unwrap_or_default();
        let window = definition.window_ends(&member.articles, cards, self.seen.now);
        StoredFeed {
            definition: path.to_owned(),
            value: value.to_owned(),
            record: record.cloned(),
            candidates: candidates(definition, &member.articles, cards),
            due: earliest([window, known.ends.get(feed).copied()]),
            unsettled: known.is_unsettled(feed),
            frozen: known.why(feed),
        }
    }
}

impl Known<'_> {
    fn is_unsettled(&self, path: &str) -> bool {
        self.unsettled.contains(&path)
    }

    fn why(&self, path: &str) -> Option<String> {
        // Plain texts and numbers, which always serialise.
        self.frozen.get(path).and_then(|why| serde_json::to_string(why).ok())
    }
}

/// Under what the database keeps a feed: its definition, and what it is about.
fn key<'m>(definition: &'m Definition, member: &'m Member) -> (&'m str, &'m str) {
    (definition.path.as_written(), member.name.as_ref().map(|name| &*name.key).unwrap_or_default())
}

/// The articles to remember of a feed: the pinned ones, and some more than it
/// shows.
fn candidates(definition: &Definition, articles: &[u32], cards: &[Card]) -> Candidates {
    let most = most(definition);
    let card = |at: &u32| &cards[*at as usize];
    let mut kept: Vec<u32> = articles.to_vec();
    if kept.len() > most {
        if definition.order == Order::Updated {
            kept.sort_by(|a, b| card(b).updated.cmp(&card(a).updated).then_with(|| a.cmp(b)));
        }
        let pinned: Vec<u32> = kept[most..].iter().filter(|at| card(at).pinned).copied().collect();
        kept.truncate(most);
        kept.extend(pinned);
        kept.sort_unstable();
    }
    let complete = kept.len() == articles.len();
    Candidates { places: kept.iter().map(|at| place_of(&card(at).origin)).collect(), complete }
}

/// So many articles are remembered of a feed at most, pinned ones apart.
pub(in crate::pipeline) fn most(definition: &Definition) -> usize {
    needed(definition).max(definition.at_least) + BEYOND
}

/// So many articles a feed needs to know its items.
pub(in crate::pipeline) fn needed(definition: &Definition) -> usize {
    match definition.limit {
        Limit::Exactly(limit) => limit,
        Limit::Usual => Limit::USUAL_MOST,
    }
}
