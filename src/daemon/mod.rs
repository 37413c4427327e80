//! Running the pipeline again and again: when something falls due, when a source
//! changed, when a person asks and on a schedule, one build at a time, until it
//! is told to stop.
//!
//! [`Agenda`] decides what is next and `wall` which time it is; both are pure.
//! [`Daemon`] is the loop that feeds them, `worker` the thread that builds. The
//! rest of the process speaks to it through a [`Handle`]: it gives [`Order`]s,
//! which are done on the [`Floor`], and reads the [`Board`]. What happens in the
//! folders of the sources it hears through [`watching`].

mod agenda;
mod board;
mod clocks;
mod floor;
mod handle;
mod order;
mod oversee;
mod priority;
mod run;
mod say;
mod schedule;
mod signal;
pub mod systemd;
mod wall;
pub mod watching;
mod worker;

pub use agenda::{Agenda, How, Job};
pub use board::{Board, ConfigState, Failure, Last, Running, SourceState, State};
pub use floor::Floor;
pub use handle::Handle;
pub use order::{Haste, Order};
pub use oversee::Probe;
pub use priority::{Priority, bound_pool, threads};
pub use run::{Daemon, Scout, Setup, Stopped};
pub use schedule::{KEYS, Schedule, read};
pub use signal::{Hangups, hangups, interrupted};
pub use wall::{Event, Look, Standing, Wall};
pub use worker::{Outlets, Owed};
