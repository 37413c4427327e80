//! The whole file, taken apart into its sections.

use std::path::Path;
use std::sync::Arc;

use super::error::Text;
use super::{ConfigError, Section, Site, nearest};
use crate::tree::{self, Map, Node, Value};

/// The sections that may stand in the file, once each or (`true`) many times.
const SECTIONS: &[(&str, bool)] = &[
    ("site", false),
    ("source", true),
    ("feed_defaults", false),
    ("feed", true),
    ("output", false),
    ("revisions", false),
    ("schedule", false),
    ("server", false),
    ("store", false),
    ("notify", false),
    ("validate", false),
];

/// Those that no document, and nothing that is remembered, depends on.
const BESIDE: &[&str] = &["schedule", "server", "validate"];

/// A larger config file is refused (16 MiB).
const LARGEST: u64 = 16 * 1024 * 1024;

/// `config.toml`, with `[site]` read and the rest as sections for their rooms.
#[derive(Debug, Clone)]
pub struct Config {
    /// XXH3 (64 bits) of all that the documents depend on: not of comments and
    /// layout, nor of `[schedule]`, `[server]` and `[validate]`.
    pub print: u64,
    /// The newsroom.
    pub site: Site,
    /// `[[source]]`, in order; at least one.
    pub sources: Vec<Section>,
    /// `[feed_defaults]`.
    pub feed_defaults: Section,
    /// `[[feed]]`, in order; at least one.
    pub feeds: Vec<Section>,
    /// `[output]`.
    pub output: Section,
    /// `[revisions]`.
    pub revisions: Section,
    /// `[schedule]`.
    pub schedule: Section,
    /// `[server]`.
    pub server: Section,
    /// `[store]`.
    pub store: Section,
    /// `[notify]`.
    pub notify: Section,
    /// `[validate]`.
    pub validate: Section,
}

impl Config {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, is not TOML, or a section of it or `[site]` is wrong.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        Self::parse(path, read(path)?)
    }

    /// Reads `[validate]` for a command that needs no newsroom, from a file that
    /// may hold nothing else. A file with neither `[site]` nor `[validate]` is
    /// another program's: Hugo and Zola have a `config.toml` too.
    ///
    /// # Errors
    /// As [`Config::load`]; that `[[source]]` and `[[feed]]` are missing matters
    /// only where there is a `[site]`.
    pub fn load_validate(path: &Path) -> Result<Option<Section>, ConfigError> {
        let text = read(path)?;
        let (shared, map) = toml(path, text)?;
        if map.get("site").is_some() {
            return Self::parse(path, shared.text.clone()).map(|config| Some(config.validate));
        }
        let alone = Section::new(&shared, "config.toml", 0, map.clone());
        if !alone.has("validate") {
            return Ok(None);
        }
        known(&shared, &map)?;
        alone.section("validate").map(|section| section.map(|section| section.renamed("validate")))
    }

    /// Reads config that stands in `text`; its paths are relative to the folder of `path`.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn parse(path: &Path, text: String) -> Result<Self, ConfigError> {
        let (text, map) = toml(path, text)?;
        known(&text, &map)?;
        let print = print(&map);
        let root = Section::new(&text, "config.toml", 0, map.clone());
        let single = |name: &str| match map.get(name) {
            None => Ok(Section::new(&text, name, 0, Map::default())),
            Some(Node { at, value: Value::Map(map) }) => Ok(Section::new(&text, name, *at, map.clone())),
            Some(node) => {
                Err(root.error_at(node.at, format!("[{name}] stands once"), format!("write [{name}], not [[{name}]]")))
            }
        };
        let many = |name: &str| {
            let Some(node) = map.get(name) else {
                let help = format!("add a [[{name}]] with its `path`");
                return Err(ConfigError::at(&text, 0..0, format!("there is no [[{name}]]"), Some(help)));
            };
            if matches!(node.value, Value::Map(_)) {
                return Err(root.error_at(
                    node.at,
                    format!("[{name}] may stand many times"),
                    format!("write [[{name}]]"),
                ));
            }
            Ok(root.sections(name)?.into_iter().map(|section| section.renamed(name)).collect())
        };
        Ok(Self {
            print,
            site: Site::read(&single("site")?)?,
            sources: many("source")?,
            feed_defaults: single("feed_defaults")?,
            feeds: many("feed")?,
            output: single("output")?,
            revisions: single("revisions")?,
            schedule: single("schedule")?,
            server: single("server")?,
            store: single("store")?,
            notify: single("notify")?,
            validate: single("validate")?,
        })
    }
}

