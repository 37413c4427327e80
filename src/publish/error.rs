//! Why documents cannot be put in their place.

use std::io;
use std::path::{Path, PathBuf};

/// A fault while writing. Nothing that was out has changed when it is returned
/// before the first rename; after it, each file is the old one or the new one.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be {done}: {why}{}", .path.display(), help(.why, .done))]
pub struct PublishError {
    path: PathBuf,
    done: &'static str,
    why: io::Error,
}

impl PublishError {
    pub(super) fn new(path: &Path, done: &'static str, why: io::Error) -> Self {
        Self { path: path.to_owned(), done, why }
    }
}

fn help(why: &io::Error, done: &str) -> &'static str {
    match why.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
            if matches!(done, "put in place" | "made durable") =>
        {
            "; free some space and run again: the next run does the rest"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; free some space and run again: no feed was changed"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "; give feedroom the right to write there"
        }
        io::ErrorKind::IsADirectory => "; a folder stands where a feed should be: move it away",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "; a file stands where a folder should be: move it away"
        }
        _ => "",
    }
}
