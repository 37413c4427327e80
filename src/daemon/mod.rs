//! Running the pipeline again and again: on a schedule, at the time when
//! something falls due, one build at a time, until it is told to stop.
//!
//! [`Schedule`] is pure; [`run()`] is the loop, over whatever build it is given.

mod run;
mod schedule;
mod signal;

pub use run::{Built, Ended, run};
pub use schedule::{KEYS, Schedule, read};
pub use signal::interrupted;
