//! What the daemon does next: a pure state machine over what it is told, with
//! the time passed in.
//!
//! In this order: a person's orders that cannot wait, what fell due, other
//! orders, what the watch saw, a scan of all sources. Nothing is noted twice:
//! paths that change while a run is under way are gathered for one run after it.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

use super::{Haste, Order, Schedule};
use crate::pipeline::Scanned;

/// From a build that failed to the next: something may have been due at it, and
/// the schedule may be a day away.
const AFTER_FAILURE: TimeDelta = TimeDelta::seconds(30);
/// Runs go by whole seconds: one in the same second would change nothing.
const SECOND: TimeDelta = TimeDelta::seconds(1);
/// Changed paths that are kept; of more, a scan finds them all.
const MOST_PATHS: usize = 20_000;
/// How often in a row a scan gives way to a changed path: afterwards the path
/// waits, so that a busy newsroom is scanned at all.
const WAYS_FOR_PATHS: u32 = 4;
/// How often in a row a run gives way to what is due. Each time costs the other
/// run all that it had done.
const WAYS_FOR_DUE: u32 = 100;

/// One thing to do.
#[derive(Debug)]
pub enum Job {
    /// What a person asked.
    Order(Order),
    /// What time alone changes.
    Due,
    /// What lies at these paths.
    Paths(Vec<PathBuf>),
    /// What a scan beside the builds found.
    Scanned(Scanned),
    /// All that the sources hold.
    Scan,
}

/// The kinds of jobs, the least urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Scan,
    Paths,
    InTurn,
    Due,
    Now,
}

impl Job {
    fn rank(&self) -> Rank {
        match self {
            Self::Order(Order { haste: Haste::Now, .. }) => Rank::Now,
            Self::Order(_) => Rank::InTurn,
            Self::Due => Rank::Due,
            Self::Paths(_) => Rank::Paths,
            Self::Scan | Self::Scanned(_) => Rank::Scan,
        }
    }

    /// What it is, in a word or two, for logs and status.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Order(_) => "an order",
            Self::Due => "what is due",
            Self::Paths(_) => "what changed",
            Self::Scan | Self::Scanned(_) => "a scan",
        }
    }
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// With a run that was done, at this time and with this known of the time after it.
    Done {
        /// The run's time, in whole seconds.
        at: DateTime<Utc>,
        /// When time alone next changes something.
        due: Option<DateTime<Utc>>,
    },
    /// Without a run: an order that needed none, or could not be done.
    Idle,
    /// Nothing could be published.
    Failed,
    /// It gave way, and changed nothing.
    GaveWay,
}

/// What is to be done.
#[derive(Debug)]
pub struct Agenda {
    schedule: Schedule,
    now: VecDeque<Order>,
    in_turn: VecDeque<Order>,
    due: Option<DateTime<Utc>>,
    paths: BTreeSet<PathBuf>,
    /// When the next scan begins.
    scan: Option<DateTime<Utc>>,
    /// Whether that is a build which looks at everything itself: at the start, and
    /// where what earlier ones found may be wrong.
    is_blind: bool,
    /// Whether such a build is under way: until it is done, the store knows nothing
    /// that a scan could compare with.
    is_looking: bool,
    /// Since when a scan is under way beside the builds.
    scanning: Option<DateTime<Utc>>,
    /// What it found.
    scanned: Option<Scanned>,
    running: Option<Running>,
    /// How often in a row a job of each rank gave way.
    ways: [u32; 5],
}

#[derive(Debug)]
struct Running {
    rank: Rank,
    began: DateTime<Utc>,
}

impl Agenda {
    /// One that begins with a scan.
    #[must_use]
    pub fn new(schedule: Schedule, now: DateTime<Utc>) -> Self {
        Self {
            schedule,
            now: VecDeque::new(),
            in_turn: VecDeque::new(),
            due: None,
            paths: BTreeSet::new(),
            scan: Some(now),
            is_blind: true,
            is_looking: false,
            scanning: None,
            scanned: None,
            running: None,
            ways: [0; 5],
        }
    }

    /// Notes an order.
    pub fn order(&mut self, order: Order) {
        match order.haste {
            Haste::Now => self.now.push_back(order),
            Haste::InTurn => self.in_turn.push_back(order),
        }
    }

    /// Notes that something lies, or no longer lies, at these paths.
    pub fn changed(&mut self, paths: impl IntoIterator<Item = PathBuf>, now: DateTime<Utc>) {
        self.paths.extend(paths);
        if self.paths.len() > MOST_PATHS {
            self.scan_from(now);
            self.paths.clear();
        }
    }

    /// Notes that all sources are to be looked at now: what changed is not known.
    pub fn scan_from(&mut self, now: DateTime<Utc>) {
        self.scan = Some(self.scan.map_or(now, |at| at.min(now)));
    }

    /// The same, by a build: the clock was set, or a build failed.
    pub fn look_from(&mut self, now: DateTime<Utc>) {
        self.is_blind = true;
        self.scan_from(now);
    }

    /// Goes by another schedule from now on; everything is looked at first.
    pub fn reschedule(&mut self, mut schedule: Schedule, now: DateTime<Utc>) {
        schedule.watch(self.schedule.is_watched());
        self.schedule = schedule;
        self.look_from(now);
    }

