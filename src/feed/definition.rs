//! `[[feed]]` and `[feed_defaults]`: what the newsroom says of its feeds.

use std::collections::{BTreeMap, HashMap};

use super::{Guard, Limit, Select, Template, Updates};
use crate::config::{Config, ConfigError, Key, Section};
use crate::xml::{AbsoluteUrl, LangTag, XmlText};

/// The keys of `[[feed]]` and, `path`, `urls` and `each` apart, of `[feed_defaults]`.
pub const KEYS: &[Key] = &[
    Key::required(
        "path",
        "a path",
        "Where the feed lives, without an extension, such as `all` or `section/{section}`.",
    ),
    Key::new(
        "urls",
        "a table",
        "`output.url` and the path",
        "The exact URL that a format is registered under, such as `{ rss = \"/feed/\" }`; it is kept to the letter. One with a query, such as `/?feed=rss2`, can only be served.",
    ),
    Key::new(
        "title",
        "text",
        "the site's title, and the name where there is `each`",
        "The feed's title; may hold the placeholder.",
    ),
    Key::new("description", "text", "the site's description", "One sentence about the feed; may hold the placeholder."),
    Key::new(
        "home",
        "a URL or path",
        "the site's home page",
        "The page that shows the same to people; may hold the placeholder as a slug.",
    ),
    Key::new("language", "a language tag", "the site's", "The feed's language."),
    Key::new("rights", "text", "the site's", "The copyright line."),
    Key::new("image", "a URL", "the site's", "A picture that stands for the feed."),
    Key::new("icon", "a URL", "the site's", "A small square picture."),
    Key::new("select", "a table", "all articles", "Which articles it is about; see [feed.select]."),
    Key::new(
        "each",
        "`section`, `author`, `tag` or `language`",
        "one feed",
        "Makes a feed for each of them that occurs; `path` then holds the placeholder of that name.",
    ),
    Key::new("at_least", "a number", "1", "With `each`: a feed begins once it has so many articles."),
    Key::new(
        "limit",
        "a number",
        "30, or all within 48 hours of the newest, at most 200",
        "How many items a document holds.",
    ),
    Key::new(
        "max_bytes",
        "a size",
        "\"900 KB\"",
        "The largest document; the last items are left out beyond it, and a story that alone is larger stands with its summary.",
    ),
    Key::new(
        "content",
        "`full` or `summary`",
        "\"summary\"",
        "Whether items carry the whole story. Stories for subscribers never do.",
    ),
    Key::new(
        "order",
        "`published` or `updated`",
        "\"published\"",
        "What the newest item is; pinned ones stand first in any case.",
    ),
    Key::new(
        "updated",
        "`significant` or `every`",
        "\"significant\"",
        "Which changes move the update date of items: significant ones, or `every` one, for partners that skip what has no newer date.",
    ),
    Key::new(
        "at_most_every",
        "a duration",
        "at once",
        "With `updated = \"every\"`: an item's date moves at most once in this time, up to 7 days. What changes earlier is shown with its date when the time is over.",
    ),
    Key::new("formats", "a list", "[\"rss\"]", "Which formats it is written in: `rss`, `atom`, `json`."),
    Key::new(
        "guard",
        "a table, or `false`",
        "see [feed.guard]",
        "How much of the feed may change at once before it is frozen; see [feed.guard].",
    ),
    Key::new(
        "notices",
        "true or false",
        "false",
        "Whether RSS and JSON documents hold a notice in place of a story that was killed, withheld or withdrawn, with its id and without its words, as long as `markers` of [site] says. Atom has tombstones in any case.",
    ),
    Key::new("allow_empty", "true or false", "false", "Whether it is written before it ever had an item."),
];

/// Whether items carry the whole story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// They do, where everybody may read it.
    Full,
    /// They carry a summary in plain text.
    Summary,
}

/// What a definition makes a feed for each of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Each {
    /// Sections.
    Section,
    /// Authors.
    Author,
    /// Tags.
    Tag,
    /// Languages.
    Language,
}

/// What the newest item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// The one first published last.
    Published,
    /// The one significantly changed last.
    Updated,
}

