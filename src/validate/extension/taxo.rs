//! `mod_taxonomy`: what feeds and items are about, in RDF.

use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::walk::{Child, FOREIGN};
use crate::validate::xml::Ns;

pub(super) static TAXO: Vocabulary =
    Vocabulary::new(&[(FEEDS | ENTRIES, &[Child::many(Ns::Taxo, "topics", &FOREIGN)])]);
