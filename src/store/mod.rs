//! What is remembered from run to run: the ledger, as text beside the articles,
//! and the database, which holds the same and what the last run knew. They
//! implement the small traits by which the rooms ask for memory
//! (`desk::Memory`, `feed::Index`). No business rules.

mod by_hand;
pub mod database;
mod departure;
mod error;
mod gather;
mod ledger;
mod lines;
mod merge;
mod newest;
mod patch;
mod place;
mod print;
mod read;
mod recall;
mod settings;
mod whole;
mod wire;
mod write;

#[cfg(test)]
mod tests;

pub use database::{Database, StoreError};
pub use departure::departure;
pub use error::LedgerError;
pub use ledger::Ledger;
pub use newest::{of_article as newest_of_article, of_feed as newest_of_feed};
pub use patch::{Change, Patch};
pub use place::Place;
pub use print::{Print, Prints};
pub use recall::RecallError;
pub use settings::{KEYS, Settings};
