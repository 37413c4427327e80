//! A look at everything of a large archive: in batches, each decided by itself
//! and put down in the database, which stands for all that was read before. So
//! memory holds one batch and the first articles of each feed, whatever the
//! archive holds. All of it is one transaction, which the run's promise ends.

mod far;
mod ranks;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::begin::{self, Begun};
use super::follow::{self, Changes, Deciding, Step, Whole};
use super::hear::{self, Hearing};
use super::look::Seen;
use super::memory::Memory;
use super::retain::Retained;
use super::{Build, House, RunError, marks, twice};
use crate::article::Origin;
use crate::desk::{Decided, Record};
use crate::feed::{Departures, Plan};
use crate::publish::Directory;
use crate::source::{Look, Piece, Remark};
use crate::store::database::{SourceState, State, StoredPiece};
use crate::store::{Database, Ledger};
use ranks::{Ranking, Ranks};

/// Pieces of a batch, where that is not said to be large already.
const BATCH: usize = 4_096;

impl Seen {
    /// Looks at everything that `looks` found, in batches; `None`, and `looks` is as
    /// good as it was, where the archive is not large or something is out of the ordinary:
    /// a ledger that the database does not know, a source that is out, a decision
    /// ahead of its article, a person's hand.
    ///
    /// # Errors
    /// As a run.
    pub(super) fn gradual(
        house: &House,
        memory: &Memory,
        now: DateTime<Utc>,
        options: &Build<'_>,
        looks: &mut Vec<Look>,
    ) -> Result<Option<Self>, RunError> {
        let Some(database) = &memory.database else { return Ok(None) };
        let total: usize = looks.iter().map(|look| look.pieces.len()).sum();
        if total <= house.large || !is_ordinary(house, memory, database, now, options, looks)? {
            return Ok(None);
        }
        let begun = match &memory.state {
            Some(_) => Begun { ledger: Ledger::forgetful(), is_new: false, from_store: false, stop: None },
            None => begin::open(house, memory, now, options)?,
        };
        database.begin()?;
        let mut gathered = Gathered::new(house, database, memory.state.as_ref(), now, options);
        for (at, look) in std::mem::take(looks).into_iter().enumerate() {
            gathered.refused.extend(look.refused);
            let Parted { new, gone, rest } = Parted::of(look.pieces, house.sources[at].name(), memory)?;
            let new = new.into_iter().map(|piece| (piece, None)).collect();
            let mut is_decided = gathered.batch(at, new, gone)?;
            let mut pieces = rest.into_iter().peekable();
            while is_decided && pieces.peek().is_some() {
                options.give_way()?;
                let some: Vec<Piece> = pieces.by_ref().take(BATCH.min(house.large.max(1))).collect();
                is_decided = gathered.batch(at, known(some, house.sources[at].name(), database)?, Vec::new())?;
                if let Some(progress) = options.progress {
                    progress("Reading", gathered.read, total);
                }
            }
            if !is_decided {
                database.abandon()?;
                *looks = hear::looks(house, options)?;
                return Ok(None);
            }
        }
        gathered.finish(&begun).map(Some)
    }
}

/// The pieces of a source: what is new or gone is looked at first and together,
/// since a file that was renamed is both.
struct Parted {
    new: Vec<Piece>,
    gone: Vec<StoredPiece>,
    rest: Vec<Piece>,
}

impl Parted {
    fn of(pieces: Vec<Piece>, source: &str, memory: &Memory) -> Result<Self, RunError> {
        let mut parted = Self { new: Vec::new(), gone: Vec::new(), rest: Vec::new() };
        let (Some(database), Some(_)) = (&memory.database, &memory.state) else {
            return Ok(Self { rest: pieces, ..parted });
        };
        let mut pieces = pieces.into_iter().peekable();
        database.each_piece(source, |known| {
            while let Some(new) = pieces.next_if(|piece| piece.key < known.key) {
                parted.new.push(new);
            }
            match pieces.next_if(|piece| piece.key == known.key) {
                Some(piece) => parted.rest.push(piece),
                None => parted.gone.push(known),
            }
        })?;
        parted.new.extend(pieces);
        Ok(parted)
    }
}

