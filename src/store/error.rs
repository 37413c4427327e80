//! Why the ledger cannot be used.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// A fault of the ledger file. A run that meets one publishes nothing: without
/// its memory it could give new ids to old stories.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// It cannot be read.
    #[error("the ledger {path} cannot be read: {why}", path = .0.display(), why = .1)]
    Read(PathBuf, io::Error),
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
    #[error("the ledger {path} cannot be written: {why}{help}", path = .0.display(), why = .1, help = help(.1))]
    Write(PathBuf, io::Error),
}

/// How to mend what keeps the ledger from being written. It is written before any
/// feed is.
fn help(why: &io::Error) -> &'static str {
    match why.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "; free some space and run again: no feed was changed",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "; give feedroom the right to write there",
        ErrorKind::IsADirectory => "; a folder stands where the ledger should be: move it away",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "; a file stands where a folder should be: move it away",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_that_cannot_be_written_says_how_to_mend_it() {
        let said = |kind: ErrorKind| LedgerError::Write("ledger.jsonl".into(), io::Error::from(kind)).to_string();
        let full = said(ErrorKind::StorageFull);
        assert!(full.starts_with("the ledger ledger.jsonl cannot be written: "), "{full}");
        assert!(full.ends_with("; free some space and run again: no feed was changed"), "{full}");
        assert!(said(ErrorKind::PermissionDenied).ends_with("; give feedroom the right to write there"));
        assert!(said(ErrorKind::IsADirectory).ends_with("; a folder stands where the ledger should be: move it away"));
    }
}
