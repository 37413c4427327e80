//! `mod_wiki`: changes to pages.

use super::value::WORDS;
use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static WIKI: Vocabulary = Vocabulary::new(&[
    (FEEDS, &[Child::many(Ns::Wiki, "interwiki", &WORDS)]),
    (
        ENTRIES,
        &[
            Child::many(Ns::Wiki, "diff", &WORDS),
            Child::many(Ns::Wiki, "history", &WORDS),
            Child::many(Ns::Wiki, "importance", &WORDS),
            Child::many(Ns::Wiki, "status", &WORDS),
            Child::many(Ns::Wiki, "version", &WORDS),
        ],
    ),
]);
