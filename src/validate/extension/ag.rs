//! `mod_aggregation`: where an aggregator took an item from.

use super::value::{ADDRESS, ISO8601, WORDS};
use super::{ENTRIES, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static AG: Vocabulary = Vocabulary::new(&[(
    ENTRIES,
    &[
        Child::once(Ns::Ag, "source", &WORDS),
        Child::once(Ns::Ag, "sourceURL", &ADDRESS),
        Child::once(Ns::Ag, "timestamp", &ISO8601),
    ],
)]);
