//! The editorial rules, as a function: what the sources say, what is
//! remembered, and the time → which articles may stand where they are read,
//! which wait, and what the ledger has to learn. No I/O, no clock.

mod ahead;
mod decide;
mod erased;
mod identity;
mod record;
mod revision;
mod sketch;
mod standing;
mod taken;
mod urls;
mod words;

#[cfg(test)]
mod tests;

pub use ahead::Ahead;
pub use decide::{Decided, Desk, Heard, Told, Undecided, Waiting};
pub use erased::{Dates, Erased, Seal};
pub use record::{Decision, DecisionStatus, Left, Memory, Record, Said};
pub use sketch::{Sketch, Words};
