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
    /// Writes events down, in their order.
    fn write(&mut self, events: &[Event]);

    /// What happened to an article, the earliest first.
    fn of(&self, article: &Subject) -> Vec<Event>;
}

/// A journal that ends with the process.
#[derive(Debug, Default)]
pub struct Notepad(Vec<Event>);

impl Journal for Notepad {
    fn write(&mut self, events: &[Event]) {
        self.0.extend_from_slice(events);
    }

    fn of(&self, article: &Subject) -> Vec<Event> {
        self.0.iter().filter(|event| event.article == *article).cloned().collect()
    }
}
