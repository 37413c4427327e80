//! Whether the daemon is well: the worker within its limit, and the rest of the
//! process as a probe finds it. The watchdog of the service manager is told so
//! from the loop itself, so that a loop that stands still is silent.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;

use super::{Board, systemd};

/// Finds out whether the rest of the process is well; says in a sentence what is not.
pub type Probe = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync>;

/// The longest that a probe may take.
const PROBE_LIMIT: Duration = Duration::from_secs(10);

pub(super) struct Oversight {
    /// The longest that a job may take.
    pub(super) limit: Duration,
    probe: Probe,
    board: Arc<Board>,
    /// How often the watchdog is to be told, if there is one.
    every: Option<Duration>,
    /// When the next probe begins, and when a start last said that it goes on.
    probe_at: Instant,
    extended: Option<Instant>,
    probing: Option<JoinHandle<Result<(), String>>>,
    /// Since when the job is under way that was told to be beyond the limit.
    told: Option<Instant>,
}

impl Oversight {
    pub(super) fn new(limit: Duration, probe: Probe, board: Arc<Board>) -> Self {
        let every = systemd::watchdog_every();
        Self { limit, probe, board, every, probe_at: Instant::now(), extended: None, probing: None, told: None }
    }

    /// To be called at every turn of the loop: begins a probe when it is time, and
    /// tells of a job that takes too long.
    pub(super) fn look(&mut self, running_since: Option<Instant>, is_ready: bool) {
        self.mind(running_since);
        if !is_ready {
            let is_time = self.extended.is_none_or(|at| at.elapsed() >= systemd::EXTEND_EVERY);
            if is_time && self.told.is_none() {
                self.extended = Some(Instant::now());
                systemd::starting();
            }
        }
        let Some(every) = self.every else { return };
        if self.probing.is_none() && Instant::now() >= self.probe_at {
            self.probe_at = Instant::now() + every;
            let probe = (self.probe)();
            let limit = PROBE_LIMIT.min(every);
            self.probing = Some(tokio::spawn(async move {
                let late = || Err(format!("it did not answer its own questions within {} s", limit.as_secs_f32()));
                tokio::time::timeout(limit, probe).await.unwrap_or_else(|_| late())
            }));
        }
    }

    fn mind(&mut self, running_since: Option<Instant>) {
        let late = running_since.filter(|since| since.elapsed() > self.limit);
        if late == self.told {
            return;
        }
        self.told = late;
        let unwell = late.map(|_| {
            let seconds = self.limit.as_secs();
            format!("what is under way has not ended within {seconds} s (`limit` of [schedule]); a source may hang")
        });
        if let Some(why) = &unwell {
            tracing::error!("{why}; what is out is served on, a restart ends it");
        } else {
            tracing::info!("what took too long has ended");
        }
        self.board.update(|state| state.unwell = unwell);
    }

    /// Resolves when a probe has ended, and the watchdog was told if all is well.
    /// Dropped, nothing is lost.
    pub(super) async fn checked(&mut self) {
        let Some(probing) = &mut self.probing else { return std::future::pending().await };
        let found = probing.await.unwrap_or_else(|_| Err("its own questions cannot be asked".to_owned()));
        self.probing = None;
        match found {
            Ok(()) if self.told.is_none() => {
                self.board.update(|state| state.unwell = None);
                systemd::well();
            }
            Ok(()) => {}
            Err(why) => {
                tracing::error!("the daemon is not well: {why}; unless that ends, the service manager restarts it");
                if self.told.is_none() {
                    self.board.update(|state| state.unwell = Some(why));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;

    #[tokio::test]
    async fn a_job_beyond_its_limit_is_told_until_it_ends() {
        let board = Arc::new(Board::new(Utc::now()));
        let probe: Probe = Arc::new(|| Box::pin(async { Ok(()) }));
        let mut oversight = Oversight::new(Duration::from_mins(5), probe, Arc::clone(&board));
        let (soon, long) = (Duration::from_mins(4), Duration::from_mins(6));
        let since = |passed| Instant::now().checked_sub(passed);
        oversight.look(since(soon), true);
        assert_eq!(board.current().unwell, None);
        oversight.look(since(long), true);
        assert!(board.current().unwell.as_ref().unwrap().contains("300 s (`limit` of [schedule])"));
        oversight.look(None, true);
        assert_eq!(board.current().unwell, None);
    }
}
