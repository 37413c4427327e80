//! Ids and dates taken over from the feeds of an older system, so that nobody
//! is told of a story twice: which items are which articles, and what the
//! ledger learns of it. Pure functions; the desk's rules hold from then on.

mod find;
mod take;

pub use find::{How, Match, Paper, matches};
pub use take::{Atom, FeedId, Old, Outcome, Taken, Target, take};
