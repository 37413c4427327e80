//! The loop: build, wait for the next time, build again.

use std::fmt::Display;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Schedule;
use crate::clock::Clock;

/// The longest that is slept without a look at the clock, which may have been
/// set, or the machine suspended.
const LOOK: Duration = Duration::from_secs(30);

/// Between builds at the least, whatever falls due.
const APART: TimeDelta = TimeDelta::seconds(1);

/// From a build that failed to the next: something may have been due at it, and
/// the schedule may be a day away.
const AFTER_FAILURE: TimeDelta = TimeDelta::seconds(30);

/// What a build knows of the time after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Built {
    /// When the next embargo, expiry or the like falls due.
    pub due: Option<DateTime<Utc>>,
}

/// How the daemon ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// No build was under way, or it was waited for.
    Clean,
    /// The build under way took longer than the grace. Its thread runs on: end
    /// the process without waiting for it (`Runtime::shutdown_background`). What
    /// it had not finished, the next run does.
    Abandoned,
}

/// Builds at once, then whenever `schedule` says and whenever the last build
/// said that something falls due, until `stop` resolves; a build that is under
/// way then has `grace` to end.
///
/// There is never more than one build at a time, and it runs off the async
/// threads. One that fails, or panics, is logged, and the next one tries again.
pub async fn run<B, E>(
    build: B,
    schedule: &Schedule,
    clock: &dyn Clock,
    stop: impl Future<Output = ()>,
    grace: Duration,
) -> Ended
where
    B: FnMut() -> Result<Built, E> + Send + 'static,
    E: Display + Send + 'static,
{
    let build = Arc::new(Mutex::new(build));
    let mut stop = std::pin::pin!(stop);
    loop {
        let began = clock.now();
        let task = Arc::clone(&build);
        let mut building = tokio::task::spawn_blocking(move || {
            // A build that panicked left nothing that the next one must not see:
            // what it has to remember lies in the store, whole.
            let mut build = task.lock().unwrap_or_else(PoisonError::into_inner);
            build()
        });
        let outcome = tokio::select! {
            outcome = &mut building => outcome,
            () = &mut stop => {
                return match tokio::time::timeout(grace, building).await {
                    Ok(outcome) => {
                        report(outcome);
                        Ended::Clean
                    }
                    Err(_) => Ended::Abandoned,
                };
            }
        };
        let ended = clock.now();
        let early = match report(outcome) {
            // What was due before this build began it has dealt with as far as it can.
            Some(outlook) => outlook.due.filter(|due| *due > began),
            None => Some(ended + AFTER_FAILURE),
        };
        let scheduled = schedule.after_build(began, ended);
        let next = early.map_or(scheduled, |early| early.min(scheduled));
        tokio::select! {
            biased;
            () = &mut stop => return Ended::Clean,
            () = until(clock, next.max(ended + APART), ended) => {}
        }
    }
}

/// Logs what went wrong; says what is known of the time after a build that went well.
fn report<E: Display>(outcome: Result<Result<Built, E>, tokio::task::JoinError>) -> Option<Built> {
    match outcome {
        Ok(Ok(built)) => return Some(built),
        Ok(Err(error)) => tracing::error!("the build failed: {error}"),
        // What a panic says may hold an article's words; the panic hook has told of it.
        Err(_) => tracing::error!("the build stopped unexpectedly; this is a fault of Feedroom"),
    }
    None
}

