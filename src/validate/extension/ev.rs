//! `mod_event`: when and where something takes place.

use super::value::{ANY_ISO8601, WORDS};
use super::{ENTRIES, Vocabulary};
use crate::validate::walk::{Child, FOREIGN};
use crate::validate::xml::Ns;

pub(super) static EV: Vocabulary = Vocabulary::new(&[(
    ENTRIES,
    &[
        Child::once(Ns::Ev, "startdate", &ANY_ISO8601),
        Child::once(Ns::Ev, "enddate", &ANY_ISO8601),
        Child::many(Ns::Ev, "location", &FOREIGN),
        Child::many(Ns::Ev, "organizer", &FOREIGN),
        Child::once(Ns::Ev, "type", &WORDS),
    ],
)]);
