//! The floor on which the press stands: what an order may do there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use chrono::{DateTime, Utc};

use super::agenda::How;
use super::worker::Worker;
use crate::pipeline::{Build, House, Outcome, Press, Report, RunError, Scope, Shelve};
use crate::store::Place;

/// The house and its press, for the time of one job.
pub struct Floor<'f> {
    worker: &'f mut Worker,
    what: &'static str,
    now: DateTime<Utc>,
    cancel: &'f AtomicBool,
    last: Option<Arc<Report>>,
    /// Why the last run failed, where it was not for what it was asked to do.
    pub(super) failure: Option<String>,
}

impl<'f> Floor<'f> {
    pub(super) fn new(worker: &'f mut Worker, what: &'static str, now: DateTime<Utc>, cancel: &'f AtomicBool) -> Self {
        Self { worker, what, now, cancel, last: None, failure: None }
    }

    /// The house as its config describes it now.
    #[must_use]
    pub fn house(&self) -> &Arc<House> {
        &self.worker.house
    }

    /// The time to go by, in whole seconds: that of the clock, or while it is not
    /// trusted, that which goes on from when it was.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Whether the job is to give way to a more urgent one. [`Floor::run`] does so
    /// by itself.
    #[must_use]
    pub fn is_pressed(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    /// Builds. When this returns, readers are served what it made, and what is
    /// owed to the world, if `owe` asks for that, is handed on: the outcome still
    /// says what it was, and holds no catalogue any more. How documents are served
    /// and when it gives way is not the caller's to say.
    ///
    /// # Errors
    /// As [`Press::run`]; pass [`RunError::Cancelled`] on, and the order is done anew.
    pub fn run(&mut self, build: Build<'_>) -> Result<Outcome, RunError> {
        let began = Instant::now();
        let worker = &mut *self.worker;
        // A person's decision does not wait until all was looked at under a new config.
        let proven = worker.proven.as_ref().filter(|_| build.hand.is_some());
        let house = Arc::clone(proven.unwrap_or(&worker.house));
        let before = worker.outlets.newsstand.current();
        let is_first = before.is_none() || worker.is_new;
        let build = Build {
            shelve: if is_first { Shelve::Always } else { Shelve::WhenChanged },
            before: before.as_deref(),
            cancel: Some(self.cancel),
            ..build
        };
        let ran = worker.press().and_then(|press| press.run(&house, self.now, &build));
        self.failure = ran.as_ref().err().filter(|error| !is_of_the_asker(error)).map(ToString::to_string);
        let mut outcome = ran?;
        if let Some(catalogue) = outcome.catalogue.take() {
            worker.outlets.newsstand.put(catalogue);
        }
        if Arc::ptr_eq(&house, &worker.house) {
            (worker.is_new, worker.proven) = (false, None);
        }
        if build.owe && !outcome.debts.is_empty() {
            let debts = outcome.debts.clone();
            if worker.outlets.debts.try_send((house, debts)).is_err() {
                tracing::warn!("pings are too many builds behind; those of this one wait for a later build");
            }
        }
        let report = Arc::new(outcome.report.clone());
        worker.built(self.what, began, &report, !matches!(build.scope, Scope::Paths(_)));
        self.last = Some(report);
        Ok(outcome)
    }

    /// The press itself, for what is no run.
    ///
    /// # Errors
    /// Where it was lost, and cannot be had again.
    pub fn press(&mut self) -> Result<&mut Press, RunError> {
        self.worker.press()
    }

    /// Goes on with another house: where its places are others, they are taken
    /// first, and the old ones let go. The old documents are served until a build
    /// of the new one is done.
    ///
    /// # Errors
    /// When a new place cannot be taken: then nothing is different.
    pub fn move_to(&mut self, house: Arc<House>) -> Result<(), RunError> {
        let (old, new) = (places(&self.worker.house), places(&house));
        if old != new {
            if old.iter().any(|place| new.contains(place)) {
                // A lock cannot be had twice: what both share must be let go first.
                self.worker.press = None;
            }
            // Where that fails, the next run takes the old places again.
            self.worker.press = Some(Press::open(&house)?);
            self.worker.proven = None;
        } else if !self.worker.is_new {
            self.worker.proven = Some(Arc::clone(&self.worker.house));
        }
        self.worker.house = house;
        self.worker.is_new = true;
        Ok(())
    }

    /// How the job ended, if it did not give way.
    pub(super) fn how(&self) -> How {
        self.last.as_ref().map_or(How::Idle, |report| How::Done { at: report.at, due: report.next_due })
    }
}

/// Whether a run failed for what somebody asked of it: another one will not.
fn is_of_the_asker(error: &RunError) -> bool {
    matches!(error, RunError::Hand(_) | RunError::Config(_) | RunError::Stop(_) | RunError::Cancelled)
}

/// Where a house writes.
fn places(house: &House) -> Vec<PathBuf> {
    let same = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let ledger = house.store.ledger.as_ref().map(Place::path);
    let paths = [Some(house.output.dir.as_path()), house.store.database.as_deref(), ledger];
    paths.into_iter().flatten().map(same).collect()
}
