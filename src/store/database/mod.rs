//! The database: one `SQLite` file that holds what the last run knew, so that the
//! next one need only follow what changed.
//!
//! What cannot be rebuilt stands in it as ledger lines and in the journal; all
//! the rest can be dropped at any time, and is when its form changes.

mod articles;
mod documents;
mod feeds;
mod history;
mod journal;
mod maintain;
mod outbox;
mod pieces;
mod revised;
mod schema;
mod state;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction};

pub use articles::{ArticleRow, StoredArticle, StoredRemark, StoredStanding, line_of, place_of};
pub use documents::{ItemPlace, StoredDocument};
pub use feeds::{Candidates, StoredFeed};
pub use history::{StoredEvent, StoredRevision};
pub use maintain::Fault;
pub use outbox::{Owed, Rename};
pub use pieces::{Neighbours, StoredPiece, Told};
pub use revised::Revised;
pub use state::{Counts, OutageState, SourceState, State};

/// How long somebody else's reading or writing is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pages of the file that are kept in memory, in KiB.
const CACHE: i32 = 8 * 1024;

/// As many while a large archive is looked at as a whole, in KiB: its indices fit in.
const LARGE_CACHE: i32 = 96 * 1024;

/// The database, open.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    path: PathBuf,
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the store {path} cannot be {done}: {why}; {help}", path = .path.display())]
pub struct StoreError {
    path: PathBuf,
    done: &'static str,
    why: String,
    help: &'static str,
    /// Whether it is the file itself that is broken, so that a new one mends it.
    pub is_damaged: bool,
}

/// What one run writes, all of it or nothing.
#[derive(Debug)]
pub struct Writing<'a> {
    connection: &'a Connection,
    /// Its own transaction; none where it goes on with one that was begun before.
    own: Option<Transaction<'a>>,
    path: &'a Path,
}

impl Database {
    /// Opens the store at `path`, making it and bringing it to this version
    /// where that is needed.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged, or a newer version wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, flags)?;
        schema::migrate(&mut store.connection).map_err(|why| StoreError::of_schema(path, why))?;
        Ok(store)
    }

    /// Opens the store at `path` to read it, beside whoever writes there; `None`
    /// where there is none.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        if !path.exists() {
            return Ok(None);
        }
        // Readers of a store in WAL need the right to write its shared memory.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Self::connect(path, flags)?;
        match schema::version(&store.connection).map_err(|why| StoreError::new(path, "read", &why))? {
            0 => Ok(None),
            schema::VERSION => Ok(Some(store)),
            version => Err(StoreError::of_schema(path, schema::Unfit::Version(version))),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            // What a run promises to the next one must be there after a power cut.
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "cache_size", -CACHE)?;
            connection.set_prepared_statement_cache_capacity(64);
            Ok(connection)
        };
        let connection = open().map_err(|why| StoreError::new(path, "opened", &why))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins what a run writes; it holds once [`Writing::commit`] returns.
    ///
    /// # Errors
    /// When somebody else writes there too long, or nothing can be written.
    pub fn write(&self) -> Result<Writing<'_>, StoreError> {
        let (connection, path) = (&self.connection, &*self.path);
        if !connection.is_autocommit() {
            return Ok(Writing { connection, own: None, path });
        }
        let behaviour = rusqlite::TransactionBehavior::Immediate;
        let own = Transaction::new_unchecked(connection, behaviour);
        let own = own.map_err(|why| StoreError::new(path, "written", &why))?;
        Ok(Writing { connection, own: Some(own), path })
    }

    /// Begins what is written bit by bit, and read meanwhile: [`Writing::commit`]
    /// makes all of it hold. What was begun so before is given up.
    ///
    /// # Errors
    /// When somebody else writes there too long, or nothing can be written.
    pub fn begin(&self) -> Result<(), StoreError> {
        self.abandon()?;
        let begin = || -> rusqlite::Result<()> {
            self.connection.pragma_update(None, "cache_size", -LARGE_CACHE)?;
            self.connection.execute_batch("BEGIN IMMEDIATE")
        };
        begin().map_err(|why| StoreError::new(&self.path, "written", &why))
    }

    /// Gives up what was begun: nothing of it holds.
    ///
    /// # Errors
    /// When the file fails.
    pub fn abandon(&self) -> Result<(), StoreError> {
        let abandon = || -> rusqlite::Result<()> {
            if !self.connection.is_autocommit() {
                self.connection.execute_batch("ROLLBACK")?;
                self.connection.pragma_update(None, "cache_size", -CACHE)?;
            }
            Ok(())
        };
        abandon().map_err(|why| StoreError::new(&self.path, "written", &why))
    }

    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        ask(&self.connection).map_err(|why| StoreError::new(&self.path, "read", &why))
    }
}

impl Writing<'_> {
    /// Makes all of it hold, durably.
    ///
    /// # Errors
    /// When it cannot be written: then nothing of it holds.
    pub fn commit(self) -> Result<(), StoreError> {
        let commit = || -> rusqlite::Result<()> {
            let Some(own) = self.own else {
                self.connection.execute_batch("COMMIT")?;
                return self.connection.pragma_update(None, "cache_size", -CACHE);
            };
            own.commit()
        };
        commit().map_err(|why| StoreError::new(self.path, "written", &why))
    }

    fn put<T>(&self, put: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        put(self.connection).map_err(|why| StoreError::new(self.path, "written", &why))
    }
}

impl StoreError {
    fn new(path: &Path, done: &'static str, why: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseCorrupt, DiskFull, NotADatabase, ReadOnly};
        let code = why.sqlite_error_code();
        let is_damaged = matches!(code, Some(DatabaseCorrupt | NotADatabase));
        let help = match code {
            Some(DatabaseCorrupt | NotADatabase) => DAMAGED,
            Some(DatabaseBusy) => "another program holds it: end that, or run again",
            Some(DiskFull) => "free some space and run again: no feed was changed",
            Some(CannotOpen | ReadOnly) => "give feedroom the right to write it and its folder",
            _ => "run again; if that does not help, move it away: it is made anew from the sources and the ledger",
        };
        Self { path: path.to_owned(), done, why: why.to_string(), help, is_damaged }
    }

    /// A row that cannot be what this program wrote.
    fn damaged(path: &Path, what: &str) -> Self {
        Self { path: path.to_owned(), done: "read", why: what.to_owned(), help: DAMAGED, is_damaged: true }
    }

    fn of_schema(path: &Path, why: schema::Unfit) -> Self {
        match why {
            schema::Unfit::Sql(why) => Self::new(path, "opened", &why),
            schema::Unfit::Version(version) => Self {
                path: path.to_owned(),
                done: "used",
                why: format!("it is of version {version}, this feedroom knows {}", schema::VERSION),
                help: "run the newer feedroom that wrote it",
                is_damaged: false,
            },
        }
    }
}

const DAMAGED: &str = "move it away and run again (with a ledger file nothing is lost), or put a backup in its place";
