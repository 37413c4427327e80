//! A run: look, render, join, and put everything in its place, in the order
//! that leaves no gap (design, 9): temporaries, their sync, the database with the
//! list of renames, the ledger, the renames, and what is owed. What is owed to
//! the world is handed over as a value.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::follow::Step;
use super::freeze::Accept;
use super::gate::Gate;
use super::hand::{self, Hand, Handed};
use super::keep::Kept;
use super::memory::Memory;
use super::prepare::{FeedWritten, Writing};
use super::press::{Press, phase};
use super::render::Items;
use super::retain::Retained;
use super::say::{Done, count_rest, report};
use super::shelf::shelf;
use super::{Beginning, Embargoed, House, Proof, Report, RunError, Scanned, Seen, missing, owe};
use crate::notify::Debt;
use crate::publish::{Catalogue, Directory};
use crate::source::{Cancel, is_cancelled};

/// So often a run looks anew when articles changed under its hands.
const LOOKS: usize = 5;

/// Before a look anew at what was gone when it was to be read.
const SHAKEN: Duration = Duration::from_millis(20);

/// Whether a run hands over a catalogue of its documents, for serving them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelve {
    /// Nobody serves them.
    #[default]
    Never,
    /// When a document changed.
    WhenChanged,
    /// In any case.
    Always,
}

/// What a run looks at.
#[derive(Debug, Clone, Copy, Default)]
pub enum Scope<'a> {
    /// All that the sources hold.
    #[default]
    Sources,
    /// What lies at these paths, or below them, and what time alone changes. Where
    /// that cannot be told apart from the rest, all that the sources hold.
    Paths(&'a [PathBuf]),
    /// What a scan found, which is as good as a look at all.
    Scanned(&'a Scanned),
}

/// How a run is done.
#[derive(Default)]
pub struct Build<'a> {
    /// What it looks at.
    pub scope: Scope<'a>,
    /// Set from elsewhere when the run is to give way: it ends with
    /// [`RunError::Cancelled`] if it has not yet begun to put anything in its place.
    pub cancel: Cancel<'a>,
    /// Compute everything, write nothing.
    pub dry_run: bool,
    /// Say which stories wait for their time: a person asked.
    pub show_embargoed: bool,
    /// Whether a ledger may begin where there is none.
    pub beginning: Beginning,
    /// Whether what is owed to the world is kept until it was told.
    pub owe: bool,
    /// Whether to hand over a catalogue.
    pub shelve: Shelve,
    /// What hangs out now: documents that have no file are compared with it.
    pub before: Option<&'a Catalogue>,
    /// What a person asks of this run.
    pub hand: Option<&'a Hand<'a>>,
    /// Told of progress: a phase, how many of how many are done.
    pub progress: Option<&'a (dyn Fn(&'static str, usize, usize) + Sync)>,
    /// Shown each document that this run makes, before anything is in its place.
    pub proofs: Option<&'a (dyn Fn(&Proof<'_>) + Sync)>,
    /// Feeds that are written whatever the guard says.
    pub accept: Accept,
}

impl Build<'_> {
    /// Ends a run that is to give way.
    pub(super) fn give_way(&self) -> Result<(), RunError> {
        give_way(self.cancel)
    }

    /// Whether the run may follow what changed: not where a person asks about
    /// what did not.
    fn follows(&self) -> bool {
        !(self.dry_run || self.show_embargoed)
    }
}

/// Ends what is to give way.
pub(super) fn give_way(cancel: Cancel<'_>) -> Result<(), RunError> {
    if is_cancelled(cancel) { Err(RunError::Cancelled) } else { Ok(()) }
}

/// What a run did, and what follows from it.
#[derive(Debug)]
pub struct Outcome {
    /// What it did.
    pub report: Report,
    /// What is owed to the world, now that the documents are in place.
    pub debts: Vec<Debt>,
    /// What became of the articles that a person named.
    pub handed: Vec<Handed>,
    /// The documents, where they were asked for.
    pub catalogue: Option<Catalogue>,
}

/// Runs the flow once, at `now`.
///
/// # Errors
/// When nothing could be published; what was out is still out.
pub fn build(house: &House, now: DateTime<Utc>, options: &Build<'_>) -> Result<Outcome, RunError> {
    if options.dry_run {
        let directory = Directory::new(house.output.dir.clone());
        return run(house, now, options, &directory, &mut Memory::look(house)?, &phase(options));
    }
    Press::open(house)?.run(house, now, options)
}

pub(super) type Phase<'p> = dyn Fn(&'static str, usize, usize) + Sync + 'p;

