//! Where bytes go: a directory, and the catalogue from which HTTP serves them.
//! It never decides what to say.

mod catalogue;

pub use catalogue::{Catalogue, Entry};