/// A feed, or a family of feeds, as config defines it.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its path.
    pub path: Template,
    /// Exact URLs by the name of the format, absolute or as paths.
    pub urls: BTreeMap<String, AbsoluteUrl>,
    /// Its title.
    pub title: Template,
    /// One sentence about it.
    pub description: Template,
    /// The page that shows the same to people.
    pub home: Option<Template>,
    /// Its language.
    pub language: LangTag,
    /// The copyright line.
    pub rights: Option<XmlText>,
    /// A picture that stands for it.
    pub image: Option<AbsoluteUrl>,
    /// A small square picture.
    pub icon: Option<AbsoluteUrl>,
    /// Which articles it is about.
    pub select: Select,
    /// What it makes a feed for each of.
    pub each: Option<Each>,
    /// With `each`, how many articles a feed needs to begin.
    pub at_least: usize,
    /// How many items a document holds.
    pub limit: Limit,
    /// The largest document, in bytes.
    pub max_bytes: usize,
    /// Whether items carry the whole story.
    pub content: Content,
    /// What the newest item is.
    pub order: Order,
    /// Which changes move the update date of its items.
    pub updates: Updates,
    /// The names of its formats.
    pub formats: Vec<&'static str>,
    /// Whether a notice stands in place of a story that was taken back, in
    /// formats that have no other marker.
    pub notices: bool,
    /// Whether it is written before it ever had an item.
    pub allow_empty: bool,
    /// How much of it may change at once; `None` when nobody asks.
    pub guard: Option<Guard>,
}

const EACH: &[(&str, Each)] =
    &[("section", Each::Section), ("author", Each::Author), ("tag", Each::Tag), ("language", Each::Language)];

/// Most items in a document.
const MOST_ITEMS: u64 = 10_000;
/// Largest document that may be asked for, in bytes.
const LARGEST: u64 = 100_000_000;

