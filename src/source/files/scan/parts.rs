//! The walk through all of a source, its pieces shown part by part: so that not all
//! of them are held, and whoever walks can be told to end.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::twins::{Twins, fold_hash};
use super::walk::{MOST, Walk, stamp_all};
use crate::source::{Cancel, Look, Piece, is_cancelled};

/// Pieces of a part.
const PART: usize = 4_096;

/// Walks a source and shows its pieces part by part, in the order of their keys; all
/// that is to be said besides. `None` where they cannot be told in parts (links,
/// twins), there is nothing to tell (an outage), or the walk was to end: then what
/// was shown is not all.
pub(in crate::source::files) fn scan_in_parts(
    source: &Arc<str>,
    path: &Path,
    not_articles: &[PathBuf],
    cancel: Cancel<'_>,
    show: &mut dyn FnMut(Vec<Piece>),
) -> Option<(Look, Twins)> {
    let mut walk = Walk::new(source, not_articles, cancel);
    let folder = walk.start(path).ok()?;
    if folder != path && walk.glob.is_none() {
        return None;
    }
    let (seen, twins) = (HashSet::new(), Twins::of(&[]));
    let mut parts = Parts { walk, cancel, show, part: Vec::new(), last: String::new(), seen, twins };
    parts.folder(&folder, "", 0)?;
    parts.show()?;
    (!parts.seen.is_empty()).then_some((parts.walk.scan, parts.twins))
}

struct Parts<'a> {
    walk: Walk<'a>,
    cancel: Cancel<'a>,
    show: &'a mut dyn FnMut(Vec<Piece>),
    /// What is to be shown next.
    part: Vec<Piece>,
    /// The key of the last piece that was taken.
    last: String,
    /// The keys so far, as some system may take them for one.
    seen: HashSet<u64>,
    twins: Twins,
}

impl Parts<'_> {
    /// Takes the files of a folder and of those in it, in the order of their keys:
    /// a file may come between two folders.
    fn folder(&mut self, folder: &Path, key: &str, depth: usize) -> Option<()> {
        let folders = self.walk.files(folder, key, depth);
        if !self.walk.links.is_empty() || self.walk.scan.outage.is_some() || is_cancelled(self.cancel) {
            return None;
        }
        let mut own = std::mem::take(&mut self.walk.scan.pieces);
        own.sort_unstable_by(|a, b| b.key.cmp(&a.key));
        let mut folders: Vec<(String, PathBuf)> = folders.into_iter().map(|(path, key)| (key + "/", path)).collect();
        folders.sort_unstable();
        for (below, path) in folders {
            while let Some(piece) = own.pop_if(|piece| *piece.key < *below) {
                self.take(piece)?;
            }
            self.folder(&path, below.trim_end_matches('/'), depth + 1)?;
        }
        while let Some(piece) = own.pop() {
            self.take(piece)?;
        }
        Some(())
    }

    fn take(&mut self, piece: Piece) -> Option<()> {
        // Two folders whose names are one in NFC hold each other's neighbours.
        let is_next = *self.last < *piece.key || self.seen.is_empty();
        if !is_next || !self.seen.insert(fold_hash(&piece.key)) || self.seen.len() > MOST {
            return None;
        }
        self.last.clear();
        self.last.push_str(&piece.key);
        self.part.push(piece);
        if self.part.len() >= PART { self.show() } else { Some(()) }
    }

    /// Shows what was gathered.
    fn show(&mut self) -> Option<()> {
        let mut part = std::mem::take(&mut self.part);
        stamp_all(&mut part, self.cancel);
        if is_cancelled(self.cancel) {
            return None;
        }
        self.twins.add(&part);
        if !part.is_empty() {
            (self.show)(part);
        }
        Some(())
    }
}
