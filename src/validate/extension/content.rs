//! `mod_content` (<https://web.resource.org/rss/1.0/modules/content/>): whole articles.

use super::value::{RESOURCE, WORDS};
use super::{ITEM, Vocabulary};
use crate::validate::judge::{reader, text};
use crate::validate::rules::rss as rules;
use crate::validate::walk::{Child, Element, Walk};
use crate::validate::xml::Ns;

const C: Ns = Ns::Content;

pub(super) static CONTENT: Vocabulary =
    Vocabulary::new(&[(ITEM, &[Child::once(C, "encoded", &ENCODED), Child::once(C, "items", &ITEMS)])]);

static ENCODED: Element = super::value::text(&[super::value::rdf, text::html, reader::content]).begin(first);

/// The form of before `content:encoded`.
static ITEMS: Element = Element::of(&[Child::once(Ns::Rdf, "Bag", &BAG)]);
static BAG: Element = Element::of(&[Child::many(Ns::Rdf, "li", &LI)]);
static LI: Element = Element::of(&[Child::many(C, "item", &CONTENT_ITEM)]);
static CONTENT_ITEM: Element = Element::of(&[
    Child::once(C, "format", &RESOURCE),
    Child::once(C, "encoding", &RESOURCE),
    Child::once(Ns::Rdf, "value", &WORDS),
])
.foreign_attributes(&[(Ns::Rdf, "about")]);

/// Readers that know RSS only take what comes first for the whole of the item.
fn first(walk: &mut Walk<'_>) {
    super::value::open_in_rdf(walk);
    if walk.is_rss2() && walk.seen_above(1, Ns::None, "description") == 0 {
        walk.here(&rules::CONTENT_BEFORE_DESCRIPTION, &[]);
    }
}
