//! Sections and tags.

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

/// Adds the terms that a value names to `terms`; those that differ only in case
/// or form are one.
pub(super) fn add(given: &Given, parted: Parted, terms: &mut Vec<Term>) -> Result<(), Fault> {
    for node in given.items() {
        if let Value::Map(map) = &node.value {
            if let Some(name) = line_at(map, &["name", "title", "label"]) {
                let scheme = line_at(map, &["scheme", "vocabulary"]);
                push(Term { scheme, ..Term::new(name) }, terms);
            }
            continue;
        }
        // `tags: false`
        if matches!(node.value, Value::Bool(_)) {
            continue;
        }
        let Some(line) = given.line_of(node)? else { continue };
        let single = !matches!(given.node.value, Value::List(_));
        if single && parted != Parted::Never && line.contains(',') {
            line.split(',').filter_map(XmlText::line).for_each(|name| push(Term::new(name), terms));
        } else if single && parted == Parted::Spaces {
            line.split(' ').filter_map(XmlText::line).for_each(|name| push(Term::new(name), terms));
        } else {
            push(Term::new(line), terms);
        }
    }
    Ok(())
}

fn push(term: Term, terms: &mut Vec<Term>) {
    let folded = |term: &Term| Term::fold(&term.name);
    let known = terms.iter().any(|other| other.name == term.name)
        || !terms.is_empty() && {
            let new = folded(&term);
            terms.iter().any(|other| folded(other) == new)
        };
    if !known {
        terms.push(term);
    }
}
