//! Which articles a feed is about.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Card;
use super::facets::{Names, Pool};
use crate::config::{ConfigError, Key, Section};
use crate::xml::LangTag;

/// The keys of `select`; all that are written must hold.
pub const KEYS: &[Key] = &[
    Key::new("section", "a text or a list", "any", "Articles of one of these sections."),
    Key::new("author", "a text or a list", "any", "Articles by one of these authors (id or name)."),
    Key::new("tag", "a text or a list", "any", "Articles with one of these tags."),
    Key::new("language", "a text or a list", "any", "Articles in one of these languages; `en` takes `en-GB` as well."),
    Key::new("source", "a text or a list", "any", "Articles of the sources with these names."),
    Key::new(
        "type",
        "`text`, `image`, `audio` or `video`, or a list",
        "any",
        "Articles that have such media; `text` has neither sound nor film.",
    ),
    Key::new("newer_than", "a duration", "no window", "Articles first published within this time before the run."),
    Key::new("sponsored", "true or false", "both", "Articles that somebody paid for, or that nobody did."),
    Key::new("syndicate", "true or false", "both", "Articles that partners may have, or may not."),
    Key::new("subscribers", "true or false", "both", "Articles whose body is for subscribers, or for everybody."),
    Key::new("any", "a list of tables", "none", "At least one of these selections holds."),
    Key::new("all", "a list of tables", "none", "All of these selections hold."),
    Key::new("not", "a table", "none", "This selection does not hold."),
];

/// Selections may hold selections so deep.
const DEEPEST: usize = 16;

/// A condition on articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Select(Vec<Condition>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    Section(Vec<String>),
    Author(Vec<String>),
    Tag(Vec<String>),
    Language(Vec<String>),
    Source(Vec<String>),
    Type(Vec<Type>),
    NewerThan(Duration),
    Sponsored(bool),
    Syndicate(bool),
    Subscribers(bool),
    Any(Vec<Select>),
    Not(Select),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Text,
    Image,
    Audio,
    Video,
}

const TYPES: &[(&str, Type)] =
    &[("text", Type::Text), ("image", Type::Image), ("audio", Type::Audio), ("video", Type::Video)];

impl Select {
    /// Reads a `select` table.
    ///
    /// # Errors
    /// For a wrong key or value.
    pub(super) fn read(section: &Section) -> Result<Self, ConfigError> {
        Self::read_at(section, 0)
    }

