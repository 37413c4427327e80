//! What the daemon is about, for whoever asks: one value that is replaced as a
//! whole, so that nobody waits for it.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::wall::Standing;
use crate::pipeline::Report;

/// The state of a daemon.
#[derive(Debug, Clone, Serialize)]
pub struct State {
    /// When it began.
    pub since: DateTime<Utc>,
    /// What is under way.
    pub running: Option<Running>,
    /// The last build that was done.
    pub last: Option<Last>,
    /// Why nothing could be published, where the last build failed.
    pub failure: Option<Failure>,
    /// Each source of the config, by name.
    pub sources: BTreeMap<String, SourceState>,
    /// When time alone next changes something.
    pub next_due: Option<DateTime<Utc>>,
    /// When all sources are looked at again.
    pub next_scan: Option<DateTime<Utc>>,
    /// Whether the wall clock is trusted.
    pub clock: Standing,
    /// How the sources are watched, a line for each thing to say.
    pub watch: Vec<String>,
    /// The config.
    pub config: ConfigState,
    /// What is wrong with the daemon itself, where something is: then the
    /// watchdog is not told that it is well.
    pub unwell: Option<String>,
    /// Whether it was told to stop.
    pub stopping: bool,
}

/// A job under way.
#[derive(Debug, Clone, Serialize)]
pub struct Running {
    /// What it does: `a scan`, `what is due`, …
    pub what: &'static str,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A build that was done.
#[derive(Debug, Clone, Serialize)]
pub struct Last {
    /// What it was for.
    pub what: &'static str,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
    /// What it did, and at what time.
    pub report: Arc<Report>,
}

/// A build that failed.
#[derive(Debug, Clone, Serialize)]
pub struct Failure {
    /// When.
    pub at: DateTime<Utc>,
    /// What it was for.
    pub what: &'static str,
    /// Why, in a sentence.
    pub why: String,
    /// Whether it is tried again: an order is not, since whoever gave it was told.
    pub again: bool,
}

/// One source.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SourceState {
    /// The time of the last build that could read it.
    pub read_at: Option<DateTime<Utc>>,
    /// Since when it is out, where it is.
    pub out_since: Option<DateTime<Utc>>,
}

/// The config.
#[derive(Debug, Clone, Serialize)]
pub struct ConfigState {
    /// When the one that holds was read.
    pub read_at: DateTime<Utc>,
    /// Why a newer one was refused.
    pub refused: Option<String>,
}

/// Where the [`State`] hangs out.
#[derive(Debug)]
pub struct Board {
    state: RwLock<Arc<State>>,
}

impl Board {
    /// The board of a daemon that begins at `now`.
    #[must_use]
    pub fn new(now: DateTime<Utc>) -> Self {
        let state = State {
            since: now,
            running: None,
            last: None,
            failure: None,
            sources: BTreeMap::new(),
            next_due: None,
            next_scan: None,
            clock: Standing::Trusted,
            watch: Vec::new(),
            config: ConfigState { read_at: now, refused: None },
            unwell: None,
            stopping: false,
        };
        Self { state: RwLock::new(Arc::new(state)) }
    }

    /// The state as it is now.
    #[must_use]
    pub fn current(&self) -> Arc<State> {
        // A panic elsewhere cannot have left half a pointer: the value is whole.
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes something of it. `change` is short, and asks nobody.
    pub fn update(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut state));
    }
}

impl State {
    /// The state in one line, for the service manager.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        if let Some(failure) = &self.failure {
            parts.push(format!("the last build failed: {}", failure.why));
        }
        if let Some(Last { report, .. }) = &self.last {
            parts.push(format!("feeds: {}, articles: {}", report.feeds_in_all, report.taken));
            if !report.frozen.is_empty() {
                parts.push(format!("frozen: {}", report.frozen.len()));
            }
            let out = report.sources.iter().filter(|source| source.out).count();
            if out > 0 {
                parts.push(format!("sources out: {out}"));
            }
        }
        if let Standing::Paused { seconds, .. } = self.clock {
            parts.push(format!("the clock jumped by {seconds} s and is not trusted"));
        }
        if self.config.refused.is_some() {
            parts.push("a new config was refused".to_owned());
        }
        parts.join("; ")
    }

    /// Notes a build that was done, and whether it `proves` that what failed before
    /// would go well now.
    pub(super) fn built(&mut self, last: Last, proves: bool) {
        let at = last.report.at;
        let before = std::mem::take(&mut self.sources);
        for source in &last.report.sources {
            let mut state = before.get(&source.name).cloned().unwrap_or_default();
            if source.out {
                state.out_since.get_or_insert(at);
            } else {
                state = SourceState { read_at: Some(at), out_since: None };
            }
            self.sources.insert(source.name.clone(), state);
        }
        if proves {
            self.failure = None;
        }
        self.last = Some(last);
    }
}
