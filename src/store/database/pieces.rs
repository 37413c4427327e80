//! What the sources hold, so that only what changed is read: pieces in the order
//! of their keys, some hundreds in a row.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};
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
    /// The files beside it that they tell of, with what the file system said.
    pub beside: Vec<(Arc<str>, u128)>,
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
    /// Shows the pieces of a source one by one, in the order of their keys.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_piece(&self, source: &str, mut show: impl FnMut(StoredPiece)) -> Result<(), StoreError> {
        let mut is_broken = false;
        self.ask(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT pieces FROM piece WHERE source = ?1 ORDER BY first")?;
            let mut rows = statement.query([source])?;
            while let Some(row) = rows.next()? {
                let row = row.get_ref(0)?.as_blob()?;
                match postcard::from_bytes::<Vec<StoredPiece>>(row) {
                    Ok(pieces) => pieces.into_iter().for_each(&mut show),
                    Err(_) => is_broken = true,
                }
            }
            Ok(())
        })?;
        if is_broken { Err(StoreError::damaged(&self.path, "a row of pieces is broken")) } else { Ok(()) }
    }
}

impl Database {
    /// What is remembered of one piece.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn piece(&self, source: &str, key: &str) -> Result<Option<StoredPiece>, StoreError> {
        let row = self.ask(|connection| row_of(connection, source, key))?;
        let Some(row) = row else { return Ok(None) };
        let pieces = self.pieces_of(&row.pieces)?;
        Ok(pieces.into_iter().find(|piece| *piece.key == *key))
    }

    /// What is remembered of the piece with a key, and of those below it as if it
    /// were a folder's (`key/…`), in the order of their keys.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pieces_below(&self, source: &str, key: &str) -> Result<Vec<StoredPiece>, StoreError> {
        let mut found: Vec<StoredPiece> = self.piece(source, key)?.into_iter().collect();
        let (from, to) = below(key);
        let rows: Vec<Vec<u8>> = self.ask(|connection| {
            let before = row_of(connection, source, &from)?.map_or(String::new(), |row| row.first);
            let sql = "SELECT pieces FROM piece WHERE source = ?1 AND first >= ?2 AND first < ?3 ORDER BY first";
            connection.prepare_cached(sql)?.query_map(params![source, before, to], |row| row.get(0))?.collect()
        })?;
        for row in rows {
            found.extend(self.pieces_of(&row)?.into_iter().filter(|piece| *piece.key >= *from && *piece.key < *to));
        }
        Ok(found)
    }

    /// What is remembered of the pieces whose keys lie from `from` to `to`, both
    /// among them, in the order of their keys.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pieces_between(&self, source: &str, from: &str, to: &str) -> Result<Vec<StoredPiece>, StoreError> {
        let rows: Vec<Vec<u8>> = self.ask(|connection| {
            let before = row_of(connection, source, from)?.map_or(String::new(), |row| row.first);
            let sql = "SELECT pieces FROM piece WHERE source = ?1 AND first >= ?2 AND first <= ?3 \
                       ORDER BY first";
            connection.prepare_cached(sql)?.query_map(params![source, before, to], |row| row.get(0))?.collect()
        })?;
        let mut found = Vec::new();
        for row in rows {
            let is_between = |piece: &StoredPiece| *piece.key >= *from && *piece.key <= *to;
            found.extend(self.pieces_of(&row)?.into_iter().filter(is_between));
        }
        Ok(found)
    }

    fn pieces_of(&self, row: &[u8]) -> Result<Vec<StoredPiece>, StoreError> {
        postcard::from_bytes(row).map_err(|_| StoreError::damaged(&self.path, "a row of pieces is broken"))
    }
}

/// What is remembered of pieces whose keys are asked for in their order: of
/// neighbours the row is read once.
pub struct Neighbours<'d> {
    database: &'d Database,
    source: &'d str,
    row: Vec<StoredPiece>,
}

impl<'d> Neighbours<'d> {
    /// Those of a source.
    #[must_use]
    pub fn new(database: &'d Database, source: &'d str) -> Self {
        Self { database, source, row: Vec::new() }
    }

