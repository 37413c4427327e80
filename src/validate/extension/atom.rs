//! Atom's elements in RSS (<https://www.rssboard.org/rss-profile#namespace-elements-atom>),
//! and where the W3C questions them.

use super::{CHANNEL, ITEM, Vocabulary};
use crate::validate::atom::{CATEGORY, CONTENT, GENERATOR, ICON, LINK, PERSON, TEXT};
use crate::validate::judge::{date, text, uri};
use crate::validate::rules::{rss as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const A: Ns = Ns::Atom;

pub(super) static ATOM: Vocabulary = Vocabulary::new(&[
    (
        CHANNEL,
        &[
            Child::many(A, "link", &LINK),
            Child::many(A, "author", &PERSON),
            Child::many(A, "category", &CATEGORY),
            Child::many(A, "contributor", &PERSON),
            Child::once(A, "generator", &GENERATOR),
            Child::once(A, "id", &ID),
            Child::once(A, "icon", &ICON),
            Child::once(A, "logo", &ICON),
            Child::once(A, "title", &TEXT),
            Child::once(A, "subtitle", &TEXT),
            Child::once(A, "rights", &TEXT),
            Child::once(A, "updated", &DATE),
        ],
    ),
    (
        ITEM,
        &[
            Child::many(A, "link", &LINK),
            Child::once(A, "author", &PERSON),
            Child::many(A, "contributor", &PERSON),
            Child::once(A, "id", &ITEM_ID),
            Child::once(A, "title", &CONTENT),
            Child::once(A, "summary", &TEXT),
            Child::many(A, "content", &DOUBLED_CONTENT),
            Child::once(A, "published", &PUBLISHED),
            Child::once(A, "updated", &DATE),
        ],
    ),
]);

/// Elements that stand where nobody expects them, and mean what they mean in Atom.
const QUESTIONABLE: &[Child] = &[
    Child::many(A, "author", &PERSON),
    Child::many(A, "category", &CATEGORY),
    Child::many(A, "content", &CONTENT),
    Child::many(A, "contributor", &PERSON),
    Child::many(A, "generator", &GENERATOR),
    Child::once(A, "icon", &ICON),
    Child::once(A, "id", &CANONICAL),
    Child::many(A, "link", &LINK),
    Child::once(A, "logo", &ICON),
    Child::once(A, "published", &DATE),
    Child::once(A, "rights", &TEXT),
    Child::once(A, "subtitle", &TEXT),
    Child::once(A, "summary", &TEXT),
    Child::once(A, "title", &TEXT),
    Child::once(A, "updated", &DATE),
];

/// See [`super::questionable`].
pub(super) fn questionable(name: &str) -> Option<&'static Child> {
    QUESTIONABLE.iter().find(|child| child.name == name)
}

static DATE: Element = Element::text(&[date::rfc3339]);
static PUBLISHED: Element = Element::text(&[date::rfc3339, published]);
static ID: Element = Element::text(&[uri::full]);
static CANONICAL: Element = Element::text(&[uri::canonical]);
static ITEM_ID: Element = Element::text(&[uri::full, text::nonblank, unique]);
static DOUBLED_CONTENT: Element = Element {
    content: CONTENT.content,
    attributes: CONTENT.attributes,
    begin: Some(doubled),
    checks: CONTENT.checks,
    ..Element::of(&[])
};

/// Of an item's note: `atom:published` came before any `pubDate`.
const PUBLISHED_FIRST: u32 = 1;

fn published<'a>(walk: &mut Walk<'a>, _frame: &Frame<'a>) {
    if walk.seen(Ns::None, "pubDate") == 0
        && let Some(item) = walk.top_mut()
    {
        item.note |= PUBLISHED_FIRST;
    }
}

/// Judges an item that ends: the W3C minds two dates in that order only.
pub(super) fn item<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.note & PUBLISHED_FIRST != 0 && walk.seen_in(frame, Ns::None, "pubDate") > 0 {
        walk.tag(frame, &rules::DUPLICATE_ITEM_SEMANTICS, &["pubDate", "atom:published"]);
    }
}

fn doubled(walk: &mut Walk<'_>) {
    if walk.is_rss2() {
        let name = walk.top().map_or("", |frame| frame.tag.name);
        walk.here(&rules::DUPLICATE_DESCRIPTION, &[name]);
    }
    if let Some(begin) = CONTENT.begin {
        begin(walk);
    }
}

/// No two items have one identifier.
fn unique<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let id = format!("atom:id {}", frame.value());
    if !frame.value().is_empty() && !walk.facts.repeated.insert(id.into()) {
        walk.value(frame, &structure::REPEATED_VALUE, &[frame.tag.name, frame.value()]);
    }
}
