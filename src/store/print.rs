//! What tells whether the ledger's files are the ones that were left: their
//! stamp, which is cheap, and their prints, for which they are read.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::{LedgerError, Place};

/// What the file system says of the ledger's files. While it says the same,
/// nobody wrote to them, unless the stamp [is young](Stamp::is_young).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// A hash of names, sizes, times and inodes.
    pub print: u64,
    /// The latest of the times, in nanoseconds of Unix time.
    pub newest: i64,
}

/// A file that changed less than so many nanoseconds before it was looked at may
/// change again without another time: two seconds, the coarsest grain of the
/// file systems that are in use (FAT).
const GRAIN: i64 = 2_000_000_000;

impl Stamp {
    /// That of no files.
    pub const UNKNOWN: Self = Self { print: 0, newest: i64::MAX };

    /// The stamp of the ledger at a place; `None` where there is none, or where it
    /// cannot be looked at.
    #[must_use]
    pub fn of(place: &Place) -> Option<Self> {
        let names = place.list().ok()?.names;
        let (mut hash, mut newest) = (Xxh3::new(), i64::MIN);
        for name in &names {
            let meta = std::fs::metadata(place.file(name)).ok()?;
            let modified = meta.modified().map_or(i64::MAX, nanoseconds);
            let (changed, inode) = system(&meta);
            hash.update(name.as_bytes());
            for number in [meta.len(), modified.cast_unsigned(), changed.cast_unsigned(), inode] {
                hash.update(&number.to_le_bytes());
            }
            newest = newest.max(modified).max(changed);
        }
        (!names.is_empty()).then(|| Self { print: hash.digest(), newest })
    }

    /// Whether it was taken so soon after a change that another one could carry
    /// the same times: then only [`Prints`] tell.
    #[must_use]
    pub fn is_young(&self, taken: SystemTime) -> bool {
        self.newest.saturating_add(GRAIN) > nanoseconds(taken)
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
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

/// Length and hash of one file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// In bytes.
    pub length: u64,
    /// XXH3 (64 bits).
    pub hash: u64,
}

/// The content of the ledger's files, in brief, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prints(pub(super) BTreeMap<String, Print>);

impl Prints {
    /// Reads the files of a ledger for their prints alone.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn of(place: &Place) -> Result<Self, LedgerError> {
        let mut prints = BTreeMap::new();
        for name in place.list()?.names {
            let path = place.file(&name);
            let print = of_file(&path).map_err(|error| LedgerError::Read(path, error))?;
            prints.insert(name, print);
        }
        Ok(Self(prints))
    }

    /// Whether there is anything in them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|print| print.length == 0)
    }
}

fn of_file(path: &Path) -> io::Result<Print> {
    let (mut file, mut printing) = (File::open(path)?, Printing::default());
    let mut buffer = vec![0; 1 << 17];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(printing.print()),
            Ok(read) => printing.see(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The print of bytes that pass by.
#[derive(Default)]
pub(super) struct Printing {
    length: u64,
    hash: Xxh3,
}

impl Printing {
    pub(super) fn see(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.hash.update(bytes);
    }

    pub(super) fn print(&self) -> Print {
        Print { length: self.length, hash: self.hash.digest() }
    }
}

impl Write for Printing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.see(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_writes_to_the_ledger_changes_its_stamp_and_its_prints() {
        let folder = tempfile::tempdir().unwrap();
        for place in [Place::File(folder.path().join("one.jsonl")), Place::Folder(folder.path().join("many"))] {
            assert_eq!((Stamp::of(&place), Prints::of(&place).unwrap()), (None, Prints::default()));
            std::fs::create_dir_all(place.folder()).unwrap();
            let file = place.file("2026-01.jsonl");
            std::fs::write(&file, "one\n").unwrap();
            let (stamp, prints) = (Stamp::of(&place).unwrap(), Prints::of(&place).unwrap());
            assert_eq!((Stamp::of(&place), Prints::of(&place).unwrap()), (Some(stamp), prints.clone()));
            assert!(stamp.is_young(SystemTime::now()));
            assert!(!stamp.is_young(SystemTime::now() + std::time::Duration::from_secs(3)));
            // As git does: another file under the same name.
            let other = file.with_extension("other");
            std::fs::write(&other, "two\n").unwrap();
            std::fs::rename(other, &file).unwrap();
            assert_ne!(Stamp::of(&place), Some(stamp));
            assert_ne!(Prints::of(&place).unwrap(), prints);
            let json = serde_json::to_string(&(stamp, &prints)).unwrap();
            assert_eq!(serde_json::from_str::<(Stamp, Prints)>(&json).unwrap(), (stamp, prints));
        }
    }
}
