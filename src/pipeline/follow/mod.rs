//! Following: a run that looks only at what changed since the last one, and at
//! what stands in its way. Whatever is out of the ordinary (no store, another
//! config, a ledger that somebody else wrote) is left to a run that looks at
//! everything.

mod bench;
mod changes;
mod differ;
mod strangers;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::begin;
use super::hand::{self, Hand, Handed};
use super::hear::Hearing;
use super::look::Seen;
use super::marks;
use super::memory::Memory;
use super::retain::version;
use super::reuse::Reuse;
use super::twice;
use super::{Build, House, RunError};
use crate::article::Origin;
use crate::desk::{Action, Decided, Memory as _, Record, Told};
use crate::feed::{Card, FeedRecord, Member, Names, Plan};
use crate::publish::Directory;
use crate::store::database::{Counts, State, StoredArticle, StoredFeed, StoredStanding, line_of, place_of};
use crate::store::{Database, Ledger};
use bench::Bench;
pub(super) use changes::{Changes, PieceEdits};
pub(super) use differ::{Comparison, Differing, refused};

/// So often further articles are looked at that stand in the way of others.
const ROUNDS: usize = 8;

/// What a run that follows has to put down.
#[derive(Default)]
pub(super) struct Step {
    /// The articles that it looked at, as they were; of those that are new, none.
    pub(super) before: Vec<(Origin, Option<StoredArticle>)>,
    /// How many of the cards, the first ones, are theirs.
    pub(super) own: usize,
    /// What is to be remembered of the pieces of each source.
    pub(super) pieces: Vec<(Arc<str>, PieceEdits)>,
    /// The feeds that it looks at, as they were, in the order of its plan's members.
    pub(super) feeds: Vec<Option<StoredFeed>>,
    /// The items of their documents.
    pub(super) reuse: Reuse,
    /// What was decided by hand before, as lines of the ledger.
    pub(super) by_hand: String,
    /// Whether all sources were looked at.
    pub(super) looked_at: bool,
    /// Where everything was looked at, in batches.
    pub(super) whole: Option<Whole>,
}

/// What a look at everything in batches has written already.
pub(super) struct Whole {
    /// How all articles stand.
    pub(super) counts: Counts,
    /// Which of the plan's members have more articles than are in it.
    pub(super) incomplete: Vec<bool>,
}

impl Step {
    /// Whether nothing at all is to be put down.
    pub(super) fn is_nothing(&self) -> bool {
        self.whole.is_none()
            && self.before.is_empty()
            && self.feeds.is_empty()
            && self.pieces.iter().all(|(_, edits)| edits.is_empty())
    }
}

impl Seen {
    /// Looks at what changed since the last run; `None` where a look at everything
    /// is needed.
    ///
    /// # Errors
    /// When the store cannot be read, or what a person asks cannot be done.
    pub(super) fn follow(
        house: &House,
        memory: &Memory,
        directory: &Directory,
        now: DateTime<Utc>,
        options: &Build<'_>,
    ) -> Result<Option<Self>, RunError> {
        let (Some(database), Some(state)) = (&memory.database, &memory.state) else { return Ok(None) };
        if !memory.is_trusted(house, options.scope, options.hand.is_some()) || begin::is_early(now, state.ran) {
            return Ok(None);
        }
        let Some(mut changes) = Changes::of(house, database, options, now, state)? else {
            return Ok(None);
        };
        // Asked of the folders when it is known which sources answer.
        if twice::overlap(house) {
            return Ok(None);
        }
        let by_hand = database.by_hand()?;
        if let Some(hand) = options.hand {
            let Some(named) = hand::origins(house, hand, database, &changes.outages)? else { return Ok(None) };
            if matches!(hand.action, Action::Kill | Action::Withhold) {
                changes.know_silent(&named)?;
            }
            if !changes.ask(named)? {
                return Ok(None);
            }
        }
        let Some(deciding) = decide(&mut changes, &by_hand, options.hand, now)? else { return Ok(None) };
        Following { house, database, directory, state, now }.finish(changes, deciding, by_hand)
    }
}

