//! How the watch stands, for whoever reckons with it.

use std::path::{Path, PathBuf};

/// Which folders are watched, and which are not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Whether the watches that were asked for last are set, where they can be.
    pub is_set: bool,
    /// Folders of which the system tells nothing: scans find what is new in them.
    pub polled: Vec<PathBuf>,
    /// What is to be said of the watch, with the mend, a sentence for each folder.
    pub lines: Vec<String>,
}

impl Status {
    /// Whether anything is found by scans alone.
    #[must_use]
    pub fn is_polled(&self) -> bool {
        !self.is_set || !self.polled.is_empty()
    }

    /// Whether a path is one of those that scans alone find.
    #[must_use]
    pub fn polls(&self, path: &Path) -> bool {
        !self.is_set || self.polled.iter().any(|folder| path.starts_with(folder))
    }
}
