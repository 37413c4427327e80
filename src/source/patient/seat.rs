//! The threads on which a source is asked: at most [`MOST`] of them, so no more than
//! that are ever left behind.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::source::{Cancel, is_cancelled};

/// So many threads a source has at most, those included that hang.
pub(super) const MOST: usize = 4;

/// Whoever waits looks so often whether to go on.
pub(super) const BEAT: Duration = Duration::from_millis(10);

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// The source itself: while such a question hangs, no other one is asked.
    Source,
    /// One piece: it may be the only one that hangs.
    Piece,
    /// Whether it answers at once: one that is only slow may still be asked anything else.
    Promptness,
}

/// It did not answer.
pub(super) enum Silence {
    /// For so long.
    For(Duration),
    /// An earlier question hangs, so this one was not asked.
    Still,
}

impl Silence {
    pub(super) fn what(&self) -> String {
        match self {
            Self::For(time) => format!("it did not answer within {} s", time.as_secs_f64()),
            Self::Still => "it does not answer".to_owned(),
        }
    }
}

/// The threads of one source.
#[derive(Default)]
pub(super) struct Threads {
    count: Mutex<Count>,
    pub(super) freed: Condvar,
}

#[derive(Default)]
pub(super) struct Count {
    /// All that run.
    pub(super) running: usize,
    /// Those of them that nobody waits for any more.
    pub(super) hanging: usize,
    /// Those of these that were asked about the source itself.
    pub(super) of_source: usize,
    /// And those that were asked whether it answers at once.
    of_promptness: usize,
}

/// The place of one thread among those of its source, until it ends, however that is.
pub(super) struct Seat {
    threads: Arc<Threads>,
    about: About,
    pub(super) state: Arc<Mutex<State>>,
}

/// How it goes with one question; changed under the lock of the count alone.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Somebody waits for the answer.
    #[default]
    Asked,
    /// Nobody waits for it any more.
    Late,
    /// The thread ends.
    Over,
}

impl Threads {
    pub(super) fn count(&self) -> MutexGuard<'_, Count> {
        // Numbers are whole whoever panics.
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until one more thread may run, no longer than `limit`, or until `cancel`
    /// is set.
    pub(super) fn seat(self: &Arc<Self>, about: About, limit: Duration, cancel: Cancel<'_>) -> Result<Seat, Silence> {
        let until = Instant::now() + limit;
        let mut count = self.count();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let is_asked = about == About::Promptness && count.of_promptness > 0;
            if is_asked || count.of_source > 0 || count.hanging >= MOST || is_cancelled(cancel) {
                return Err(Silence::Still);
            }
            if left.is_zero() {
                return Err(Silence::For(limit));
            }
            if count.running < MOST {
                count.running += 1;
                return Ok(Seat { threads: Arc::clone(self), about, state: Arc::default() });
            }
            let left = if cancel.is_some() { left.min(BEAT) } else { left };
            count = self.freed.wait_timeout(count, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Leaves a thread behind; false where it just ended.
    pub(super) fn give_up(&self, about: About, state: &Mutex<State>) -> bool {
        let mut count = self.count();
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        if *state == State::Over {
            return false;
        }
        *state = State::Late;
        count.hanging += 1;
        count.of_source += usize::from(about == About::Source);
        count.of_promptness += usize::from(about == About::Promptness);
        // Whoever waits for a thread may have to give up as well.
        self.freed.notify_all();
        true
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut count = self.threads.count();
        count.running -= 1;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut *state, State::Over) == State::Late {
            count.hanging -= 1;
            count.of_source -= usize::from(self.about == About::Source);
            count.of_promptness -= usize::from(self.about == About::Promptness);
        }
        self.threads.freed.notify_all();
    }
}
