//! The fifteen elements of Dublin Core (<https://www.dublincore.org/specifications/dublin-core/dces/>).

use super::value::{self, PLAIN, W3CDTF, WORDS};
use super::{CHANNEL, ENTRY, EVERYWHERE, FEED, ITEM, RESOURCE, Vocabulary};
use crate::validate::judge::lang;
use crate::validate::rules::rss as rules;
use crate::validate::walk::{Child, Element, Walk};
use crate::validate::xml::Ns;

const D: Ns = Ns::Dc;

pub(super) static DC: Vocabulary = Vocabulary::new(&[
    (CHANNEL, &[Child::many(D, "subject", &SUBJECT)]),
    (CHANNEL | FEED | ENTRY | RESOURCE, &[Child::once(D, "date", &W3CDTF)]),
    (ITEM, &[Child::many(D, "date", &W3CDTF)]),
    (CHANNEL | ITEM | FEED | ENTRY | RESOURCE, &[Child::many(D, "creator", &WORDS), Child::many(D, "subject", &WORDS)]),
    (
        EVERYWHERE,
        &[
            Child::once(D, "title", &WORDS),
            Child::once(D, "description", &WORDS),
            Child::many(D, "publisher", &WORDS),
            Child::many(D, "contributor", &WORDS),
            Child::once(D, "type", &WORDS),
            Child::once(D, "format", &WORDS),
            Child::many(D, "identifier", &WORDS),
            Child::once(D, "source", &WORDS),
            Child::once(D, "language", &LANGUAGE),
            Child::many(D, "relation", &WORDS),
            Child::many(D, "coverage", &WORDS),
            Child::once(D, "rights", &PLAIN),
        ],
    ),
]);

static LANGUAGE: Element = value::text(&[value::words, lang::element]);
static SUBJECT: Element = value::text(&[value::words]).begin(category);

/// A channel's subject says again what its category says; the W3C minds it in
/// that order only.
fn category(walk: &mut Walk<'_>) {
    value::open_in_rdf(walk);
    let is_plain = walk.top().is_some_and(|frame| frame.tag.local == "subject");
    if is_plain && walk.seen_above(1, Ns::None, "category") > 0 {
        walk.here(&rules::DUPLICATE_SEMANTICS, &["category", "dc:subject"]);
    }
}
