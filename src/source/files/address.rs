//! Where an article is: the address that front matter gives, in the forms of
//! the generators, else the source's pattern.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use super::build::Context;
use super::fault::Fault;
use super::name::day_in;
use super::value::Given;
use crate::article::{Article, Link, slugify};
use crate::tree::Value;
use crate::xml::AbsoluteUrl;

/// The day that the front matter's own address names.
pub(super) fn day_of(given: &Given) -> Option<NaiveDate> {
    day_in(given.node.as_str()?.split('/'))
}

/// The link of an article that is complete but for it.
///
/// # Errors
/// When the front matter's address is none.
pub(super) fn link(given: Option<&Given>, article: &Article, context: &mut Context<'_>) -> Result<Link, Fault> {
    let settings = context.settings;
    if let Some(given) = given
        && let Some(url) = own(given, article, context)?
    {
        return Ok(Link::Url(url));
    }
    if settings.date_of_name
        && let Some(at) = context.name.day.and_then(|day| day.and_hms_opt(0, 0, 0))
        && let Some(at) = at.and_local_timezone(settings.site.zone_or_utc()).earliest()
    {
        let url = settings.pattern.expand(article, at.with_timezone(&Utc)).map_err(|error| {
            Fault::nowhere(format!("its address cannot be made: {error}"), "correct `permalink` of its source")
        })?;
        return Ok(Link::Url(url));
    }
    Ok(Link::Pattern(Arc::clone(&settings.pattern)))
}

fn own(given: &Given, article: &Article, context: &mut Context<'_>) -> Result<Option<AbsoluteUrl>, Fault> {
    if given.node.value == Value::Bool(false) {
        // Eleventy makes no page of it; `standing` holds it.
        return Ok(None);
    }
    let text = given.text()?;
    let text = text.trim();
    if text.contains("{{") || text.contains("{%") {
        context.notices.push(given.fault(
            "is a template, so the source's pattern makes the address",
            "write the address itself, or a pattern in config",
        ));
        return Ok(None);
    }
    let expanded;
    let text = if text.contains("/:") || text.starts_with(':') || is_style(text) {
        let at = article.published.ok_or_else(|| given.fault("needs a date that is not there", "write a `date`"))?;
        expanded = expand(text, article, at, context)
            .ok_or_else(|| given.fault("holds a placeholder that is not known", "write the address itself"))?;
        expanded.as_str()
    } else {
        text
    };
    let mut text = text.strip_suffix("index.html").filter(|rest| rest.ends_with('/')).unwrap_or(text).to_owned();
    // Zola's `path` names a folder.
    if given.key == "path" && !text.ends_with('/') && !text.rsplit('/').next().unwrap_or_default().contains('.') {
        text.push('/');
    }
    on_site(&context.settings.site.url, &text).map(Some).ok_or_else(|| {
        given.fault("is not a web address", "write it like /2026/harbour/ or https://daily.example/harbour/")
    })
}

/// An address as front matter writes it: absolute, or below the site's (where
/// generators put `/x` too).
pub(super) fn on_site(base: &AbsoluteUrl, text: &str) -> Option<AbsoluteUrl> {
    if text.starts_with("//") {
        return base.join(text).ok();
    }
    if has_scheme(text) {
        return AbsoluteUrl::parse(text).ok();
    }
    let base_text = base.as_str();
    let host = base_text.find("://").map_or(0, |at| at + 3);
    let path = base_text[host..].find('/').map_or("/", |at| &base_text[host + at..]);
    // Some sites write the folder that the whole site lives in, some do not.
    if path.len() > 1 && text.starts_with(path) {
        return base.join(text).ok();
    }
    // A colon in the first segment would read as a scheme.
    base.join(&format!("./{}", text.trim_start_matches('/'))).ok()
}

/// Whether a text begins with `name:` as addresses of all kinds do.
pub(super) fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    })
}

fn is_style(text: &str) -> bool {
    matches!(text, "date" | "pretty" | "ordinal" | "none")
}

/// Jekyll's styles and placeholders (<https://jekyllrb.com/docs/permalinks/>).
fn expand(text: &str, article: &Article, at: DateTime<Utc>, context: &Context<'_>) -> Option<String> {
    let text = match text {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "none" => "/:categories/:title.html",
        other => other,
    };
    let at = at.with_timezone(&context.settings.site.zone_or_utc());
    let mut out = String::new();
    let mut rest = text;
    while let Some(colon) = rest.find(':') {
        out.push_str(&rest[..colon]);
        rest = &rest[colon + 1..];
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
        let name = rest[..end].trim_end_matches('_');
        rest = &rest[name.len()..];
        match name {
            "year" => write!(out, "{:04}", at.year()).ok()?,
            "short_year" => write!(out, "{:02}", at.year() % 100).ok()?,
            "month" => write!(out, "{:02}", at.month()).ok()?,
            "i_month" => write!(out, "{}", at.month()).ok()?,
            "day" => write!(out, "{:02}", at.day()).ok()?,
            "i_day" => write!(out, "{}", at.day()).ok()?,
            "y_day" | "yearday" => write!(out, "{:03}", at.ordinal()).ok()?,
            "hour" => write!(out, "{:02}", at.hour()).ok()?,
            "minute" => write!(out, "{:02}", at.minute()).ok()?,
            "second" => write!(out, "{:02}", at.second()).ok()?,
            "title" | "slug" | "filename" | "slugified_filename" | "contentbasename" => out.push_str(&article.slug),
            "categories" | "section" | "sections" => {
                let names: Vec<String> = article.sections.iter().map(|term| slugify(&term.name)).collect();
                out.push_str(&names.join("/"));
            }
            "output_ext" => out.push_str(".html"),
            _ => return None,
        }
    }
    out.push_str(rest);
    while out.contains("//") {
        out = out.replace("//", "/");
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_below_the_site() {
        let base = AbsoluteUrl::parse("https://daily.example/news/").unwrap();
        let at = |text| on_site(&base, text).map(|url| url.to_string());
        assert_eq!(at("/a/b/").as_deref(), Some("https://daily.example/news/a/b/"));
        assert_eq!(at("/news/a/").as_deref(), Some("https://daily.example/news/a/"));
        assert_eq!(at("a b").as_deref(), Some("https://daily.example/news/a%20b"));
        assert_eq!(at("https://other.example/x").as_deref(), Some("https://other.example/x"));
        assert_eq!(at("//cdn.example/x").as_deref(), Some("https://cdn.example/x"));
        assert_eq!(at("javascript:alert(1)"), None);
    }
}
