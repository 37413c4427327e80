//! The loop with its worker and a real house, by clocks that a test sets.

use std::sync::Mutex;

use chrono::TimeDelta;
use tokio::sync::oneshot;

use super::*;
use crate::config::Config;
use crate::daemon::{Board, Standing};
use crate::pipeline::{Build, Scope};
use crate::publish::{Held, Newsstand};

/// Clocks that go on as they should, and can be set.
#[derive(Clone)]
struct Clocks {
    began: Instant,
    set: Arc<Mutex<TimeDelta>>,
}

impl Clocks {
    fn new() -> Self {
        Self { began: Instant::now(), set: Arc::default() }
    }

    fn set(&self, ahead: TimeDelta) {
        *self.set.lock().unwrap() = ahead;
    }

    fn look(&self) -> Look {
        let boot = self.began.elapsed();
        let start: DateTime<Utc> = "2026-03-01T10:00:00Z".parse().unwrap();
        Look { wall: start + boot + *self.set.lock().unwrap(), boot }
    }
}

/// A daemon that runs, and its newsroom.
struct Running {
    folder: tempfile::TempDir,
    clocks: Clocks,
    newsstand: Arc<Newsstand>,
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    task: tokio::task::JoinHandle<Stopped>,
    _debts: mpsc::Receiver<crate::daemon::Owed>,
}

const CONFIG: &str = "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\n\
    path = \"articles\"\n[[feed]]\npath = \"all\"\nformats = [\"json\"]\n[schedule]\nbuild = \"0 0 1 1 *\"\n";

impl Running {
    async fn start(stories: &[(&str, &str)]) -> Self {
        Self::start_within(Duration::from_mins(5), stories).await
    }

    async fn start_within(limit: Duration, stories: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::create_dir(folder.path().join("articles")).unwrap();
        for (name, date) in stories {
            story(folder.path(), name, date);
        }
        let config = Config::parse(&path, CONFIG.to_owned()).unwrap();
        let newsstand = Arc::new(Newsstand::new());
        let (debts, owed) = mpsc::channel(1);
        let board = Arc::new(Board::new(Utc::now()));
        let setup = Setup {
            house: Arc::new(House::open(&config).unwrap()),
            schedule: super::super::read(&config.schedule, &config.site).unwrap(),
            outlets: Outlets { newsstand: Arc::clone(&newsstand), debts, board },
            scout: {
                let house = Arc::new(House::open(&config).unwrap());
                Arc::new(move |stops: &AtomicBool| crate::pipeline::scan(&house, stops).unwrap())
            },
            probe: Arc::new(|| Box::pin(async { Ok(()) })),
            priority: Priority::default(),
        };
        let clocks = Clocks::new();
        let clock = clocks.clone();
        let (mut daemon, handle) = Daemon::open_by(setup, Box::new(move || clock.look()), || false).await.unwrap();
        daemon.oversight.limit = limit;
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(daemon.run(async { drop(stopped.await) }, Duration::from_secs(20)));
        Self { folder, clocks, newsstand, handle, stop: Some(stop), task, _debts: owed }
    }

    fn feed(&self) -> String {
        let Some(catalogue) = self.newsstand.current() else { return String::new() };
        let Held::File(file) = &catalogue.entries["/all.json"].held else { return String::new() };
        std::fs::read_to_string(file).unwrap()
    }

