//! SIGHUP: the config is read anew, and holds from then on if it is sound.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::Plan;
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, ConfigError};
use crate::daemon::{Handle, Hangups, Haste, systemd};
use crate::http::Server;
use crate::pipeline::RunError;

/// Where a person who asked for it waits to hear why the config was refused, if it was.
pub(super) type Wish = oneshot::Sender<Option<String>>;

/// Reads the config anew at each hangup, and when a person asks, for as long as
/// the daemon lives.
pub(super) async fn at_each(
    mut hangups: Hangups,
    mut wishes: mpsc::Receiver<Wish>,
    path: PathBuf,
    server: Server,
    daemon: Handle,
) {
    loop {
        let wish = tokio::select! {
            () = hangups.next() => None,
            Some(wish) = wishes.recv() => Some(wish),
        };
        systemd::reloading();
        let refused = match reload(&path, &server, &daemon).await {
            Ok(()) => None,
            Err(error) => {
                let why = sentence(&error);
                tracing::error!("the config is refused, and the old one holds: {why}");
                Some(why)
            }
        };
        daemon.board().update(|state| {
            if refused.is_none() {
                state.config.read_at = SystemClock.now();
            }
            state.config.refused.clone_from(&refused);
        });
        systemd::ready();
        systemd::status(&daemon.board().current().sentence());
        if let Some(wish) = wish {
            // Who asked may have gone.
            let _ = wish.send(refused);
        }
    }
}

async fn reload(path: &Path, server: &Server, daemon: &Handle) -> Result<(), RunError> {
    let path = path.to_owned();
    let read = tokio::task::spawn_blocking(move || Plan::read(&Config::load(&path)?)).await;
    let plan = read.map_err(|_| {
        // What a panic says the panic hook has told.
        ConfigError::nowhere("reading it stopped unexpectedly", "please report it; this is a fault of Feedroom")
    })??;
    let house = Arc::clone(&plan.house);
    // `None`: the daemon stops, and needs no config.
    daemon.ask(Haste::Now, move |floor| floor.move_to(Arc::clone(&house))).await.unwrap_or(Ok(()))?;
    daemon.reschedule(plan.schedule).await;
    if plan.server != *server {
        let (old, new) = (&server.listen, &plan.server.listen);
        tracing::warn!("it still listens at {old}: to listen at {new}, restart it");
    }
    tracing::info!("the config was read anew, and holds");
    Ok(())
}

/// A fault on one line, with its place and its mend.
fn sentence(error: &RunError) -> String {
    error.to_string()
}