/// Runs the flow with what is remembered.
pub(super) fn run(
    house: &House,
    now: DateTime<Utc>,
    options: &Build<'_>,
    directory: &Directory,
    memory: &mut Memory,
    phase: &Phase<'_>,
) -> Result<Outcome, RunError> {
    if !options.dry_run && !matches!(options.scope, Scope::Paths(_)) {
        directory.sweep()?;
    }
    let gate = Gate::new(now)?;
    let (mut seen, items) = steady(house, memory, directory, &gate, now, options, phase)?;
    missing::keep(house, directory, &mut seen)?;
    options.accept.check(house, &seen.plan)?;
    phase("Writing", 0, seen.plan.feeds.len());
    let stage = directory.stage();
    let writing = Writing {
        house,
        seen: &seen,
        items: &items,
        gate: &gate,
        directory,
        stage: &stage,
        options,
        now,
        fates: OnceLock::new(),
    };
    let (written, mut kept) = (writing.all()?, writing.kept()?);
    kept.extend(writing.frozen(&written)?);
    let mut debts = debts(house, &written, &kept);
    let is_nothing = seen.step.as_ref().is_some_and(Step::is_nothing) && seen.plan.feeds.is_empty();
    options.give_way()?;
    if !options.dry_run && !is_nothing {
        stage.sync()?;
        learn(&mut seen, &written, &kept);
        memory.promise(
            house,
            &Retained { house, seen: &seen, written: &written, directory, options },
            &stage,
            if options.owe { &debts } else { &[] },
        )?;
        let prints = memory.write_ledger(house, &mut seen)?;
        stage.reveal()?;
        memory.fulfil(house, directory, &written, prints)?;
        if seen.handed.iter().any(Handed::is_erasure) {
            memory.shred()?;
        }
    }
    if let (Some(database), true) = (&memory.database, options.owe && !options.dry_run) {
        debts.extend(owe::earlier(database, house, &debts, now)?);
    }
    hand::add_feeds(&mut seen);
    let changed = written.iter().map(|feed| &feed.topics).chain(kept.iter().map(|feed| &feed.topics));
    let changed = changed.into_iter().any(|topics| !topics.is_empty());
    let shelve = options.shelve == Shelve::Always || options.shelve == Shelve::WhenChanged && changed;
    let catalogue =
        shelve.then(|| shelf(house, memory, directory, &seen, (&written, &kept), options.before)).transpose()?;
    let mut report = report(Done { house, seen: &seen, items: &items, written: &written, kept: &kept }, now);
    report.lines.extend(memory.lines.iter().cloned());
    if options.show_embargoed {
        report.embargoed_stories = embargoed(&seen);
    }
    count_rest(&mut report, &seen, memory)?;
    Ok(Outcome { report, debts, handed: seen.handed, catalogue })
}

/// Looks and renders; where an article changed between the two, once more.
fn steady(
    house: &House,
    memory: &Memory,
    directory: &Directory,
    gate: &Gate,
    now: DateTime<Utc>,
    options: &Build<'_>,
    phase: &Phase<'_>,
) -> Result<(Seen, Items), RunError> {
    for look in 0..LOOKS {
        options.give_way()?;
        if let Some(database) = &memory.database {
            // What a look in batches that does not count has put down.
            database.abandon()?;
        }
        phase("Reading", 0, 0);
        // What lies behind links can be told to have changed, but not be found again.
        let followed = match look {
            0 | 1 if options.follows() => Seen::follow(house, memory, directory, now, options)?,
            _ => None,
        };
        let seen = match followed {
            Some(seen) if options.accept.check(house, &seen.plan).is_ok() => seen,
            _ => Seen::of(house, memory, now, options, None)?,
        };
        if seen.hearing.is_shaken && look + 1 < LOOKS {
            // What was there a moment ago is not: it may be on its way to somewhere else.
            std::thread::sleep(SHAKEN);
            continue;
        }
        let done = AtomicUsize::new(0);
        let total = seen.cards.len();
        let tick = |by| phase("Rendering", done.fetch_add(by, Ordering::Relaxed) + by, total);
        if let Some(items) = Items::render(house, &seen, gate, &tick, options) {
            return Ok((seen, items));
        }
    }
    options.give_way()?;
    Err(RunError::Restless)
}

/// Looks and renders as a run would, and writes nothing.
///
/// # Errors
/// As [`build`].
pub fn check(house: &House, now: DateTime<Utc>) -> Result<Report, RunError> {
    Ok(build(house, now, &Build { dry_run: true, ..Build::default() })?.report)
}

/// The stories that wait for their time, by when it comes.
fn embargoed(seen: &Seen) -> Vec<Embargoed> {
    let waiting = seen.decided.waiting.iter().filter(|waiting| waiting.embargoed);
    let mut stories: Vec<Embargoed> =
        waiting.map(|waiting| Embargoed { place: waiting.origin.to_string(), until: waiting.until }).collect();
    stories.sort_by(|a, b| (a.until.is_none(), a.until, &a.place).cmp(&(b.until.is_none(), b.until, &b.place)));
    stories
}

/// What the ledger learns of a run.
fn learn(seen: &mut Seen, written: &[FeedWritten], kept: &[Kept]) {
    let mut learned = std::mem::take(&mut seen.decided.learned);
    let mut left: BTreeMap<&crate::article::Origin, Vec<String>> = BTreeMap::new();
    let of_written = written.iter().map(|feed| (&feed.report.path, &feed.held));
    for (path, held) in of_written.chain(kept.iter().map(|feed| (&feed.path, &feed.held))) {
        for at in held {
            left.entry(&seen.decided.leaving[*at].0).or_default().push(path.clone());
        }
    }
    let fresh = written.iter().filter(|feed| feed.fresh).map(|feed| feed.report.path.as_str());
    let fresh: std::collections::HashSet<&str> = fresh.collect();
    for (origin, record) in &mut learned {
        if let Some(gone) = &mut record.left {
            gone.feeds.extend(left.get(origin).into_iter().flatten().cloned());
            let would = seen.departures.feeds_of(&record.id).iter().filter(|path| fresh.contains(path.as_str()));
            gone.feeds.extend(would.cloned());
            gone.feeds.sort();
            gone.feeds.dedup();
        }
    }
    let feeds = std::mem::take(&mut seen.plan.learned);
    seen.ledger.learn_ahead(&seen.decided.moved, std::mem::take(&mut seen.decided.learned_ahead));
    seen.ledger.learn(&seen.decided.moved, learned, feeds);
}

fn debts(house: &House, written: &[FeedWritten], kept: &[Kept]) -> Vec<Debt> {
    let topics = || written.iter().flat_map(|feed| &feed.topics).chain(kept.iter().flat_map(|feed| &feed.topics));
    (0..house.notify.targets.len())
        .flat_map(|target| topics().map(move |topic| Debt { target, topic: topic.clone() }))
        .collect()
}
