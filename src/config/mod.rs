//! `config.toml`: its text, its sections, and every complaint about it with
//! file, line, column, key and mend.
//!
//! Only `[site]` is understood here, since every room needs it. What belongs to
//! one source, format, feed or target is read from its [`Section`] in that
//! one's own file, by keys that it declares there as [`Key`]s.

mod error;
mod file;
mod key;
mod nearest;
mod section;
mod site;
mod values;

pub use error::ConfigError;
pub use file::Config;
pub use key::{Key, Need};
pub use nearest::{nearest, nearest_few};
pub use section::Section;
pub use site::{KEYS as SITE_KEYS, Site};
