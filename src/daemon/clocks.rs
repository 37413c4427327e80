//! The machine's two clocks, and whether it keeps its own by a server of time.

use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::Utc;

use super::wall::Look;

/// Between the two readings at the most; else they are read again, since the
/// process may have stood still between them.
const TOGETHER: Duration = Duration::from_millis(100);
/// Readings until that is given up.
const TRIES: usize = 5;

/// Reads both clocks.
pub(super) fn look() -> Look {
    let mut before = since_boot();
    for _ in 0..TRIES {
        let wall = Utc::now();
        let boot = since_boot();
        if boot.saturating_sub(before) <= TOGETHER {
            return Look { wall, boot };
        }
        before = boot;
    }
    Look { wall: Utc::now(), boot: before }
}

/// Since boot, the time that the machine was suspended included.
#[cfg(target_os = "linux")]
fn since_boot() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Elsewhere: since this process first asked, on the clock that nobody sets.
#[cfg(not(target_os = "linux"))]
fn since_boot() -> Duration {
    static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    FIRST.get_or_init(std::time::Instant::now).elapsed()
}

/// Whether the system says that its clock is synchronised (`timedatectl`); where
/// it cannot say, a person must. It may take a while.
pub(super) fn is_synchronised() -> bool {
    let asked = Command::new("timedatectl")
        .args(["show", "--property=NTPSynchronized", "--value"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|answer| answer.status.success() && answer.stdout.trim_ascii() == b"yes")
}
