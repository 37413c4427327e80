//! The socket at which commands are taken, which goes where the store goes.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::watch;

use super::commands::Commands;
use super::told;
#[cfg(unix)]
use crate::config::ConfigError;
#[cfg(unix)]
use crate::control::{self, BindError, Bound};
use crate::pipeline::{House, RunError};

/// Refuses to be the second daemon of a store, and says which the first is.
#[cfg(unix)]
pub(super) async fn is_alone(socket: &Path) -> Result<(), RunError> {
    match control::is_free(socket).await {
        Err(why @ BindError::Taken { .. }) => {
            let help = "ask it (`feedroom status`, `feedroom build`), or end it first";
            Err(ConfigError::nowhere(why.to_string(), help).into())
        }
        _ => Ok(()),
    }
}

/// Takes commands beside the store of the house, wherever that is, until it is
/// told to stop. Where the system allows no socket there, feeds are served all
/// the same.
#[cfg(unix)]
pub(super) async fn take_commands(
    mut house: watch::Receiver<Arc<House>>,
    commands: Commands,
    stopped: watch::Receiver<bool>,
) {
    let commands = Arc::new(commands);
    while !*stopped.borrow() {
        let socket = house.borrow_and_update().store.socket();
        let at = socket.clone();
        let (mut moved, stop) = (house.clone(), told(stopped.clone()));
        let until = async move {
            tokio::select! {
                () = stop => {}
                _ = moved.wait_for(|house| house.store.socket() != socket) => {}
            }
        };
        let commands = Arc::clone(&commands);
        match Bound::at(&at).await {
            Ok(bound) => control::serve(bound, move |asked| Arc::clone(&commands).answer(asked), until).await,
            Err(why) => {
                tracing::error!("no command can reach this daemon: {why}");
                until.await;
            }
        }
    }
}

/// Elsewhere the locks tell.
#[cfg(not(unix))]
pub(super) async fn is_alone(_: &Path) -> Result<(), RunError> {
    Ok(())
}

/// Elsewhere no command reaches a daemon.
#[cfg(not(unix))]
pub(super) async fn take_commands(_: watch::Receiver<Arc<House>>, _: Commands, stopped: watch::Receiver<bool>) {
    told(stopped).await;
}
