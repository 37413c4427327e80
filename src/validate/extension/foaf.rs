//! FOAF: who people are.

use super::value::{RESOURCE, WORDS};
use super::{ENTRIES, FEEDS, PERSON, Vocabulary};
use crate::validate::walk::{Child, FOREIGN};
use crate::validate::xml::Ns;

pub(super) static FOAF: Vocabulary = Vocabulary::new(&[
    (FEEDS | ENTRIES, &[Child::many(Ns::Foaf, "maker", &FOREIGN)]),
    (ENTRIES, &[Child::many(Ns::Foaf, "primaryTopic", &FOREIGN)]),
    (
        PERSON,
        &[
            Child::many(Ns::Foaf, "workplaceHomepage", &RESOURCE),
            Child::many(Ns::Foaf, "homepage", &RESOURCE),
            Child::many(Ns::Foaf, "weblog", &RESOURCE),
            Child::many(Ns::Foaf, "plan", &WORDS),
            Child::many(Ns::Foaf, "firstName", &WORDS),
        ],
    ),
]);
