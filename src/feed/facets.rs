//! The names that articles are told apart by when feeds choose among them, as
//! small numbers: they are folded once, not once a feed.

use std::collections::HashMap;
use std::sync::Arc;

use super::Each;
use crate::article::Term;
use crate::xml::XmlText;

/// The sections, tags, authors and languages that occur.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) sections: Pool,
    pub(super) tags: Pool,
    pub(super) authors: Pool,
    pub(super) languages: Pool,
}

/// Names of one kind, each by a number.
#[derive(Debug, Default)]
pub struct Pool {
    /// By what was written: key, and name as it is shown.
    numbers: HashMap<(Box<str>, Box<str>), u32>,
    /// The first number of each key.
    first: HashMap<Arc<str>, u32>,
    names: Vec<Name>,
}

/// A name in one spelling.
#[derive(Debug, Clone)]
pub struct Name {
    /// What was written that it is told apart by.
    written: Box<str>,
    /// What it is told apart by: folded, for an author the id where there is one.
    pub key: Arc<str>,
    /// The name as it is shown.
    pub shown: XmlText,
    /// The same, folded.
    folded: Arc<str>,
    /// The number of the first name with its key.
    kin: u32,
}

impl Names {
    /// The names of one kind.
    #[must_use]
    pub fn of(&self, each: Each) -> &Pool {
        match each {
            Each::Section => &self.sections,
            Each::Author => &self.authors,
            Each::Tag => &self.tags,
            Each::Language => &self.languages,
        }
    }

    /// The names of one kind, to add to.
    pub fn of_mut(&mut self, each: Each) -> &mut Pool {
        match each {
            Each::Section => &mut self.sections,
            Each::Author => &mut self.authors,
            Each::Tag => &mut self.tags,
            Each::Language => &mut self.languages,
        }
    }
}

impl Pool {
    /// The number of a name that is told apart by `key` and shown as `shown`.
    pub fn number(&mut self, key: &str, shown: &str) -> u32 {
        let pair: (Box<str>, Box<str>) = (key.into(), shown.into());
        if let Some(number) = self.numbers.get(&pair) {
            return *number;
        }
        // Names come from memory: there are never four billion of them.
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let folded: Arc<str> = Term::fold(key).into();
        let kin = *self.first.entry(folded.clone()).or_insert(number);
        let key = self.names.get(kin as usize).map_or(folded, |kin| kin.key.clone());
        let folded = if *pair.0 == *pair.1 { key.clone() } else { Term::fold(shown).into() };
        self.names.push(Name { written: pair.0.clone(), key, shown: XmlText::new(shown), folded, kin });
        self.numbers.insert(pair, number);
        number
    }

    /// Keeps of names with one key the first.
    pub(super) fn once_each(&self, numbers: &mut Vec<u32>) {
        let mut at = 0;
        while at < numbers.len() {
            if numbers[..at].iter().any(|other| self.kin(*other) == self.kin(numbers[at])) {
                numbers.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// The numbers of a name, by its key or as it is shown, in every spelling.
    pub(super) fn find(&self, name: &str) -> Vec<u32> {
        let folded = Term::fold(name);
        self.find_all(|known| *known.key == *folded || *known.folded == *folded)
    }

    /// The numbers of all names for which `keep` holds.
    pub(super) fn find_all(&self, keep: impl Fn(&Name) -> bool) -> Vec<u32> {
        (0..).zip(&self.names).filter(|(_, name)| keep(name)).map(|(number, _)| number).collect()
    }

    /// The name of that number.
    #[must_use]
    pub fn name(&self, number: u32) -> &Name {
        &self.names[number as usize]
    }

    /// What that number was given for: the key as it was written, and the name.
    #[must_use]
    pub fn written(&self, number: u32) -> (&str, &str) {
        let name = self.name(number);
        (&name.written, &name.shown)
    }

    /// What names with one key have in common.
    #[must_use]
    pub fn kin(&self, number: u32) -> u32 {
        self.names[number as usize].kin
    }
}
