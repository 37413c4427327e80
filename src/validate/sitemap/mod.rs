//! Sitemaps and indexes of them (<https://www.sitemaps.org/protocol.html>), with
//! Google's news, pictures, films and translations of a page.

mod alternate;
mod image;
mod index;
mod loc;
mod news;
mod publication;
mod root;
#[cfg(test)]
mod tests;
mod url;
mod video;

use super::walk::{Check, Element};
use super::xml::Ns;

const S: Ns = Ns::Sitemap;

pub(crate) use index::INDEX;
pub(crate) use root::URL_SET;

/// What Google read once and reads no more.
const fn ignored(checks: &'static [Check]) -> Element {
    Element::content(super::walk::Content::Anything).checks(checks)
}
