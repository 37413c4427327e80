//! Sections and tags.

use std::collections::HashSet;

use super::fault::Fault;
use super::value::{Given, line_at};
use crate::article::Term;
use crate::tree::Value;
use crate::xml::XmlText;

/// How the names in one text are parted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Not at all.
    Never,
    /// By commas.
    Commas,
    /// By commas, else by spaces: Jekyll's `categories`.
    Spaces,
}

/// An article has so many sections, and so many tags, at most.
const MOST: usize = 1_000;

/// Terms, each once: those that differ only in case or form are one.
#[derive(Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    known: HashSet<String>,
}

impl Terms {
    /// Adds the terms that a value names.
    pub(super) fn add(&mut self, given: &Given, parted: Parted) -> Result<(), Fault> {
        for node in given.items() {
            if let Value::Map(map) = &node.value {
                if let Some(name) = line_at(map, &["name", "title", "label"]) {
                    let scheme = line_at(map, &["scheme", "vocabulary"]);
                    self.push(Term { scheme, ..Term::new(name) });
                }
            } else if !matches!(node.value, Value::Bool(_))
                // `tags: false`
                && let Some(line) = given.line_of(node)?
            {
                let single = !matches!(given.node.value, Value::List(_));
                let separator = match parted {
                    Parted::Commas | Parted::Spaces if single && line.contains(',') => Some(','),
                    Parted::Spaces if single => Some(' '),
                    _ => None,
                };
                match separator {
                    Some(separator) => {
                        line.split(separator).filter_map(XmlText::line).for_each(|name| self.push(Term::new(name)));
                    }
                    None => self.push(Term::new(line)),
                }
            }
            if self.terms.len() > MOST {
                let what = format!("names more than {MOST} terms");
                return Err(given.fault(&what, "leave out those that no reader looks for"));
            }
        }
        Ok(())
    }

    fn push(&mut self, term: Term) {
        if self.known.insert(Term::fold(&term.name)) {
            self.terms.push(term);
        }
    }

    /// The terms, in the order they were named.
    pub(super) fn into_vec(self) -> Vec<Term> {
        self.terms
    }
}
