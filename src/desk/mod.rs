//! The editorial rules, as a function: what the sources say, what is
//! remembered, and the time → which articles may stand where they are read,
//! which wait, and what the ledger has to learn. No I/O, no clock.

mod ahead;
mod candidate;
mod decide;
mod decided;
mod erased;
mod hand;
mod heard;
mod identity;
mod journal;
mod leaving;
mod moved;
mod naming;
mod pace;
mod parts;
mod places;
mod prose;
mod record;
mod revision;
mod settings;
mod sketch;
mod standing;
mod state;
mod taken;
mod urls;
mod words;

#[cfg(test)]
mod tests;

pub use ahead::Ahead;
pub use decide::Desk;
pub use decided::{Decided, Stands, Undecided, Waiting};
pub use erased::{Dates, Erased, Seal};
pub use hand::{Action, Case, DEEDS, Deed, Refusal, Verdict};
pub use heard::{Heard, Told};
pub use journal::{Event, Journal, Subject};
pub use moved::places;
pub use naming::{Name, Names, bare_url};
pub use pace::{Pace, Paces};
pub use parts::Parts;
pub use record::{Decision, DecisionStatus, Left, Memory, Record, Said, Why};
pub use revision::{Change, Reason, Revision, RevisionKind};
pub use settings::{KEYS, Revisions, Weight};
pub use sketch::{Sketch, Words};
pub use state::{STATES, State};
pub use urls::same_address;
