//! Why something cannot stand in a format.

/// A refusal by a format, in a plain sentence without the article's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FormatError(pub String);