    fn read_at(section: &Section, depth: usize) -> Result<Self, ConfigError> {
        if depth > DEEPEST {
            return Err(section.error("", format!("selections are nested more than {DEEPEST} deep"), "flatten them"));
        }
        section.expect_keys(&[KEYS])?;
        let mut conditions = Vec::new();
        let names = |key: &str| -> Result<Option<Vec<String>>, ConfigError> {
            Ok(section.strings(key)?.map(|names| names.into_iter().map(str::to_owned).collect()))
        };
        conditions.extend(names("section")?.map(Condition::Section));
        conditions.extend(names("author")?.map(Condition::Author));
        conditions.extend(names("tag")?.map(Condition::Tag));
        conditions.extend(names("language")?.map(Condition::Language));
        conditions.extend(names("source")?.map(Condition::Source));
        if let Some(types) = section.strings("type")? {
            let known = |name: &str| TYPES.iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind);
            let types = types.into_iter().map(|name| {
                known(name).ok_or_else(|| {
                    let what = format!("`type` of [{}] cannot be \"{name}\"", section.name());
                    section.error("type", what, "write \"text\", \"image\", \"audio\" or \"video\"")
                })
            });
            conditions.push(Condition::Type(types.collect::<Result<_, _>>()?));
        }
        conditions.extend(section.duration("newer_than")?.map(Condition::NewerThan));
        conditions.extend(section.bool("sponsored")?.map(Condition::Sponsored));
        conditions.extend(section.bool("syndicate")?.map(Condition::Syndicate));
        conditions.extend(section.bool("subscribers")?.map(Condition::Subscribers));
        let many = |key: &str| -> Result<Vec<Select>, ConfigError> {
            section.sections(key)?.iter().map(|inner| Self::read_at(inner, depth + 1)).collect()
        };
        if section.has("any") {
            conditions.push(Condition::Any(many("any")?));
        }
        for inner in many("all")? {
            conditions.extend(inner.0);
        }
        if let Some(inner) = section.section("not")? {
            conditions.push(Condition::Not(Self::read_at(&inner, depth + 1)?));
        }
        Ok(Self(conditions))
    }

    /// Whether an article of this source could be selected.
    #[must_use]
    pub fn admits_source(&self, source: &str) -> bool {
        self.0.iter().all(|condition| match condition {
            Condition::Source(names) => names.iter().any(|name| name == source),
            Condition::Any(inner) => inner.iter().any(|select| select.admits_source(source)),
            _ => true,
        })
    }

    /// Whether an article in this language could be selected.
    #[must_use]
    pub fn admits_language(&self, language: &LangTag) -> bool {
        self.0.iter().all(|condition| match condition {
            Condition::Language(wanted) => {
                wanted.iter().any(|wanted| speaks(&lower(language.as_str()), &lower(wanted)))
            }
            Condition::Any(inner) => inner.iter().any(|select| select.admits_language(language)),
            _ => true,
        })
    }

    /// Whether time alone may take articles out of the selection.
    #[must_use]
    pub fn has_window(&self) -> bool {
        self.0.iter().any(|condition| match condition {
            Condition::NewerThan(_) => true,
            Condition::Any(inner) => inner.iter().any(Self::has_window),
            Condition::Not(inner) => inner.has_window(),
            _ => false,
        })
    }

    /// The window that holds for all that is selected, the shortest where there
    /// are several.
    #[must_use]
    pub fn window(&self) -> Option<TimeDelta> {
        let windows = self.0.iter().filter_map(|condition| match condition {
            Condition::NewerThan(window) => Some(TimeDelta::from_std(*window).unwrap_or(TimeDelta::MAX)),
            _ => None,
        });
        windows.min()
    }

    /// Whether a window stands within another condition, so that time may bring
    /// articles in as well as take them out.
    #[must_use]
    pub fn has_inner_window(&self) -> bool {
        self.0.iter().any(|condition| match condition {
            Condition::Any(inner) => inner.iter().any(Self::has_window),
            Condition::Not(inner) => inner.has_window(),
            _ => false,
        })
    }

    /// Whether an article that was first published at `published` could be
    /// selected at `now`: no window has moved past it.
    #[must_use]
    pub fn admits_date(&self, published: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        self.0.iter().all(|condition| match condition {
            Condition::NewerThan(window) => published > since(*window, now),
            Condition::Any(inner) => inner.iter().any(|select| select.admits_date(published, now)),
            _ => true,
        })
    }

    /// Makes the selection ready for the names that occur, at one time. Its
    /// outermost [window](Self::window) is left to whoever asks.
    pub(super) fn compile(&self, names: &Names, sources: &[Arc<str>], now: DateTime<Utc>) -> Compiled {
        self.compile_at(names, sources, now, true)
    }

    fn compile_at(&self, names: &Names, sources: &[Arc<str>], now: DateTime<Utc>, outermost: bool) -> Compiled {
        let find = |pool: &Pool, wanted: &[String]| wanted.iter().flat_map(|name| pool.find(name)).collect();
        Compiled(
            self.0
                .iter()
                .filter(|condition| !outermost || !matches!(condition, Condition::NewerThan(_)))
                .map(|condition| match condition {
                    Condition::Section(wanted) => Test::Section(find(&names.sections, wanted)),
                    Condition::Author(wanted) => Test::Author(find(&names.authors, wanted)),
                    Condition::Tag(wanted) => Test::Tag(find(&names.tags, wanted)),
                    Condition::Language(wanted) => {
                        let wanted: Vec<String> = wanted.iter().map(|name| lower(name)).collect();
                        Test::Language(
                            names.languages.find_all(|name| wanted.iter().any(|wanted| speaks(&name.key, wanted))),
                        )
                    }
                    Condition::Source(wanted) => Test::Source(
                        sources
                            .iter()
                            .filter(|source| wanted.iter().any(|name| **name == ***source))
                            .cloned()
                            .collect(),
                    ),
                    Condition::Type(types) => Test::Type(types.clone()),
                    Condition::NewerThan(window) => {
                        Test::NewerThan(since(*window, now), TimeDelta::from_std(*window).unwrap_or(TimeDelta::MAX))
                    }
                    Condition::Sponsored(flag) => Test::Sponsored(*flag),
                    Condition::Syndicate(flag) => Test::Syndicate(*flag),
                    Condition::Subscribers(flag) => Test::Subscribers(*flag),
                    Condition::Any(inner) => {
                        Test::Any(inner.iter().map(|select| select.compile_at(names, sources, now, false)).collect())
                    }
                    Condition::Not(inner) => Test::Not(inner.compile_at(names, sources, now, false)),
                })
                .collect(),
        )
    }
}

