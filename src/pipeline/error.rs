//! Why a run could not be done at all (exit status 2).

use crate::config::ConfigError;
use crate::publish::PublishError;
use crate::store::LedgerError;

/// A fault that ends a run before anything was published, or in the middle of
/// putting documents in their places: then the next run does the rest.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The config is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// No source could be read.
    #[error("no source could be read: {0}")]
    NoSource(String),
    /// A document cannot be put in its place.
    #[error(transparent)]
    Publish(#[from] PublishError),
}
