//! Gathering what all files of a ledger say. Two lines about one article, or two
//! places with one id, as merges of branches leave them, become one, whatever
//! order they are read in.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::ledger::line;
use super::place::{Listed, Sheet};
use super::read::{self, Part};
use super::wire::{ArticleLine, FeedLine};
use super::{Ledger, LedgerError, Place, merge};
use crate::article::Origin;
use crate::desk::Record;
use crate::feed::FeedRecord;

/// Files of a folder that are held at once.
const FILES: usize = 16;

/// What was read so far.
#[derive(Default)]
pub(super) struct Gathering {
    ledger: Ledger,
    /// Further lines about articles and feeds that are known.
    articles: HashMap<Origin, Vec<Record>>,
    feeds: BTreeMap<String, Vec<FeedRecord>>,
}

impl Gathering {
    /// Reads all files at a place.
    pub(super) fn of(place: &Place) -> Result<Ledger, LedgerError> {
        let mut gathering = Self::default();
        let unfinished = gathering.files(place)?;
        let mut ledger = gathering.settle();
        ledger.place = Some(place.clone());
        ledger.unfinished = unfinished;
        Ok(ledger)
    }

    /// Reads all files at a place, where there is one, and the lines that the
    /// database at `path` holds.
    pub(super) fn of_both(place: Option<&Place>, path: &Path, lines: &[u8]) -> Result<Ledger, LedgerError> {
        let mut gathering = Self::default();
        let unfinished = place.map(|place| gathering.files(place)).transpose()?;
        read::lines(path, lines, |part| gathering.take(part, None))?;
        let mut ledger = gathering.settle();
        ledger.place = place.cloned();
        ledger.unfinished = unfinished.unwrap_or_default();
        Ok(ledger)
    }

    /// Reads the files at a place; the names of those that are not finished.
    fn files(&mut self, place: &Place) -> Result<Vec<String>, LedgerError> {
        let Listed { names, unfinished } = place.list()?;
        let gathering = self;
        match place {
            Place::File(_) => {
                for name in names {
                    let print = read::file(&place.file(&name), |part| gathering.take(part, None))?;
                    gathering.ledger.prints.0.insert(name, print);
                }
            }
            Place::Folder(_) => {
                for names in names.chunks(FILES) {
                    let read = |name: &String| {
                        let mut parts = Vec::new();
                        let print = read::file(&place.file(name), |part| parts.push(part))?;
                        Ok((parts, print))
                    };
                    let all: Vec<_> = names.par_iter().map(read).collect::<Result<_, LedgerError>>()?;
                    for ((parts, print), name) in all.into_iter().zip(names) {
                        for part in parts {
                            gathering.take(part, Some((place, name)));
                        }
                        gathering.ledger.prints.0.insert(name.clone(), print);
                    }
                }
            }
        }
        Ok(unfinished)
    }

    /// Takes what a part of a file says; in a folder lines may stand in a file
    /// that is not theirs.
    fn take(&mut self, part: Part, file: Option<(&Place, &String)>) {
        for record in part.feeds {
            match self.ledger.feeds.get(&record.path) {
                None => {
                    self.ledger.feeds.insert(record.path.clone(), record);
                }
                Some(_) => self.feeds.entry(record.path.clone()).or_default().push(record),
            }
        }
        self.ledger.by_hand.join(part.by_hand);
        let mut last: Option<(Sheet, bool)> = None;
        for (origin, record) in part.articles {
            if let Some((place, name)) = file {
                let sheet = place.sheet_of(record.published);
                let belongs = match last {
                    Some((known, belongs)) if known == sheet => belongs,
                    _ => place.name_of(sheet) == *name,
                };
                last = Some((sheet, belongs));
                // A file of another name is taken away last of all.
                if !belongs && Sheet::owns(name) {
                    self.ledger.moving.insert(origin.clone());
                }
            }
            match self.ledger.articles.entry(origin) {
                Entry::Vacant(entry) => {
                    entry.insert(record);
                }
                Entry::Occupied(entry) => self.articles.entry(entry.key().clone()).or_default().push(record),
            }
        }
    }

    fn settle(self) -> Ledger {
        let mut ledger = self.ledger;
        for (path, mut lines) in self.feeds {
            lines.extend(ledger.feeds.remove(&path));
            lines.sort_by_cached_key(|record| (record.began, bytes(&FeedLine::of(record))));
            ledger.feeds.extend(lines.into_iter().next().map(|record| (path, record)));
        }
        for (origin, mut lines) in self.articles {
            lines.extend(ledger.articles.remove(&origin));
            if let Some(record) = one(&origin, lines) {
                ledger.moving.insert(origin.clone());
                ledger.articles.insert(origin, record);
            }
        }
        unite(&mut ledger);
        ledger.settle();
        ledger
    }
}

/// One record of several about one article.
fn one(origin: &Origin, mut lines: Vec<Record>) -> Option<Record> {
    // In an order of their own, so that it does not matter in which they were read.
    lines.sort_by_cached_key(|record| bytes(&ArticleLine::of(origin, record)));
    lines.dedup();
    lines.into_iter().reduce(merge::records)
}

fn bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    line(&mut bytes, value);
    bytes
}

/// A branch moved a story while another one changed its line: then there are two
/// places with one id. What was learned or decided of either holds for both, so
/// that no decision is lost whichever of them has the story.
fn unite(ledger: &mut Ledger) {
    let mut hashes: Vec<u64> = ledger.articles.par_iter().map(|(_, record)| id_hash(record)).collect();
    hashes.par_sort_unstable();
    let twice: HashSet<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if twice.is_empty() {
        return;
    }
    let mut places: BTreeMap<String, Vec<Origin>> = BTreeMap::new();
    for (origin, record) in ledger.articles.iter().filter(|(_, record)| twice.contains(&id_hash(record))) {
        places.entry(record.id.as_str().to_owned()).or_default().push(origin.clone());
    }
    for mut origins in places.into_values().filter(|origins| origins.len() > 1) {
        origins.sort();
        let lines = origins.iter().filter_map(|origin| ledger.articles.get(origin).cloned()).collect();
        let Some(record) = one(&origins[0], lines) else { continue };
        for origin in origins {
            ledger.moving.insert(origin.clone());
            ledger.articles.insert(origin, record.clone());
        }
    }
}

fn id_hash(record: &Record) -> u64 {
    xxh3_64(record.id.as_str().as_bytes())
}

#[cfg(test)]
mod tests;
