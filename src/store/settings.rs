//! `[store]`: where memory lies.

use super::Place;
use crate::config::{ConfigError, Key, Section};

/// The keys of `[store]`.
pub const KEYS: &[Key] = &[Key::new(
    "ledger",
    "a path",
    "none",
    "The text file that remembers ids and dates, made to be committed beside the articles; a path that ends in a slash, or is a folder, keeps a file for each month. [More](ledger.md). Without one, ids hold only as long as file names and dates stay as they are, and articles without a date are refused.",
)];

/// What `[store]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where the ledger lies, where one is configured.
    pub ledger: Option<Place>,
}

impl Settings {
    /// Reads `[store]`.
    ///
    /// # Errors
    /// For a wrong key or value.
    pub fn read(section: &Section) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        Ok(Self { ledger: section.string("ledger")?.map(|path| Place::of(&section.resolve(path))) })
    }
}
