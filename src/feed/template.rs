//! Texts with one placeholder, such as `section/{section}`.

use crate::article::slugify;
use crate::config::{ConfigError, Section};

/// A text that may hold the name of the section, author, tag or language that
/// a feed is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    placeholder: Option<String>,
}

impl Template {
    /// Reads the text at `key`; it may hold `{word}` where `word` is given, and
    /// no other placeholder.
    ///
    /// # Errors
    /// For another placeholder.
    pub(super) fn read(section: &Section, key: &str, word: Option<&str>) -> Result<Option<Self>, ConfigError> {
        let Some(text) = section.string(key)? else { return Ok(None) };
        let placeholder = word.map(|word| format!("{{{word}}}"));
        let rest = placeholder.as_ref().map_or_else(|| text.to_owned(), |placeholder| text.replace(placeholder, ""));
        if rest.contains(['{', '}']) {
            let what = format!("`{key}` of [{}] holds a placeholder that is not known here", section.name());
            let help = match &placeholder {
                Some(placeholder) => format!("the only one is `{placeholder}`"),
                None => "a placeholder needs `each`, such as `each = \"section\"`".to_owned(),
            };
            return Err(section.error(key, what, help));
        }
        Ok(Some(Self { text: text.to_owned(), placeholder }))
    }

    /// A text without a placeholder.
    pub(super) fn fixed(text: &str) -> Self {
        Self { text: text.to_owned(), placeholder: None }
    }

    /// A text followed by the name.
    pub(super) fn named(text: &str, word: &str) -> Self {
        let placeholder = format!("{{{word}}}");
        Self { text: format!("{text}: {placeholder}"), placeholder: Some(placeholder) }
    }

    /// The text as it stands in the config.
    #[must_use]
    pub fn as_written(&self) -> &str {
        &self.text
    }

    /// Whether the placeholder stands in it.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.placeholder.as_ref().is_some_and(|placeholder| self.text.contains(placeholder))
    }

    /// The text with the name put in, as it is.
    #[must_use]
    pub fn with_name(&self, name: &str) -> String {
        match &self.placeholder {
            Some(placeholder) => self.text.replace(placeholder, name),
            None => self.text.clone(),
        }
    }

    /// The text with the slug of the name put in.
    #[must_use]
    pub fn with_slug(&self, name: &str) -> String {
        self.with_name(&slugify(name))
    }
}
