//! What tells whether the ledger's files are the ones that were left: their
//! stamp, which is cheap, and their prints, for which they are read.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read as _, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{LedgerError, Place};
use crate::source::Stamp;

impl Place {
    /// What the file system says of the ledger's files: while it says the same, and
    /// the stamp is not [young](Stamp::is_young), nobody wrote to them. `None` where
    /// there are none, or where they cannot be looked at.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        let names = self.list().ok()?.names;
        let files: Vec<Metadata> =
            names.iter().map(|name| std::fs::metadata(self.file(name))).collect::<Result<_, _>>().ok()?;
        let stamp = Stamp::of(&files.iter().collect::<Vec<_>>());
        // Not every system tells two files apart by more than their names.
        (!names.is_empty()).then(|| Stamp { print: stamp.print ^ xxh3_128(names.join("\0").as_bytes()), ..stamp })
    }
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

    /// Whether the files hold what they held when a young stamp was taken of them:
    /// those are read that could have changed since without another time.
    #[must_use]
    pub fn stand(&self, place: &Place, stamp: &Stamp) -> bool {
        self.0.iter().all(|(name, print)| {
            let path = place.file(name);
            let is_young = std::fs::metadata(&path).map_or(true, |meta| Stamp::of(&[&meta]).is_young(stamp.newest));
            !is_young || of_file(&path).is_ok_and(|now| now == *print)
        })
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
    use std::time::SystemTime;

    use super::*;
    use crate::source::nanoseconds;

    #[test]
    fn whoever_writes_to_the_ledger_changes_its_stamp_and_its_prints() {
        let folder = tempfile::tempdir().unwrap();
        for place in [Place::File(folder.path().join("one.jsonl")), Place::Folder(folder.path().join("many"))] {
            assert_eq!((place.stamp(), Prints::of(&place).unwrap()), (None, Prints::default()));
            std::fs::create_dir_all(place.folder()).unwrap();
            let file = place.file("2026-01.jsonl");
            std::fs::write(&file, "one\n").unwrap();
            let (stamp, prints) = (place.stamp().unwrap(), Prints::of(&place).unwrap());
            assert_eq!((place.stamp(), Prints::of(&place).unwrap()), (Some(stamp), prints.clone()));
            assert!(stamp.is_young(nanoseconds(SystemTime::now())));
            assert!(!stamp.is_young(nanoseconds(SystemTime::now() + std::time::Duration::from_secs(3))));
            assert!(prints.stand(&place, &stamp));
            std::fs::write(&file, "two\n").unwrap();
            assert!(!prints.stand(&place, &stamp), "whatever its time says");
            assert!(prints.stand(&place, &Stamp { newest: i64::MAX, ..stamp }), "it is older than the grain");
            std::fs::write(&file, "one\n").unwrap();
            let (stamp, prints) = (place.stamp().unwrap(), Prints::of(&place).unwrap());
            // As git does: another file under the same name.
            let other = file.with_extension("other");
            std::fs::write(&other, "two\n").unwrap();
            std::fs::rename(other, &file).unwrap();
            assert_ne!(place.stamp(), Some(stamp));
            assert_ne!(Prints::of(&place).unwrap(), prints);
            let json = serde_json::to_string(&(stamp, &prints)).unwrap();
            assert_eq!(serde_json::from_str::<(Stamp, Prints)>(&json).unwrap(), (stamp, prints));
        }
    }
}
