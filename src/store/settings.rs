//! `[store]`: where memory lies.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Place;
use crate::config::{ConfigError, Key, Section};

/// The keys of `[store]`.
pub const KEYS: &[Key] = &[
    Key::new(
        "path",
        "a path",
        "\"feedroom.db\"",
        "The database that remembers what the last run knew, so that the next one need only follow what changed; `\"none\"` keeps none.",
    ),
    Key::new("journal", "a duration", "\"1830d\"", "How long the database keeps the journal of who decided what."),
    Key::new("revisions", "a duration", "\"366d\"", "How long the database keeps the revisions of articles."),
    Key::new(
        "ledger",
        "a path",
        "none",
        "The text file that remembers ids and dates, made to be committed beside the articles; a path that ends in a slash, or is a folder, keeps a file for each month. [More](ledger.md). Without one, ids hold only as long as file names and dates stay as they are, and articles without a date are refused.",
    ),
];

/// A year, and the day of a leap year.
const YEAR: Duration = Duration::from_hours(8784);

/// What `[store]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where the ledger lies, where one is configured.
    pub ledger: Option<Place>,
    /// Where the database lies, where there is one.
    pub database: Option<PathBuf>,
    /// How long the journal is kept.
    pub journal: Duration,
    /// How long revisions are kept.
    pub revisions: Duration,
    /// The socket's place where nothing is remembered: beside the config.
    beside_config: PathBuf,
}

impl Settings {
    /// Where a daemon takes commands by default, beside the config.
    pub const DEFAULT_SOCKET: &str = "feedroom.db.sock";

    /// Reads `[store]`.
    ///
    /// # Errors
    /// For a wrong key or value.
    pub fn read(section: &Section) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        let path = section.string("path")?.unwrap_or("feedroom.db");
        if path.trim().is_empty() {
            return Err(section.error("path", "`path` of [store] is empty", "name a file, or write \"none\""));
        }
        Ok(Self {
            ledger: section.string("ledger")?.map(|path| Place::of(&section.resolve(path))),
            database: (path != "none").then(|| section.resolve(path)),
            journal: section.duration("journal")?.unwrap_or(5 * YEAR),
            revisions: section.duration("revisions")?.unwrap_or(YEAR),
            beside_config: section.resolve("feedroom.sock"),
        })
    }

    /// Where a daemon takes commands: beside the database, under its name and
    /// `.sock`; without one beside the ledger; without either `feedroom.sock`
    /// beside the config.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        let kept = self.database.as_deref().or(self.ledger.as_ref().map(Place::path));
        let Some((kept, name)) = kept.and_then(|path: &Path| Some((path, path.file_name()?))) else {
            return self.beside_config.clone();
        };
        let mut name = name.to_owned();
        name.push(".sock");
        kept.with_file_name(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn socket(store: &str) -> PathBuf {
        let text = format!(
            "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n\
             [[feed]]\npath = \"all\"\n[store]\n{store}\n"
        );
        let config = Config::parse(Path::new("room/config.toml"), text).unwrap();
        Settings::read(&config.store).unwrap().socket()
    }

    #[test]
    fn the_socket_lies_beside_what_is_remembered() {
        assert_eq!(socket(""), Path::new("room").join(Settings::DEFAULT_SOCKET));
        assert_eq!(socket("path = \"/var/lib/feedroom/news.db\""), Path::new("/var/lib/feedroom/news.db.sock"));
        assert_eq!(socket("path = \"none\"\nledger = \"a/ledger.jsonl\""), Path::new("room/a/ledger.jsonl.sock"));
        assert_eq!(socket("path = \"none\"\nledger = \"a/ledger/\""), Path::new("room/a/ledger.sock"));
        assert_eq!(socket("path = \"none\""), Path::new("room/feedroom.sock"));
    }
}
