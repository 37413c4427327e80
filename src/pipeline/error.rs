//! Why a run could not be done at all (exit status 2).

use std::path::PathBuf;

use super::{HandError, Stop};
use crate::config::ConfigError;
use crate::format::FormatError;
use crate::publish::PublishError;
use crate::store::{LedgerError, RecallError, StoreError};

/// A fault that ends a run before anything was published, or in the middle of
/// putting documents in their places: then the next run does the rest.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The config is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A format cannot be written at all.
    #[error("a format cannot be written: {0}; this is a fault of the program, please report it")]
    Format(#[from] FormatError),
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// What a person asked cannot be done.
    #[error(transparent)]
    Hand(#[from] HandError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A damaged database cannot be moved out of the way.
    #[error("{} is damaged and cannot be moved out of the way: {why}; move it away yourself", .path.display())]
    Aside {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: std::io::Error,
    },
    /// The run must not begin.
    #[error("{stop}; {help}", stop = .0, help = .0.help())]
    Stop(#[from] Stop),
    /// No source could be read.
    #[error("no source could be read: {0}")]
    NoSource(String),
    /// Another run is under way.
    #[error(
        "another run{holder} writes the feeds: it holds {}; wait until it is done, or end it (the lock ends with it); \
         the daemon of another config keeps it, so that the two need outputs and stores of their own",
        .path.display()
    )]
    Busy {
        /// The lock that it holds.
        path: PathBuf,
        /// Which process it is, where that can be read.
        holder: String,
    },
    /// Nobody knows whether another run is under way.
    #[error("{} cannot be locked: {why}; mend that, since two runs at once would spoil each other's files", .path.display())]
    Lock {
        /// The lock.
        path: PathBuf,
        /// Why not.
        why: std::io::Error,
    },
    /// Items that were rendered cannot be read back.
    #[error(
        "what was rendered cannot be read back from the folder of temporary files: {0}; name another one in TMPDIR"
    )]
    Spool(std::io::Error),
    /// Articles changed while they were read, each time anew.
    #[error("articles change faster than they can be read; run again when whoever writes them is done")]
    Restless,
    /// The run gave way to what could not wait; nothing was changed.
    #[error("the run gave way to another one; nothing was changed")]
    Cancelled,
    /// A document cannot be put in its place.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl From<RecallError> for RunError {
    fn from(why: RecallError) -> Self {
        match why {
            RecallError::Ledger(why) => Self::Ledger(why),
            RecallError::Store(why) => Self::Store(why),
        }
    }
}
