//! What a source says about a story's standing.

use chrono::{DateTime, Utc};

use crate::xml::XmlText;

/// The standing that a source gives an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Status {
    /// It may go out.
    Live,
    /// Not finished; nobody is waiting for it.
    Draft,
    /// It waits for a person, for this reason.
    Held(String),
    /// It waits for a time that nobody has named yet.
    Embargoed,
    /// A person took it out; it may return.
    Withheld,
    /// Its source took it back.
    Withdrawn,
    /// Out until it is restored.
    Killed,
}

/// Who may read a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everybody.
    Open,
    /// Those who pay.
    Subscribers,
}

/// A correction that the newsroom published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// What was wrong and what is right.
    pub note: XmlText,
    /// When it was published, where that is known.
    pub at: Option<DateTime<Utc>>,
}
