//! When which path is worth a look: a pure function of events and time.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A file that is written in place has settled when nothing happened to it for so
/// long, unless the newsroom says another time.
pub const SETTLE: Duration = Duration::from_secs(2);

/// An editor that renames the old file away writes the new one within this.
const BACK_AGAIN: Duration = Duration::from_millis(50);

/// Paths that are kept; of more, a scan finds them all.
const MOST: usize = 100_000;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A file or folder was created, or modified in place: more may follow.
    Written(PathBuf),
    /// A file or folder came here by a rename: it is whole.
    Arrived(PathBuf),
    /// A file or folder is no longer here.
    Gone(PathBuf),
    /// What happened is not known.
    Lost,
}

/// What is worth a look now.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Files, and folders with all below them.
    pub paths: Vec<PathBuf>,
    /// Whether only a scan of everything tells.
    pub everything: bool,
}

/// Paths that wait until they are worth a look.
#[derive(Debug)]
pub struct Gather {
    settle: Duration,
    /// From when each is ready. Paths go by their parts, so that what lies below a
    /// folder comes right after it.
    paths: BTreeMap<PathBuf, Instant>,
    everything: bool,
}

impl Gather {
    /// One that knows of nothing; a file that is written in place is ready when
    /// `settle` has passed since its last event.
    #[must_use]
    pub fn new(settle: Duration) -> Self {
        Self { settle, paths: BTreeMap::new(), everything: false }
    }

    /// Goes by another time for what happens from now on.
    pub fn set_settle(&mut self, settle: Duration) {
        self.settle = settle;
    }

    /// Notes what happened at `now`.
    pub fn note(&mut self, event: Event, now: Instant) {
        let (path, at) = match event {
            Event::Written(path) => (path, now + self.settle),
            Event::Arrived(path) => (path, now),
            Event::Gone(path) => (path, now + BACK_AGAIN.min(self.settle)),
            Event::Lost => {
                self.everything = true;
                return;
            }
        };
        self.paths.insert(path, at);
        if self.paths.len() > MOST {
            // The scan leaves to wait what was written just now.
            self.paths.clear();
            self.everything = true;
        }
    }

    /// Hands over what is ready at `now`. A folder waits for what waits below it,
    /// since to look at it is to read all that it holds.
    pub fn ready(&mut self, now: Instant) -> Hints {
        let mut hints = Hints { paths: Vec::new(), everything: std::mem::take(&mut self.everything) };
        // From the last to the first, the nearest that waits is below a folder if any is.
        let mut waiting: Option<&PathBuf> = None;
        for (path, at) in self.paths.iter().rev() {
            if *at > now {
                waiting = Some(path);
            } else if waiting.is_none_or(|waiting| !waiting.starts_with(path)) {
                hints.paths.push(path.clone());
            }
        }
        for path in &hints.paths {
            self.paths.remove(path);
        }
        hints.paths.reverse();
        hints
    }

    /// When something is next ready, if anything waits.
    #[must_use]
    pub fn next_at(&self) -> Option<Instant> {
        // A folder is not ready before what waits below it.
        let mut next = None;
        let mut after: Option<&PathBuf> = None;
        for (path, at) in self.paths.iter().rev() {
            if after.is_none_or(|after| !after.starts_with(path)) {
                next = Some(next.map_or(*at, |next: Instant| next.min(*at)));
            }
            after = Some(path);
        }
        next
    }
}

#[cfg(test)]
mod tests;
