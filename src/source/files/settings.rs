//! The keys of a `[[source]]` of files, and what they say.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use encoding_rs::{Encoding, UTF_8};

use super::authors::Authors;
use super::field::{Field, MODEL};
use super::mount;
use crate::article::{Author, Pattern, Term};
use crate::config::{ConfigError, Key, Section, Site, nearest};
use crate::source::Surroundings;
use crate::xml::{AbsoluteUrl, LangTag, XmlText};

/// The keys.
pub(super) const KEYS: &[Key] = &[
    Key::required("kind", "text", "`\"files\"`: a folder, a file or a glob of them."),
    Key::required(
        "path",
        "a path",
        "The folder, file or glob (`stories/**/*.md`), relative to the config. Files ending in .md, .markdown, .html, \
         .htm, .json and .txt are read, unless their name or a folder's begins with `_` or `.`.",
    ),
    Key::new(
        "name",
        "text",
        "the path as written",
        "The source's name: part of the identity of its articles, so it never changes.",
    ),
    Key::new(
        "permalink",
        "a pattern",
        "\"{section}/{slug}/\"",
        "The address of articles whose front matter has none, below `site.url`: `{section}`, `{slug}`, `{name}` (the \
         file's), `{folder}`, `{date:%Y/%m/%d}`.",
    ),
    Key::new(
        "permalink_date",
        "\"published\" or \"name\"",
        "\"published\"",
        "Which date the pattern takes: that of publication, or the one in the file's name where it has one.",
    ),
    Key::new(
        "status",
        "\"live\" or \"held\"",
        "\"live\"",
        "`\"held\"`: stories wait until their front matter or sidecar says `status = \"live\"`.",
    ),
    Key::new(
        "vanished",
        "\"withdraw\" or \"keep\"",
        "`withdraw`, on a network mount `keep`",
        "What becomes of a story whose file vanished and was not renamed: it leaves the feeds, or it stays, with the feeds \
         that hold it, until the file is back or a person decides (`build` asks, and exits with 1).",
    ),
    Key::new(
        "undated",
        "\"first-seen\" or \"refuse\"",
        "\"first-seen\"",
        "What becomes of an article without any date. The file's own time is never taken.",
    ),
    Key::new(
        "fields",
        "a table",
        "none",
        "The newsroom's own names in front matter, tried before the usual ones: \
         `{ headline = [\"kop\", \"title\"], tags = [\"extra.topics\"] }`.",
    ),
    Key::new(
        "authors",
        "a path",
        "none",
        "A TOML, YAML or JSON file of author ids, each with a name or a table of `name` and `url`.",
    ),
    Key::new(
        "defaults",
        "a table",
        "none",
        "What holds for articles that say nothing themselves: `{ section = \"World\", language = \"en\", authors = [\"Staff\"] }`.",
    ),
    Key::new(
        "encoding",
        "an encoding",
        "\"utf-8\"",
        "The encoding of files that declare none, such as `\"windows-1252\"` (WHATWG names).",
    ),
    Key::new("media_url", "a URL", "`site.url`", "What relative addresses of pictures, sound and film are joined to."),
    Key::new(
        "media_dir",
        "a path",
        "none",
        "The folder that is published at `media_url`: length and size of media are taken from the files in it.",
    ),
    Key::new(
        "answer_within",
        "a duration",
        "none, on a network mount `\"60s\"`",
        "How long a look at all its files, and the reading of one, may take: a source that does not answer in time is out, \
         and its feeds stay as they are, less what must go. Raise it for a large archive on a slow mount.",
    ),
    Key::new("max_file_size", "a size", "\"4 MB\"", "A larger file is refused."),
];

const KEYS_OF_DEFAULTS: &[Key] = &[
    Key::new("section", "text", "none", "The section."),
    Key::new("language", "a language tag", "none", "The language."),
    Key::new("authors", "a list of texts", "none", "The byline."),
];

/// How long a source on a network mount is waited for.
pub(super) const ANSWER_WITHIN: Duration = Duration::from_mins(1);

const LARGEST_FILE: u64 = 4_000_000;
/// No article is larger, whatever config says.
const LARGEST_SETTING: u64 = 256 * 1024 * 1024;