fn print(map: &Map) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for entry in map.0.iter().filter(|entry| !BESIDE.contains(&&*entry.key)) {
        entry.print(&mut hash);
    }
    hash.digest()
}

fn read(path: &Path) -> Result<String, ConfigError> {
    let unread = |what: String| {
        ConfigError::nowhere(what, "run `feedroom init` to begin one here, or name yours with --config FILE")
    };
    let unreadable = |error| unread(format!("{} cannot be read: {error}", path.display()));
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err(unread(format!("{} is larger than {LARGEST} bytes", path.display())));
    }
    std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => {
            ConfigError::nowhere(format!("{} is not UTF-8", path.display()), "save it as UTF-8")
        }
        _ => unreadable(error),
    })
}

fn toml(path: &Path, text: String) -> Result<(Arc<Text>, Map), ConfigError> {
    let text = Arc::new(Text { path: path.to_owned(), text });
    let map = tree::parse_toml(&text.text).map_err(|error| {
        ConfigError::at(&text, error.at..error.at + 1, format!("this is not TOML: {}", error.message), None)
    })?;
    Ok((text, map))
}

/// Refuses sections that nobody knows.
fn known(text: &Arc<Text>, map: &Map) -> Result<(), ConfigError> {
    let names = || SECTIONS.iter().map(|(name, _)| *name);
    let Some(entry) = map.0.iter().find(|entry| !names().any(|name| name == entry.key)) else { return Ok(()) };
    let help = match nearest(&entry.key, names()) {
        Some(near) => format!("did you mean [{near}]?"),
        None => format!("its sections are {}", names().collect::<Vec<_>>().join(", ")),
    };
    let what = format!("[{}] is not a section of the config", entry.key);
    Err(ConfigError::at(text, entry.at..entry.at + entry.key.len(), what, Some(help)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n[[feed]]\npath = \"all\"\n";

    fn fault(text: &str) -> String {
        Config::parse(Path::new("config.toml"), text.to_owned()).unwrap_err().to_string()
    }

    #[test]
    fn the_least_config_is_enough() {
        let config = Config::parse(Path::new("x/config.toml"), GOOD.to_owned()).unwrap();
        assert_eq!(config.site.url.as_str(), "https://t.example/");
        assert_eq!(config.sources[0].resolve("a"), Path::new("x/a"));
    }

    #[test]
    fn a_fault_names_its_place_and_its_mend() {
        assert_eq!(
            fault(&GOOD.replace("title", "titel")),
            "config.toml:2:1: `titel` is not a key of [site]; did you mean `title`?"
        );
        assert_eq!(
            fault(&GOOD.replace("[[feed]]", "[[feeds]]")),
            "config.toml:7:3: [feeds] is not a section of the config; did you mean [feed]?"
        );
        assert!(fault("[site]\ntitle = \n").starts_with("config.toml:2:9: this is not TOML"));
        assert!(fault("[site]\ntitle = \"T\"\n").contains("[site] has no `url`"));
    }

    #[test]
    fn what_no_document_depends_on_leaves_the_print_as_it_is() {
        let print = |text: String| Config::parse(Path::new("config.toml"), text).unwrap().print;
        let good = print(GOOD.to_owned());
        assert_eq!(print(format!("# Ours.\n{GOOD}\n[server]\nlisten = \"127.0.0.1:1\"\n")), good);
        assert_eq!(print(format!("[schedule]\nsettle = \"1s\"\n[validate]\n{GOOD}")), good);
        assert_ne!(print(GOOD.replace("\"T\"", "\"U\"")), good);
        assert_ne!(print(format!("{GOOD}limit = 3\n")), print(format!("{GOOD}limit = \"3\"\n")));
        assert_ne!(print(format!("{GOOD}[[feed]]\npath = \"b\"\n")), good);
    }

    #[test]
    fn a_rendered_fault_shows_the_line() {
        let error = Config::parse(Path::new("config.toml"), GOOD.replace("title", "titel")).unwrap_err();
        let shown = error.render(false);
        assert!(shown.contains("2 | titel = \"T\"") && shown.contains("^^^^^"), "{shown}");
    }
}
