//! Following: a run that looks only at what changed since the last one. Whatever
//! is out of the ordinary (a source that is out, another config, an address that
//! two stories want) is left to a run that looks at everything.

mod bench;
mod changes;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::hear::Heed;
use super::look::Seen;
use super::marks;
use super::memory::Memory;
use super::retain::{address, version};
use super::reuse::Reuse;
use super::twice;
use super::{House, RunError};
use crate::article::Origin;
use crate::desk::{Decided, Memory as _, Record, Told};
use crate::feed::{Card, FeedRecord, Member, Names, Plan};
use crate::publish::Directory;
use crate::store::database::{StoredArticle, StoredFeed, StoredPiece, StoredStanding, line_of, place_of};
use crate::store::{Database, Ledger};
use bench::Bench;
use changes::Changes;

/// A clock may be set back by so much between two runs before anything is said.
const BACK: TimeDelta = TimeDelta::seconds(60);

/// What a run that follows has to put down.
pub(super) struct Step {
    /// The articles that it looked at, as they were; of those that are new, none.
    pub(super) before: Vec<(Origin, Option<StoredArticle>)>,
    /// The pieces of each source, those that changed, and those that are gone.
    pub(super) pieces: Vec<Pieces>,
    /// The feeds that it looks at, as they were, in the order of its plan's members.
    pub(super) feeds: Vec<Option<StoredFeed>>,
    /// The items of their documents.
    pub(super) reuse: Reuse,
}

/// The pieces of a source.
pub(super) struct Pieces {
    pub(super) source: Arc<str>,
    pub(super) all: Vec<StoredPiece>,
    pub(super) changed: HashSet<Arc<str>>,
    pub(super) gone: Vec<Arc<str>>,
}

impl Step {
    /// Whether nothing at all is to be put down.
    pub(super) fn is_nothing(&self) -> bool {
        self.before.is_empty()
            && self.feeds.is_empty()
            && self.pieces.iter().all(|pieces| pieces.changed.is_empty() && pieces.gone.is_empty())
    }
}

impl Seen {
    /// Looks at what changed since the last run; `None` where a look at everything
    /// is needed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn follow(
        house: &House,
        memory: &Memory,
        directory: &Directory,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, RunError> {
        let (Some(database), Some(state)) = (&memory.database, &memory.state) else { return Ok(None) };
        if twice::overlap(house) || !memory.is_trusted(house) || now.timestamp() < state.ran - BACK.num_seconds() {
            return Ok(None);
        }
        let by_hand = database.by_hand()?;
        let Some(changes) = Changes::of(house, database, now, state.counts.live)? else { return Ok(None) };
        let Changes { hearing, before, pieces, heard, read, refused } = changes;

        let mut records: Vec<(Origin, Record)> = Vec::new();
        let known = before.iter().filter_map(|(origin, row)| Some((origin, row.as_ref()?.record.as_ref()?)));
        records.extend(known.map(|(origin, record)| (origin.clone(), record.clone())));
        let has_new = |told: &Told| !records.iter().any(|(origin, _)| *origin == told.article.origin);
        if heard.articles.iter().any(has_new) {
            let absent = database.standing(StoredStanding::Absent)?;
            records.extend(absent.into_iter().filter_map(|row| Some((row.origin, row.record?))));
        }
        let mut ledger = Ledger::of_part(records, [], &by_hand);
        if !ledger.all_ahead().is_empty() {
            return Ok(None);
        }
        let mut decided = house.desk().decide(&heard, &ledger, now);
        let mut dirty: HashSet<i64> = before.iter().map(|(origin, _)| place_of(origin)).collect();
        dirty.extend(decided.moved.iter().map(place_of));
        // An id that a source says may be that of an article which is not looked at.
        let says_id = decided.live.iter().any(|live| live.article.said_id.is_some());
        if says_id && house.sources.len() > 1 || !is_ordinary(&decided, &ledger, database, &dirty)? {
            return Ok(None);
        }
        let (cards, names) = own_cards(house, &decided, &ledger);
        let articles = decided.live.iter().map(|live| Some(Arc::clone(&live.article))).collect();
        let mut desk = Bench { house, database, dirty: &dirty, names, cards, articles, loaded: HashMap::new(), now };
        let moved: Vec<Option<StoredArticle>> =
            decided.moved.iter().map(|origin| database.article(origin)).collect::<Result<_, _>>()?;
        let was = before.iter().filter_map(|(_, row)| row.as_ref()).chain(moved.iter().flatten());
        let Some(old) = desk.old_cards(was) else { return Ok(None) };
        let mut touched = desk.touched(&old, directory)?;
        let left = before.iter().filter_map(|(_, row)| row.as_ref()?.record.as_ref()?.left.as_ref());
        let told: HashSet<&str> = left.flat_map(|left| left.feeds.iter().map(String::as_str)).collect();
        if !told.is_empty() {
            desk.touch_paths(&told, &mut touched)?;
        }
        let Some((members, feeds)) = desk.members(touched)? else { return Ok(None) };
        let Bench { names, cards, articles, .. } = desk;

        ledger.know_feeds(known_feeds(database, &members, &feeds)?);
        let sources = house.source_names();
        let offer = house.offer(&sources, &[]);
        let mut plan = Plan::default();
        offer.plan_members(&mut plan, &members, &cards, &ledger, now);
        plan.members = members;
        let departed = database.left_since(DateTime::UNIX_EPOCH)?;
        let departed = departed.into_iter().filter(|row| !dirty.contains(&place_of(&row.origin)));
        ledger.know_departed(departed.filter_map(|row| Some((row.origin, row.record?))));
        let departures = marks::departures(&decided, Vec::new(), &ledger, &offer, now);
        let planned = plan.feeds.iter().map(|planned| (planned.definition, &planned.record));
        let reuse = Reuse::of(house, database, directory, planned)?;
        decided.live = Vec::new();
        let step = Step { before: with_moved(before, &decided.moved, moved), pieces, feeds, reuse };
        let sources = house.sources.iter().map(|source| {
            let heeds = hearing.pieces.get(source.name()).map(Vec::as_slice).unwrap_or_default();
            let told: usize = heeds.iter().map(Heed::keys).sum();
            let not: usize = refused.iter().filter(|remark| remark.origin.source == *source.name()).count();
            (source.name().clone(), told, not)
        });
        Ok(Some(Self {
            now,
            ledger,
            new_ledger: false,
            ledger_from_store: false,
            stop: None,
            read,
            sources: sources.collect(),
            refused,
            notices: Vec::new(),
            hidden_notices: 0,
            outages: Vec::new(),
            departures,
            hearing,
            decided,
            cards,
            names,
            articles,
            plan,
            handed: Vec::new(),
            step: Some(step),
        }))
    }
}

