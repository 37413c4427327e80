//! SIGHUP: the config is read anew, and holds from then on if it is sound.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};

use super::Plan;
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, ConfigError};
use crate::daemon::{Handle, Hangups, Haste, systemd, watching};
use crate::http::{About, Server};
use crate::pipeline::{House, RunError};
use crate::watch::Watch;

/// Where a person who asked for it waits to hear why the config was refused, if it was.
pub(super) type Wish = oneshot::Sender<Option<String>>;

/// What a new config reaches.
pub(super) struct Reloader {
    /// The config.
    pub(super) path: PathBuf,
    /// What holds until a restart.
    pub(super) server: Server,
    pub(super) daemon: Handle,
    pub(super) house: watch::Sender<Arc<House>>,
    pub(super) about: watch::Sender<About>,
    pub(super) watch: Arc<Watch>,
    pub(super) settle: watch::Sender<Duration>,
}

/// Reads the config anew at each hangup, and when a person asks, for as long as
/// the daemon lives.
pub(super) async fn at_each(mut hangups: Hangups, mut wishes: mpsc::Receiver<Wish>, reloader: Reloader) {
    loop {
        let wish = tokio::select! {
            () = hangups.next() => None,
            Some(wish) = wishes.recv() => Some(wish),
        };
        let refused = reloader.serve().await;
        if let Some(wish) = wish {
            // Who asked may have gone.
            let _ = wish.send(refused);
        }
    }
}

impl Reloader {
    /// Reloads, and tells whoever is to know; returns why the config was refused.
    async fn serve(&self) -> Option<String> {
        // A service manager that still waits for the start is told of that alone.
        let is_ready = self.daemon.board().current().last.is_some();
        if is_ready {
            systemd::reloading();
        }
        let refused = self.reload().await.err().map(|error| error.to_string());
        match &refused {
            None => tracing::info!("the config was read anew, and holds"),
            Some(why) => tracing::error!("the config is refused, and the old one holds: {why}"),
        }
        self.daemon.board().update(|state| {
            if refused.is_none() {
                state.config.read_at = SystemClock.now();
            }
            state.config.refused.clone_from(&refused);
        });
        if is_ready {
            systemd::ready();
        }
        systemd::status(&self.daemon.board().current().sentence());
        refused
    }

    async fn reload(&self) -> Result<(), RunError> {
        let path = self.path.clone();
        let read = tokio::task::spawn_blocking(move || Plan::read(&Config::load(&path)?)).await;
        let plan = read.map_err(|_| {
            // What a panic says the panic hook has told.
            ConfigError::nowhere("reading it stopped unexpectedly", "please report it; this is a fault of Feedroom")
        })??;
        let house = Arc::clone(&plan.house);
        // `None`: the daemon stops, and needs no config.
        self.daemon.ask(Haste::Now, move |floor| floor.move_to(Arc::clone(&house))).await.unwrap_or(Ok(()))?;
        self.about.send_replace(super::about(&plan.house));
        let settle = plan.schedule.settle();
        self.settle.send_replace(settle);
        watching::set(&self.watch, &plan.house, settle);
        self.house.send_replace(plan.house);
        self.daemon.reschedule(plan.schedule).await;
        if plan.server != self.server {
            tracing::warn!("it still listens where it did: for another `listen` or `operator` of [server], restart it");
        }
        Ok(())
    }
}
