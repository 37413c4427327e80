//! Why a person's word cannot be done: nothing was changed then.

use crate::desk::Refusal;

/// A fault of what a person asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandError {
    /// The decision would be forgotten.
    #[error(
        "there is neither a ledger nor a database, so a decision could not be remembered; name a `ledger` in [store]"
    )]
    NoMemory,
    /// No article has that name.
    #[error("no article is known as `{name}`; {help}")]
    Unknown {
        /// As it was typed.
        name: String,
        /// What to do.
        help: String,
    },
    /// Several have.
    #[error("`{name}` may be each of {those}; name the one that is meant, with its source before a colon or by its id")]
    Ambiguous {
        /// As it was typed.
        name: String,
        /// Their places.
        those: String,
    },
    /// It cannot be done with this article.
    #[error("`{name}`: {}; {}; nothing was changed", .why.what, .why.help)]
    Refused {
        /// As it was typed.
        name: String,
        /// Why not.
        why: Refusal,
    },
}

impl HandError {
    pub(super) fn refused(name: &str, why: Refusal) -> Self {
        Self::Refused { name: name.to_owned(), why }
    }

    pub(super) fn erased(name: &str) -> Self {
        let why = Refusal {
            what: "it was erased, for ever".to_owned(),
            help: "another story needs a file of another name".to_owned(),
        };
        Self::refused(name, why)
    }
}
