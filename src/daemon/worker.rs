//! The one thread that builds. It owns the press, so that there are never two
//! builds at once, and no build ever runs where readers are answered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, mpsc as blocking};
use std::time::Instant;

use chrono::{DateTime, Utc};
use tokio::sync::{mpsc, oneshot};

use super::agenda::{How, Job};
use super::board::{Failure, Last};
use super::order::Done;
use super::say::Said;
use super::{Board, Floor, Priority};
use crate::config::ConfigError;
use crate::notify::Debt;
use crate::pipeline::{Build, House, Press, RunError, Scope};
use crate::publish::Newsstand;

/// What a build owes to the world, and the house by whose targets that is.
pub type Owed = (Arc<House>, Vec<Debt>);

/// Where a worker puts what it made.
#[derive(Debug, Clone)]
pub struct Outlets {
    /// Where readers find the documents.
    pub newsstand: Arc<Newsstand>,
    /// Who tells the world. Where it is full, what is owed stays owed.
    pub debts: mpsc::Sender<Owed>,
    /// Where the daemon's state hangs out.
    pub board: Arc<Board>,
}

/// A job for the worker.
pub(super) struct Task {
    pub(super) job: Job,
    pub(super) now: DateTime<Utc>,
    pub(super) cancel: Arc<AtomicBool>,
}

/// A job that came back.
pub(super) struct Ended {
    pub(super) job: Job,
    pub(super) how: How,
}

/// The other end: whoever has it gives the worker its jobs.
pub(super) struct Crew {
    /// Dropped, it lets the worker go home.
    pub(super) tasks: Option<blocking::Sender<Task>>,
    pub(super) ended: mpsc::Receiver<Ended>,
    /// Resolves when the worker has let go of its places.
    pub(super) gone: oneshot::Receiver<()>,
}

/// What the worker has in hand.
pub(super) struct Worker {
    pub(super) house: Arc<House>,
    /// `None` only where a move to other places failed half way.
    pub(super) press: Option<Press>,
    pub(super) outlets: Outlets,
    /// Whether the house is new, and no build of it was done yet.
    pub(super) is_new: bool,
    /// Then the one before, of which one was, if it had the same places.
    pub(super) proven: Option<Arc<House>>,
    pub(super) said: Said,
}

/// Starts the worker, which takes the places of the house for as long as it lives.
///
/// # Errors
/// When another process holds one of them, or the store cannot be used.
pub(super) async fn start(house: Arc<House>, outlets: Outlets, priority: Priority) -> Result<Crew, RunError> {
    let (tasks, todo) = blocking::channel::<Task>();
    // One job at a time is under way.
    let (tell, ended) = mpsc::channel(1);
    let (opened, open) = oneshot::channel();
    let (leaving, gone) = oneshot::channel();
    let work = move || {
        priority.lower();
        let mut worker = match Press::open(&house) {
            Ok(press) => {
                Worker { house, press: Some(press), outlets, is_new: true, proven: None, said: Said::default() }
            }
            Err(error) => {
                let _ = opened.send(Err(error));
                return;
            }
        };
        worker.put_standing();
        let _ = opened.send(Ok(()));
        while let Ok(task) = todo.recv() {
            if tell.blocking_send(worker.work(task)).is_err() {
                break;
            }
        }
        drop(worker);
        let _ = leaving.send(());
    };
    std::thread::Builder::new().name("press".to_owned()).spawn(work).map_err(|error| refused(&error.to_string()))?;
    match open.await {
        Ok(Ok(())) => Ok(Crew { tasks: Some(tasks), ended, gone }),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(refused("it ended at once")),
    }
}

fn refused(why: &str) -> RunError {
    let what = format!("no thread can be had that builds: {why}");
    ConfigError::nowhere(what, "look at the limits that the system sets for this process").into()
}

impl Worker {
    fn work(&mut self, Task { mut job, now, cancel }: Task) -> Ended {
        let what = job.name();
        // Whoever gave an order was told, and gives it again.
        let again = !matches!(job, Job::Order(_));
        // A run that panicked left nothing that the next one must not see: the
        // press reads its memory anew after a run that did not end well.
        let how = catch_unwind(AssertUnwindSafe(|| {
            let mut floor = Floor::new(self, what, now, &cancel);
            let result = match &mut job {
                Job::Order(order) => {
                    let done = (order.work)(&mut floor);
                    let (how, why) = (floor.how(), floor.failure.take());
                    // What it left half done, the next run does.
                    return match why {
                        _ if done == Done::GaveWay => How::GaveWay,
                        None => how,
                        Some(why) => {
                            self.failed(what, now, why, again);
                            How::Failed
                        }
                    };
                }
                Job::Due => floor.run(Build { scope: Scope::Paths(&[]), owe: true, ..Build::default() }),
                Job::Paths(paths) => floor.run(Build { scope: Scope::Paths(paths), owe: true, ..Build::default() }),
                Job::Scanned(scanned) => {
                    floor.run(Build { scope: Scope::Scanned(scanned), owe: true, ..Build::default() })
                }
                Job::Scan => floor.run(Build { owe: true, ..Build::default() }),
            };
            match result {
                Ok(_) => floor.how(),
                Err(RunError::Cancelled) => How::GaveWay,
                Err(error) => {
                    self.failed(what, now, error.to_string(), again);
                    How::Failed
                }
            }
        }));
        let how = how.unwrap_or_else(|_| {
            // What a panic says may hold an article's words; the panic hook has told of it.
            let why = "it stopped unexpectedly; this is a fault of Feedroom, please report it";
            self.failed(what, now, why.to_owned(), again);
            How::Failed
        });
        Ended { job, how }
    }

    /// Lets readers have what the last run left until the first one is done.
    fn put_standing(&mut self) {
        let Some(press) = &self.press else { return };
        match press.standing(&self.house, self.outlets.board.current().since) {
            Ok(Some(catalogue)) => self.outlets.newsstand.put(catalogue),
            Ok(None) => {}
            Err(error) => tracing::warn!("what the last run left cannot be served before the first build: {error}"),
        }
    }

    fn failed(&mut self, what: &'static str, at: DateTime<Utc>, why: String, again: bool) {
        self.said.failure(what, &why, again);
        self.outlets.board.update(|state| state.failure = Some(Failure { at, what, why, again }));
    }

    /// The press, taken again where a move lost it.
    pub(super) fn press(&mut self) -> Result<&mut Press, RunError> {
        let press = match self.press.take() {
            Some(press) => press,
            None => Press::open(&self.house)?,
        };
        Ok(self.press.insert(press))
    }

    /// Notes and tells a build that was done, and whether it `looked` at all that there is.
    pub(super) fn built(
        &mut self,
        what: &'static str,
        began: Instant,
        report: &Arc<crate::pipeline::Report>,
        looked: bool,
    ) {
        // Where nothing was to be written, nothing shows that it can be.
        let proves = looked || report.written > 0;
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.said.built(what, milliseconds, report, proves);
        let last = Last { what, milliseconds, report: Arc::clone(report) };
        self.outlets.board.update(|state| state.built(last, proves));
    }
}
