//! What a run leaves to the next as a whole: under which config it ran, when,
//! and how many articles stood how.

use serde::{Deserialize, Serialize};

use super::{Database, StoreError, Writing};

/// What the last run left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// A hash of the config and of the program's version: what was remembered
    /// under another one is not trusted.
    pub under: u64,
    /// The stamp of the ledger file after the run.
    pub ledger: Option<String>,
    /// The run's time, Unix seconds.
    pub ran: i64,
    /// When time alone next changes something, Unix seconds.
    pub due: Option<i64>,
    /// How many articles stand how.
    pub counts: Counts,
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

impl Writing<'_> {
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
