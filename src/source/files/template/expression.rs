//! Expressions: the few whose value is known without the generator.

use crate::article::MediaKind;
use crate::source::files::address::on_site;
use crate::source::files::settings::Settings;
use crate::xml::AbsoluteUrl;

/// What an expression stands for, as far as that can be known here.
pub(super) fn value_of(inner: &str, settings: &Settings) -> Option<String> {
    let mut pipes = inner.split('|');
    let head = pipes.next()?.trim();
    if let Some(literal) = literal(head) {
        let mut filters = pipes.map(|filter| filter.split([':', '(']).next().unwrap_or_default().trim()).peekable();
        if filters.peek().is_none() {
            return Some(literal.to_owned());
        }
        let known =
            |filter| matches!(filter, "url" | "relative_url" | "absolute_url" | "prepend" | "relURL" | "absURL");
        return filters.all(known).then(|| link(literal, settings));
    }
    let site = &settings.site.url;
    let path = site.path();
    match head.to_ascii_lowercase().as_str() {
        "site.url" => Some(site.as_str().strip_suffix(path.as_str()).unwrap_or(site.as_str()).to_owned()),
        "site.baseurl" | "pathprefix" => Some(path.trim_end_matches('/').to_owned()),
        ".site.baseurl" | "config.base_url" | "get_url" => Some(site.as_str().trim_end_matches('/').to_owned()),
        _ => None,
    }
}

/// The address of a path of the site.
fn link(path: &str, settings: &Settings) -> String {
    let base = match MediaKind::of_name(path) {
        Some(_) => &settings.media_url,
        None => &settings.site.url,
    };
    on_site(base, path).as_ref().map_or(path, AbsoluteUrl::as_str).to_owned()
}

fn literal(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text[1..].strip_suffix(quote)?;
    (!inner.contains(quote)).then_some(inner)
}