    async fn until(&self, is_so: impl Fn() -> bool) {
        for _ in 0..3_000 {
            if is_so() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it does not become so: {:?}", self.handle.board().current());
    }

    async fn stop(mut self) -> Stopped {
        self.stop.take();
        self.task.await.unwrap()
    }
}

fn story(folder: &std::path::Path, name: &str, date: &str) {
    let text = format!("---\ntitle: {name}\ndate: {date}\n---\nThe words of {name}.\n");
    std::fs::write(folder.join(format!("articles/{name}.md")), text).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_ends_no_embargo_until_a_person_confirms_it() {
    let daemon = Running::start(&[("old", "2026-02-01T10:00:00Z"), ("later", "2026-03-01T11:00:00Z")]).await;
    daemon.until(|| daemon.feed().contains("old")).await;
    daemon.clocks.set(TimeDelta::hours(2));
    let paused = || matches!(daemon.handle.board().current().clock, Standing::Paused { seconds: 7_200, .. });
    daemon.until(paused).await;
    // Builds go on, by the time that is trusted.
    let report = daemon.handle.ask(Haste::InTurn, |floor| Ok(floor.run(Build::default())?.report)).await;
    assert!(report.unwrap().unwrap().at < "2026-03-01T10:30:00Z".parse::<DateTime<Utc>>().unwrap());
    assert!(!daemon.feed().contains("later"));
    assert_eq!(daemon.handle.confirm_clock().await, Some(true));
    daemon.until(|| daemon.feed().contains("later")).await;
    assert_eq!(daemon.handle.board().current().clock, Standing::Trusted);
    assert_eq!(daemon.stop().await, Stopped::Clean);
}

#[tokio::test(flavor = "multi_thread")]
async fn paths_orders_and_scans_are_done_and_posted() {
    let daemon = Running::start(&[("old", "2026-02-01T10:00:00Z")]).await;
    daemon.until(|| daemon.feed().contains("old")).await;
    story(daemon.folder.path(), "new", "2026-02-02T10:00:00Z");
    daemon.handle.changed(vec![daemon.folder.path().join("articles/new.md")]).await;
    daemon.until(|| daemon.feed().contains("new")).await;
    daemon
        .until(|| daemon.handle.board().current().last.as_ref().is_some_and(|last| last.what == "what changed"))
        .await;
    story(daemon.folder.path(), "more", "2026-02-03T10:00:00Z");
    daemon.handle.scan().await;
    daemon.until(|| daemon.feed().contains("more")).await;
    // What panics is answered by nobody, and the next order is done.
    let none = daemon.handle.ask(Haste::Now, |_| -> Result<(), RunError> { panic!("on purpose, in a test") }).await;
    assert!(none.is_none());
    let scope = Scope::Paths(&[]);
    let ran = daemon.handle.ask(Haste::Now, move |floor| floor.run(Build { scope, ..Build::default() })).await;
    assert!(ran.unwrap().is_ok());
    assert_eq!(daemon.stop().await, Stopped::Clean);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_failed_is_posted_until_a_build_shows_that_all_is_well() {
    let daemon = Running::start(&[("old", "2026-02-01T10:00:00Z")]).await;
    let last = || daemon.handle.board().current().last.as_ref().map(|last| last.what);
    daemon.until(|| last() == Some("a scan")).await;
    let (feeds, away) = (daemon.folder.path().join("feeds"), daemon.folder.path().join("away"));
    std::fs::rename(&feeds, &away).unwrap();
    std::fs::write(&feeds, "no folder").unwrap();
    let build = || daemon.handle.ask(Haste::InTurn, |floor| floor.run(Build::default()));
    assert!(build().await.unwrap().is_err());
    // A build that has nothing to look at and nothing to write shows nothing.
    daemon.handle.changed(vec![daemon.folder.path().join("articles/none.md")]).await;
    daemon.until(|| last() == Some("what changed")).await;
    let state = daemon.handle.board().current();
    let failure = state.failure.as_ref().unwrap();
    assert_eq!((failure.what, failure.again), ("an order", false));
    assert!(failure.why.contains("a file stands where a folder should be"), "{}", failure.why);
    std::fs::remove_file(&feeds).unwrap();
    std::fs::rename(&away, &feeds).unwrap();
    assert!(build().await.unwrap().is_ok());
    assert!(daemon.handle.board().current().failure.is_none());
    assert_eq!(daemon.stop().await, Stopped::Clean);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_gives_way_to_one_that_cannot_wait() {
    let daemon = Running::start(&[("old", "2026-02-01T10:00:00Z")]).await;
    daemon.until(|| daemon.feed().contains("old")).await;
    let (start, started) = std::sync::mpsc::channel();
    let slow = daemon.handle.clone();
    let slow = tokio::spawn(async move {
        let mut times = 0;
        let work = move |floor: &mut crate::daemon::Floor<'_>| {
            times += 1;
            let _ = start.send(());
            // The first time it is at work until it is to give way.
            while times == 1 && !floor.is_pressed() {
                std::thread::sleep(Duration::from_millis(1));
            }
            if times == 1 { Err(RunError::Cancelled) } else { Ok(times) }
        };
        slow.ask(Haste::InTurn, work).await
    });
    tokio::task::spawn_blocking(move || started.recv()).await.unwrap().unwrap();
    assert!(daemon.handle.ask(Haste::Now, |_| Ok(())).await.is_some_and(|done| done.is_ok()));
    assert_eq!(slow.await.unwrap().unwrap().unwrap(), 2);
    assert_eq!(daemon.stop().await, Stopped::Clean);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_that_hangs_is_told_until_it_ends() {
    let daemon = Running::start_within(Duration::from_secs(1), &[("old", "2026-02-01T10:00:00Z")]).await;
    daemon.until(|| daemon.feed().contains("old")).await;
    let (release, hung) = std::sync::mpsc::channel::<()>();
    let asked = daemon.handle.clone();
    let hangs = move |_: &mut crate::daemon::Floor<'_>| Ok(hung.recv().is_err());
    let asked = tokio::spawn(async move { asked.ask(Haste::InTurn, hangs).await });
    let unwell = || daemon.handle.board().current().unwell.clone();
    daemon.until(|| unwell().is_some_and(|why| why.contains("may hang"))).await;
    assert!(daemon.feed().contains("old"), "what is out stays out");
    drop(release);
    assert!(asked.await.unwrap().unwrap().unwrap());
    daemon.until(|| unwell().is_none()).await;
    assert_eq!(daemon.stop().await, Stopped::Clean);
}