/// Pieces that follow each other, with what is remembered of them.
fn known(pieces: Vec<Piece>, source: &str, database: &Database) -> Result<Vec<(Piece, Option<StoredPiece>)>, RunError> {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return Ok(Vec::new()) };
    let mut known = database.pieces_between(source, &first.key, &last.key)?.into_iter().peekable();
    let with_known = |piece: Piece| {
        while known.next_if(|known| known.key < piece.key).is_some() {}
        let known = known.next_if(|known| known.key == piece.key);
        (piece, known)
    };
    Ok(pieces.into_iter().map(with_known).collect())
}

/// Whether the database, or nothing at all, is what is remembered, and every
/// source answers.
fn is_ordinary(
    house: &House,
    memory: &Memory,
    database: &Database,
    now: DateTime<Utc>,
    options: &Build<'_>,
    looks: &[Look],
) -> Result<bool, RunError> {
    let asks = options.hand.is_some() || options.dry_run || options.show_embargoed;
    let keeps = house.sources.iter().any(|source| source.keeps_vanished());
    // What the walk refuses is no piece, and would count as gone.
    let is_whole = |look: &Look| look.outage.is_none() && look.refused.is_empty();
    if asks || keeps || !looks.iter().all(is_whole) || twice::overlap(house) {
        return Ok(false);
    }
    if !database.by_hand()?.is_empty() {
        return Ok(false);
    }
    let Some(state) = &memory.state else {
        return Ok(house.store.ledger.as_ref().is_none_or(|place| place.stamp().is_none()) && database.is_empty()?);
    };
    let sources: Vec<&str> = house.sources.iter().map(|source| &**source.name()).collect();
    let same_sources =
        state.sources.len() == sources.len() && sources.iter().all(|name| state.sources.contains_key(*name));
    Ok(state.settled && same_sources && memory.knows_ledger(house) && !begin::is_early(now, state.ran))
}

/// What the batches brought together.
struct Gathered<'a> {
    house: &'a House,
    database: &'a Database,
    now: DateTime<Utc>,
    /// What the last run left, brought up to date batch by batch.
    state: State,
    ranks: Ranks<'a>,
    decided: Decided,
    refused: Vec<Remark>,
    /// Whether a piece was gone when it was to be read: then another look is due.
    is_shaken: bool,
    /// Pieces that were read.
    read: usize,
    /// When time alone next changes what a feed holds.
    due: Option<DateTime<Utc>>,
    directory: Directory,
    options: &'a Build<'a>,
}

impl<'a> Gathered<'a> {
    fn new(
        house: &'a House,
        database: &'a Database,
        last: Option<&State>,
        now: DateTime<Utc>,
        options: &'a Build<'a>,
    ) -> Self {
        Self {
            house,
            database,
            now,
            state: last.cloned().unwrap_or_default(),
            ranks: Ranks::new(house),
            decided: Decided::default(),
            refused: Vec::new(),
            is_shaken: false,
            read: 0,
            due: None,
            directory: Directory::new(house.output.dir.clone()),
            options,
        }
    }

    /// Reads, decides and puts down one batch of a source; whether it could be
    /// decided by itself.
    fn batch(
        &mut self,
        at: usize,
        pieces: Vec<(Piece, Option<StoredPiece>)>,
        gone: Vec<StoredPiece>,
    ) -> Result<bool, RunError> {
        if pieces.is_empty() && gone.is_empty() {
            return Ok(true);
        }
        self.read += pieces.len();
        let mut changes = Changes::batch(self.house, self.database, at, pieces, gone, self.options.cancel)?;
        self.is_shaken |= changes.is_shaken;
        let Some(deciding) = follow::decide(&mut changes, "", None, self.now)? else { return Ok(false) };
        let Deciding { mut ledger, mut decided, .. } = deciding;
        let (cards, names) = follow::own_cards(self.house, &decided, &ledger);
        let sources = self.house.source_names();
        let offer = self.house.offer(&sources, &[]);
        self.ranks.add(offer.members(&cards, &names, self.now, &mut self.due), &cards);
        ledger.learn(&decided.moved, decided.learned.clone(), Vec::new());
        decided.live = Vec::new();
        let sources = changes.sources(&self.state);
        let Changes { before, pieces, refused, .. } = changes;
        let moved: Vec<Origin> = decided.moved.iter().filter(|at| !before.contains_key(*at)).cloned().collect();
        let mut before: Vec<_> = before.into_iter().collect();
        for origin in moved {
            let row = self.database.article(&origin)?;
            before.push((origin, row));
        }
        let step = Step { before, own: cards.len(), pieces, ..Step::default() };
        let seen = Seen { cards, names, decided, refused, ledger, sources, step: Some(step), ..Seen::none(self.now) };
        self.put_down(&seen)?;
        self.take(seen);
        Ok(true)
    }

