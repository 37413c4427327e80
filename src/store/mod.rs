//! What is remembered from run to run. Today that is the ledger, as a text
//! file beside the articles; it implements the small traits by which the rooms
//! ask for memory (`desk::Memory`, `feed::Index`). No business rules.

mod by_hand;
mod error;
mod ledger;
mod merge;
mod settings;
mod wire;

#[cfg(test)]
mod tests;

pub use error::LedgerError;
pub use ledger::Ledger;
pub use settings::{KEYS, Settings};
