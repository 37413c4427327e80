//! Why text is not well-formed XML.

/// Where reading stopped, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Byte offset.
    pub(crate) at: usize,
    /// Why.
    pub(crate) kind: FaultKind,
}

/// What is not well-formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A general syntax error, in words.
    Syntax(&'static str),
    /// A prefix that nothing declares.
    UnboundPrefix,
    /// An entity that nothing declares.
    UndefinedEntity,
    /// A bound of ours was reached: which, in words.
    Limit(&'static str),
}

impl FaultKind {
    /// The fault in words, to follow a colon.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Syntax(words) | Self::Limit(words) => words,
            Self::UnboundPrefix => "a prefix is used that no xmlns attribute declares",
            Self::UndefinedEntity => "an entity is used that the document does not define",
        }
    }
}
