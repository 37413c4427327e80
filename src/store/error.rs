//! Why the ledger cannot be used.

use std::path::PathBuf;

/// A fault of the ledger file. A run that meets one publishes nothing: without
/// its memory it could give new ids to old stories.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// It cannot be read.
    #[error("the ledger {path} cannot be read: {why}", path = .0.display(), why = .1)]
    Read(PathBuf, std::io::Error),
    /// A line of it is not what it should be.
    #[error("{path}:{line}: {what}; {help}", path = .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
        /// How to mend it.
        help: &'static str,
    },
    /// It cannot be written.
    #[error("the ledger {path} cannot be written: {why}", path = .0.display(), why = .1)]
    Write(PathBuf, std::io::Error),
}