    /// Goes by whether all sources are watched.
    pub fn watch(&mut self, is_watched: bool, now: DateTime<Utc>) {
        if self.schedule.is_watched() != is_watched {
            self.schedule.watch(is_watched);
            // A scan that was to come before is made all the same.
            let next = self.schedule.after_build(now, now);
            self.scan = self.scan.map(|at| if is_watched { at.max(next) } else { at.min(next) });
        }
    }

    /// Whether a scan is to set out now, beside whatever is built. It is under way
    /// from then on, until [`Agenda::came_back`].
    pub fn sets_out(&mut self, now: DateTime<Utc>) -> bool {
        let may = !self.is_blind && !self.is_looking && self.scanning.is_none();
        let sets_out = may && is_reached(self.scan, now);
        if sets_out {
            (self.scan, self.scanning) = (None, Some(now));
        }
        sets_out
    }

    /// Notes what a scan found; nothing where it could not tell what is new.
    pub fn came_back(&mut self, scanned: Option<Scanned>, now: DateTime<Utc>) {
        let began = self.scanning.take().unwrap_or(now);
        match scanned {
            Some(scanned) => {
                self.scanned = Some(scanned);
                let at = self.schedule.after_build(began, now);
                self.scan = Some(self.scan.map_or(at, |scan| scan.min(at)));
            }
            None => self.look_from(now),
        }
    }

    /// When something falls due next.
    #[must_use]
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.due
    }

    /// When the next scan begins.
    #[must_use]
    pub fn next_scan(&self) -> Option<DateTime<Utc>> {
        self.scan
    }

    /// What to begin now, if nothing is under way. It is under way from then on,
    /// until [`Agenda::ended`].
    pub fn next(&mut self, now: DateTime<Utc>) -> Option<Job> {
        if self.running.is_some() {
            return None;
        }
        let job = if let Some(order) = self.now.pop_front() {
            Job::Order(order)
        } else if is_reached(self.due, now) {
            Job::Due
        } else if let Some(order) = self.in_turn.pop_front() {
            Job::Order(order)
        } else if !self.paths.is_empty() {
            Job::Paths(std::mem::take(&mut self.paths).into_iter().collect())
        } else if self.is_blind && is_reached(self.scan, now) {
            (self.scan, self.is_blind, self.is_looking, self.scanned) = (None, false, true, None);
            Job::Scan
        } else if let Some(scanned) = self.scanned.take() {
            Job::Scanned(scanned)
        } else {
            return None;
        };
        self.running = Some(Running { rank: job.rank(), began: now });
        Some(job)
    }

    /// When time alone next gives something to do.
    #[must_use]
    pub fn wake(&self) -> Option<DateTime<Utc>> {
        let scan = self.scan.filter(|_| self.is_blind || !self.is_looking && self.scanning.is_none());
        self.due.into_iter().chain(scan).min()
    }

    /// Whether what is under way is to give way.
    #[must_use]
    pub fn is_pressed(&self, now: DateTime<Utc>) -> bool {
        let Some(Running { rank, .. }) = self.running else { return false };
        let ways = self.ways[rank as usize];
        (rank < Rank::Now && !self.now.is_empty())
            || (rank < Rank::Due && is_reached(self.due, now) && ways < WAYS_FOR_DUE)
            || (rank == Rank::Scan && !self.paths.is_empty() && ways < WAYS_FOR_PATHS)
    }

    /// Notes how what was under way ended; what gave way, or failed, is done anew.
    pub fn ended(&mut self, job: Job, how: How, now: DateTime<Utc>) {
        let began = self.running.take().map_or(now, |running| running.began);
        self.is_looking &= !matches!(job, Job::Scan);
        let ways = &mut self.ways[job.rank() as usize];
        *ways = if how == How::GaveWay { ways.saturating_add(1) } else { 0 };
        match how {
            How::Done { at, due } => {
                self.due = due.map(|due| due_from(due, at));
                if matches!(job, Job::Scan) {
                    let at = self.schedule.after_build(began, now);
                    self.scan = Some(self.scan.map_or(at, |scan| scan.min(at)));
                }
            }
            How::Failed => {
                let again = now + AFTER_FAILURE;
                // What falls due in between is a reason of its own to try.
                self.due = self.due.map(|due| if due <= now { again } else { due });
                self.look_from(again);
            }
            How::Idle => {}
            How::GaveWay => match job {
                Job::Order(order) if order.haste == Haste::Now => self.now.push_front(order),
                Job::Order(order) => self.in_turn.push_front(order),
                Job::Due => {}
                Job::Paths(paths) => self.changed(paths, now),
                Job::Scanned(scanned) => drop(self.scanned.get_or_insert(scanned)),
                Job::Scan => self.look_from(now),
            },
        }
    }
}

fn is_reached(time: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    time.is_some_and(|time| time <= now)
}

/// When to run for what falls due at `due`, after a run at `at`: in the first
/// whole second that is not before it; where it stayed due, a second later.
fn due_from(due: DateTime<Utc>, at: DateTime<Utc>) -> DateTime<Utc> {
    let whole = due.trunc_subsecs(0);
    let whole = if whole < due { whole + SECOND } else { whole };
    whole.max(at + SECOND)
}

#[cfg(test)]
mod tests;
