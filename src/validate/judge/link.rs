//! Relations of links, and the link of a feed to itself.

use crate::validate::rules::atom as rules;
use crate::validate::value::uri;
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// Relations that IANA's registry of link relations knows (November 2026), without
/// `prev` and `start`: those are HTML's words, and readers of feeds look for
/// `previous` and `first` (RFC 5005).
const RELATIONS: &[&str] = &[
    "about",
    "acl",
    "alternate",
    "amphtml",
    "api-catalog",
    "appendix",
    "apple-touch-icon",
    "apple-touch-startup-image",
    "archives",
    "author",
    "blocked-by",
    "bookmark",
    "c2pa-manifest",
    "canonical",
    "chapter",
    "cite-as",
    "collection",
    "compression-dictionary",
    "contents",
    "convertedfrom",
    "copyright",
    "create-form",
    "current",
    "deprecation",
    "describedby",
    "describes",
    "disclosure",
    "dns-prefetch",
    "duplicate",
    "edit",
    "edit-form",
    "edit-media",
    "enclosure",
    "external",
    "first",
    "geofeed",
    "glossary",
    "help",
    "hosts",
    "hub",
    "ice-server",
    "icon",
    "index",
    "intervalafter",
    "intervalbefore",
    "intervalcontains",
    "intervaldisjoint",
    "intervalduring",
    "intervalequals",
    "intervalfinishedby",
    "intervalfinishes",
    "intervalin",
    "intervalmeets",
    "intervalmetby",
    "intervaloverlappedby",
    "intervaloverlaps",
    "intervalstartedby",
    "intervalstarts",
    "item",
    "last",
    "latest-version",
    "license",
    "linkset",
    "lrdd",
    "manifest",
    "mask-icon",
    "me",
    "media-feed",
    "memento",
    "micropub",
    "modulepreload",
    "monitor",
    "monitor-group",
    "next",
    "next-archive",
    "nofollow",
    "noopener",
    "noreferrer",
    "opener",
    "openid2.local_id",
    "openid2.provider",
    "original",
    "p3pv1",
    "payment",
    "pingback",
    "preconnect",
    "predecessor-version",
    "prefetch",
    "preload",
    "prerender",
    "prev-archive",
    "preview",
    "previous",
    "privacy-policy",
    "profile",
    "publication",
    "related",
    "replies",
    "restconf",
    "ruleinput",
    "search",
    "section",
    "self",
    "service",
    "service-desc",
    "service-doc",
    "service-meta",
    "sip-trunking-capability",
    "sponsored",
    "status",
    "stylesheet",
    "subsection",
    "successor-version",
    "sunset",
    "tag",
    "terms-of-service",
    "timegate",
    "timemap",
    "type",
    "ugc",
    "up",
    "version-history",
    "via",
    "webmention",
    "working-copy",
    "working-copy-of",
];

/// Whether the registry knows a relation.
pub(crate) fn is_registered(rel: &str) -> bool {
    RELATIONS.binary_search(&rel).is_ok()
}

/// A feed's link to itself: it should be complete, and be where the feed lives.
pub(crate) fn itself<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, href: &Attribute<'a>) {
    let in_feed = walk.top().is_some_and(|parent| matches!(parent.tag.local, "feed" | "channel"));
    if !in_feed {
        return;
    }
    let base = walk.base_in(frame).to_owned();
    let has_base = frame.base.is_some() || base != walk.context.base;
    if uri::authority(&href.value).is_none_or(str::is_empty) && !has_base {
        walk.attribute(frame, href, &rules::RELATIVE_SELF, &[&href.value]);
    }
    walk.facts.document.itself = Some(href.value.as_ref().into());
    let home = walk.context.base;
    if home.is_empty() {
        return;
    }
    // A folder's index is served at the folder's own address.
    let is_index =
        |home: &'a str| home.rsplit_once('/').filter(|(_, file)| file.starts_with("index.")).map(|(dir, _)| dir);
    let target = uri::resolve(&base, &href.value).into_owned();
    let without_fragment = |text: &'a str| text.split('#').next().unwrap_or_default();
    if is_index(home).is_some_and(|folder| target.strip_suffix('/') == Some(folder)) {
        return;
    }
    if target.split('#').next().unwrap_or_default() != without_fragment(home) && !uri::same(&target, home) {
        walk.attribute(frame, href, &rules::SELF_ELSEWHERE, &[&href.value, home]);
    }
}

/// A reference to the base that `xml:base` sets, rather than to the document.
pub(crate) fn same_document<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, href: &Attribute<'a>) {
    let base = walk.base_in(frame);
    if base == walk.context.base || uri::scheme(&href.value).is_some() {
        return;
    }
    if uri::resolve(base, &href.value).split('#').next() == base.split('#').next() {
        walk.attribute(frame, href, &crate::validate::rules::uri::SAME_DOCUMENT, &[&href.value]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_stand_in_order() {
        assert!(RELATIONS.is_sorted());
    }
}
