//! The Comment API: where an item's comments go, and their feed.

use super::value::{self, ADDRESS};
use super::{ENTRIES, Vocabulary};
use crate::validate::judge::uri;
use crate::validate::rules::extension as rules;
use crate::validate::walk::{Child, Element, Walk};
use crate::validate::xml::Ns;

pub(super) static WFW: Vocabulary = Vocabulary::new(&[(
    ENTRIES,
    &[
        Child::once(Ns::Wfw, "comment", &ADDRESS),
        Child::once(Ns::Wfw, "commentRss", &ADDRESS),
        Child::once(Ns::Wfw, "commentRSS", &SHOUTED),
    ],
)]);

static SHOUTED: Element = value::text(&[value::words, uri::full]).begin(shouted);

fn shouted(walk: &mut Walk<'_>) {
    value::open_in_rdf(walk);
    walk.here(&rules::COMMENT_RSS, &[]);
}
