//! Language tags (BCP 47) and the direction their scripts are written in.

use std::fmt;

/// A well-formed language tag in canonical case, such as `en-GB` or `ar`
/// (RFC 5646, section 2.1). The form is checked, not the registry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LangTag(Box<str>);

/// The base direction of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Primary subtags of languages that are written right to left unless a script
/// subtag says otherwise.
const RTL_LANGUAGES: [&str; 15] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
const RTL_SCRIPTS: [&str; 8] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Samr"];

impl LangTag {
    /// Takes a tag as people write it; `de_DE` counts as `de-DE`. `None` when
    /// its form is not that of a language tag.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let parsed = oxilangtag::LanguageTag::parse_and_normalize(&tag).ok()?;
        Some(Self(parsed.as_str().into()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The direction of the language's usual script, or of the one it names.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let mut subtags = self.0.split('-');
        let primary = subtags.next().unwrap_or_default();
        let script = subtags.find(|s| s.len() == 4 && s.bytes().all(|b| b.is_ascii_alphabetic()));
        let rtl = match script {
            Some(script) => RTL_SCRIPTS.contains(&script),
            None => RTL_LANGUAGES.contains(&primary),
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_canonical_form() {
        assert_eq!(LangTag::parse("EN-gb").unwrap().as_str(), "en-GB");
        assert_eq!(LangTag::parse(" de_DE ").unwrap().as_str(), "de-DE");
        assert_eq!(LangTag::parse("not a tag"), None);
        assert_eq!(LangTag::parse(""), None);
    }

    #[test]
    fn direction_follows_the_script_before_the_language() {
        let direction = |tag| LangTag::parse(tag).unwrap().direction();
        assert_eq!(direction("ar"), Direction::Rtl);
        assert_eq!(direction("he-IL"), Direction::Rtl);
        assert_eq!(direction("az-Arab"), Direction::Rtl);
        assert_eq!(direction("ur-Latn"), Direction::Ltr);
        assert_eq!(direction("en"), Direction::Ltr);
    }
}
