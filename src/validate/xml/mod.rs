//! Reading XML: a scanner of our own, since a feed has to be judged in a fraction
//! of the time that a general parser takes, and every fault needs its byte.
//!
//! It checks what XML 1.0 (fifth edition) and Namespaces in XML 1.0 call
//! well-formed, apart from the declarations of a DTD, of which it reads entities
//! only. It loads nothing from outside.

mod doctype;
mod entity;
mod fault;
mod name;
mod namespace;
mod paths;
mod scanner;

pub(crate) use doctype::Doctype;
pub(crate) use entity::{source_offset, source_offset_from};
pub(crate) use fault::{Fault, FaultKind};
pub(crate) use namespace::Ns;
pub(crate) use paths::paths;
pub(crate) use scanner::{Attribute, Event, Limits, Scanner, Tag};
