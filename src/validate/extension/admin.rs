//! `mod_admin` (<http://webns.net/mvcb/>): what made a feed, and whom to tell of faults.

use super::value::RESOURCE;
use super::{FEEDS, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static ADMIN: Vocabulary = Vocabulary::new(&[(
    FEEDS,
    &[Child::once(Ns::Admin, "generatorAgent", &RESOURCE), Child::once(Ns::Admin, "errorReportsTo", &RESOURCE)],
)]);
