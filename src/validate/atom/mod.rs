//! Atom 1.0 (RFC 4287): feed and entry documents, and what stands in them.

mod construct;
mod content;
mod entry;
mod feed;
mod link;
mod person;
mod source;

pub(crate) use construct::TEXT;
pub(crate) use content::CONTENT;
pub(crate) use entry::{ENTRY, ENTRY_DOCUMENT};
pub(crate) use feed::{CATEGORY, FEED, GENERATOR, ICON, ID};
pub(crate) use link::LINK;
pub(crate) use person::PERSON;
pub(crate) use source::SOURCE;

use super::judge::{date, text};
use super::walk::Element;

/// A date construct (section 3.3).
pub(crate) static DATE: Element = Element::text(&[date::rfc3339, text::no_space]);
