//! Licences: `creativeCommons` of RSS 2.0, and `cc` of RDF.

use super::value::ADDRESS;
use super::{CHANNEL, ENTRIES, FEEDS, ITEM, Vocabulary};
use crate::validate::walk::{Child, FOREIGN};
use crate::validate::xml::Ns;

pub(super) static CC: Vocabulary =
    Vocabulary::new(&[(CHANNEL | ITEM | super::RESOURCE, &[Child::many(Ns::Cc, "license", &FOREIGN)])]);

pub(super) static CREATIVE_COMMONS: Vocabulary =
    Vocabulary::new(&[(FEEDS | ENTRIES, &[Child::many(Ns::CreativeCommons, "license", &ADDRESS)])]);
