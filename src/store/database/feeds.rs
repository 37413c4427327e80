//! One row for each feed: its ledger line, and the articles that it may hold, in
//! order, some more than it shows.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{Database, StoreError, Writing};
use crate::feed::FeedRecord;
use crate::store::lines;

/// What is remembered of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFeed {
    /// The path of its definition, as config writes it.
    pub definition: String,
    /// What it is about, folded; empty where the definition is one feed.
    pub value: String,
    /// Its ledger line, once it has begun.
    pub record: Option<FeedRecord>,
    /// The articles that it may hold.
    pub candidates: Candidates,
    /// When time alone changes it.
    pub due: Option<DateTime<Utc>>,
    /// Whether the next run looks at it in any case.
    pub unsettled: bool,
    /// Why it stays as it is, as JSON, where the guard or the gate speaks against it.
    pub frozen: Option<String>,
}

/// The articles that a feed may hold, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Their numbers.
    pub places: Vec<i64>,
    /// Whether these are all; else the older ones are left out.
    pub complete: bool,
}

const COLUMNS: &str = "definition, value, line, candidates, complete, due, unsettled, frozen";

type Raw = (String, String, Option<String>, Vec<u8>, bool, Option<i64>, bool, Option<String>);

impl Database {
    /// The feed that a definition makes of a value.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feed(&self, definition: &str, value: &str) -> Result<Option<StoredFeed>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM feed WHERE definition = ?1 AND value = ?2");
        let raw =
            self.ask(|connection| connection.prepare_cached(&sql)?.query_row([definition, value], raw).optional())?;
        raw.map(|raw| self.whole_feed(raw)).transpose()
    }

    /// The feeds that the next run looks at in any case, or that time alone
    /// changes until `now`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feeds_to_look_at(&self, now: DateTime<Utc>) -> Result<Vec<StoredFeed>, StoreError> {
        let mut feeds = self.feeds_where("unsettled <> 0", params![])?;
        feeds.extend(self.feeds_where("due <= ?1 AND unsettled = 0", params![now.timestamp()])?);
        Ok(feeds)
    }

    /// The feeds at a path: one, but where config changed meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn feeds_at(&self, path: &str) -> Result<Vec<StoredFeed>, StoreError> {
        self.feeds_where("path = ?1", params![path])
    }

    /// The feeds that stay as they are, with why.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn frozen_feeds(&self) -> Result<Vec<StoredFeed>, StoreError> {
        self.feeds_where("unsettled <> 0 AND frozen IS NOT NULL", params![])
    }

    /// All feeds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn all_feeds(&self) -> Result<Vec<StoredFeed>, StoreError> {
        self.feeds_where("1", params![])
    }

    /// When time alone next changes a feed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_feed_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT min(due) FROM feed WHERE due IS NOT NULL";
        let due: Option<i64> =
            self.ask(|connection| connection.prepare_cached(sql)?.query_row([], |row| row.get(0)))?;
        Ok(due.and_then(|due| DateTime::from_timestamp(due, 0)))
    }

    fn feeds_where(&self, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<StoredFeed>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM feed WHERE {condition}");
        let rows: Vec<Raw> =
            self.ask(|connection| connection.prepare_cached(&sql)?.query_map(values, raw)?.collect())?;
        rows.into_iter().map(|raw| self.whole_feed(raw)).collect()
    }

    fn whole_feed(&self, raw: Raw) -> Result<StoredFeed, StoreError> {
        let (definition, value, line, candidates, complete, due, unsettled, frozen) = raw;
        let damaged = |what: &str| StoreError::damaged(&self.path, what);
        let record = match line {
            None => None,
            Some(line) => Some(lines::feed(&line).ok_or_else(|| damaged("a feed's ledger line is broken"))?),
        };
        let places: Vec<i64> =
            postcard::from_bytes(&candidates).map_err(|_| damaged("a feed's list of articles is broken"))?;
        let due = due.and_then(|due| DateTime::from_timestamp(due, 0));
        let candidates = Candidates { places, complete };
        Ok(StoredFeed { definition, value, record, candidates, due, unsettled, frozen })
    }
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?))
}

impl Writing<'_> {
    /// Forgets all feeds and their documents.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_feeds(&self) -> Result<(), StoreError> {
        self.put(|sql| sql.execute_batch("DELETE FROM feed; DELETE FROM document")).map(drop)
    }

    /// Remembers a feed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_feed(&self, feed: &StoredFeed) -> Result<(), StoreError> {
        let line = feed.record.as_ref().map(lines::of_feed);
        // Plain numbers, which always serialise.
        let candidates = postcard::to_stdvec(&feed.candidates.places).unwrap_or_default();
        self.put(|sql| {
            sql.prepare_cached("INSERT OR REPLACE INTO feed VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(
                params![
                    feed.definition,
                    feed.value,
                    line,
                    candidates,
                    feed.candidates.complete,
                    feed.due.map(|due| due.timestamp()),
                    feed.unsettled,
                    feed.record.as_ref().map(|record| &record.path),
                    feed.frozen,
                ],
            )
        })
        .map(drop)
    }
}