/// What a source of files is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its name.
    pub name: Arc<str>,
    pub(super) path: PathBuf,
    pub(super) pattern: Arc<Pattern>,
    pub(super) date_of_name: bool,
    pub(super) held: bool,
    /// Whether stories of vanished files stay; `None` where the file system decides.
    pub(super) keeps_vanished: Option<bool>,
    pub(super) refuse_undated: bool,
    /// How long it is waited for; `None` where the file system decides.
    pub(super) answer_within: Option<Duration>,
    pub(super) fields: Vec<(Field, Vec<String>)>,
    pub(super) authors: Authors,
    /// A hash of the file of authors.
    pub(super) under: u64,
    pub(super) section: Option<Term>,
    pub(super) language: Option<LangTag>,
    pub(super) byline: Vec<Author>,
    pub(super) encoding: &'static Encoding,
    pub(super) media_url: AbsoluteUrl,
    pub(super) media_dir: Option<PathBuf>,
    pub(super) largest: u64,
    pub(super) site: Site,
    pub(super) not_articles: Vec<PathBuf>,
}

impl Settings {
    /// Reads the settings of a source, and its file of authors.
    ///
    /// # Errors
    /// For a setting that cannot be, or a file of authors that cannot be read.
    pub fn read(section: &Section, surroundings: &Surroundings) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        let site = &surroundings.site;
        let written = section.required_string("path")?;
        let pattern = section.string("permalink")?.unwrap_or("{section}/{slug}/");
        let pattern = Pattern::compile(pattern, &site.url, site.zone_or_utc()).map_err(|error| {
            section.error(
                "permalink",
                format!("`permalink` of [source]: {error}"),
                "write it like \"{section}/{date:%Y/%m/%d}/{slug}/\"",
            )
        })?;
        let name = section.string("name")?.unwrap_or(written);
        if name.trim().is_empty() {
            return Err(section.error("name", "`name` of [source] is empty", "write something there"));
        }
        let mut not_articles = surroundings.not_articles.clone();
        let authors = match section.string("authors")? {
            None => Authors::default(),
            Some(path) => {
                let path = section.resolve(path);
                let authors = Authors::load(&path, &site.url)
                    .map_err(|(what, help)| section.error("authors", format!("`authors` of [source]: {what}"), help))?;
                not_articles.push(path);
                authors
            }
        };
        let file = section.string("authors")?.and_then(|path| std::fs::read(section.resolve(path)).ok());
        let under = file.map_or(0, |file| xxhash_rust::xxh3::xxh3_64(&file));
        let defaults = section.section("defaults")?;
        if let Some(defaults) = &defaults {
            defaults.expect_keys(&[KEYS_OF_DEFAULTS])?;
        }
        let default = defaults.as_ref();
        let byline = default.map(|section| section.strings("authors")).transpose()?.flatten().unwrap_or_default();
        Ok(Self {
            name: name.into(),
            path: section.resolve(written),
            pattern: Arc::new(pattern),
            date_of_name: section
                .choice("permalink_date", &[("published", false), ("name", true)])?
                .unwrap_or_default(),
            held: section.choice("status", &[("live", false), ("held", true)])?.unwrap_or_default(),
            keeps_vanished: section.choice("vanished", &[("withdraw", false), ("keep", true)])?,
            refuse_undated: section.choice("undated", &[("first-seen", false), ("refuse", true)])?.unwrap_or_default(),
            answer_within: answer_within(section)?,
            fields: fields(section)?,
            byline: byline.into_iter().filter_map(|name| authors.find_or_name(name)).collect(),
            authors,
            under,
            section: default.map(|section| section.line("section")).transpose()?.flatten().map(Term::new),
            language: default.map(|section| section.language("language")).transpose()?.flatten(),
            encoding: encoding(section)?,
            media_url: section.url("media_url")?.unwrap_or_else(|| site.url.clone()).as_folder(),
            media_dir: media_dir(section)?,
            largest: match section.bytes("max_file_size")? {
                Some(bytes) if bytes > LARGEST_SETTING => {
                    let what = "`max_file_size` of [source] is too large";
                    return Err(section.error("max_file_size", what, "write at most \"256 MB\""));
                }
                given => given.unwrap_or(LARGEST_FILE),
            },
            site: site.clone(),
            not_articles,
        })
    }

    /// The path as config writes it, joined to the config's folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn answer_within(section: &Section) -> Result<Option<Duration>, ConfigError> {
    let limit = section.duration("answer_within")?;
    if limit.is_some_and(|limit| limit.is_zero()) {
        return Err(section.error("answer_within", "`answer_within` of [source] is no time", "write \"60s\" or so"));
    }
    Ok(limit)
}

