//! Where bytes go: a directory, and the catalogue from which HTTP serves them.
//! It never decides what to say.

mod address;
mod catalogue;
mod directory;
mod error;
mod newsstand;
mod settings;
mod stray;
mod sync;

pub use address::Address;
pub use catalogue::{Catalogue, Entry, Held};
pub use directory::{Directory, Prepared, Stage};
pub use error::PublishError;
pub use newsstand::Newsstand;
pub use settings::{KEYS, Settings};
