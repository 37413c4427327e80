//! `author`, `managingEditor` and `webMaster`: a mail address and, by the Best
//! Practices Profile, a name.

use crate::validate::judge::{person, text};
use crate::validate::walk::Element;

/// Someone who can be written to.
pub(super) static CONTACT: Element = Element::text(&[person::contact, text::plain]);
