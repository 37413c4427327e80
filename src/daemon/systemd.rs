//! What the service manager is told, where one listens (`NOTIFY_SOCKET`).

use std::time::Duration;

use sd_notify::NotifyState;

/// How often a start that takes long says that it goes on.
pub(super) const EXTEND_EVERY: Duration = Duration::from_secs(5);
/// What such a word is good for.
const EXTEND_BY: u32 = 30_000_000;

/// The daemon is ready: it serves documents; or it has reloaded.
pub fn ready() {
    tell(&[NotifyState::Ready]);
}

/// It reads its config anew; [`ready`] follows, be the config good or not.
pub fn reloading() {
    let mut states = vec![NotifyState::Reloading];
    states.extend(NotifyState::monotonic_usec_now());
    tell(&states);
}

/// It stops.
pub fn stopping() {
    tell(&[NotifyState::Stopping]);
}

/// One line for `systemctl status`.
pub fn status(text: &str) {
    tell(&[NotifyState::Status(text)]);
}

/// It is well.
pub(super) fn well() {
    tell(&[NotifyState::Watchdog]);
}

/// Its start goes on.
pub(super) fn starting() {
    tell(&[NotifyState::ExtendTimeoutUsec(EXTEND_BY)]);
}

/// How often it must say that it is well, if somebody listens: half of the time
/// after which it would be taken for dead.
pub(super) fn watchdog_every() -> Option<Duration> {
    sd_notify::watchdog_enabled().map(|limit| limit / 2)
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::debug!(%error, "the service manager cannot be told");
    }
}