/// What was decided about the articles that changed, and with what in mind.
pub(super) struct Deciding {
    pub(super) ledger: Ledger,
    pub(super) decided: Decided,
    pub(super) handed: Vec<Handed>,
}

/// Decides about what changed, and about what stands in its way; `None` where a
/// look at everything is needed.
pub(super) fn decide(
    changes: &mut Changes<'_>,
    by_hand: &str,
    hand: Option<&Hand<'_>>,
    now: DateTime<Utc>,
) -> Result<Option<Deciding>, RunError> {
    let (house, database) = (changes.house, changes.database);
    for _ in 0..ROUNDS {
        let mut ledger = part(database, changes, by_hand)?;
        let handed = match hand {
            Some(hand) => hand::apply(house, hand, &changes.told(), &mut ledger, now),
            None => Ok(Vec::new()),
        };
        // A look at everything knows more names.
        let Ok(handed) = handed else { return Ok(None) };
        let mut decided = house.desk().decide(&changes.heard, &ledger, now);
        if !changes.settle_silent(&mut decided) || !is_ordinary(&decided, changes, &handed) {
            return Ok(None);
        }
        let strangers = strangers::of(&decided, changes, database)?;
        if strangers.is_empty() {
            return Ok(Some(Deciding { ledger, decided, handed }));
        }
        if !changes.ask(strangers)? {
            return Ok(None);
        }
    }
    Ok(None)
}

/// What the ledger knows of the articles that are looked at, and of those that
/// stand nowhere any more where one of them is new.
fn part(database: &Database, changes: &Changes<'_>, by_hand: &str) -> Result<Ledger, RunError> {
    let known = changes.before.iter().filter_map(|(origin, row)| Some((origin, row.as_ref()?.record.as_ref()?)));
    let mut records: HashMap<Origin, Record> = known.map(|(origin, record)| (origin.clone(), record.clone())).collect();
    let has_new = |told: &Told| !records.contains_key(&told.article.origin);
    if changes.heard.articles.iter().any(has_new) {
        let absent = database.standing(StoredStanding::Absent)?;
        records.extend(absent.into_iter().filter_map(|row| Some((row.origin, row.record?))));
    }
    let mut ledger = Ledger::of_part(records, [], by_hand);
    // A decision ahead of an article whose file is there, unchanged, concerns nothing here.
    let mut elsewhere = HashSet::new();
    for (origin, _) in ledger.all_ahead() {
        let is_there = |row: Option<StoredArticle>| row.is_some_and(|row| row.standing != StoredStanding::Absent);
        if !changes.before.contains_key(origin) && is_there(database.article(origin)?) {
            elsewhere.insert(origin.clone());
        }
    }
    ledger.pass_over(elsewhere);
    Ok(ledger)
}

/// Whether nothing was decided that only a look at everything can see through.
fn is_ordinary(decided: &Decided, changes: &Changes<'_>, handed: &[Handed]) -> bool {
    let known = |origin: &Origin| changes.before.contains_key(origin);
    decided.missing.is_empty()
        && !handed.iter().any(Handed::is_erasure)
        && decided.learned.iter().all(|(origin, _)| known(origin) || decided.moved.contains(origin))
}

/// A run that found all that it has to look at.
struct Following<'a> {
    house: &'a House,
    database: &'a Database,
    directory: &'a Directory,
    state: &'a State,
    now: DateTime<Utc>,
}

