//! The values that keys hold: texts, lists, numbers, durations, URLs.

use std::time::Duration;

use super::{ConfigError, Section};
use crate::tree::Value;
use crate::xml::{AbsoluteUrl, LangTag, XmlText};

impl Section {
    /// A text.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn string(&self, key: &str) -> Result<Option<&str>, ConfigError> {
        match self.node(key) {
            None => Ok(None),
            Some(node) => node.as_str().map(Some).ok_or_else(|| self.wrong(key, node, "a text in quotes")),
        }
    }

    /// A text that must be there and hold something.
    ///
    /// # Errors
    /// When it is missing, empty, or something else.
    pub fn required_string(&self, key: &str) -> Result<&str, ConfigError> {
        let text = self.string(key)?.ok_or_else(|| self.missing(key, "text"))?;
        if text.trim().is_empty() {
            return Err(self.error(key, format!("`{key}` of [{}] is empty", self.name()), "write something there"));
        }
        Ok(text)
    }

    /// A text for readers, on one line.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn line(&self, key: &str) -> Result<Option<XmlText>, ConfigError> {
        Ok(self.string(key)?.and_then(XmlText::line))
    }

    /// True or false.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn bool(&self, key: &str) -> Result<Option<bool>, ConfigError> {
        match self.node(key).map(|node| (node, &node.value)) {
            None => Ok(None),
            Some((_, Value::Bool(flag))) => Ok(Some(*flag)),
            Some((node, _)) => Err(self.wrong(key, node, "true or false")),
        }
    }

    /// A whole number within `range`.
    ///
    /// # Errors
    /// When something else stands there, or a number outside.
    pub fn integer(&self, key: &str, range: std::ops::RangeInclusive<u64>) -> Result<Option<u64>, ConfigError> {
        match self.node(key).map(|node| (node, &node.value)) {
            None => Ok(None),
            Some((node, Value::Integer(number))) => {
                u64::try_from(*number).ok().filter(|number| range.contains(number)).map(Some).ok_or_else(|| {
                    let what = format!("`{key}` of [{}] is {number}", self.name());
                    self.error_at(node.at, what, format!("write a number from {} to {}", range.start(), range.end()))
                })
            }
            Some((node, _)) => Err(self.wrong(key, node, "a whole number")),
        }
    }

    /// A share of a whole, from 0 to 1.
    ///
    /// # Errors
    /// When something else stands there, or a number outside.
    pub fn share(&self, key: &str) -> Result<Option<f64>, ConfigError> {
        let Some(node) = self.node(key) else { return Ok(None) };
        let share = match node.value {
            Value::Float(share) => Some(share),
            Value::Integer(0) => Some(0.0),
            Value::Integer(1) => Some(1.0),
            _ => None,
        };
        share.filter(|share| (0.0..=1.0).contains(share)).map(Some).ok_or_else(|| {
            let what = format!("`{key}` of [{}] is not a share", self.name());
            self.error_at(node.at, what, "write a number from 0 to 1, such as 0.5 for a half")
        })
    }

    /// Whether `key` is turned off: `false` stands in place of its table.
    #[must_use]
    pub fn is_off(&self, key: &str) -> bool {
        matches!(self.node(key).map(|node| &node.value), Some(Value::Bool(false)))
    }

    /// A list of texts; a single text counts as a list of one.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn strings(&self, key: &str) -> Result<Option<Vec<&str>>, ConfigError> {
        let Some(node) = self.node(key) else { return Ok(None) };
        match &node.value {
            Value::String(text) => Ok(Some(vec![text])),
            Value::List(items) => items
                .iter()
                .map(|item| item.as_str().ok_or_else(|| self.wrong(key, item, "texts in quotes")))
                .collect::<Result<_, _>>()
                .map(Some),
            _ => Err(self.wrong(key, node, "a list of texts, such as [\"a\", \"b\"]")),
        }
    }

    /// A duration such as `"30s"`, `"10m"`, `"48h"` or `"7d"`.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn duration(&self, key: &str) -> Result<Option<Duration>, ConfigError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        parse_duration(text).map(Some).ok_or_else(|| {
            let what = format!("`{key}` of [{}] is not a duration", self.name());
            self.error(key, what, "write a number and s, m, h or d, such as \"30s\", \"10m\", \"48h\" or \"7d\"")
        })
    }

    /// A size such as `"900 KB"`, `"1MB"` or a number of bytes; K is 1,000, Ki is 1,024.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn bytes(&self, key: &str) -> Result<Option<u64>, ConfigError> {
        if let Some(Value::Integer(_)) = self.node(key).map(|node| &node.value) {
            return self.integer(key, 1..=u64::MAX);
        }
        let Some(text) = self.string(key)? else { return Ok(None) };
        parse_bytes(text).map(Some).ok_or_else(|| {
            let what = format!("`{key}` of [{}] is not a size", self.name());
            self.error(key, what, "write a size such as \"900 KB\" or \"1 MB\"")
        })
    }

    /// An absolute URL.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn url(&self, key: &str) -> Result<Option<AbsoluteUrl>, ConfigError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        AbsoluteUrl::parse(text).map(Some).map_err(|error| {
            let what = format!("`{key}` of [{}] is not a web address: {error}", self.name());
            self.error(key, what, "write it in full, such as \"https://daily.example/\"")
        })
    }

    /// A language tag.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn language(&self, key: &str) -> Result<Option<LangTag>, ConfigError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        LangTag::parse(text).map(Some).ok_or_else(|| {
            let what = format!("`{key}` of [{}] is not a language tag", self.name());
            self.error(key, what, "write a tag such as \"en\", \"en-GB\" or \"ar\" (BCP 47)")
        })
    }

    /// One of a few words.
    ///
    /// # Errors
    /// When another stands there, with the nearest.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Result<Option<T>, ConfigError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Ok(Some(*value));
        }
        let words = || choices.iter().map(|(word, _)| *word);
        let help = match super::nearest(text, words()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => {
                format!("write one of {}", words().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", "))
            }
        };
        Err(self.error(key, format!("`{key}` of [{}] cannot be \"{text}\"", self.name()), help))
    }
}

fn parse_duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..unit].parse().ok()?;
    let seconds = match text[unit..].trim() {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    // A hundred years: beyond it, arithmetic with dates would leave their range.
    number.checked_mul(seconds).filter(|s| *s <= 100 * 366 * 86_400).map(Duration::from_secs)
}

fn parse_bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let unit = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..unit].parse().ok()?;
    let factor = match text[unit..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "kib" => 1_024,
        "mib" => 1_048_576,
        _ => return None,
    };
    number.checked_mul(factor).filter(|bytes| *bytes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes_are_read_as_people_write_them() {
        assert_eq!(parse_duration("10m"), Some(Duration::from_mins(10)));
        assert_eq!(parse_duration("48 h"), Some(Duration::from_hours(48)));
        assert_eq!(parse_duration("10"), None);
        assert_eq!(parse_duration("99999999999999999999d"), None);
        assert_eq!(parse_bytes("900 KB"), Some(900_000));
        assert_eq!(parse_bytes("1MiB"), Some(1_048_576));
        assert_eq!(parse_bytes("much"), None);
    }
}
