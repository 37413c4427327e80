//! What a look at a source brought, and what the reading of one piece did.

use std::sync::Arc;

use super::{Beside, Piece};
use crate::article::{Article, Origin};

/// What is in a source, before any of it is read.
#[derive(Debug, Default)]
pub struct Look {
    /// Its pieces, ordered by their key.
    pub pieces: Vec<Piece>,
    /// What cannot be read at all, and why.
    pub refused: Vec<Remark>,
    /// What is to be said of the rest.
    pub notices: Vec<Remark>,
    /// Set when the source as a whole could not be read: then nothing follows
    /// from what is absent.
    pub outage: Option<Outage>,
    /// Before when it was, in nanoseconds of Unix time, if somebody notes it.
    pub taken: i64,
}

/// What is at some places of a source, before any of it is read.
#[derive(Debug, Default)]
pub struct Part {
    /// The pieces that are there, ordered by their key.
    pub pieces: Vec<Piece>,
    /// What cannot be read at all, and why.
    pub refused: Vec<Remark>,
    /// The keys that were looked at, ordered: of each piece that is known under one
    /// of them, or below it (`key/…`), and is not among `pieces`, the file is gone.
    pub keys: Vec<Arc<str>>,
}

/// What one piece told.
#[derive(Debug, Default)]
pub struct Reading {
    /// The articles that could be read.
    pub articles: Vec<Article>,
    /// Those that could not, and why.
    pub refused: Vec<Remark>,
    /// What was repaired or left out in articles that were taken.
    pub notices: Vec<Remark>,
    /// XXH3 (64 bits) of all its bytes, and of what the file system says of the files
    /// beside it; 0 where they could not be read.
    pub hash: u64,
    /// The files beside it that its articles tell of.
    pub beside: Vec<Beside>,
    /// Whether it, or its sidecar, is no longer where it was looked at: then another look is due.
    pub is_gone: bool,
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
