//! `mod_annotation`: what an item speaks of.

use super::value::RESOURCE;
use super::{ENTRIES, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static ANNOTATE: Vocabulary =
    Vocabulary::new(&[(ENTRIES, &[Child::once(Ns::Annotate, "reference", &RESOURCE)])]);
