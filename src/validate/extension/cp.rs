//! `mod_changedpage`: whom to ask for changes.

use super::value::RESOURCE;
use super::{FEEDS, Vocabulary};
use crate::validate::walk::Child;
use crate::validate::xml::Ns;

pub(super) static CP: Vocabulary = Vocabulary::new(&[(FEEDS, &[Child::many(Ns::Cp, "server", &RESOURCE)])]);