/// Whether nothing that the desk decided concerns articles which were not looked
/// at: no refusal, no address and no id that another one has.
fn is_ordinary(
    decided: &Decided,
    ledger: &Ledger,
    database: &Database,
    dirty: &HashSet<i64>,
) -> Result<bool, RunError> {
    let is_plain = decided.refused.is_empty()
        && decided.learned_ahead.is_empty()
        && decided.missing.is_empty()
        && decided.learned.iter().all(|(origin, _)| dirty.contains(&place_of(origin)));
    if !is_plain {
        return Ok(false);
    }
    for live in &decided.live {
        let is_new = ledger.record(&live.article.origin).is_none();
        if is_new && database.holds_id(&live.id)? {
            return Ok(false);
        }
        let others = database.at_address(address(&live.permalink))?;
        if others.iter().any(|other| !dirty.contains(&place_of(&other.origin))) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The cards of the articles that were looked at and may stand.
fn own_cards(house: &House, decided: &Decided, ledger: &Ledger) -> (Vec<Card>, Names) {
    let mut names = Names::default();
    let learned: HashMap<&Origin, &Record> = decided.learned.iter().map(|(origin, record)| (origin, record)).collect();
    let cards = decided.live.iter().map(|live| {
        let mut card = Card::of(live, &mut names, &house.site.language);
        let record = learned.get(&card.origin).copied().or_else(|| ledger.record(&card.origin));
        let line = record.map(|record| line_of(&card.origin, record)).unwrap_or_default();
        card.version = version(&line, &card);
        card
    });
    (cards.collect(), names)
}

/// The ledger lines of feeds: all of them where one begins, so that its path is its own.
fn known_feeds(
    database: &Database,
    members: &[Member],
    feeds: &[Option<StoredFeed>],
) -> Result<Vec<FeedRecord>, RunError> {
    let begins = |(member, feed): (&Member, &Option<StoredFeed>)| {
        member.name.is_some() && feed.as_ref().is_none_or(|feed| feed.record.is_none())
    };
    if members.iter().zip(feeds).any(begins) {
        return Ok(database.all_feeds()?.into_iter().filter_map(|feed| feed.record).collect());
    }
    Ok(feeds.iter().flatten().filter_map(|feed| feed.record.clone()).collect())
}

/// The articles that were looked at, and those that moved from elsewhere, each once.
fn with_moved(
    mut before: Vec<(Origin, Option<StoredArticle>)>,
    moved: &[Origin],
    rows: Vec<Option<StoredArticle>>,
) -> Vec<(Origin, Option<StoredArticle>)> {
    for (origin, row) in moved.iter().zip(rows) {
        if !before.iter().any(|(known, _)| known == origin) {
            before.push((origin.clone(), row));
        }
    }
    before
}