/// Waits until the clock says `time`, or was set back behind `since`: then
/// nobody knows how long the wait would be, and a build finds out.
async fn until(clock: &dyn Clock, time: DateTime<Utc>, since: DateTime<Utc>) {
    let mut last = since;
    loop {
        let now = clock.now();
        if now >= time || now < last {
            return;
        }
        last = now;
        let left = (time - now).to_std().unwrap_or_default();
        tokio::time::sleep(left.min(LOOK)).await;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering::SeqCst};

    use super::*;
    use crate::config::Config;
    use crate::daemon::read;
    use tokio::sync::mpsc;
    use tokio::time::Instant;

    /// A clock that goes with tokio's, which stands still but for waiting.
    struct Paused {
        start: Instant,
        offset: Arc<AtomicI64>,
    }

    impl Paused {
        fn new() -> Self {
            Self { start: Instant::now(), offset: Arc::default() }
        }
    }

    impl Clock for Paused {
        fn now(&self) -> DateTime<Utc> {
            let begin: DateTime<Utc> = "2026-11-23T10:01:00Z".parse().unwrap();
            let passed = i64::try_from(self.start.elapsed().as_secs()).unwrap();
            begin + TimeDelta::seconds(passed + self.offset.load(SeqCst))
        }
    }

    fn schedule(line: &str) -> Schedule {
        let text = format!(
            "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n\
             [[feed]]\npath = \"all\"\n[schedule]\n{line}\n"
        );
        let config = Config::parse(Path::new("config.toml"), text).unwrap();
        read(&config.schedule, &config.site).unwrap()
    }

    /// Runs until `seconds` have passed, and returns the seconds at which builds began.
    async fn builds(
        line: &str,
        seconds: u64,
        mut outcome: impl FnMut(usize) -> Result<Built, String> + Send + 'static,
    ) -> Vec<u64> {
        let start = Instant::now();
        let (tell, mut told) = mpsc::unbounded_channel();
        let mut count = 0;
        let build = move || {
            let _ = tell.send(start.elapsed().as_secs());
            count += 1;
            outcome(count)
        };
        let stop = tokio::time::sleep(Duration::from_secs(seconds));
        let clock = Paused::new();
        assert_eq!(run(build, &schedule(line), &clock, stop, Duration::from_secs(1)).await, Ended::Clean);
        let mut times = Vec::new();
        while let Ok(time) = told.try_recv() {
            times.push(time);
        }
        times
    }

    #[tokio::test(start_paused = true)]
    async fn builds_at_once_and_every_half_minute() {
        assert_eq!(builds("", 95, |_| Ok::<_, String>(Built::default())).await, [0, 30, 60, 90]);
    }

    #[tokio::test(start_paused = true)]
    async fn builds_on_schedule_and_when_something_falls_due() {
        let due = "2026-11-23T10:02:17Z".parse().ok();
        // From 10:01: the quarter of an hour comes after 840 s.
        let times = builds("build = \"*/15 * * * *\"", 900, move |_| Ok(Built { due })).await;
        assert_eq!(times[..2], [0, 77]);
        // What is due and stays due does not make it spin.
        assert_eq!(times[2..], [840]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_build_that_fails_or_panics_is_tried_again() {
        let times = builds("build = \"*/15 * * * *\"", 900, |count| match count {
            1 => Err("the source is out".to_owned()),
            2 => panic!("on purpose, in a test"),
            _ => Ok(Built::default()),
        })
        .await;
        assert_eq!(times, [0, 30, 60, 840]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_set_back_does_not_stop_the_builds() {
        let clock = Paused::new();
        let offset = Arc::clone(&clock.offset);
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let build = move || {
            counted.fetch_add(1, SeqCst);
            Ok::<_, String>(Built::default())
        };
        let stop = async {
            tokio::time::sleep(Duration::from_secs(45)).await;
            offset.store(-86_400, SeqCst);
            tokio::time::sleep(Duration::from_secs(75)).await;
        };
        run(build, &schedule("build = \"0 12 * * *\""), &clock, stop, Duration::ZERO).await;
        assert_eq!(count.load(SeqCst), 2);
    }

    #[tokio::test]
    async fn a_running_build_is_waited_for_as_long_as_the_grace() {
        let clock = Paused::new();
        let every = schedule("");
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let build = move || {
            let _ = wait.recv();
            Ok::<_, String>(Built::default())
        };
        let ended = run(build, &every, &clock, async {}, Duration::from_millis(50)).await;
        assert_eq!(ended, Ended::Abandoned);
        drop(go);

        let slow = || {
            std::thread::sleep(Duration::from_millis(50));
            Ok::<_, String>(Built::default())
        };
        assert_eq!(run(slow, &every, &clock, async {}, Duration::from_secs(20)).await, Ended::Clean);
    }
}