    /// As [`Database::piece`].
    ///
    /// # Errors
    /// As there.
    pub fn at(&mut self, key: &str) -> Result<Option<&StoredPiece>, StoreError> {
        if !self.holds(key, key) {
            let row = self.database.ask(|connection| row_of(connection, self.source, key))?;
            self.row = row.map(|row| self.database.pieces_of(&row.pieces)).transpose()?.unwrap_or_default();
        }
        Ok(self.row.binary_search_by(|piece| (*piece.key).cmp(key)).ok().map(|at| &self.row[at]))
    }

    /// As [`Database::pieces_below`].
    ///
    /// # Errors
    /// As there.
    pub fn below(&mut self, key: &str) -> Result<Vec<StoredPiece>, StoreError> {
        let mut found: Vec<StoredPiece> = self.at(key)?.cloned().into_iter().collect();
        let (from, to) = below(key);
        if self.holds(&from, &to) {
            found.extend(self.row.iter().filter(|piece| *piece.key >= *from && *piece.key < *to).cloned());
            return Ok(found);
        }
        self.database.pieces_below(self.source, key)
    }

    /// Whether all that there is between two keys stands in the row at hand.
    fn holds(&self, from: &str, to: &str) -> bool {
        let (first, last) = (self.row.first(), self.row.last());
        first.is_some_and(|first| *first.key <= *from) && last.is_some_and(|last| *last.key >= *to)
    }
}

/// The keys below one, as if it were a folder's: from the first, and before the second.
fn below(key: &str) -> (String, String) {
    // `0` is the character after `/`.
    (format!("{key}/"), format!("{key}0"))
}

/// A row of pieces as it lies in the store.
struct Row {
    first: String,
    pieces: Vec<u8>,
}

/// The row in which a key stands, or would.
fn row_of(connection: &Connection, source: &str, key: &str) -> rusqlite::Result<Option<Row>> {
    let sql = "SELECT first, pieces FROM piece WHERE source = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
    let row = |row: &rusqlite::Row<'_>| Ok(Row { first: row.get(0)?, pieces: row.get(1)? });
    connection.prepare_cached(sql)?.query_row(params![source, key], row).optional()
}

