//! The loop: it takes what it is told, looks at the clocks, and gives the worker
//! what is next on the agenda.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound as _, Utc};
use tokio::sync::mpsc;

use super::agenda::{Agenda, Job};
use super::handle::{MOST_MESSAGES, Message};
use super::oversee::{Oversight, Probe};
use super::priority::pool_of_one;
use super::wall::{Event, Look, Wall};
use super::worker::{self, Crew, Ended, Outlets, Task};
use super::{Handle, Haste, Order, Priority, Schedule, clocks, systemd};
use crate::pipeline::{House, RunError, Scanned};

/// The longest that is slept without a look at the clocks, either of which may
/// have been set, or the machine suspended.
const TICK: Duration = Duration::from_millis(500);

/// What a daemon is made of.
pub struct Setup {
    /// The house that it builds.
    pub house: Arc<House>,
    /// When.
    pub schedule: Schedule,
    /// Where what it makes goes.
    pub outlets: Outlets,
    /// Looks at all sources beside the builds.
    pub scout: Scout,
    /// Whether the rest of the process is well: the watchdog is told so only then.
    pub probe: Probe,
    /// What building may take of the machine.
    pub priority: Priority,
}

/// Looks at all sources, on a thread of its own, until it is told to end; `None`
/// where it cannot tell what is new.
pub type Scout = Arc<dyn Fn(&AtomicBool) -> Option<Scanned> + Send + Sync>;

/// How the daemon ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// No build was under way, or it was waited for.
    Clean,
    /// The build under way took longer than the grace. Its thread runs on: end
    /// the process without waiting for it. What it had not finished, the next run
    /// does.
    Abandoned,
}

/// A daemon that holds its places, and has not begun yet.
pub struct Daemon {
    crew: Crew,
    agenda: Agenda,
    wall: Wall,
    clock: Clock,
    is_synchronised: fn() -> bool,
    running: Option<Running>,
    oversight: Oversight,
    outlets: Outlets,
    inbox: mpsc::Receiver<Message>,
    scout: Scout,
    /// What it found.
    scanned: (mpsc::Sender<Option<Scanned>>, mpsc::Receiver<Option<Scanned>>),
    /// Lets it end.
    stops: Arc<AtomicBool>,
    priority: Priority,
    /// The system's answers about its clock.
    looked: (mpsc::Sender<bool>, mpsc::Receiver<bool>),
    is_ready: bool,
}

/// Says what both clocks say.
type Clock = Box<dyn Fn() -> Look + Send>;

struct Running {
    is_urgent: bool,
    since: Instant,
    cancel: Arc<AtomicBool>,
}

impl Daemon {
    /// Takes the places of the house.
    ///
    /// # Errors
    /// When another process holds one of them, or the store cannot be used.
    pub async fn open(setup: Setup) -> Result<(Self, Handle), RunError> {
        Self::open_by(setup, Box::new(clocks::look), clocks::is_synchronised).await
    }

    async fn open_by(setup: Setup, clock: Clock, is_synchronised: fn() -> bool) -> Result<(Self, Handle), RunError> {
        let Setup { house, schedule, outlets, scout, probe, priority } = setup;
        let limit = schedule.limit();
        let crew = worker::start(house, outlets.clone(), priority).await?;
        let (sender, inbox) = mpsc::channel(MOST_MESSAGES);
        let first = clock();
        let daemon = Self {
            crew,
            agenda: Agenda::new(schedule, first.wall),
            wall: Wall::new(first),
            clock,
            is_synchronised,
            running: None,
            oversight: Oversight::new(limit, probe, Arc::clone(&outlets.board)),
            outlets: outlets.clone(),
            inbox,
            scout,
            scanned: mpsc::channel(1),
            stops: Arc::default(),
            priority,
            looked: mpsc::channel(1),
            is_ready: false,
        };
        Ok((daemon, Handle { inbox: sender, board: outlets.board }))
    }

