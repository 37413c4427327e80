//! One document that is to be judged.

use std::path::PathBuf;

/// A document that was named, or stands in a folder that was.
pub(super) struct Document {
    /// What it is called in answers.
    pub(super) name: String,
    pub(super) place: Place,
    /// Where it is said to live; empty where nobody says.
    pub(super) base: String,
    /// Which argument it comes from.
    pub(super) argument: usize,
    /// It is judged only if it is a feed by its content.
    pub(super) may_be_other: bool,
}

/// Where its bytes are.
pub(super) enum Place {
    /// Standard input.
    Pipe,
    File(PathBuf),
}