impl Writing<'_> {
    /// Changes what is remembered of some pieces of a source; `None` where one is
    /// gone. Only the rows are written that hold one of them, and all rows are then
    /// as [`Writing::put_pieces`] would write them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn patch_pieces(
        &self,
        source: &str,
        edits: &BTreeMap<Arc<str>, Option<StoredPiece>>,
    ) -> Result<(), StoreError> {
        let damaged = |_| StoreError::damaged(self.path, "a row of pieces is broken");
        let parse = |row: &Row| postcard::from_bytes::<Vec<StoredPiece>>(&row.pieces).map_err(damaged);
        let mut edits = edits.iter().peekable();
        while let Some((key, _)) = edits.peek() {
            let row = self.put(|sql| row_of(sql, source, key))?;
            let (mut first, mut pieces) = match &row {
                Some(row) => (row.first.clone(), parse(row)?),
                None => (String::new(), Vec::new()),
            };
            let next: Option<String> = self.put(|sql| {
                sql.prepare_cached("SELECT min(first) FROM piece WHERE source = ?1 AND first > ?2")?
                    .query_row(params![source, first], |row| row.get(0))
            })?;
            while let Some((key, edit)) = edits.next_if(|(key, _)| next.as_ref().is_none_or(|next| ***key < **next)) {
                let at = pieces.binary_search_by(|piece| piece.key.cmp(key));
                match (at, edit) {
                    (Ok(at), Some(new)) => pieces[at] = new.clone(),
                    (Ok(at), None) => drop(pieces.remove(at)),
                    (Err(at), Some(new)) => pieces.insert(at, new.clone()),
                    (Err(_), None) => {}
                }
            }
            self.delete_row(source, &first)?;
            // A row begins with a key of its own; one that lost it goes on the row before.
            if !first.is_empty() && pieces.first().is_some_and(|piece| *piece.key != *first) {
                let before = self.put(|sql| row_of(sql, source, &first))?;
                if let Some(before) = before {
                    let mut joined = parse(&before)?;
                    joined.append(&mut pieces);
                    self.delete_row(source, &before.first)?;
                    (first, pieces) = (before.first, joined);
                } else {
                    first = String::new();
                }
            }
            self.insert_rows(source, &first, &pieces)?;
            if let (true, true, Some(next)) = (first.is_empty(), pieces.is_empty(), next) {
                // The first row of a source takes all that comes before the second one.
                self.put(|sql| {
                    sql.prepare_cached("UPDATE piece SET first = '' WHERE source = ?1 AND first = ?2")?
                        .execute(params![source, next])
                })?;
            }
        }
        Ok(())
    }

    fn delete_row(&self, source: &str, first: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM piece WHERE source = ?1 AND first = ?2";
        self.put(|connection| connection.prepare_cached(sql)?.execute(params![source, first])).map(drop)
    }

    /// Writes pieces that follow each other as rows, of which the first one is known as `first`.
    fn insert_rows(&self, source: &str, first: &str, pieces: &[StoredPiece]) -> Result<(), StoreError> {
        let mut from = 0;
        while from < pieces.len() {
            let to = (from + 1..pieces.len()).find(|at| begins(&pieces[*at].key)).unwrap_or(pieces.len());
            let first: &str = if from == 0 { first } else { &pieces[from].key };
            // Plain data, which always serialises.
            let bytes = postcard::to_stdvec(&pieces[from..to]).unwrap_or_default();
            self.put(|sql| {
                sql.prepare_cached("INSERT INTO piece VALUES (?1, ?2, ?3)")?.execute(params![source, first, bytes])
            })?;
            from = to;
        }
        Ok(())
    }

    /// Remembers all that a source holds; `pieces` are in the order of their keys.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_pieces(&self, source: &str, pieces: &[StoredPiece]) -> Result<(), StoreError> {
        self.put(|sql| sql.execute("DELETE FROM piece WHERE source = ?1", [source]))?;
        self.insert_rows(source, "", pieces)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece(key: &str, hash: u64) -> StoredPiece {
        StoredPiece { key: key.into(), print: 1, hash, told: Told::One, beside: Vec::new() }
    }

    fn rows(database: &Database) -> Vec<(String, Vec<u8>)> {
        let sql = "SELECT first, pieces FROM piece ORDER BY first";
        let rows = database
            .ask(|connection| connection.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect());
        rows.unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Whatever is changed, the rows are those of writing all pieces anew.
        #[test]
        fn rows_that_are_patched_are_those_of_pieces_written_anew(
            steps in proptest::collection::vec(proptest::collection::vec((0_u32..3000, any::<bool>()), 1..400), 1..5)
        ) {
            let folder = tempfile::tempdir().unwrap();
            let patched = Database::open(&folder.path().join("patched.db")).unwrap();
            let anew = Database::open(&folder.path().join("anew.db")).unwrap();
            let mut all: BTreeMap<Arc<str>, StoredPiece> = BTreeMap::new();
            for (number, step) in steps.into_iter().enumerate() {
                let edits: BTreeMap<Arc<str>, Option<StoredPiece>> = step
                    .into_iter()
                    .map(|(key, stays)| (format!("{key}/story.md"), stays))
                    .map(|(key, stays)| (Arc::from(&*key), stays.then(|| piece(&key, number as u64))))
                    .collect();
                for (key, edit) in &edits {
                    match edit {
                        Some(piece) => drop(all.insert(key.clone(), piece.clone())),
                        None => drop(all.remove(key)),
                    }
                }
                let writing = patched.write().unwrap();
                writing.patch_pieces("s", &edits).unwrap();
                writing.commit().unwrap();
                let pieces: Vec<StoredPiece> = all.values().cloned().collect();
                let writing = anew.write().unwrap();
                writing.put_pieces("s", &pieces).unwrap();
                writing.commit().unwrap();
                prop_assert!(rows(&patched) == rows(&anew), "step {number}");
            }
            let (mut at, mut below) = (Neighbours::new(&patched, "s"), Neighbours::new(&patched, "s"));
            prop_assert_eq!(at.at("0/gone.md").unwrap(), None);
            for (key, piece) in &all {
                prop_assert_eq!(at.at(key).unwrap(), Some(piece));
                let folder = key.split('/').next().unwrap_or_default();
                prop_assert_eq!(below.below(folder).unwrap(), vec![piece.clone()]);
                prop_assert_eq!(below.below(key).unwrap(), vec![piece.clone()]);
            }
            for key in all.keys().take(20) {
                prop_assert_eq!(patched.piece("s", key).unwrap(), all.get(key).cloned());
                let folder = key.split('/').next().unwrap_or_default();
                prop_assert_eq!(patched.pieces_below("s", folder).unwrap(), vec![all[key].clone()]);
            }
        }
    }
}
