//! HTML as feeds carry it, in titles, summaries and content: what in it a strict
//! parser stumbles over, what is unsafe, and the addresses it names.
//!
//! The judgement of the W3C's validator is reproduced: it parses each fragment
//! as the HTML standard says and gives up at the first fault, so [`scan`]
//! follows the standard's parser (as `html5lib` has it) as far as there is none.
//! Behind the first fault it goes on as well as it can, to find more.
//!
//! The room holds no sentences of rules and knows no feeds: whoever calls it
//! turns a [`Fault`] into a finding.

mod ampersand;
mod attributes;
mod css;
mod fault;
mod foreign;
mod judge;
mod kinds;
mod lexer;
mod plain;
mod reference;
mod tag;
mod tags;
mod text;
mod tracking;
mod tree;
mod url;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use attributes::attribute;
pub(crate) use css::style;
pub(crate) use fault::Fault;
pub(crate) use foreign::{mathml_attribute, mathml_element, svg_attribute, svg_element};
pub(crate) use kinds::{Standing, element};
pub(crate) use lexer::{Scratch, scan};
pub(crate) use plain::{Plain, plain};
pub(crate) use reference::is_name as is_entity;
pub(crate) use text::bad_characters;
