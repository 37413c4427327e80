//! The journal: every editorial event, with who did what to which article, when
//! and why.

use chrono::{DateTime, Utc};

use super::Deed;
use crate::article::{ArticleId, Origin};

/// One editorial event. It never holds an article's words; its reason holds
/// what the person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: the operating system's name of the person.
    pub who: String,
    /// What was done.
    pub what: Deed,
    /// To which article.
    pub article: Subject,
    /// Where it came from then, where that is known.
    pub place: Option<Origin>,
    /// Why: private, told nowhere but in the journal.
    pub reason: Option<String>,
}

/// The article of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One that is or was out, by its id.
    Id(ArticleId),
    /// One that was never out, by its place.
    Place(Origin),
}

/// What remembers events. Where there is none, a newsroom has no history.
pub trait Journal {
    /// Why it cannot be read or written.
    type Fault;

    /// Writes events down, in their order.
    ///
    /// # Errors
    /// When they cannot be written: then none is.
    fn write(&mut self, events: &[Event]) -> Result<(), Self::Fault>;

    /// What happened to an article, the earliest first.
    ///
    /// # Errors
    /// When it cannot be read.
    fn of(&self, article: &Subject) -> Result<Vec<Event>, Self::Fault>;
}
