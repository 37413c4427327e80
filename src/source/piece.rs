//! The pieces of a source: what can be looked at without reading it, and read
//! by itself.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

/// A piece of a source: a file, with what lies beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What its articles' keys begin with: for a file its path below the
    /// source's folder, with `/` and in Unicode's form NFC.
    pub key: Arc<str>,
    /// The folder that it lies in; many pieces share one.
    folder: Arc<Path>,
    /// Its name there, where the key ends otherwise.
    name: Option<Box<str>>,
    /// Whether a file of its name and the ending `.toml` lies beside it and is
    /// stronger than it.
    pub has_sidecar: bool,
    /// What tells whether it changed.
    pub stamp: Stamp,
}

impl Piece {
    /// The file of that name in a folder, without a sidecar and not yet looked at.
    #[must_use]
    pub fn new(key: &str, folder: &Arc<Path>, name: &str) -> Self {
        let is_told = last(key) == name;
        Self {
            key: key.into(),
            folder: Arc::clone(folder),
            name: (!is_told).then(|| name.into()),
            has_sidecar: false,
            stamp: Stamp::UNKNOWN,
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(self.name.as_deref().unwrap_or_else(|| last(&self.key)))
    }

    /// Where the file beside it is that is stronger than it.
    #[must_use]
    pub fn sidecar(&self) -> Option<PathBuf> {
        self.has_sidecar.then(|| self.path().with_extension("toml"))
    }
}

/// What a key ends with.
fn last(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

/// A file beside a piece that its articles tell of: a picture, sound or film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// What the file system says of it; the print is 0 where it is not there.
    pub stamp: Stamp,
}

impl Beside {
    /// What the file system says now of the file at a path.
    #[must_use]
    pub fn of(path: PathBuf) -> Self {
        let none = Stamp { print: 0, newest: i64::MIN };
        let stamp = std::fs::metadata(&path).map_or(none, |meta| Stamp::of(&[&meta]));
        Self { path, stamp }
    }
}

/// What a file system says of a piece, or of other files that belong together: while
/// it says the same, they are the same, unless it is [young](Stamp::is_young).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// A hash of sizes, times and inodes.
    pub print: u128,
    /// The latest of its times, in nanoseconds of Unix time.
    pub newest: i64,
}

/// A file that changed less than so many nanoseconds before it was looked at may
/// change again without another time: two seconds is the coarsest grain of the
/// file systems that are in use (FAT; NFS and HFS+ have one second).
const GRAIN: i64 = 2_000_000_000;

impl Stamp {
    /// Of what could not be looked at: it counts as just changed.
    pub const UNKNOWN: Self = Self { print: 0, newest: i64::MAX };

    /// The stamp of files that belong together.
    #[must_use]
    pub fn of(files: &[&Metadata]) -> Self {
        let mut facts = Vec::with_capacity(files.len() * 40);
        let mut newest = i64::MIN;
        for meta in files {
            let modified = meta.modified().map_or(0, nanoseconds);
            let (changed, inode) = system(meta);
            newest = newest.max(modified).max(changed);
            facts.extend_from_slice(&meta.len().to_le_bytes());
            for number in [modified, changed] {
                facts.extend_from_slice(&number.to_le_bytes());
            }
            facts.extend_from_slice(&inode.to_le_bytes());
        }
        Self { print: xxh3_128(&facts), newest }
    }

    /// Whether it was taken so soon after a change that another one could carry
    /// the same times; `taken` is when, in nanoseconds of Unix time.
    #[must_use]
    pub fn is_young(&self, taken: i64) -> bool {
        self.newest.saturating_add(GRAIN) > taken
    }
}

/// A time in nanoseconds since 1970.
#[must_use]
pub fn nanoseconds(time: SystemTime) -> i64 {
    let since = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()),
        Err(before) => i128::try_from(before.duration().as_nanos()).map(|nanos| -nanos),
    };
    since.ok().and_then(|nanos| i64::try_from(nanos).ok()).unwrap_or(i64::MAX)
}

/// When a file's facts last changed, and its inode.
#[cfg(unix)]
fn system(meta: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec()), meta.ino())
}

#[cfg(not(unix))]
fn system(_: &Metadata) -> (i64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_just_written_is_young_and_an_old_one_is_not() {
        let stamp = Stamp { print: 1, newest: 10_000_000_000 };
        assert!(stamp.is_young(10_500_000_000));
        assert!(stamp.is_young(9_000_000_000), "a clock may go behind the file system's");
        assert!(!stamp.is_young(12_000_000_001));
    }

    #[test]
    fn another_size_is_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let stamp = |text: &str| {
            std::fs::write(&file, text).unwrap();
            Stamp::of(&[&file.metadata().unwrap()])
        };
        assert_ne!(stamp("a"), stamp("ab"));
    }
}
