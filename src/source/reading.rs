//! What one look at a source brought.

use crate::article::{Article, Origin};

/// All that a source told.
#[derive(Debug, Default)]
pub struct Reading {
    /// The articles that could be read, ordered by their key.
    pub articles: Vec<Article>,
    /// Those that could not, and why.
    pub refused: Vec<Remark>,
    /// What was repaired or left out in articles that were taken.
    pub notices: Vec<Remark>,
    /// Set when the source as a whole could not be read: then nothing follows
    /// from what is absent.
    pub outage: Option<Outage>,
}

/// Something to say about one article.
///
/// The sentences never hold words or values of the article: it may be embargoed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which article.
    pub origin: Origin,
    /// The line of its file, from 1, where there is one.
    pub line: Option<u32>,
    /// What is wrong, in a plain sentence without a full stop.
    pub what: String,
    /// How to mend it.
    pub help: String,
}

/// Why a source could not be read as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub help: String,
}
