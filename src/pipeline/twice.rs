//! One file, one source: where the folders of two sources overlap, the first in
//! the config has a file that both would read.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::House;
use crate::article::Origin;
use crate::source::{Look, Remark, Source, prompt_folders};

/// What stands for the place of a story that waits for its time.
const HIDDEN: &str = "a story that waits for its time";

/// Whether folders of two sources overlap.
pub(super) fn overlap(house: &House) -> bool {
    !overlapping(house).is_empty()
}

/// The sources whose folders overlap with those of another one.
fn overlapping(house: &House) -> HashSet<Arc<str>> {
    if house.sources.len() < 2 {
        return HashSet::new();
    }
    let real = |source: &dyn Source| -> Vec<PathBuf> {
        prompt_folders(source).iter().filter_map(|folder| folder.canonicalize().ok()).collect()
    };
    let folders: Vec<_> = house.sources.iter().map(|source| (source.name(), real(&**source))).collect();
    let mut overlapping = HashSet::new();
    for (at, (name, own)) in folders.iter().enumerate() {
        for (other, others) in &folders[at + 1..] {
            if own.iter().any(|own| others.iter().any(|other| own.starts_with(other) || other.starts_with(own))) {
                overlapping.extend([Arc::clone(name), Arc::clone(other)]);
            }
        }
    }
    overlapping
}

/// The files that the sources with overlapping folders read so far.
pub(super) struct Shared {
    sources: HashSet<Arc<str>>,
    /// By real path, as the first source has them.
    files: HashMap<PathBuf, Origin>,
}

impl Shared {
    pub(super) fn of(house: &House) -> Self {
        Self { sources: overlapping(house), files: HashMap::new() }
    }

    /// Takes out of a look the files that an earlier source has, and refuses them
    /// there: each as this source has it, with the first one's place of it.
    pub(super) fn take_from(&mut self, source: &Arc<str>, look: &mut Look) -> Vec<(Origin, Origin)> {
        if !self.sources.contains(source) {
            return Vec::new();
        }
        let real: Vec<PathBuf> =
            look.pieces.par_iter().map(|piece| piece.path().canonicalize().unwrap_or_else(|_| piece.path())).collect();
        let mut twice = Vec::new();
        for (piece, real) in std::mem::take(&mut look.pieces).into_iter().zip(real) {
            let own = Origin::new(source.clone(), piece.key.clone());
            match self.files.get(&real) {
                Some(first) if first.source != *source => {
                    look.refused.push(Remark {
                        origin: own.clone(),
                        line: None,
                        what: format!(
                            "the sources {} and {source} both read this file: {} has it",
                            first.source, first.source
                        ),
                        help: "let the `path`s of the two not overlap".to_owned(),
                    });
                    twice.push((own, first.clone()));
                }
                Some(_) => look.pieces.push(piece),
                None => {
                    self.files.insert(real, own);
                    look.pieces.push(piece);
                }
            }
        }
        twice
    }
}

/// Of a file whose story waits for its time, only the source may be told.
pub(super) fn hide(mut refused: Vec<Remark>, twice: &[(Origin, Origin)], hidden: &HashSet<&Origin>) -> Vec<Remark> {
    if twice.is_empty() || hidden.is_empty() {
        return refused;
    }
    let file = |origin: &Origin| {
        let key = origin.key.split_once('#').map_or(&*origin.key, |(file, _)| file);
        Origin::new(origin.source.clone(), key)
    };
    // A file may itself have such a sign in its name.
    let hidden: HashSet<Origin> = hidden.iter().flat_map(|origin| [(*origin).clone(), file(origin)]).collect();
    let secret: HashSet<&Origin> =
        twice.iter().filter(|(_, first)| hidden.contains(first)).map(|(second, _)| second).collect();
    for remark in &mut refused {
        if secret.contains(&remark.origin) {
            remark.origin = Origin::new(remark.origin.source.clone(), HIDDEN);
        }
    }
    refused
}
