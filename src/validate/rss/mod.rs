//! RSS: 0.91 to 2.0, and the kin that is RDF (0.90, 1.0, 1.1).

mod category;
mod channel;
mod cloud;
mod enclosure;
mod grammar;
mod guid;
mod image;
mod item;
mod people;
mod rdf;
mod root;
mod rss11;
mod semantics;
mod skip;
mod source;
mod text_input;

pub(crate) use grammar::check as check_rdf;
pub(crate) use item::ITEM;
pub(crate) use rdf::RDF;
pub(crate) use root::RSS;
pub(crate) use rss11::CHANNEL as RSS11;
