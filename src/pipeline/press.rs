//! A house whose runs follow each other: its locks, its store and its output
//! directory stay in one hand between them.

use chrono::{DateTime, Utc};

use super::lock::Lock;
use super::memory::Memory;
use super::prune::prune_held;
use super::run::run;
use super::{Build, House, Outcome, Pruned, RunError, shelf};
use crate::publish::{Catalogue, Directory};

/// The places that runs write to, held: the locks, the store and the output
/// directory. Between its runs nobody else writes there.
pub struct Press {
    memory: Memory,
    directory: Directory,
    lock: Lock,
    /// Whether a run failed: it may have promised what it did not do.
    failed: bool,
}

impl Press {
    /// Takes the places of a house, and finishes what a run that was killed began.
    ///
    /// # Errors
    /// When another process holds one of them, or the store cannot be used.
    pub fn open(house: &House) -> Result<Self, RunError> {
        let directory = Directory::new(house.output.dir.clone());
        // Before anything is read: what a run read and another one changed, it would write back.
        let lock = Lock::take(house)?;
        let memory = Memory::open(house, &directory)?;
        Ok(Self { memory, directory, lock, failed: false })
    }

    /// The documents that the last run left, for whoever serves them before the
    /// first run is done; `None` where nothing is remembered of any.
    ///
    /// # Errors
    /// When the store, or a document, cannot be read.
    pub fn standing(&self, house: &House, now: DateTime<Utc>) -> Result<Option<Catalogue>, RunError> {
        let Some(database) = &self.memory.database else { return Ok(None) };
        let all = shelf::standing(house, database, &self.directory, now)?;
        Ok(Some(all).filter(|all| !all.entries.is_empty()))
    }

    /// Runs the flow once, at `now`, for the house that it was opened for or one
    /// with the same places.
    ///
    /// # Errors
    /// When nothing could be published; what was out is still out.
    pub fn run(&mut self, house: &House, now: DateTime<Utc>, options: &Build<'_>) -> Result<Outcome, RunError> {
        self.hold(house)?;
        if std::mem::replace(&mut self.failed, true) {
            // What it began to write ends with its connection.
            self.memory = Memory::none();
            self.memory = Memory::open(house, &self.directory)?;
        }
        let phase = phase(options);
        self.memory.lines.clear();
        let ran = match run(house, now, options, &self.directory, &mut self.memory, &phase) {
            // It was opened as sound: the damage shows where it is read.
            Err(RunError::Store(why)) if why.is_damaged => {
                self.memory.give_up(house, &self.directory, why)?;
                run(house, now, options, &self.directory, &mut self.memory, &phase)
            }
            ran => ran,
        };
        self.failed = ran.is_err();
        ran
    }

    /// As [`prune`](super::prune()), where these locks are held.
    ///
    /// # Errors
    /// As there.
    pub fn prune(&mut self, house: &House, now: DateTime<Utc>, dry_run: bool) -> Result<Pruned, RunError> {
        self.hold(house)?;
        prune_held(house, now, dry_run)
    }

    /// Takes the locks anew where they were lost.
    fn hold(&mut self, house: &House) -> Result<(), RunError> {
        self.lock.hold(house)
    }
}

/// Tells of a run's progress, if somebody asked.
pub(super) fn phase<'o>(options: &'o Build<'_>) -> impl Fn(&'static str, usize, usize) + Sync + 'o {
    |name, done, of| {
        if let Some(progress) = options.progress {
            progress(name, done, of);
        }
    }
}
