//! The clock, passed in wherever time matters, so that a run's time is one value
//! and tests never wait.

use chrono::{DateTime, SubsecRound, Utc};

/// Tells the time. Everything below `pipeline` receives an instant instead.
pub trait Clock: Send + Sync {
    /// The present, in whole seconds: no feed format carries more.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(0)
    }
}

/// A clock that stands still: `--at` on the command line, and tests.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}
