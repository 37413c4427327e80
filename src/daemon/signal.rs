//! The operating system's wish that the process end, or read its config anew.

use std::future::Future;
use std::io;

/// A future that resolves at the first SIGINT (Ctrl-C) or SIGTERM from now on.
///
/// # Errors
/// When the system refuses to tell of signals.
#[cfg(unix)]
pub fn interrupted() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// A future that resolves at the first Ctrl-C from now on.
///
/// # Errors
/// Never here; elsewhere when the system refuses to tell of signals.
#[cfg(not(unix))]
pub fn interrupted() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Nothing will ever tell; stopping at once would be worse.
            std::future::pending::<()>().await;
        }
    })
}

/// Resolves its [`Hangups::next`] at each SIGHUP from now on.
#[cfg(unix)]
pub struct Hangups(tokio::signal::unix::Signal);

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub struct Hangups;

/// The SIGHUPs from now on.
///
/// # Errors
/// When the system refuses to tell of signals.
#[cfg(unix)]
pub fn hangups() -> io::Result<Hangups> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).map(Hangups)
}

/// The SIGHUPs from now on: none.
///
/// # Errors
/// Never here.
#[cfg(not(unix))]
pub fn hangups() -> io::Result<Hangups> {
    Ok(Hangups)
}

impl Hangups {
    /// Resolves at the next one; several that come together are one.
    pub async fn next(&mut self) {
        #[cfg(unix)]
        if self.0.recv().await.is_some() {
            return;
        }
        std::future::pending::<()>().await;
    }
}
