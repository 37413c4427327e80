//! The Atom Publishing Protocol (RFC 5023): service documents (section 8) and
//! category documents (section 7).

mod categories;
mod collection;
mod service;
#[cfg(test)]
mod tests;

pub(crate) use categories::DOCUMENT as CATEGORIES;
pub(crate) use collection::COLLECTION;
pub(crate) use service::SERVICE;