    /// Builds at once, and then whenever there is something to do, until `stop`
    /// resolves; a job that is under way then has `grace` to end.
    pub async fn run(mut self, stop: impl Future<Output = ()>, grace: Duration) -> Stopped {
        let mut stop = std::pin::pin!(stop);
        loop {
            let now = self.turn();
            let pause = self.agenda.wake().map_or(TICK, |at| (at - now).to_std().unwrap_or(TICK).min(TICK));
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(ended) = self.crew.ended.recv() => self.ended(ended),
                Some(message) = self.inbox.recv() => self.take(message),
                Some(scanned) = self.scanned.1.recv() => {
                    let now = self.wall.now((self.clock)());
                    self.agenda.came_back(scanned, now);
                }
                Some(answer) = self.looked.1.recv() => {
                    let look = (self.clock)();
                    let event = self.wall.second_look(answer, look);
                    self.tell_of_clock(event, look);
                }
                () = self.oversight.checked() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
        self.stop(grace).await
    }

    /// Looks at the clocks, begins what is next, and makes what runs give way.
    fn turn(&mut self) -> DateTime<Utc> {
        let look = (self.clock)();
        let event = self.wall.look(look);
        self.tell_of_clock(event, look);
        let now = self.wall.now(look);
        match &self.running {
            Some(running) if self.agenda.is_pressed(now) => running.cancel.store(true, Ordering::Relaxed),
            Some(_) => {}
            None => {
                if let Some(job) = self.agenda.next(now) {
                    self.begin(job, now);
                }
            }
        }
        if self.agenda.sets_out(now) {
            self.set_out();
        }
        let (due, scan) = (self.agenda.next_due(), self.agenda.next_scan());
        self.outlets.board.update(|state| (state.next_due, state.next_scan) = (due, scan));
        self.oversight.look(self.running.as_ref().map(|running| running.since), self.is_ready);
        now
    }

    /// Lets the scout look, one at a time.
    fn set_out(&self) {
        let (scout, stops, tell) = (Arc::clone(&self.scout), Arc::clone(&self.stops), self.scanned.0.clone());
        let look = move || {
            let found = catch_unwind(AssertUnwindSafe(|| scout(&stops))).unwrap_or_default();
            // The loop may have ended.
            let _ = tell.blocking_send(found);
        };
        match pool_of_one(self.priority) {
            // The pool ends with its only piece of work.
            Ok(pool) => pool.spawn(look),
            Err(error) => {
                tracing::warn!("no thread can be had for a scan: {error}");
                let _ = self.scanned.0.try_send(None);
            }
        }
    }

    fn begin(&mut self, job: Job, now: DateTime<Utc>) {
        let cancel = Arc::new(AtomicBool::new(false));
        let is_urgent = matches!(&job, Job::Order(Order { haste: Haste::Now, .. }));
        let what = job.name();
        self.running = Some(Running { is_urgent, since: Instant::now(), cancel: Arc::clone(&cancel) });
        self.outlets.board.update(|state| state.running = Some(super::board::Running { what, since: now }));
        let task = Task { job, now: now.trunc_subsecs(0), cancel };
        if self.crew.tasks.as_ref().is_none_or(|tasks| tasks.send(task).is_err()) {
            // It stays under way beyond every limit, which is told.
            tracing::error!("the thread that builds has ended; this is a fault of Feedroom, restart it");
        }
    }

    fn ended(&mut self, Ended { job, how }: Ended) {
        let look = (self.clock)();
        self.running = None;
        self.outlets.board.update(|state| state.running = None);
        self.agenda.ended(job, how, self.wall.now(look));
        if !self.is_ready && self.outlets.newsstand.current().is_some() {
            self.is_ready = true;
            systemd::ready();
        }
        systemd::status(&self.outlets.board.current().sentence());
    }

    fn take(&mut self, message: Message) {
        let look = (self.clock)();
        let now = self.wall.now(look);
        match message {
            Message::Order(order) => self.agenda.order(order),
            Message::Changed(paths) => self.agenda.changed(paths, now),
            Message::Scan => self.agenda.scan_from(now),
            Message::Watched(is_watched) => self.agenda.watch(is_watched, now),
            Message::Reschedule(schedule) => {
                self.oversight.limit = schedule.limit();
                self.agenda.reschedule(schedule, now);
            }
            Message::ConfirmClock(reply) => {
                let event = self.wall.confirm(look);
                // Whoever asked may have gone.
                let _ = reply.send(event.is_some());
                self.tell_of_clock(event, look);
            }
        }
    }

    fn tell_of_clock(&mut self, event: Option<Event>, look: Look) {
        let Some(event) = event else { return };
        match event {
            Event::Jumped(seconds) => tracing::warn!(
                seconds,
                "the clock jumped: embargoes go by the time since boot until the clock is synchronised or a person \
                 confirms it (`feedroom clock confirm`)"
            ),
            Event::Returned => tracing::warn!("the clock is right again: embargoes go by it"),
            Event::Confirmed => {
                tracing::warn!(time = %look.wall, "the clock's new time is confirmed: embargoes go by it");
            }
            Event::Ask => {
                let (tell, ask) = (self.looked.0.clone(), self.is_synchronised);
                // One question at a time: an answer that finds no place is asked for again.
                tokio::task::spawn_blocking(move || tell.try_send(ask()));
                return;
            }
        }
        let standing = self.wall.standing();
        self.outlets.board.update(|state| state.clock = standing);
        if event != Event::Returned {
            // What is due, and the next scan, were reckoned by another time.
            self.agenda.look_from(self.wall.now(look));
        }
    }

    /// Lets the worker finish what must not be left half done, and go.
    async fn stop(mut self, grace: Duration) -> Stopped {
        self.outlets.board.update(|state| state.stopping = true);
        self.stops.store(true, Ordering::Relaxed);
        if let Some(running) = &self.running
            && !running.is_urgent
        {
            running.cancel.store(true, Ordering::Relaxed);
        }
        self.crew.tasks = None;
        let gone = async {
            // Taken, so that the worker is not held up by it.
            while self.crew.ended.recv().await.is_some() {}
            let _ = self.crew.gone.await;
        };
        match tokio::time::timeout(grace, gone).await {
            Ok(()) => Stopped::Clean,
            Err(_) => Stopped::Abandoned,
        }
    }
}

#[cfg(test)]
mod tests;
