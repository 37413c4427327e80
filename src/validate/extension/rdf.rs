//! RDF and its schema, which may stand in any feed.

use super::value::RESOURCE;
use super::{EVERYWHERE, Vocabulary};
use crate::validate::walk::{Child, FOREIGN};
use crate::validate::xml::Ns;

pub(super) static RDF: Vocabulary = Vocabulary::new(&[(
    EVERYWHERE,
    &[
        Child::many(Ns::Rdf, "RDF", &FOREIGN),
        Child::many(Ns::Rdf, "type", &FOREIGN),
        Child::many(Ns::Rdf, "Description", &FOREIGN),
    ],
)]);

pub(super) static RDFS: Vocabulary = Vocabulary::new(&[(EVERYWHERE, &[Child::many(Ns::Rdfs, "seeAlso", &RESOURCE)])]);
