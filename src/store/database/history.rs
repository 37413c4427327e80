//! The journal of editorial events, and the revisions of articles.

use rusqlite::params;

use super::{Database, StoreError, Writing};

/// One event of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// When, Unix seconds.
    pub at: i64,
    /// Who.
    pub who: String,
    /// What was done, in a word.
    pub what: String,
    /// To which article: its id.
    pub article: String,
    /// Why; for the newsroom alone.
    pub reason: Option<String>,
}

/// One revision of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRevision {
    /// Of which article: its id.
    pub article: String,
    /// When the run saw it, Unix seconds.
    pub at: i64,
    /// What changed and how much, as JSON.
    pub what: String,
}

impl Database {
    /// The events about an article, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn events(&self, article: &str) -> Result<Vec<StoredEvent>, StoreError> {
        let sql = "SELECT at, who, what, article, reason FROM journal WHERE article = ?1 ORDER BY id";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([article], |row| {
                Ok(StoredEvent {
                    at: row.get(0)?,
                    who: row.get(1)?,
                    what: row.get(2)?,
                    article: row.get(3)?,
                    reason: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }

    /// The revisions of an article, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn revisions(&self, article: &str) -> Result<Vec<StoredRevision>, StoreError> {
        let sql = "SELECT article, at, what FROM revision WHERE article = ?1 ORDER BY id";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([article], |row| {
                Ok(StoredRevision { article: row.get(0)?, at: row.get(1)?, what: row.get(2)? })
            })?;
            rows.collect()
        })
    }
}

impl Writing<'_> {
    /// Adds an event.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&self, event: &StoredEvent) -> Result<(), StoreError> {
        self.put(|sql| {
            sql.prepare_cached("INSERT INTO journal (at, who, what, article, reason) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![event.at, event.who, event.what, event.article, event.reason])
        })
        .map(drop)
    }

    /// Adds a revision.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn revise(&self, revision: &StoredRevision) -> Result<(), StoreError> {
        self.put(|sql| {
            sql.prepare_cached("INSERT INTO revision (article, at, what) VALUES (?1, ?2, ?3)")?.execute(params![
                revision.article,
                revision.at,
                revision.what
            ])
        })
        .map(drop)
    }

    /// Forgets the revisions of an article, and the reasons of its events.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_words(&self, article: &str) -> Result<(), StoreError> {
        self.put(|sql| {
            sql.execute("DELETE FROM revision WHERE article = ?1", [article])?;
            sql.execute("UPDATE journal SET reason = NULL WHERE article = ?1", [article])
        })
        .map(drop)
    }

    /// Forgets events and revisions from before these times, Unix seconds.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_before(&self, events: i64, revisions: i64) -> Result<(), StoreError> {
        self.put(|sql| {
            sql.execute("DELETE FROM journal WHERE at < ?1", [events])?;
            sql.execute("DELETE FROM revision WHERE at < ?1", [revisions])
        })
        .map(drop)
    }
}
