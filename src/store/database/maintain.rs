//! What a person does with the store itself: look whether it is sound, copy it
//! while it is used, and write it out as lines.

use std::io::{self, Write};
use std::path::Path;

use super::{Database, StoreError};
use crate::store::lines;

/// Something that is wrong with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl Database {
    /// Looks through the whole file, and through what stands in it; at most a
    /// hundred faults.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn check(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults: Vec<Fault> = self.ask(|connection| {
            let mut statement = connection.prepare("PRAGMA integrity_check(100)")?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            rows.filter(|row| row.as_ref().map_or(true, |text| text != "ok")).map(|row| row.map(Fault)).collect()
        })?;
        if faults.is_empty() {
            let lines: Vec<(String, String)> = self.ask(|connection| {
                let mut statement = connection.prepare("SELECT key, line FROM article WHERE line IS NOT NULL")?;
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
            })?;
            let broken = lines.iter().filter(|(_, line)| lines::article(line).is_none());
            faults.extend(broken.take(100).map(|(key, _)| Fault(format!("the ledger line of {key} is broken"))));
        }
        Ok(faults)
    }

    /// Copies the store to `file`, whole, while others read and write it.
    ///
    /// # Errors
    /// When the copy cannot be written, or is there already.
    pub fn backup(&self, file: &Path) -> Result<(), StoreError> {
        // A copy made so holds nothing of what was deleted.
        let path = file.to_string_lossy();
        let copied = self.connection.execute("VACUUM INTO ?1", [&*path]).map(drop);
        copied.map_err(|why| StoreError::new(file, "written", &why))
    }

    /// Writes the store out as JSON lines: the ledger's, then the journal's and
    /// the revisions'.
    ///
    /// # Errors
    /// When it cannot be read; and of the writer.
    pub fn export(&self, out: &mut dyn Write) -> Result<io::Result<()>, StoreError> {
        let mut result = writeln!(out, "{}", lines::head());
        for sql in [
            "SELECT line FROM feed WHERE line IS NOT NULL ORDER BY definition, value",
            "SELECT line FROM article WHERE line IS NOT NULL ORDER BY source, key",
            "SELECT json_object('event', what, 'at', at, 'who', who, 'article', article, 'reason', reason) \
             FROM journal ORDER BY id",
            "SELECT json_object('revision', json(what), 'at', at, 'article', article) FROM revision ORDER BY id",
        ] {
            self.ask(|connection| {
                let mut statement = connection.prepare(sql)?;
                let mut rows = statement.query([])?;
                while let (true, Some(row)) = (result.is_ok(), rows.next()?) {
                    result = writeln!(out, "{}", row.get::<_, String>(0)?);
                }
                Ok(())
            })?;
        }
        Ok(result)
    }
}
