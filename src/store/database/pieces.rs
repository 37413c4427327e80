//! What the sources hold, so that only what changed is read: pieces in the order
//! of their keys, some hundreds in a row.

use std::sync::Arc;

use rusqlite::params;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{Database, StoreError, Writing};

/// A row ends before a key whose hash is a multiple of this, so that one more
/// piece changes one row.
const ROW: u64 = 256;

/// What is remembered of a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPiece {
    /// Its key.
    pub key: Arc<str>,
    /// What the file system said of it; 0 where the next run reads it in any case.
    pub print: u128,
    /// The hash of what it held.
    pub hash: u64,
    /// Which articles it told of.
    pub told: Told,
}

/// Which articles a piece told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// One with its own key, as most do.
    One,
    /// These, by their keys; those that were refused as well.
    Keys(Vec<Arc<str>>),
}

impl StoredPiece {
    /// The keys of its articles.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        match &self.told {
            Told::One => std::slice::from_ref(&self.key),
            Told::Keys(keys) => keys,
        }
    }
}

impl Database {
    /// The pieces of a source, in the order of their keys.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pieces(&self, source: &str) -> Result<Vec<StoredPiece>, StoreError> {
        let sql = "SELECT pieces FROM piece WHERE source = ?1 ORDER BY first";
        let rows: Vec<Vec<u8>> =
            self.ask(|connection| connection.prepare_cached(sql)?.query_map([source], |row| row.get(0))?.collect())?;
        let mut pieces = Vec::new();
        for row in rows {
            let row: Vec<StoredPiece> =
                postcard::from_bytes(&row).map_err(|_| StoreError::damaged(&self.path, "a row of pieces is broken"))?;
            pieces.extend(row);
        }
        Ok(pieces)
    }
}

impl Writing<'_> {
    /// Remembers what a source holds. Of rows only those are written that hold a
    /// piece for which `changed` says so; all of them where `anew`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_pieces(
        &self,
        source: &str,
        pieces: &[StoredPiece],
        changed: &dyn Fn(&str) -> bool,
        gone: &[Arc<str>],
        anew: bool,
    ) -> Result<(), StoreError> {
        if anew {
            self.put(|sql| sql.execute("DELETE FROM piece WHERE source = ?1", [source]))?;
        }
        let mut from = 0;
        while from < pieces.len() {
            let to = (from + 1..pieces.len()).find(|at| begins(&pieces[*at].key)).unwrap_or(pieces.len());
            let row = &pieces[from..to];
            let until = pieces.get(to).map(|next| &*next.key);
            let lost =
                gone.iter().any(|key| (from == 0 || **key >= *row[0].key) && until.is_none_or(|until| **key < *until));
            if anew || lost || row.iter().any(|piece| changed(&piece.key)) {
                let first: &str = if from == 0 { "" } else { &row[0].key };
                // Plain data, which always serialises.
                let bytes = postcard::to_stdvec(row).unwrap_or_default();
                self.put(|sql| {
                    sql.prepare_cached(
                        "DELETE FROM piece WHERE source = ?1 AND first >= ?2 AND (?3 IS NULL OR first < ?3)",
                    )?
                    .execute(params![source, first, until])?;
                    sql.prepare_cached("INSERT INTO piece VALUES (?1, ?2, ?3)")?.execute(params![source, first, bytes])
                })?;
            }
            from = to;
        }
        if pieces.is_empty() {
            self.put(|sql| sql.execute("DELETE FROM piece WHERE source = ?1", [source]))?;
        }
        Ok(())
    }

    /// Forgets the pieces of sources that config no longer names.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_sources_but(&self, names: &[Arc<str>]) -> Result<(), StoreError> {
        let known: Vec<String> = self
            .put(|sql| sql.prepare("SELECT DISTINCT source FROM piece")?.query_map([], |row| row.get(0))?.collect())?;
        for source in known.iter().filter(|source| !names.iter().any(|name| **name == ***source)) {
            self.put(|sql| sql.execute("DELETE FROM piece WHERE source = ?1", [source]))?;
        }
        Ok(())
    }
}

fn begins(key: &str) -> bool {
    xxh3_64(key.as_bytes()).is_multiple_of(ROW)
}
