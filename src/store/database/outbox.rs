//! What a run is about to do in the file system, and what is owed to the world
//! until it was told.

use rusqlite::params;

use super::{Database, StoreError, Writing};

/// A file that is to come to its place. Paths are below the output directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// Under which name it waits.
    pub temporary: String,
    /// Where it belongs.
    pub target: String,
}

/// A change that a target has not been told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Its number; 0 before it is remembered.
    pub id: i64,
    /// The target, as it describes itself.
    pub target: String,
    /// What changed, as JSON.
    pub topic: String,
    /// Since when it is owed, Unix seconds.
    pub since: i64,
    /// How often it was tried.
    pub tries: u32,
}

impl Database {
    /// The renames that a run which was killed did not finish, in their order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn renames(&self) -> Result<Vec<Rename>, StoreError> {
        let sql = "SELECT temporary, target FROM rename ORDER BY id";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map([], |row| Ok(Rename { temporary: row.get(0)?, target: row.get(1)? }))?.collect()
        })
    }

    /// What is owed and can be told.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn owed(&self) -> Result<Vec<Owed>, StoreError> {
        let sql = "SELECT id, target, topic, since, tries FROM owed WHERE visible <> 0 ORDER BY id";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Owed {
                    id: row.get(0)?,
                    target: row.get(1)?,
                    topic: row.get(2)?,
                    since: row.get(3)?,
                    tries: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }
}

impl Writing<'_> {
    /// Notes the renames that follow, in their order.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_renames<'r>(&self, renames: impl IntoIterator<Item = &'r Rename>) -> Result<(), StoreError> {
        self.put(|sql| {
            let mut statement = sql.prepare_cached("INSERT INTO rename (temporary, target) VALUES (?1, ?2)")?;
            renames
                .into_iter()
                .try_for_each(|rename| statement.execute(params![rename.temporary, rename.target]).map(drop))
        })
    }

    /// All renames are done: what is owed because of them can be told.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn reveal(&self) -> Result<(), StoreError> {
        self.put(|sql| sql.execute_batch("DELETE FROM rename; UPDATE owed SET visible = 1 WHERE visible = 0")).map(drop)
    }

    /// Owes something; it cannot be told before [`Writing::reveal`]. What was owed
    /// to the same target about the same is owed once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn owe(&self, owed: &Owed) -> Result<(), StoreError> {
        self.put(|sql| {
            sql.prepare_cached("DELETE FROM owed WHERE target = ?1 AND topic = ?2")?
                .execute(params![owed.target, owed.topic])?;
            sql.prepare_cached("INSERT INTO owed (target, topic, since, tries, visible) VALUES (?1, ?2, ?3, 0, 0)")?
                .execute(params![owed.target, owed.topic, owed.since])
        })
        .map(drop)
    }

    /// Something was told, or is given up.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn settle(&self, id: i64) -> Result<(), StoreError> {
        self.put(|sql| sql.prepare_cached("DELETE FROM owed WHERE id = ?1")?.execute([id])).map(drop)
    }

    /// Something could not be told; it stays owed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn try_again(&self, id: i64) -> Result<(), StoreError> {
        let sql = "UPDATE owed SET tries = tries + 1 WHERE id = ?1";
        self.put(|connection| connection.prepare_cached(sql)?.execute([id])).map(drop)
    }
}