fn media_dir(section: &Section) -> Result<Option<PathBuf>, ConfigError> {
    let Some(path) = section.string("media_dir")?.map(|path| section.resolve(path)) else { return Ok(None) };
    // What lies on a network mount may not answer.
    if mount::is_remote(&path) || path.is_dir() {
        return Ok(Some(path));
    }
    let what = format!("`media_dir` of [source]: {} is not a folder", path.display());
    Err(section.error("media_dir", what, "create it, or name the folder that is published at `media_url`"))
}

fn encoding(section: &Section) -> Result<&'static Encoding, ConfigError> {
    let Some(label) = section.string("encoding")? else { return Ok(UTF_8) };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let known = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "windows-1251", "shift_jis", "utf-16"];
        let help = match nearest(label, known) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write a name such as \"utf-8\" or \"windows-1252\"".to_owned(),
        };
        section.error("encoding", "`encoding` of [source] is not an encoding", help)
    })
}

fn fields(section: &Section) -> Result<Vec<(Field, Vec<String>)>, ConfigError> {
    let Some(table) = section.section("fields")? else { return Ok(Vec::new()) };
    let mut fields = Vec::new();
    for name in table.keys() {
        let Some((_, field)) = MODEL.iter().find(|(known, _)| *known == name) else {
            let known = || MODEL.iter().map(|(known, _)| *known);
            let help = match nearest(name, known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    format!("its names are {}", known().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
                }
            };
            return Err(table.error(name, format!("`{name}` is not a field of an article"), help));
        };
        let paths = table.strings(name)?.unwrap_or_default().into_iter().map(str::to_owned).collect();
        fields.push((*field, paths));
    }
    Ok(fields)
}

/// Settings as a test needs them: `toml` is the inside of a `[[source]]`.
#[cfg(test)]
pub(super) fn for_test(folder: &Path, zone: Option<&str>, toml: &str) -> Settings {
    let config = config_for_test(folder, zone, toml);
    let surroundings = Surroundings { site: config.site.clone(), not_articles: Vec::new() };
    Settings::read(&config.sources[0], &surroundings).unwrap()
}

#[cfg(test)]
pub(super) fn config_for_test(folder: &Path, zone: Option<&str>, toml: &str) -> crate::config::Config {
    let zone = zone.map(|zone| format!("time_zone = \"{zone}\"")).unwrap_or_default();
    let path = if toml.contains("path =") { "" } else { "path = \"articles\"" };
    let text = format!(
        "[site]\ntitle = \"T\"\nurl = \"https://daily.example/\"\n{zone}\n[[source]]\nkind = \"files\"\n{path}\n{toml}\n[[feed]]\npath = \"all\"\n"
    );
    crate::config::Config::parse(&folder.join("config.toml"), text).unwrap()
}

/// A name that a reader sees, from config.
pub(super) fn named(name: &str) -> Option<Author> {
    XmlText::line(name).map(Author::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(toml: &str) -> String {
        let config = config_for_test(Path::new(""), None, toml);
        let surroundings = Surroundings { site: config.site.clone(), not_articles: Vec::new() };
        Settings::read(&config.sources[0], &surroundings).unwrap_err().to_string()
    }

    #[test]
    fn slips_are_told_with_their_mend() {
        assert!(fault("fields = { headlin = [\"kop\"] }").contains("did you mean `headline`?"));
        assert!(fault("encoding = \"utf8x\"").contains("is not an encoding"));
        assert!(fault("permalink = \"{slag}/\"").contains("{slag}"));
        assert!(fault("statuss = \"held\"").contains("did you mean `status`?"));
        assert!(fault("media_dir = \"nowhere\"").contains("is not a folder"));
        assert!(fault("answer_within = \"0s\"").contains("is no time"));
        assert!(fault("authors = \"nowhere.toml\"").contains("authors"));
        assert!(fault("defaults = { sektion = \"x\" }").contains("did you mean `section`?"));
    }
}
