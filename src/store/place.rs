//! Where the ledger lies: in one file, or in a folder with a file a month.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Utc};

use super::LedgerError;

/// Where the ledger lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In one file.
    File(PathBuf),
    /// In a folder: articles by the month of their first publication, in UTC,
    /// and beside them what is no article's. A run writes only those that change.
    Folder(PathBuf),
}

/// What the names of a ledger's files in a folder end with.
const ENDING: &str = ".jsonl";

/// What the name of a file ends with while it is written.
pub(super) const UNFINISHED: &str = ".feedroom-new";

impl Place {
    /// The place that a path names: a folder where it ends in a slash or is one.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let written = path.as_os_str().to_string_lossy();
        // Without the slash at its end, so that it compares and joins as any other.
        let plain: PathBuf = path.components().collect();
        if written.ends_with(std::path::is_separator) || path.is_dir() {
            Self::Folder(plain)
        } else {
            Self::File(plain)
        }
    }

    /// The file or the folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }

    /// The folder in which its files lie.
    pub(super) fn folder(&self) -> &Path {
        match self {
            Self::Folder(path) => path,
            Self::File(path) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder,
                _ => Path::new("."),
            },
        }
    }

    /// The file on which the line of an article stands that was first published then.
    pub(super) fn sheet_of(&self, published: DateTime<Utc>) -> Sheet {
        match self {
            Self::File(_) => Sheet::Whole,
            Self::Folder(_) => Sheet::Month(published.year(), published.month()),
        }
    }

    /// The name of one of its files.
    pub(super) fn name_of(&self, sheet: Sheet) -> String {
        match self {
            Self::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            Self::Folder(_) => format!("{sheet}{ENDING}"),
        }
    }

    /// The path of the file with a name.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        match self {
            // Its name need not be Unicode.
            Self::File(path) => path.clone(),
            Self::Folder(path) => path.join(name),
        }
    }

    /// The names of its files, sorted, and of those that a run left unfinished.
    /// Any file that ends in `.jsonl` is one of the ledger's: another one's lines
    /// move to where they belong.
    pub(super) fn list(&self) -> Result<Listed, LedgerError> {
        let mut listed = Listed::default();
        let Self::Folder(path) = self else {
            if self.path().try_exists().map_err(|error| LedgerError::Read(self.path().to_owned(), error))? {
                listed.names.push(self.name_of(Sheet::Whole));
            }
            return Ok(listed);
        };
        let cannot = |error| LedgerError::Read(path.clone(), error);
        let entries = match std::fs::read_dir(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(listed),
            entries => entries.map_err(cannot)?,
        };
        for entry in entries {
            let name = entry.map_err(cannot)?.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with('.') {
                if name.ends_with(UNFINISHED) {
                    listed.unfinished.push(name.to_owned());
                }
            } else if name.ends_with(ENDING) {
                listed.names.push(name.to_owned());
            }
        }
        listed.names.sort();
        Ok(listed)
    }
}

/// The files that were found at a place.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) names: Vec<String>,
    pub(super) unfinished: Vec<String>,
}

/// One file of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sheet {
    /// All lines, in one file.
    Whole,
    /// What is no article's line: feeds, and what a person's hand made. It is there
    /// as soon as there is a ledger.
    Feeds,
    /// The articles of a month.
    Month(i32, u32),
    /// Lines that are on their way from one file to another.
    Moving,
}

impl Sheet {
    /// Whether a name is one that a run may give to a file.
    pub(super) fn owns(name: &str) -> bool {
        name == format!("{}{ENDING}", Self::Feeds) || name.starts_with(|c: char| matches!(c, '0'..='9' | '-' | '+'))
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("ledger"),
            Self::Feeds => f.write_str("feeds"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Moving => f.write_str("moving"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_ends_in_a_slash_or_is_a_folder_holds_a_file_a_month() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger");
        assert_eq!(Place::of(&path), Place::File(path.clone()));
        assert_eq!(Place::of(&folder.path().join("ledger/")), Place::Folder(path.clone()));
        std::fs::create_dir(&path).unwrap();
        assert_eq!(Place::of(&path), Place::Folder(path));
    }

    /// Months are those of UTC, wherever a newsroom's clock stands.
    #[test]
    fn a_month_is_that_of_utc() {
        let place = Place::Folder("ledger".into());
        let at = |text| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let name = |text| place.name_of(place.sheet_of(at(text)));
        assert_eq!(name("2026-02-01T00:30:00+01:00"), "2026-01.jsonl");
        assert_eq!(name("2026-01-31T23:59:59Z"), "2026-01.jsonl");
        assert_eq!(name("0987-12-31T19:00:00-05:00"), "0988-01.jsonl");
    }
}