impl Following<'_> {
    fn finish(
        &self,
        changes: Changes<'_>,
        Deciding { mut ledger, mut decided, handed }: Deciding,
        by_hand: String,
    ) -> Result<Option<Seen>, RunError> {
        let Self { house, database, directory, now, .. } = *self;
        let mut dirty: HashSet<i64> = changes.before.keys().map(place_of).collect();
        dirty.extend(decided.moved.iter().map(place_of));
        let (cards, names) = own_cards(house, &decided, &ledger);
        let own = cards.len();
        let articles = decided.live.iter().map(|live| Some(Arc::clone(&live.article))).collect();
        let out: Vec<Arc<str>> = changes.outages.iter().map(|(name, _)| name.clone()).collect();
        let mut desk =
            Bench { house, database, dirty: &dirty, names, cards, articles, loaded: HashMap::new(), out: &out, now };
        let moved: Vec<Option<StoredArticle>> =
            decided.moved.iter().map(|origin| database.article(origin)).collect::<Result<_, _>>()?;
        let was = changes.before.values().flatten().chain(moved.iter().flatten());
        let Some(old) = desk.old_cards(was) else { return Ok(None) };
        let mut touched = desk.touched(&old)?;
        if changes.looked_at {
            desk.touch_strange(directory, &mut touched)?;
        }
        let records = changes.before.values().flatten().filter_map(|row| row.record.as_ref());
        let left = records.filter_map(|record| record.left.as_ref());
        for path in left.flat_map(|left| &left.feeds).collect::<HashSet<_>>() {
            desk.touch_path(path, &mut touched)?;
        }
        let Some((members, feeds)) = desk.members(touched)? else { return Ok(None) };
        desk.load_shown(&feeds, &mut decided)?;
        let Bench { names, cards, articles, .. } = desk;

        ledger.know_feeds(known_feeds(database, &members, &feeds)?);
        let sources = house.source_names();
        let offer = house.offer(&sources, &out);
        let mut plan = Plan::default();
        offer.plan_members(&mut plan, &members, &cards, &ledger, now);
        plan.members = members;
        self.know_departed(&mut ledger, &feeds, &dirty)?;
        // There are documents: they tell what they held.
        let departures = marks::departures(&decided, Vec::new(), &ledger, &offer, now);
        let planned = plan.feeds.iter().map(|planned| (planned.definition, &planned.record));
        let reuse = Reuse::of(house, database, directory, planned)?;
        decided.live = Vec::new();
        let sources = changes.sources(self.state);
        let read = sources.iter().map(|(_, read, _)| read).sum();
        let Changes { before, pieces, refused, outages, looked_at, is_shaken, .. } = changes;
        let before = with_moved(before.into_iter().collect(), &decided.moved, moved);
        let step = Step { before, own, pieces, feeds, reuse, by_hand, looked_at, whole: None };
        Ok(Some(Seen {
            now,
            ledger,
            new_ledger: false,
            ledger_from_store: false,
            stop: None,
            read,
            sources,
            refused,
            notices: Vec::new(),
            hidden_notices: 0,
            outages,
            departures,
            hearing: Hearing { is_shaken, ..Hearing::default() },
            decided,
            cards,
            names,
            articles,
            plan,
            handed,
            step: Some(step),
        }))
    }

    /// Gets to know the articles of which the feeds may tell that they left.
    fn know_departed(
        &self,
        ledger: &mut Ledger,
        feeds: &[Option<StoredFeed>],
        dirty: &HashSet<i64>,
    ) -> Result<(), RunError> {
        let keep = TimeDelta::from_std(self.house.site.markers).unwrap_or(TimeDelta::MAX);
        let since = self.now.checked_sub_signed(keep).unwrap_or(DateTime::UNIX_EPOCH);
        for record in feeds.iter().flatten().filter_map(|feed| feed.record.as_ref()) {
            let departed = self.database.departed(&record.path, since)?;
            let departed = departed.into_iter().filter(|row| !dirty.contains(&place_of(&row.origin)));
            ledger.know_departed(departed.filter_map(|row| Some((row.origin, row.record?))));
        }
        Ok(())
    }
}

/// The cards of the articles that were looked at and may stand.
pub(super) fn own_cards(house: &House, decided: &Decided, ledger: &Ledger) -> (Vec<Card>, Names) {
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