    /// Writes the rows of a batch into the open transaction.
    fn put_down(&mut self, seen: &Seen) -> Result<(), RunError> {
        let writing = self.database.write()?;
        let retained =
            Retained { house: self.house, seen, written: &[], directory: &self.directory, options: self.options };
        if let Some(step) = &seen.step {
            retained.batch(step, &writing)?;
            let was = step.before.iter().filter_map(|(_, row)| Some(row.as_ref()?.standing));
            self.state.counts = self.state.counts.moved(was, &retained.counts());
        }
        for (name, read, refused) in &seen.sources {
            let known = self.state.sources.entry(name.to_string()).or_default();
            (known.read, known.refused) = (*read, *refused);
        }
        Ok(())
    }

    /// Keeps what is still needed of a batch: no article that stands.
    fn take(&mut self, seen: Seen) {
        let Seen { decided, refused, .. } = seen;
        let all = &mut self.decided;
        let leaving: HashSet<&Origin> = decided.leaving.iter().map(|(origin, _)| origin).collect();
        let left = |(origin, _): &&(Origin, Record)| leaving.contains(origin);
        all.learned.extend(decided.learned.iter().filter(left).cloned());
        all.leaving.extend(decided.leaving);
        all.waiting.extend(decided.waiting);
        all.refused.extend(decided.refused);
        all.drafts += decided.drafts;
        all.out += decided.out;
        all.unchanged += decided.unchanged;
        all.revisions.extend(decided.revisions);
        all.vanished.extend(decided.vanished);
        all.out_by_word.extend(decided.out_by_word);
        all.out_at.extend(decided.out_at);
        all.rewritten.extend(decided.rewritten);
        all.hushed.extend(decided.hushed);
        all.next_due = [all.next_due, decided.next_due].into_iter().flatten().min();
        self.refused.extend(refused);
    }

    /// The feeds of all batches.
    fn finish(self, begun: &Begun) -> Result<Seen, RunError> {
        let Self { house, database, now, state, ranks, mut decided, refused, is_shaken, due, options, .. } = self;
        let Ranking { cards, names, members, incomplete } = ranks.finish(database)?;
        let pieces = far::pieces(house, &cards, options)?;
        let mut ledger = Ledger::of_part(decided.learned.iter().cloned(), [], "");
        let records: Vec<_> = database.all_feeds()?.into_iter().filter_map(|feed| feed.record).collect();
        let keep = TimeDelta::from_std(house.site.markers).unwrap_or(TimeDelta::MAX);
        let since = now.checked_sub_signed(keep).unwrap_or(DateTime::UNIX_EPOCH);
        for record in &records {
            let departed = database.departed(&record.path, since)?;
            ledger.know_departed(departed.into_iter().filter_map(|row| Some((row.origin, row.record?))));
        }
        ledger.know_feeds(records);
        let sources = house.source_names();
        let offer = house.offer(&sources, &[]);
        let plan: Plan = offer.plan_of(members, &cards, &ledger, now, due);
        decided.leaving.sort();
        let departures: Departures = marks::departures(&decided, Vec::new(), &ledger, &offer, now);
        let told = |(name, state): (&String, &SourceState)| (Arc::from(name.as_str()), state.read, state.refused);
        let sources: Vec<(Arc<str>, usize, usize)> = state.sources.iter().map(told).collect();
        let read = sources.iter().map(|(_, read, _)| read).sum();
        let whole = Some(Whole { counts: state.counts, incomplete });
        let feeds = plan.members.iter().map(|_| None).collect();
        let step = Step { feeds, looked_at: true, whole, ..Step::default() };
        let articles = cards.iter().map(|_| None).collect();
        Ok(Seen {
            ledger,
            new_ledger: begun.is_new,
            ledger_from_store: begun.from_store,
            read,
            refused,
            sources,
            hearing: Hearing { is_shaken, pieces, ..Hearing::default() },
            decided,
            cards,
            names,
            articles,
            plan,
            departures,
            step: Some(step),
            ..Seen::none(now)
        })
    }
}
