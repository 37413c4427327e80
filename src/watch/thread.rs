//! The thread that asks the system to watch, and hears what it tells.
//!
//! To set watches on many folders takes a second, and a folder may not answer at
//! all: nobody else waits for that.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;

use super::root::{Root, Standing, is_own, named};
use super::{Event, Folder, Gather, Hints, Status, kind};

/// How often it is looked whether a folder vanished or came back.
const TICK: Duration = Duration::from_secs(1);

/// The mend where the system watches no more folders.
const RAISE: &str = "the system watches no more folders: raise the limit with `sysctl fs.inotify.max_user_watches=1048576`, \
    and let the config be read anew";

/// Watches folders until it is dropped.
#[derive(Debug)]
pub struct Watch {
    shared: Arc<Shared>,
    /// Dropped, it lets the thread end.
    orders: Sender<Order>,
}

/// What both ends have in hand.
#[derive(Debug)]
struct Shared {
    gather: Mutex<Gather>,
    status: Mutex<Status>,
    /// Whether the limit on watches was met by a folder that came later.
    is_full: AtomicBool,
    news: Notify,
}

/// Folders to watch from now on, found out on the thread, since to ask about a
/// folder may take long.
struct Order {
    folders: Box<dyn FnOnce() -> Vec<Folder> + Send>,
    own: Vec<PathBuf>,
}

impl Watch {
    /// One that watches nothing yet.
    #[must_use]
    pub fn new(settle: Duration) -> Self {
        let shared = Arc::new(Shared {
            gather: Mutex::new(Gather::new(settle)),
            status: Mutex::default(),
            is_full: AtomicBool::new(false),
            news: Notify::new(),
        });
        let (orders, taken) = channel();
        let theirs = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || watch(&theirs, &taken));
        if let Err(error) = thread {
            lock(&shared.status).lines.push(format!("nothing is watched: no thread can be had for it: {error}"));
        }
        Self { shared, orders }
    }

    /// Watches these folders instead of those before, and passes over what lies at
    /// `own` and beside it under that name. Once that is so, everything is a hint.
    pub fn set(&self, settle: Duration, own: Vec<PathBuf>, folders: impl FnOnce() -> Vec<Folder> + Send + 'static) {
        lock(&self.shared.gather).set_settle(settle);
        lock(&self.shared.status).is_set = false;
        // Where the thread could not be had, the status says so.
        let _ = self.orders.send(Order { folders: Box::new(folders), own });
    }

    /// Notes what somebody else saw at `now`.
    pub fn note(&self, event: Event, now: Instant) {
        lock(&self.shared.gather).note(event, now);
    }

    /// What is worth a look at `now`.
    #[must_use]
    pub fn ready(&self, now: Instant) -> Hints {
        lock(&self.shared.gather).ready(now)
    }

    /// When something is next worth a look, as far as is known.
    #[must_use]
    pub fn next_at(&self) -> Option<Instant> {
        lock(&self.shared.gather).next_at()
    }

    /// How the watch stands.
    #[must_use]
    pub fn status(&self) -> Status {
        lock(&self.shared.status).clone()
    }

    /// Resolves when something happened since it did so last. Dropped, nothing is lost.
    pub async fn news(&self) {
        self.shared.news.notified().await;
    }
}

/// A panic elsewhere left whole values: each is changed by one call.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch(shared: &Arc<Shared>, orders: &Receiver<Order>) {
    let mut watched = Watched::default();
    loop {
        match orders.recv_timeout(TICK) {
            Ok(order) => watched = Watched::new(order, shared),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        watched.tick(shared);
    }
}

/// What is watched.
#[derive(Default)]
struct Watched {
    /// `None` where the system gives none: then all is polled.
    system: Option<RecommendedWatcher>,
    roots: Vec<Root>,
    is_new: bool,
}

