//! Exit statuses: promises to cron and CI.

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All is well.
    Done = 0,
    /// Done, and something is not as it should be.
    Findings = 1,
    /// Nothing could be done: usage, config, ledger, no source, a full disk.
    CouldNotRun = 2,
}

impl Exit {
    /// [`Exit::Findings`] where there are any.
    #[must_use]
    pub fn of_findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Done }
    }

    /// The exit of this status.
    #[must_use]
    pub fn of_status(status: u8) -> Self {
        match status {
            0 => Self::Done,
            1 => Self::Findings,
            _ => Self::CouldNotRun,
        }
    }
}
