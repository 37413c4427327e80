//! Checks of single elements that many vocabularies share: they ask `value` and
//! `html` and say which rule was broken.

pub(crate) mod date;
pub(crate) mod lang;
pub(crate) mod link;
pub(crate) mod number;
pub(crate) mod person;
pub(crate) mod reader;
pub(crate) mod text;
pub(crate) mod uri;
