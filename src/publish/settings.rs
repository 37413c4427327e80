//! `[output]`: where documents are written, and where the world finds them.

use std::path::PathBuf;

use crate::config::{ConfigError, Key, Section, Site};
use crate::xml::AbsoluteUrl;

/// The keys of `[output]`.
pub const KEYS: &[Key] = &[
    Key::new("dir", "a path", "\"feeds\"", "The folder that feeds are written to. It may not lie in a source."),
    Key::new(
        "url",
        "a URL",
        "`site.url`",
        "Where the world finds that folder: a feed's own URL is this and its file's path.",
    ),
];

/// What `[output]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The folder.
    pub dir: PathBuf,
    /// Where the world finds it, ending in a slash.
    pub url: AbsoluteUrl,
}

impl Settings {
    /// Reads `[output]`.
    ///
    /// # Errors
    /// For a wrong key or value.
    pub fn read(section: &Section, site: &Site) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        let dir = section.string("dir")?.unwrap_or("feeds");
        if dir.trim().is_empty() {
            return Err(section.error("dir", "`dir` of [output] is empty", "name a folder, such as \"feeds\""));
        }
        Ok(Self { dir: section.resolve(dir), url: section.url("url")?.unwrap_or_else(|| site.url.clone()).as_folder() })
    }
}
