//! What a run leaves to the next as a whole: under which config it ran, when,
//! and how many articles stood how.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Database, StoreError, StoredStanding, Writing};
use crate::source::Stamp;
use crate::store::Prints;

/// What the last run left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// A hash of the config and of the program's version: what was remembered
    /// under another one is not trusted.
    pub under: u64,
    /// The same without the program: what a person decides may go by it.
    #[serde(default)]
    pub config: u64,
    /// The ledger's files: what the file system said of them, and what they held.
    pub ledger: Option<(Stamp, Prints)>,
    /// Whether that was so soon after they were written that they could change again
    /// and look the same.
    #[serde(default)]
    pub young: bool,
    /// Whether they hold what this database does; else they are as they were
    /// before the run that wrote it, which did not come to writing them.
    pub written: bool,
    /// Whether the run left nothing to be looked at again: no source was out, no
    /// feed frozen, no article in another's way. Else the next one looks at all.
    pub settled: bool,
    /// The run's time, Unix seconds.
    pub ran: i64,
    /// How many articles stand how.
    pub counts: Counts,
    /// What is known of each source, by its name.
    #[serde(default)]
    pub sources: BTreeMap<String, SourceState>,
}

/// What is known of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceState {
    /// Articles that it tells of, refused ones included.
    pub read: usize,
    /// Articles of it that cannot be read.
    pub refused: usize,
    /// When it was last looked at and answered, Unix seconds; 0 where it never did.
    #[serde(default)]
    pub answered: i64,
    /// Why it is out, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outage: Option<OutageState>,
}

/// Why a source is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageState {
    /// Since when, Unix seconds.
    pub since: i64,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub help: String,
}

/// How many articles stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// May stand in feeds.
    pub live: usize,
    /// Wait for a person.
    pub held: usize,
    /// Wait for their time.
    pub embargoed: usize,
    /// Drafts.
    pub drafts: usize,
    /// Taken out, or expired.
    pub out: usize,
    /// Cannot be taken.
    pub refused: usize,
}

impl Counts {
    /// The counts after articles that stood so stand as `now` counts them.
    #[must_use]
    pub fn moved(&self, was: impl IntoIterator<Item = StoredStanding>, now: &Self) -> Self {
        let mut all = *self;
        for was in was {
            let count = match was {
                StoredStanding::Live => &mut all.live,
                StoredStanding::Held => &mut all.held,
                StoredStanding::Embargoed => &mut all.embargoed,
                StoredStanding::Draft => &mut all.drafts,
                StoredStanding::Out => &mut all.out,
                StoredStanding::Refused => &mut all.refused,
                StoredStanding::Absent => continue,
            };
            *count = count.saturating_sub(1);
        }
        Self {
            live: all.live + now.live,
            held: all.held + now.held,
            embargoed: all.embargoed + now.embargoed,
            drafts: all.drafts + now.drafts,
            out: all.out + now.out,
            refused: all.refused + now.refused,
        }
    }
}

impl Database {
    /// What the last run left; `None` before the first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn state(&self) -> Result<Option<State>, StoreError> {
        let text: Option<String> = self.ask(|connection| {
            use rusqlite::OptionalExtension as _;
            connection.query_row("SELECT value FROM meta WHERE key = 'state'", [], |row| row.get(0)).optional()
        })?;
        // One that cannot be read is as none: the run then looks at everything.
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

impl Database {
    /// What was decided by hand, as lines of the ledger.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn by_hand(&self) -> Result<String, StoreError> {
        use rusqlite::OptionalExtension as _;
        let text: Option<String> = self.ask(|connection| {
            connection.query_row("SELECT value FROM meta WHERE key = 'by_hand'", [], |row| row.get(0)).optional()
        })?;
        Ok(text.unwrap_or_default())
    }

    /// The lines of all feeds and articles.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn kept_lines(&self) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT line FROM feed WHERE line IS NOT NULL UNION ALL \
                       SELECT line FROM article WHERE line IS NOT NULL";
            connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        })
    }
}

impl Writing<'_> {
    /// Keeps what was decided by hand, as lines of the ledger.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_by_hand(&self, lines: &str) -> Result<(), StoreError> {
        self.put(|sql| sql.execute("INSERT OR REPLACE INTO meta VALUES ('by_hand', ?1)", [lines])).map(drop)
    }

    /// Leaves a run's state.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leave(&self, state: &State) -> Result<(), StoreError> {
        // Plain data of numbers and texts, which always serialises.
        let text = serde_json::to_string(state).unwrap_or_default();
        self.put(|sql| sql.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?1)", [text])).map(drop)
    }
}
