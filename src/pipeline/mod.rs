//! One run of the flow: sources → desk → feeds → formats → files → debts. The
//! only room that joins the others.

mod adopt;
mod begin;
mod error;
mod follow;
mod freeze;
mod gate;
mod hand;
mod hear;
mod house;
mod keep;
mod lock;
mod look;
mod marks;
mod memory;
mod missing;
mod owe;
mod own_id;
mod prepare;
mod press;
mod proof;
mod prune;
mod render;
mod report;
mod retain;
mod reuse;
mod run;
mod say;
mod shelf;
mod spool;
mod twice;
mod write;

pub use adopt::{Adopted, AdoptedFeed, NotTaken, OldFeed, adopt};
pub use begin::{Beginning, Stop};
pub use error::RunError;
pub use freeze::{Accept, FrozenReport, ShareReport};
pub use hand::{Dossier, Hand, HandError, Handed, Survey, survey};
pub use house::House;
pub use look::Seen;
pub use owe::settle;
pub use press::Press;
pub use proof::Proof;
pub use prune::{Pruned, prune};
pub use report::{DocumentReport, Embargoed, FeedReport, Level, Line, Report, SourceReport};
pub use run::{Build, Outcome, Scope, Shelve, build, check};
