//! Watching folders: what the system tells of files that are written, moved and
//! removed becomes hints, paths that are worth a look.
//!
//! A hint is never needed for anything to be right: what it misses, a scan finds.
//! It says where to look at once, and when a file that is written in place may be
//! read. [`Gather`] decides that and is pure; [`Watch`] asks the system, on a
//! thread of its own.

mod gather;
mod kind;
mod root;
mod status;
mod thread;

pub use gather::{Event, Gather, Hints, SETTLE};
pub use root::Folder;
pub use status::Status;
pub use thread::Watch;
