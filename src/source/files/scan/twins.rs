//! Keys that differ only in case, or not at all once in NFC: they are one file on
//! some systems.

use std::collections::HashMap;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::source::Piece;

/// The keys of a source that another one could be a twin of: those that are not
/// written in the way in which keys are compared. Of two twins one is such a key.
#[derive(Debug, Default)]
pub(in crate::source::files) struct Twins {
    /// A hash of the key, by that of how it is compared.
    odd: HashMap<u64, u64>,
    /// Whether all keys were seen: before, nobody knows.
    is_whole: bool,
}

impl Twins {
    /// Those of a source that holds these pieces.
    pub(in crate::source::files) fn of(pieces: &[Piece]) -> Self {
        let mut twins = Self { is_whole: true, ..Self::default() };
        twins.add(pieces);
        twins
    }

    pub(super) fn add(&mut self, pieces: &[Piece]) {
        for piece in pieces.iter().filter(|piece| !is_plain(&piece.key)) {
            self.odd.insert(xxh3_64(fold(&piece.key).as_bytes()), xxh3_64(piece.key.as_bytes()));
        }
    }

    /// Whether a key has a twin in the folder, or nobody knows.
    pub(super) fn has_twin(&self, folder: &Path, key: &str) -> bool {
        let plain_key = fold(key);
        let other = self.odd.get(&xxh3_64(plain_key.as_bytes()));
        let has_odd = other.is_some_and(|other| *other != xxh3_64(key.as_bytes()));
        // Where the system takes both for one file, they are no two.
        let is_other = || {
            let (own, plain) = (folder.join(key).canonicalize(), folder.join(&plain_key).canonicalize());
            plain.is_ok_and(|plain| own.is_ok_and(|own| own != plain))
        };
        !self.is_whole || has_odd || plain_key != key && is_other()
    }
}

/// Whether a key is written as it is compared.
fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) || fold(key) == key
}

/// A key as it is compared.
pub(super) fn fold(key: &str) -> String {
    if key.is_ascii() { key.to_ascii_lowercase() } else { key.chars().flat_map(char::to_lowercase).nfc().collect() }
}

/// A hash of it.
pub(super) fn fold_hash(key: &str) -> u64 {
    if key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        xxh3_64(key.as_bytes())
    } else {
        xxh3_64(fold(key).as_bytes())
    }
}