/// Reads all `[[feed]]`s. `formats` are the names of the formats that there are.
///
/// # Errors
/// For a wrong key or value, or two feeds of one path.
pub fn read_all(config: &Config, formats: &[&'static str]) -> Result<Vec<Definition>, ConfigError> {
    let optional: Vec<Key> = KEYS.iter().filter(|key| !matches!(key.name, "path" | "urls" | "each")).copied().collect();
    config.feed_defaults.expect_keys(&[&optional])?;
    let mut paths: HashMap<String, String> = HashMap::new();
    let mut definitions = Vec::new();
    for section in &config.feeds {
        section.expect_keys(&[KEYS])?;
        let guard = Guard::read(section, &config.feed_defaults)?;
        let definition = Definition::read(&section.or(&config.feed_defaults), guard, config, formats)?;
        let path = definition.path.as_written().to_owned();
        // File systems that fold case or Unicode form would make one file of two.
        if let Some(other) = paths.insert(crate::article::Term::fold(&path), path.clone()) {
            let what = format!("two feeds have the path \"{path}\" (the other is written \"{other}\")");
            return Err(section.error("path", what, "give one of them another path"));
        }
        definitions.push(definition);
    }
    Ok(definitions)
}

impl Definition {
    fn read(
        section: &Section,
        guard: Option<Guard>,
        config: &Config,
        known: &[&'static str],
    ) -> Result<Self, ConfigError> {
        let site = &config.site;
        let each = section.choice("each", EACH)?;
        let word = each.and_then(|each| EACH.iter().find(|(_, kind)| *kind == each)).map(|(word, _)| *word);
        section.required_string("path")?;
        let path = Template::read(section, "path", word)?.ok_or_else(|| section.missing("path", "a path"))?;
        check_path(section, &path, word)?;
        let title = match (Template::read(section, "title", word)?, word) {
            (Some(title), _) => title,
            (None, None) => Template::fixed(&site.title),
            (None, Some(word)) => Template::named(&site.title, word),
        };
        let content = section.choice("content", &[("full", Content::Full), ("summary", Content::Summary)])?;
        let order = section.choice("order", &[("published", Order::Published), ("updated", Order::Updated)])?;
        Ok(Self {
            urls: urls(section, &site.url, known, word)?,
            title,
            description: Template::read(section, "description", word)?
                .unwrap_or_else(|| Template::fixed(&site.description)),
            home: Template::read(section, "home", word)?,
            language: section.language("language")?.unwrap_or_else(|| site.language.clone()),
            rights: section.line("rights")?.or_else(|| site.rights.clone()),
            image: section.url("image")?.or_else(|| site.image.clone()),
            icon: section.url("icon")?.or_else(|| site.icon.clone()),
            select: section.section("select")?.map(|inner| Select::read(&inner)).transpose()?.unwrap_or_default(),
            each,
            at_least: size(section.integer("at_least", 1..=MOST_ITEMS)?.unwrap_or(1)),
            limit: section.integer("limit", 1..=MOST_ITEMS)?.map_or(Limit::Usual, |limit| Limit::Exactly(size(limit))),
            max_bytes: size(max_bytes(section)?),
            content: content.unwrap_or(Content::Summary),
            order: order.unwrap_or(Order::Published),
            updates: Updates::read(section)?,
            formats: formats(section, known)?,
            notices: section.bool("notices")?.unwrap_or(false),
            allow_empty: section.bool("allow_empty")?.unwrap_or(false),
            guard,
            path,
        })
    }
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn max_bytes(section: &Section) -> Result<u64, ConfigError> {
    let bytes = section.bytes("max_bytes")?.unwrap_or(900_000);
    if (10_000..=LARGEST).contains(&bytes) {
        return Ok(bytes);
    }
    let what = format!("`max_bytes` of [{}] is {bytes}", section.name());
    Err(section.error("max_bytes", what, format!("write a size from 10 KB to {} MB", LARGEST / 1_000_000)))
}

fn formats(section: &Section, known: &[&'static str]) -> Result<Vec<&'static str>, ConfigError> {
    let Some(wanted) = section.strings("formats")? else { return Ok(vec!["rss"]) };
    let mut formats = Vec::new();
    for name in wanted {
        let Some(format) = known.iter().find(|format| **format == name) else {
            let what = format!("`formats` of [{}] cannot hold \"{name}\"", section.name());
            return Err(section.error("formats", what, format!("there are {}", known.join(", "))));
        };
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    if formats.is_empty() {
        return Err(section.error("formats", "a feed needs a format", format!("there are {}", known.join(", "))));
    }
    Ok(formats)
}

fn urls(
    section: &Section,
    site: &AbsoluteUrl,
    known: &[&'static str],
    word: Option<&str>,
) -> Result<BTreeMap<String, AbsoluteUrl>, ConfigError> {
    let Some(urls) = section.section("urls")? else { return Ok(BTreeMap::new()) };
    if word.is_some() {
        return Err(section.error("urls", "`urls` cannot go with `each`", "one URL cannot be that of many feeds"));
    }
    let keys: Vec<Key> = known.iter().map(|name| Key::new(name, "a URL or path", "none", "")).collect();
    urls.expect_keys(&[&keys])?;
    let names: Vec<&str> = urls.keys().collect();
    let mut read = BTreeMap::new();
    for name in names {
        let text = urls.required_string(name)?;
        if text.split(['?', '#']).next().unwrap_or_default().split('/').any(|segment| segment == "..") {
            let what = format!("the URL of `{name}` climbs out with `..`");
            return Err(urls.error(name, what, "write it without `..`, as partners have registered it"));
        }
        let url = site.join(text).map_err(|error| {
            urls.error(
                name,
                format!("the URL of `{name}` cannot be used: {error}"),
                "write a path such as \"/feed/\" or a whole URL",
            )
        })?;
        read.insert(name.to_owned(), url);
    }
    Ok(read)
}

/// A path is made of plain segments, so that it is the same in a URL and in any
/// file system, and never leaves the output directory.
fn check_path(section: &Section, path: &Template, word: Option<&str>) -> Result<(), ConfigError> {
    let fault = |what: &str, help: &str| Err(section.error("path", format!("the feed's `path` {what}"), help));
    if let Some(word) = word
        && !path.varies()
    {
        return fault("names one file for many feeds", &format!("put `{{{word}}}` into it"));
    }
    let sample = path.with_name("x");
    if sample.starts_with('/')
        || sample.split('/').any(|segment| segment.is_empty() || segment == "." || segment == "..")
    {
        return fault(
            "does not stay in the output directory",
            "write it like \"all\" or \"section/world\", without `/` at the ends and without `..`",
        );
    }
    if !sample.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./~".contains(&b)) {
        return fault(
            "holds a character that is not the same in URLs and files",
            "use letters of ASCII, digits, `-`, `_`, `.` and `/`",
        );
    }
    if sample.split('/').any(|segment| segment.starts_with('.')) {
        return fault("has a hidden segment", "begin no segment with a dot");
    }
    Ok(())
}
