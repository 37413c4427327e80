//! Patience with a source that may not answer: what lies on a dead network mount
//! hangs for ever in whatever asks for it, and cannot be called back.
//!
//! Each question goes to a thread of its own. Where the answer does not come in
//! time the thread is left behind, and ends when the mount answers after all.

mod seat;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::{Cancel, Look, Outage, Part, Piece, Reading, Remark, Source, is_cancelled};
use crate::article::Origin;
use seat::{About, BEAT, Silence, Threads};

/// A source that is asked with a time limit.
pub(super) struct Patient {
    source: Arc<dyn Source>,
    /// How long a question may take; one that finds all threads at work waits as
    /// long again for one of them.
    limit: Duration,
    threads: Arc<Threads>,
}

impl Patient {
    pub(super) fn new(source: Arc<dyn Source>, limit: Duration) -> Self {
        Self { source, limit, threads: Arc::default() }
    }

    /// Asks, and waits as long as the source may take.
    fn ask<T: Send + 'static>(
        &self,
        about: About,
        cancel: Cancel<'_>,
        question: impl FnOnce(&dyn Source) -> T + Send + 'static,
    ) -> Result<T, Silence> {
        self.ask_within(self.limit, about, cancel, question)
    }

    /// Asks, and waits no longer than `limit`, or until `cancel` is set: that says
    /// nothing about the source, so its thread still counts as one that will answer.
    fn ask_within<T: Send + 'static>(
        &self,
        limit: Duration,
        about: About,
        cancel: Cancel<'_>,
        question: impl FnOnce(&dyn Source) -> T + Send + 'static,
    ) -> Result<T, Silence> {
        let seat = self.threads.seat(about, limit, cancel)?;
        let state = Arc::clone(&seat.state);
        let (answer, answered) = mpsc::sync_channel(1);
        let source = Arc::clone(&self.source);
        let thread = std::thread::Builder::new().name("feedroom-source".to_owned()).spawn(move || {
            let told = question(&*source);
            // Whoever asked may have gone.
            let _ = answer.send(told);
            drop(seat);
        });
        let Ok(thread) = thread else { return Err(Silence::Still) };
        let until = Instant::now() + limit;
        let told = loop {
            let left = until.saturating_duration_since(Instant::now());
            match answered.recv_timeout(if cancel.is_some() { left.min(BEAT) } else { left }) {
                Err(RecvTimeoutError::Timeout) if is_cancelled(cancel) => return Err(Silence::Still),
                Err(RecvTimeoutError::Timeout) if Instant::now() < until => {}
                told => break told,
            }
        };
        let told = match told {
            Err(RecvTimeoutError::Timeout) if self.threads.give_up(about, &state) => return Err(Silence::For(limit)),
            // It came while this one gave up.
            Err(RecvTimeoutError::Timeout) => answered.recv().ok(),
            told => told.ok(),
        };
        match told {
            Some(told) => Ok(told),
            None => match thread.join() {
                Err(panic) => std::panic::resume_unwind(panic),
                Ok(()) => Err(Silence::Still),
            },
        }
    }
}

const HELP: &str =
    "see whether its network mount still answers; if it is only slow, raise `answer_within` of the source";

impl Source for Patient {
    fn name(&self) -> &Arc<str> {
        self.source.name()
    }

    fn look(&self, cancel: Cancel<'_>) -> Look {
        let ends = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&ends);
        let told = self.ask(About::Source, cancel, move |source| source.look(Some(&theirs)));
        told.unwrap_or_else(|silence| {
            // Nobody waits for it any more.
            ends.store(true, Ordering::Relaxed);
            Look { outage: Some(Outage { what: silence.what(), help: HELP.to_owned() }), ..Look::default() }
        })
    }

    fn look_at(&self, paths: &[PathBuf], cancel: Cancel<'_>) -> Option<Part> {
        let paths = paths.to_vec();
        self.ask(About::Source, cancel, move |source| source.look_at(&paths, None)).ok().flatten()
    }

    fn piece(&self, key: &str, cancel: Cancel<'_>) -> Option<Piece> {
        let key = key.to_owned();
        self.ask(About::Piece, cancel, move |source| source.piece(&key, None)).ok().flatten()
    }

    fn read(&self, piece: &Piece, cancel: Cancel<'_>) -> Reading {
        let asked = piece.clone();
        self.ask(About::Piece, cancel, move |source| source.read(&asked, None)).unwrap_or_else(|silence| Reading {
            refused: vec![Remark {
                origin: Origin::new(self.name().clone(), piece.key.clone()),
                line: None,
                what: silence.what(),
                help: HELP.to_owned(),
            }],
            ..Reading::default()
        })
    }

    fn base(&self) -> PathBuf {
        self.source.base()
    }

    fn reaches(&self) -> Vec<PathBuf> {
        self.source.reaches()
    }

    fn may_hold(&self, path: &Path) -> bool {
        self.source.may_hold(path)
    }

    fn silence(&self, within: Duration) -> Option<Outage> {
        let asked = self.ask_within(within, About::Promptness, None, |source| {
            for folder in source.reaches() {
                // Whether it is there does not matter, only that it answers.
                let _ = folder.read_dir().map(|mut entries| entries.next().is_some());
            }
        });
        let help = "its stories stay as they are until it answers; see whether its network mount does".to_owned();
        asked.err().map(|silence| Outage { what: silence.what(), help })
    }

    fn under(&self) -> u64 {
        self.source.under()
    }

    fn keeps_vanished(&self) -> bool {
        self.source.keeps_vanished()
    }

    fn is_remote(&self) -> bool {
        self.source.is_remote()
    }

    fn answer_within(&self) -> Option<Duration> {
        Some(self.limit)
    }

    /// None while the source does not answer. Whoever calls this goes on to follow
    /// the links of the folders: that they can be followed is tried here.
    fn folders(&self) -> Vec<PathBuf> {
        let folders = self.ask(About::Source, None, |source| {
            let folders = source.folders();
            for folder in &folders {
                // Whether it is there does not matter, only that it answers.
                let _ = folder.canonicalize();
            }
            folders
        });
        folders.unwrap_or_default()
    }
}
