//! `xhtml:link`: the same page in other languages
//! (<https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap>).

use std::borrow::Cow;

use crate::validate::rules::{sitemap as rules, structure};
use crate::validate::value::{lang, uri};
use crate::validate::walk::{Element, Frame, LinkFacts, Scope, Walk};

/// `xhtml:link`.
pub(super) static LINK: Element =
    Element::of(&[]).attributes(&["href", "hreflang", "media", "rel", "type"]).checks(&[end]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let take = |name: &str| frame.attribute(name).map_or(Cow::Borrowed(""), |attribute| attribute.value.clone());
    for name in ["rel", "href"] {
        if frame.attribute(name).is_none() {
            walk.tag(frame, &structure::MISSING_ATTRIBUTE, &[name, frame.tag.name]);
        }
    }
    if let Some(rel) = frame.attribute("rel")
        && rel.value != "alternate"
    {
        walk.attribute(frame, rel, &rules::ALTERNATE_REL, &[&rel.value]);
    }
    if let Some(href) = frame.attribute("href")
        && !uri::is_http(&href.value)
    {
        walk.attribute(frame, href, &rules::ALTERNATE_HREF, &[&href.value]);
    }
    if let Some(hreflang) = frame.attribute("hreflang")
        && hreflang.value != "x-default"
        && (!lang::is_iso639(&hreflang.value) || lang::check(&hreflang.value).is_err())
    {
        walk.attribute(frame, hreflang, &rules::ALTERNATE_LANGUAGE, &[&hreflang.value]);
    }
    // A page for telephones has `media` and no language, and is not asked to name itself.
    if frame.attribute("hreflang").is_some()
        && let Some(scope) = walk.facts.scopes.last_mut()
    {
        scope.links.push(LinkFacts {
            rel: take("rel"),
            href: take("href"),
            media_type: Cow::Borrowed(""),
            hreflang: take("hreflang"),
            at: frame.tag.at,
        });
    }
}

/// A page that names its translations names itself among them, and each language once.
pub(super) fn complete<'a>(walk: &mut Walk<'a>, scope: &Scope<'a>) {
    if scope.links.is_empty() {
        return;
    }
    if let Some((loc, span)) = &scope.entry.link
        && !scope.links.iter().any(|link| uri::same(&link.href, loc))
    {
        walk.note(&rules::ALTERNATE_SELF, span.clone(), span.start, None, &[loc]);
    }
    let mut seen = std::collections::HashSet::new();
    for link in &scope.links {
        if !seen.insert(link.hreflang.to_ascii_lowercase()) {
            let span = link.at..link.at + 1;
            walk.note(&rules::ALTERNATE_TWICE, span, link.at, None, &[&link.hreflang]);
        }
    }
}
