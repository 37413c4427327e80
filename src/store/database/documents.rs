//! One row for each document: what stands there, and where each item stands in it.

use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{Database, StoreError, Writing};

/// What is remembered of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its path in the world, with its query.
    pub target: String,
    /// The path of its feed's definition, as config writes it.
    pub definition: String,
    /// What its feed is about, folded; empty where the definition is one feed.
    pub value: String,
    /// The name of its format.
    pub format: String,
    /// Its file below the output directory, where it has one.
    pub file: Option<String>,
    /// Its title.
    pub title: String,
    /// Its `rel=self`.
    pub url: String,
    /// What the file system said of it when it had come to its place.
    pub print: u128,
    /// XXH3 (64 bits) of its bytes.
    pub hash: u64,
    /// Where its items stand.
    pub places: Vec<ItemPlace>,
    /// Its bytes, where it has no file.
    pub bytes: Option<Vec<u8>>,
}

/// Where an item stands in a document, and what it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPlace {
    /// The article's number.
    pub place: i64,
    /// The version of the article that it shows.
    pub version: u64,
    /// Whether it carries the whole story.
    pub full: bool,
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

#[derive(Serialize, Deserialize)]
struct Facts {
    title: String,
    url: String,
}

type Raw = (String, String, String, String, Option<String>, String, Vec<u8>, i64, Vec<u8>, Option<Vec<u8>>);

const COLUMNS: &str = "target, definition, value, format, file, facts, print, hash, places, bytes";

impl Database {
    /// The document at a path in the world.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn document(&self, target: &str) -> Result<Option<StoredDocument>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM document WHERE target = ?1");
        let raw = self.ask(|connection| connection.prepare_cached(&sql)?.query_row([target], raw).optional())?;
        raw.map(|raw| self.whole_document(raw)).transpose()
    }

    /// All documents, with the places of their items where `with_places` says so.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn documents(&self, with_places: bool) -> Result<Vec<StoredDocument>, StoreError> {
        let places = if with_places { "places" } else { "x'00'" };
        let sql = format!(
            "SELECT target, definition, value, format, file, facts, print, hash, {places}, bytes FROM document"
        );
        let rows: Vec<Raw> = self.ask(|connection| connection.prepare_cached(&sql)?.query_map([], raw)?.collect())?;
        rows.into_iter().map(|raw| self.whole_document(raw)).collect()
    }

    /// The documents of the feed that a definition makes of a value.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn documents_of(&self, definition: &str, value: &str) -> Result<Vec<StoredDocument>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM document WHERE definition = ?1 AND value = ?2");
        let rows: Vec<Raw> =
            self.ask(|connection| connection.prepare_cached(&sql)?.query_map([definition, value], raw)?.collect())?;
        rows.into_iter().map(|raw| self.whole_document(raw)).collect()
    }

    /// How many feeds have begun, and how many documents have a file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sizes(&self) -> Result<(usize, usize), StoreError> {
        let sql = "SELECT (SELECT count(*) FROM feed WHERE line IS NOT NULL), \
                   (SELECT count(*) FROM document WHERE file IS NOT NULL)";
        self.ask(|connection| {
            let count =
                |at| move |row: &Row<'_>| row.get::<_, i64>(at).map(|count| usize::try_from(count).unwrap_or(0));
            connection.prepare_cached(sql)?.query_row([], |row| Ok((count(0)(row)?, count(1)(row)?)))
        })
    }

    fn whole_document(&self, raw: Raw) -> Result<StoredDocument, StoreError> {
        let (target, definition, value, format, file, facts, print, hash, places, bytes) = raw;
        let damaged = |what: &str| StoreError::damaged(&self.path, what);
        let print = print.try_into().map(u128::from_le_bytes).map_err(|_| damaged("a document's print is broken"))?;
        let places = postcard::from_bytes(&places).map_err(|_| damaged("a document's list of items is broken"))?;
        let hash = hash.cast_unsigned();
        let Facts { title, url } =
            serde_json::from_str(&facts).map_err(|_| damaged("what is known of a document is broken"))?;
        Ok(StoredDocument { target, definition, value, format, file, title, url, print, hash, places, bytes })
    }
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
        row.get(8)?,
        row.get(9)?,
    ))
}

impl Writing<'_> {
    /// Remembers a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_document(&self, document: &StoredDocument) -> Result<(), StoreError> {
        // Plain numbers, which always serialise.
        let places = postcard::to_stdvec(&document.places).unwrap_or_default();
        let facts = Facts { title: document.title.clone(), url: document.url.clone() };
        let facts = serde_json::to_string(&facts).unwrap_or_default();
        self.put(|sql| {
            sql.prepare_cached("INSERT OR REPLACE INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
                .execute(params![
                    document.target,
                    document.definition,
                    document.value,
                    document.format,
                    document.file,
                    facts,
                    document.print.to_le_bytes(),
                    document.hash.cast_signed(),
                    places,
                    document.bytes,
                ])
        })
        .map(drop)
    }

    /// Notes what the file system says of a document that has come to its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn stamp_document(&self, target: &str, print: u128) -> Result<(), StoreError> {
        let sql = "UPDATE document SET print = ?2 WHERE target = ?1";
        self.put(|connection| connection.prepare_cached(sql)?.execute(params![target, print.to_le_bytes()])).map(drop)
    }
}
