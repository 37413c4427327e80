//! What the caller says about a document: where it lives, and what time it is.

use chrono::{DateTime, Utc};

/// What a document is judged against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Where the document is said to live: self links, hosts and relative
    /// references are judged by it. Empty where that is not known.
    pub base: &'a str,
    /// The time, for dates that lie in the future.
    pub now: DateTime<Utc>,
}