impl Watched {
    fn new(Order { folders, own }: Order, shared: &Arc<Shared>) -> Self {
        let mut roots: Vec<Root> = folders().into_iter().map(Root::new).collect();
        let names = roots.iter().map(|root| (root.absolute().to_owned(), root.folder.clone())).collect();
        let own: Vec<_> = own.iter().filter_map(|path| std::path::absolute(path).ok()).collect();
        shared.is_full.store(false, Ordering::Relaxed);
        let system = match system(Arc::clone(shared), names, own) {
            Ok(system) => Some(system),
            Err(error) => {
                let why = format!(
                    "the system watches nothing: {error}; raise the limit with `sysctl fs.inotify.max_user_instances=1024`"
                );
                for root in &mut roots {
                    root.standing = Standing::Polled(why.clone());
                }
                None
            }
        };
        Self { system, roots, is_new: true }
    }

    /// Watches what came back, and lets go of what vanished.
    fn tick(&mut self, shared: &Shared) {
        let is_full = shared.is_full.load(Ordering::Relaxed);
        let mut is_changed = std::mem::take(&mut self.is_new);
        for root in &mut self.roots {
            let Some(system) = &mut self.system else { break };
            if is_full && matches!(root.standing, Standing::Watched(_)) {
                root.standing = Standing::Polled(RAISE.to_owned());
                is_changed = true;
            }
            is_changed |= root.look(system);
        }
        if is_changed {
            let status = status(&self.roots);
            for line in status.lines.iter().filter(|line| !lock(&shared.status).lines.contains(line)) {
                tracing::warn!("{line}");
            }
            *lock(&shared.status) = status;
            lock(&shared.gather).note(Event::Lost, Instant::now());
            shared.news.notify_one();
        }
    }
}

impl Root {
    /// Watches the folder if it is there and another than before; whether that
    /// changed how it stands.
    fn look(&mut self, system: &mut RecommendedWatcher) -> bool {
        let before = match &self.standing {
            Standing::Polled(_) => return false,
            Standing::Watched(identity) => Some(*identity),
            Standing::Away => None,
        };
        let now = self.identity();
        if now == before {
            return false;
        }
        if before.is_some() {
            // What vanished may have taken its watch with it.
            let _ = system.unwatch(self.absolute());
        }
        self.standing = match now {
            None => Standing::Away,
            Some(identity) => match system.watch(self.absolute(), RecursiveMode::Recursive) {
                Ok(()) => Standing::Watched(identity),
                // It vanished again; it is asked for in a second.
                Err(notify::Error { kind: ErrorKind::PathNotFound, .. }) if before.is_none() => return false,
                Err(notify::Error { kind: ErrorKind::PathNotFound, .. }) => Standing::Away,
                Err(notify::Error { kind: ErrorKind::MaxFilesWatch, .. }) => Standing::Polled(RAISE.to_owned()),
                Err(error) => Standing::Polled(format!("the system does not watch it: {error}")),
            },
        };
        true
    }
}

/// The system's watcher, which tells the gathering what it hears.
fn system(
    shared: Arc<Shared>,
    names: Vec<(PathBuf, PathBuf)>,
    own: Vec<PathBuf>,
) -> notify::Result<RecommendedWatcher> {
    let hear = move |heard: notify::Result<notify::Event>| {
        let events = match heard {
            Ok(mut event) => {
                let had_paths = !event.paths.is_empty();
                event.paths.retain(|path| !is_own(&own, path));
                if had_paths && event.paths.is_empty() {
                    return;
                }
                event.paths = event.paths.into_iter().map(|path| named(&names, path)).collect();
                kind::events(event)
            }
            Err(error) => {
                if matches!(error.kind, ErrorKind::MaxFilesWatch) {
                    shared.is_full.store(true, Ordering::Relaxed);
                }
                vec![Event::Lost]
            }
        };
        if events.is_empty() {
            return;
        }
        let now = Instant::now();
        let mut gather = lock(&shared.gather);
        for event in events {
            gather.note(event, now);
        }
        drop(gather);
        shared.news.notify_one();
    };
    RecommendedWatcher::new(hear, notify::Config::default())
}

fn status(roots: &[Root]) -> Status {
    let mut status = Status { is_set: true, ..Status::default() };
    for root in roots {
        if let Standing::Polled(why) = &root.standing {
            status.polled.push(root.folder.clone());
            status.lines.push(format!("{} is looked at on schedule alone: {why}", root.folder.display()));
        }
    }
    status
}

#[cfg(test)]
mod tests;
