//! The paths of feeds that are made from data: readable, and each its own.

use std::collections::{HashMap, HashSet};

use super::{FeedRecord, Index, Template};
use crate::article::Term;
use sha2::{Digest, Sha256};

/// The paths that are taken, and those that the ledger remembers.
pub(super) struct Paths<'a> {
    remembered: HashMap<(&'a str, Option<&'a str>), &'a FeedRecord>,
    taken: HashSet<String>,
}

impl<'a> Paths<'a> {
    /// Begins with the paths of the ledger and those that config fixes.
    pub(super) fn new(index: &'a dyn Index, fixed: impl Iterator<Item = &'a str>) -> Self {
        let mut paths = Self { remembered: HashMap::new(), taken: HashSet::new() };
        for record in index.feeds() {
            paths.remembered.insert((&record.definition, record.value.as_deref()), record);
            paths.taken.insert(Term::fold(&record.path));
        }
        paths.taken.extend(fixed.map(Term::fold));
        paths
    }

    /// What the ledger knows of a feed.
    pub(super) fn remembered(&self, definition: &str, value: Option<&str>) -> Option<&'a FeedRecord> {
        self.remembered.get(&(definition, value)).copied()
    }

    /// A path for a value that never had one: from its slug, with `-2` where
    /// another has that.
    pub(super) fn take(&mut self, template: &Template, name: &str, value: &str) -> String {
        let mut first = template.with_slug(name);
        if crate::article::slugify(name).is_empty() {
            let digest = Sha256::digest(value.as_bytes());
            let hex: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
            first = template.with_name(&format!("x-{hex}"));
        }
        let mut path = first.clone();
        let mut number = 1;
        while !self.taken.insert(Term::fold(&path)) {
            number += 1;
            path = format!("{first}-{number}");
        }
        path
    }
}
