//! The walk through the tree of a source's folder.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use rayon::prelude::*;

use super::twins::{fold, fold_hash};
use super::{folder_of, join, nfc, parent_of, split_glob, stamp, unreadable};
use crate::article::Origin;
use crate::source::files::read::Format;
use crate::source::{Cancel, Look, Outage, Piece, Remark, is_cancelled};

/// Folders in folders; deeper ones are an outage.
const DEEPEST: usize = 64;
/// Files of one source; more are an outage.
pub(super) const MOST: usize = 4_000_000;

/// A walk: where it was, and what it found.
pub(super) struct Walk<'a> {
    source: Arc<str>,
    pub(super) glob: Option<GlobMatcher>,
    not_articles: HashSet<PathBuf>,
    /// The folders, and files behind links, that were read, as the system names them.
    seen: HashSet<PathBuf>,
    /// Links, looked at once the real tree is known.
    pub(super) links: Vec<(PathBuf, String, usize)>,
    pub(super) scan: Look,
    cancel: Cancel<'a>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &Arc<str>, not_articles: &[PathBuf], cancel: Cancel<'a>) -> Self {
        Self {
            source: source.clone(),
            glob: None,
            not_articles: not_articles.iter().filter_map(|path| path.canonicalize().ok()).collect(),
            seen: HashSet::new(),
            links: Vec::new(),
            scan: Look::default(),
            cancel,
        }
    }

    /// Takes one file as its folder's walk would.
    pub(super) fn one(&mut self, path: &Path, key: &str) {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
            return;
        };
        let first = self.scan.pieces.len();
        self.file(&Arc::from(folder), name, key);
        for found in &mut self.scan.pieces[first..] {
            let sidecar = path.with_extension("toml").symlink_metadata();
            found.has_sidecar = sidecar.is_ok_and(|meta| meta.is_file());
        }
    }

    pub(super) fn start(&mut self, path: &Path) -> Result<PathBuf, Outage> {
        if let Some((_, glob)) = split_glob(path) {
            let glob = GlobBuilder::new(&glob).literal_separator(true).build().map_err(|error| Outage {
                what: format!("the glob of `path` cannot be read: {}", error.kind()),
                help: "write it like \"stories/**/*.md\"".to_owned(),
            })?;
            self.glob = Some(glob.compile_matcher());
        }
        let folder = folder_of(path);
        match std::fs::metadata(&folder) {
            Ok(facts) if facts.is_dir() => Ok(folder),
            Ok(_) => Err(unreadable(&folder, "it is not a folder")),
            Err(error) => Err(unreadable(&folder, &error.to_string())),
        }
    }

    pub(super) fn single(&mut self, path: &Path) {
        if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            let mut piece = Piece::new(&nfc(name), &Arc::from(parent_of(path)), name);
            piece.has_sidecar = path.with_extension("toml").is_file();
            self.scan.pieces.push(piece);
        }
    }

    /// Reads the tree below `folder`, then what links in it lead to.
    pub(super) fn tree(&mut self, folder: &Path) {
        self.folder(folder, "", 0);
        while !self.links.is_empty() {
            // Of two links to one place the first by name is followed, whatever
            // order the system lists them in.
            let mut links = std::mem::take(&mut self.links);
            links.sort();
            for (path, key, depth) in links {
                self.link(&path, &key, depth);
            }
        }
    }

    pub(super) fn folder(&mut self, folder: &Path, key: &str, depth: usize) {
        for (path, own) in self.files(folder, key, depth) {
            self.folder(&path, &own, depth + 1);
        }
    }

    /// Takes the files of a folder; its folders, with their keys, ordered by path.
    pub(super) fn files(&mut self, folder: &Path, key: &str, depth: usize) -> Vec<(PathBuf, String)> {
        let mut folders = Vec::new();
        if is_cancelled(self.cancel) {
            return folders;
        }
        if depth > DEEPEST {
            self.out(folder, &format!("its folders are nested deeper than {DEEPEST} levels"));
            return folders;
        }
        match folder.canonicalize() {
            // The ledger's folder may hold what looks like articles to people.
            Ok(real) if depth > 0 && self.not_articles.contains(&real) => return folders,
            Ok(real) => {
                self.seen.insert(real);
            }
            Err(error) => {
                self.out(folder, &error.to_string());
                return folders;
            }
        }
        let listed = std::fs::read_dir(folder);
        let listed = listed
            .and_then(|entries| entries.take_while(|_| !is_cancelled(self.cancel)).collect::<Result<Vec<_>, _>>());
        let entries = match listed {
            Ok(entries) => entries,
            Err(error) => {
                self.out(folder, &error.to_string());
                return folders;
            }
        };
        let here: Arc<Path> = Arc::from(folder);
        let mut sidecars: HashSet<OsString> = HashSet::new();
        let first = self.scan.pieces.len();
        for entry in entries {
            let name = entry.file_name();
            let Some(text) = name.to_str() else {
                self.refuse(&join(key, &name.to_string_lossy()), "its name is not Unicode", "rename it");
                continue;
            };
            if text.starts_with(['_', '.']) {
                continue;
            }
            let Ok(kind) = entry.file_type() else { continue };
            let own = join(key, &nfc(text));
            if kind.is_symlink() {
                self.links.push((entry.path(), own, depth + 1));
            } else if kind.is_dir() {
                folders.push((entry.path(), own));
            } else if kind.is_file() {
                if Path::new(text).extension().is_some_and(|extension| extension == "toml") {
                    sidecars.insert(name);
                } else if Format::of_name(text).is_some() {
                    self.file(&here, text, &own);
                }
            }
        }
        for found in self.scan.pieces[first..].iter_mut().filter(|_| !sidecars.is_empty()) {
            let sidecar = found.path().with_extension("toml");
            found.has_sidecar = sidecar.file_name().is_some_and(|name| sidecars.contains(name));
        }
        folders.sort();
        folders
    }

    fn file(&mut self, folder: &Arc<Path>, name: &str, key: &str) {
        if self.glob.as_ref().is_some_and(|glob| !glob.is_match(key)) {
            return;
        }
        if self.scan.pieces.len() >= MOST {
            return self.out(folder, &format!("it holds more than {MOST} files"));
        }
        if self.not_articles.iter().any(|other| other.file_name().is_some_and(|other| other == name))
            && folder.join(name).canonicalize().is_ok_and(|real| self.not_articles.contains(&real))
        {
            return;
        }
        self.scan.pieces.push(Piece::new(key, folder, name));
    }

    /// What a link leads to is read once, and never when it was already.
    fn link(&mut self, path: &Path, key: &str, depth: usize) {
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                let relevant = Format::of_name(key).is_some();
                let what = format!("its symbolic link leads nowhere: {error}");
                if relevant {
                    self.refuse(key, &what, "mend or remove the link");
                }
                return;
            }
        };
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if real.is_dir() {
            if self.seen.contains(&real) || self.seen.iter().any(|seen| seen.starts_with(&real)) {
                return self
                    .notice(key, "its symbolic link leads to a folder that is read already, so it is not followed");
            }
            self.folder(path, key, depth);
        } else if Format::of_name(name).is_some() && real.is_file() {
            let read_already = real.parent().is_some_and(|folder| self.seen.contains(folder))
                && real
                    .file_name()
                    .and_then(|name| name.to_str())
                    .is_some_and(|name| Format::of_name(name).is_some() && !name.starts_with(['_', '.']));
            if read_already || !self.seen.insert(real) {
                return self
                    .notice(key, "its symbolic link leads to a file that is read already, so it is not followed");
            }
            let before = self.scan.pieces.len();
            self.file(&Arc::from(parent_of(path)), name, key);
            for found in &mut self.scan.pieces[before..] {
                found.has_sidecar = path.with_extension("toml").is_file();
            }
        }
    }

    fn out(&mut self, path: &Path, why: &str) {
        self.scan.outage.get_or_insert_with(|| unreadable(path, why));
    }

    fn refuse(&mut self, key: &str, what: &str, help: &str) {
        let origin = Origin::new(self.source.clone(), key);
        self.scan.refused.push(Remark { origin, line: None, what: what.to_owned(), help: help.to_owned() });
    }

    fn notice(&mut self, key: &str, what: &str) {
        let origin = Origin::new(self.source.clone(), key);
        let help = "nothing is to be done, or remove the link".to_owned();
        self.scan.notices.push(Remark { origin, line: None, what: what.to_owned(), help });
    }

    pub(super) fn finish(mut self, path: &Path) -> Look {
        self.refuse_twins();
        let mut scan = self.scan;
        scan.pieces.par_sort_unstable_by(|a, b| a.key.cmp(&b.key));
        stamp_all(&mut scan.pieces, self.cancel);
        scan.refused.sort_by(|a, b| a.origin.cmp(&b.origin));
        scan.notices.sort_by(|a, b| a.origin.cmp(&b.origin));
        if scan.outage.is_none() && scan.pieces.is_empty() && scan.refused.is_empty() {
            scan.outage = Some(Outage {
                what: format!("{} holds no article", path.display()),
                help: "put a .md, .html, .json or .txt file there, or correct `path`".to_owned(),
            });
        }
        scan
    }

    /// Keys that differ only in case, or not at all once in NFC, are one file on
    /// some systems: which of them an article's identity belongs to is unknown.
    fn refuse_twins(&mut self) {
        let mut folded = HashSet::with_capacity(self.scan.pieces.len());
        if self.scan.pieces.iter().all(|piece| folded.insert(fold_hash(&piece.key))) {
            return;
        }
        let mut by_fold: HashMap<String, usize> = HashMap::with_capacity(self.scan.pieces.len());
        for piece in &self.scan.pieces {
            *by_fold.entry(fold(&piece.key)).or_default() += 1;
        }
        let (pieces, twins) =
            std::mem::take(&mut self.scan.pieces).into_iter().partition(|piece| by_fold[&fold(&piece.key)] == 1);
        self.scan.pieces = pieces;
        for twin in twins {
            self.refuse(
                &twin.key,
                "another file's name differs from its name only in case or Unicode form",
                "rename one of them",
            );
        }
    }
}

/// Asks what the file system says of each piece.
pub(super) fn stamp_all(pieces: &mut [Piece], cancel: Cancel<'_>) {
    pieces.par_iter_mut().for_each(|piece| {
        if !is_cancelled(cancel) {
            piece.stamp = stamp(piece);
        }
    });
}
