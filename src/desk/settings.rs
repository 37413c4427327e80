//! `[revisions]`: which changes readers are told of again.

use crate::config::{ConfigError, Key, Section};

/// The keys of `[revisions]`.
pub const KEYS: &[Key] = &[
    Key::new(
        "rewritten",
        "a number from 0.05 to 1",
        "0.2",
        "A body of which more than this share of the words changed is a significant update; 1 never is. An estimate, good to about a tenth; one changed word never is one.",
    ),
    Key::new(
        "headline",
        "`significant` or `minor`",
        "\"minor\"",
        "What a changed headline is. Newsrooms test headlines.",
    ),
    Key::new("correction", "`significant` or `minor`", "\"significant\"", "What a correction's note is."),
    Key::new(
        "update_date",
        "`significant` or `minor`",
        "\"significant\"",
        "What a later update date in front matter is. Where a tool sets it and not the desk, write `minor`: then it is not read at all.",
    ),
];

/// Whether readers are told of a change again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// They are.
    Significant,
    /// They are not.
    Minor,
}

/// A smaller share cannot be told from a brief's single word.
const LEAST: f64 = 0.05;

const WEIGHTS: &[(&str, Weight)] = &[("significant", Weight::Significant), ("minor", Weight::Minor)];

/// Which changes are significant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Revisions {
    /// A body of which more than this share of the words changed is.
    pub rewritten: f64,
    /// What a changed headline is.
    pub headline: Weight,
    /// What a correction's note is.
    pub correction: Weight,
    /// What an update date is.
    pub update_date: Weight,
}

impl Default for Revisions {
    fn default() -> Self {
        Self {
            rewritten: 0.2,
            headline: Weight::Minor,
            correction: Weight::Significant,
            update_date: Weight::Significant,
        }
    }
}

impl Revisions {
    /// Reads `[revisions]`.
    ///
    /// # Errors
    /// For a wrong key or value.
    pub fn read(section: &Section) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        let usual = Self::default();
        let weight = |key: &str, usual| Ok(section.choice(key, WEIGHTS)?.unwrap_or(usual));
        let rewritten = section.share("rewritten")?.unwrap_or(usual.rewritten);
        if rewritten < LEAST {
            let what = format!("`rewritten` of [revisions] is {rewritten}");
            return Err(section.error("rewritten", what, "write a number from 0.05 to 1, such as 0.2 for a fifth"));
        }
        Ok(Self {
            rewritten,
            headline: weight("headline", usual.headline)?,
            correction: weight("correction", usual.correction)?,
            update_date: weight("update_date", usual.update_date)?,
        })
    }
}
