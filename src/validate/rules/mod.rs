//! The registry: every rule, by family. To add one, write it in its family's
//! file; the list, `feedroom rules` and the reference in `docs/` follow.

pub(crate) mod app;
pub(crate) mod atom;
pub(crate) mod date;
pub(crate) mod encoding;
pub(crate) mod extension;
pub(crate) mod geo;
pub(crate) mod html;
pub(crate) mod itunes;
pub(crate) mod json;
pub(crate) mod lang;
pub(crate) mod markup;
pub(crate) mod media;
pub(crate) mod opml;
pub(crate) mod person;
pub(crate) mod podcast;
pub(crate) mod reader;
pub(crate) mod reader_hints;
pub(crate) mod rss;
pub(crate) mod sitemap;
pub(crate) mod structure;
pub(crate) mod sync;
pub(crate) mod text;
pub(crate) mod thread;
pub(crate) mod tombstone;
pub(crate) mod uri;
pub(crate) mod value;
pub(crate) mod xml;

use super::rule::{Family, Rule};

/// All families, in alphabetical order.
pub static FAMILIES: &[&Family] = &[
    &app::FAMILY,
    &atom::FAMILY,
    &date::FAMILY,
    &encoding::FAMILY,
    &extension::FAMILY,
    &geo::FAMILY,
    &html::FAMILY,
    &itunes::FAMILY,
    &json::FAMILY,
    &lang::FAMILY,
    &markup::FAMILY,
    &media::FAMILY,
    &opml::FAMILY,
    &person::FAMILY,
    &podcast::FAMILY,
    &reader::FAMILY,
    &reader_hints::FAMILY,
    &rss::FAMILY,
    &sitemap::FAMILY,
    &structure::FAMILY,
    &sync::FAMILY,
    &text::FAMILY,
    &thread::FAMILY,
    &tombstone::FAMILY,
    &uri::FAMILY,
    &value::FAMILY,
    &xml::FAMILY,
];

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules.iter().copied())
}

/// The rule of that name.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests;
