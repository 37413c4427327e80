//! `OpenSearch` 1.0 and 1.1: a feed that is a page of results.

use super::value::{self, COUNT, INTEGER};
use super::{FEEDS, Vocabulary};
use crate::validate::judge::{lang, number, text};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const O: Ns = Ns::OpenSearch;

pub(super) static OPENSEARCH: Vocabulary = Vocabulary::new(&[(
    FEEDS,
    &[
        Child::once(O, "totalResults", &COUNT),
        Child::once(O, "startIndex", &INTEGER),
        Child::once(O, "itemsPerPage", &COUNT),
        Child::many(O, "Query", &QUERY),
    ],
)]);

static QUERY: Element = Element::of(&[])
    .attributes(&[
        "role",
        "title",
        "totalResults",
        "searchTerms",
        "count",
        "startIndex",
        "startPage",
        "language",
        "inputEncoding",
        "outputEncoding",
    ])
    .checks(&[query]);

fn query<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::required(walk, frame, "role");
    if let Some(title) = frame.attribute("title") {
        text::plain_attribute(walk, frame, title);
    }
    for name in ["totalResults", "count"] {
        if let Some(count) = frame.attribute(name) {
            number::non_negative_attribute(walk, frame, count);
        }
    }
    if let Some(language) = value::filled(frame, "language").filter(|language| language.value != "*") {
        lang::attribute(walk, frame, language);
    }
}
