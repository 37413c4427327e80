//! An article's address, and the pattern that makes one.

use std::sync::Arc;

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Article, slugify};
use crate::xml::{AbsoluteUrl, UrlError};

/// Where a story is, or how its address is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// The source names its address.
    Url(AbsoluteUrl),
    /// It is made from a pattern, as soon as the date is known.
    Pattern(Arc<Pattern>),
}

/// A permalink pattern such as `{section}/{date:%Y/%m/%d}/{slug}/`, compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    base: AbsoluteUrl,
    zone: Tz,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Section,
    Slug,
    Name,
    Folder,
    Date(String),
}

/// What is wrong with a pattern, in a plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(pub String);

impl Pattern {
    /// Compiles a pattern. `base` is the site's address as a folder; dates are
    /// written in `zone`.
    ///
    /// Placeholders: `{section}` (slug of the first section), `{slug}`,
    /// `{name}` (the file's name without extension), `{folder}` (its folder),
    /// `{date:FORMAT}` with the letters of `strftime`.
    ///
    /// # Errors
    /// For an unknown placeholder, an open brace or a format that is none.
    pub fn compile(pattern: &str, base: &AbsoluteUrl, zone: Tz) -> Result<Self, PatternError> {
        let mut parts = Vec::new();
        let mut rest = pattern.trim_start_matches('/');
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Text(rest[..open].to_owned()));
            }
            let close = rest[open..].find('}').ok_or_else(|| PatternError("a `{` has no `}`".to_owned()))? + open;
            parts.push(placeholder(&rest[open + 1..close])?);
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self { base: base.as_folder(), zone, parts })
    }

    /// The address of `article`, published at `published`.
    ///
    /// # Errors
    /// When no absolute URL comes out.
    pub fn expand(&self, article: &Article, published: DateTime<Utc>) -> Result<AbsoluteUrl, UrlError> {
        let key = &*article.origin.key;
        let path = key.split('#').next().unwrap_or(key);
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let mut out = String::with_capacity(64);
        // A colon in the first segment would read as a scheme.
        out.push_str("./");
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Section => out.push_str(&article.sections.first().map(|s| slugify(&s.name)).unwrap_or_default()),
                Part::Slug => out.push_str(&article.slug),
                Part::Name => out.push_str(file.rsplit_once('.').map_or(file, |(stem, _)| stem)),
                Part::Folder => out.push_str(folder),
                Part::Date(format) => out.push_str(&published.with_timezone(&self.zone).format(format).to_string()),
            }
        }
        // A part without a value (no section) must not leave an empty segment.
        while let Some(at) = out.find("//") {
            out.remove(at);
        }
        self.base.join(&out)
    }
}

fn placeholder(name: &str) -> Result<Part, PatternError> {
    Ok(match name {
        "section" => Part::Section,
        "slug" => Part::Slug,
        "name" => Part::Name,
        "folder" => Part::Folder,
        _ => match name.strip_prefix("date:") {
            Some(format) if StrftimeItems::new(format).all(|item| item != Item::Error) => Part::Date(format.to_owned()),
            Some(_) => return Err(PatternError(format!("`{name}` is not a date format"))),
            None => {
                return Err(PatternError(format!(
                    "`{{{name}}}` is not known; there are {{section}}, {{slug}}, {{name}}, {{folder}} and {{date:%Y/%m/%d}}"
                )));
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Body, Markup, Origin, Term};
    use crate::xml::XmlText;

    fn expand(pattern: &str, section: Option<&str>) -> String {
        let base = AbsoluteUrl::parse("https://daily.example/news").unwrap();
        let pattern = Arc::new(Pattern::compile(pattern, &base, chrono_tz::America::New_York).unwrap());
        let origin = Origin::new("articles", "harbour/2026-01-01-open.md");
        let link = Link::Pattern(Arc::clone(&pattern));
        let mut article = Article::new(origin, XmlText::new("The harbour opens"), Body::new(Markup::Plain, ""), link);
        article.sections.extend(section.and_then(XmlText::line).map(Term::new));
        let published = DateTime::from_timestamp(1_767_229_200, 0).unwrap();
        pattern.expand(&article, published).unwrap().to_string()
    }

    #[test]
    fn dates_are_the_newsrooms_own() {
        assert_eq!(
            expand("{section}/{date:%Y/%m/%d}/{slug}/", Some("World & Us")),
            "https://daily.example/news/world-us/2025/12/31/the-harbour-opens/"
        );
    }

    #[test]
    fn a_missing_section_leaves_no_empty_segment() {
        assert_eq!(expand("/{section}/{slug}/", None), "https://daily.example/news/the-harbour-opens/");
        assert_eq!(expand("{folder}/{name}.html", None), "https://daily.example/news/harbour/2026-01-01-open.html");
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        let base = AbsoluteUrl::parse("https://daily.example/").unwrap();
        let error = Pattern::compile("{sektion}/", &base, chrono_tz::UTC).unwrap_err();
        assert!(error.to_string().contains("{sektion}"));
    }
}
