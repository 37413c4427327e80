//! Revisions as the desk knows them: how each lies in its row, and what is read
//! back of it. No words of an article stand there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Database, StoreError, StoredRevision, Writing};
use crate::desk::{Revision, RevisionKind};

/// A revision that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revised {
    /// When the run saw it.
    pub at: DateTime<Utc>,
    /// Whether readers were told again, and why.
    pub kind: RevisionKind,
    /// The share of the body's words that changed, in percent.
    pub changed: u8,
}

/// The form of a row's `what`. A promise: new members are optional.
#[derive(Serialize, Deserialize)]
struct Row {
    v: u32,
    kind: String,
    reason: String,
    changed: u8,
}

const VERSION: u32 = 1;

impl Writing<'_> {
    /// Writes down the revisions that the run at `ran` (Unix seconds) saw, in their order.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn revise_all(&self, revisions: &[Revision], ran: i64) -> Result<(), StoreError> {
        for revision in revisions {
            let kind = if revision.kind.is_significant() { "significant" } else { "minor" };
            let what = serde_json::json!(Row {
                v: VERSION,
                kind: kind.to_owned(),
                reason: revision.kind.as_str().to_owned(),
                changed: percent(1.0 - revision.likeness),
            });
            self.revise(&StoredRevision { article: revision.id.to_string(), at: ran, what: what.to_string() })?;
        }
        Ok(())
    }
}

impl Database {
    /// The revisions of the article with an id, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn revised(&self, id: &str) -> Result<Vec<Revised>, StoreError> {
        Ok(self.revisions(id)?.iter().filter_map(revised).collect())
    }
}

/// What a row says; `None` where a newer version wrote what this one does not know.
fn revised(stored: &StoredRevision) -> Option<Revised> {
    let row: Row = serde_json::from_str(&stored.what).ok().filter(|row: &Row| row.v == VERSION)?;
    let kind = RevisionKind::by_words(&row.kind, &row.reason)?;
    Some(Revised { at: DateTime::from_timestamp(stored.at, 0)?, kind, changed: row.changed })
}

/// A share from 0 to 1 in whole percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Reason;

    #[test]
    fn the_first_form_of_a_row_is_read_for_ever() {
        let row = |what: &str| StoredRevision { article: "tag:x".to_owned(), at: 0, what: what.to_owned() };
        let first = row(r#"{"v":1,"kind":"significant","reason":"rewritten","changed":43,"later":true}"#);
        let kind = RevisionKind::Significant(Reason::Rewritten);
        assert_eq!(revised(&first), Some(Revised { at: DateTime::UNIX_EPOCH, kind, changed: 43 }));
        assert_eq!(revised(&row(r#"{"v":2,"kind":"significant","reason":"rewritten","changed":43}"#)), None);
        assert_eq!(revised(&row("{}")), None);
    }
}
