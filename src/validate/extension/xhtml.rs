//! XHTML that stands in RSS and Atom as elements: an item's body, a feed's `meta`
//! for robots.

use super::{FEEDS, ITEM, PERSON, Vocabulary, value};
use crate::validate::rules::{extension as rules, rss as rss_rules};
use crate::validate::walk::{Child, Content, Element, FOREIGN, Frame, Walk, XHTML as DIV};
use crate::validate::xml::Ns;

const X: Ns = Ns::Xhtml;

pub(super) static XHTML: Vocabulary = Vocabulary::new(&[
    (ITEM, &[Child::many(X, "body", &BODY)]),
    (FEEDS, &[Child::many(X, "div", &FOREIGN), Child::many(X, "meta", &META)]),
    (PERSON, &[Child::many(X, "div", &DIV)]),
]);

static BODY: Element = Element::content(Content::HtmlElements).begin(body);
static META: Element = Element::of(&[]).attributes(&["name", "content"]).checks(&[meta]);

/// What robots may be told.
const ROBOTS: &[&str] = &[
    "all",
    "none",
    "index",
    "index,follow",
    "index,nofollow",
    "noindex",
    "noindex,follow",
    "noindex,nofollow",
    "follow",
    "follow,index",
    "follow,noindex",
    "nofollow",
    "nofollow,index",
    "nofollow,noindex",
];

fn body(walk: &mut Walk<'_>) {
    if walk.is_rss2() {
        walk.here(&rss_rules::DUPLICATE_DESCRIPTION, &["xhtml:body"]);
    }
}

fn meta<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(name) = value::required(walk, frame, "name")
        && !name.value.eq_ignore_ascii_case("robots")
    {
        walk.attribute(frame, name, &rules::META_NAME, &[&name.value]);
    }
    if let Some(content) = value::required(walk, frame, "content")
        && !ROBOTS.iter().any(|robots| content.value.eq_ignore_ascii_case(robots))
    {
        walk.attribute(frame, content, &rules::META_CONTENT, &[&content.value]);
    }
}