/// Where a window begins.
fn since(window: Duration, now: DateTime<Utc>) -> DateTime<Utc> {
    let window = TimeDelta::from_std(window).unwrap_or(TimeDelta::MAX);
    now.checked_sub_signed(window).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn lower(tag: &str) -> String {
    tag.replace('_', "-").to_lowercase()
}

/// Whether `tag` is the language `wanted` or a kind of it: `en-gb` is `en`.
fn speaks(tag: &str, wanted: &str) -> bool {
    tag.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// A selection in numbers of the names that occur; see [`Definition::selects`](super::Definition::selects).
#[derive(Debug)]
pub struct Compiled(Vec<Test>);

#[derive(Debug)]
enum Test {
    Section(Vec<u32>),
    Author(Vec<u32>),
    Tag(Vec<u32>),
    Language(Vec<u32>),
    Source(Vec<Arc<str>>),
    Type(Vec<Type>),
    NewerThan(DateTime<Utc>, TimeDelta),
    Sponsored(bool),
    Syndicate(bool),
    Subscribers(bool),
    Any(Vec<Compiled>),
    Not(Compiled),
}

impl Compiled {
    /// Whether the article is selected.
    #[must_use]
    pub fn holds(&self, card: &Card) -> bool {
        let facets = &card.facets;
        let common = |wanted: &[u32], has: &[u32]| has.iter().any(|number| wanted.contains(number));
        self.0.iter().all(|test| match test {
            Test::Section(wanted) => common(wanted, &facets.sections),
            Test::Author(wanted) => common(wanted, &facets.authors),
            Test::Tag(wanted) => common(wanted, &facets.tags),
            Test::Language(wanted) => wanted.contains(&facets.language),
            Test::Source(wanted) => wanted.contains(card.source()),
            Test::Type(types) => types.iter().any(|kind| match kind {
                Type::Text => !facets.audio && !facets.video,
                Type::Image => facets.image,
                Type::Audio => facets.audio,
                Type::Video => facets.video,
            }),
            Test::NewerThan(since, _) => card.published > *since,
            Test::Sponsored(flag) => facets.sponsored == *flag,
            Test::Syndicate(flag) => facets.syndicate == *flag,
            Test::Subscribers(flag) => facets.subscribers == *flag,
            Test::Any(inner) => inner.iter().any(|select| select.holds(card)),
            Test::Not(inner) => !inner.holds(card),
        })
    }

    /// When time alone next changes what it says about the article.
    pub(super) fn next_due(&self, card: &Card) -> Option<DateTime<Utc>> {
        self.0
            .iter()
            .filter_map(|test| match test {
                Test::NewerThan(since, window) if card.published > *since => card.published.checked_add_signed(*window),
                Test::Any(inner) => inner.iter().filter_map(|select| select.next_due(card)).min(),
                Test::Not(inner) => inner.next_due(card),
                _ => None,
            })
            .min()
    }
}
