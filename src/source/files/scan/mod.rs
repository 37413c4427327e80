//! The walk through a source's folder: which files are there, under which keys.

mod narrow;
#[cfg(test)]
mod narrow_tests;
mod twins;

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use rayon::prelude::*;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::read::Format;
use crate::article::Origin;
use crate::source::{Look, Outage, Piece, Remark, Stamp};
pub(super) use narrow::{look_at, piece_at};
pub(super) use twins::Twins;
use twins::{fold, fold_hash};

/// Folders in folders; deeper ones are an outage.
const DEEPEST: usize = 64;
/// Files of one source; more are an outage.
const MOST: usize = 4_000_000;

/// The folder of a path that may be a glob or a file: what the keys are
/// relative to.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match split_glob(path) {
        Some((base, _)) => base,
        None if path.is_file() => parent_of(path),
        None => path.to_owned(),
    }
}

fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The folder before the first part with a sign of globs in it, and the glob
/// below it. A folder that really has such a name is one.
fn split_glob(path: &Path) -> Option<(PathBuf, String)> {
    let is_glob = |part: &str| part.contains(['*', '?', '[', '{']);
    if !path.to_str().is_some_and(is_glob) || path.exists() {
        return None;
    }
    let mut base = PathBuf::new();
    let mut glob: Vec<&str> = Vec::new();
    for part in path.components() {
        let name = part.as_os_str().to_str()?;
        if glob.is_empty() && !is_glob(name) {
            base.push(part);
        } else {
            glob.push(name);
        }
    }
    if base.as_os_str().is_empty() {
        base.push(".");
    }
    Some((base, glob.join("/")))
}

/// Walks a source. `not_articles`, files and folders, are left out. Of the pieces no two have keys
/// that some system takes for one.
pub(super) fn scan(source: &Arc<str>, path: &Path, not_articles: &[PathBuf]) -> Look {
    let mut walk = Walk::new(source, not_articles);
    let folder = match walk.start(path) {
        Ok(folder) => folder,
        Err(outage) => return Look { outage: Some(outage), ..Look::default() },
    };
    if folder != path && walk.glob.is_none() {
        walk.single(path);
    } else {
        walk.tree(&folder);
    }
    walk.finish(path)
}

/// Walks a source and shows its pieces part by part, in the order of their keys, so
/// that not all of them are held; all that is to be said besides. `None` where they
/// cannot be told in parts (links, twins), or there is nothing to tell (an outage):
/// then what was shown is not all.
pub(super) fn scan_in_parts(
    source: &Arc<str>,
    path: &Path,
    not_articles: &[PathBuf],
    twins: &mut Twins,
    show: &mut dyn FnMut(Vec<Piece>),
) -> Option<Look> {
    let mut walk = Walk::new(source, not_articles);
    let folder = walk.start(path).ok()?;
    if folder != path && walk.glob.is_none() {
        return None;
    }
    let folders = walk.files(&folder, "", 0);
    let mut own = std::mem::take(&mut walk.scan.pieces);
    own.sort_unstable_by(|a, b| b.key.cmp(&a.key));
    let (mut seen, mut count) = (HashSet::new(), 0);
    *twins = Twins::of(&[]);
    let mut part = |walk: &mut Walk| -> Option<()> {
        let mut pieces = std::mem::take(&mut walk.scan.pieces);
        count += pieces.len();
        pieces.par_sort_unstable_by(|a, b| a.key.cmp(&b.key));
        pieces.par_iter_mut().for_each(|piece| piece.stamp = stamp(piece));
        let apart = pieces.iter().all(|piece| seen.insert(fold_hash(&piece.key)));
        twins.add(&pieces);
        show(pieces);
        (apart && count <= MOST && walk.links.is_empty() && walk.scan.outage.is_none()).then_some(())
    };
    let mut folders: Vec<(String, PathBuf)> = folders.into_iter().map(|(path, key)| (key + "/", path)).collect();
    folders.sort();
    for (below, path) in folders {
        while let Some(piece) = own.pop_if(|piece| *piece.key < *below) {
            walk.scan.pieces.push(piece);
        }
        part(&mut walk)?;
        walk.folder(&path, below.trim_end_matches('/'), 1);
        part(&mut walk)?;
    }
    walk.scan.pieces.extend(own);
    part(&mut walk)?;
    (count > 0).then_some(walk.scan)
}

struct Walk {
    source: Arc<str>,
    glob: Option<GlobMatcher>,
    not_articles: HashSet<PathBuf>,
    /// The folders, and files behind links, that were read, as the system names them.
    seen: HashSet<PathBuf>,
    /// Links, looked at once the real tree is known.
    links: Vec<(PathBuf, String, usize)>,
    scan: Look,
}

impl Walk {
    fn new(source: &Arc<str>, not_articles: &[PathBuf]) -> Self {
        Self {
            source: source.clone(),
            glob: None,
            not_articles: not_articles.iter().filter_map(|path| path.canonicalize().ok()).collect(),
            seen: HashSet::new(),
            links: Vec::new(),
            scan: Look::default(),
        }
    }

    /// Takes one file as its folder's walk would.
    fn one(&mut self, path: &Path, key: &str) {
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

    fn start(&mut self, path: &Path) -> Result<PathBuf, Outage> {
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

    fn single(&mut self, path: &Path) {
        if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            let mut piece = Piece::new(&nfc(name), &Arc::from(parent_of(path)), name);
            piece.has_sidecar = path.with_extension("toml").is_file();
            self.scan.pieces.push(piece);
        }
    }

    /// Reads the tree below `folder`, then what links in it lead to.
    fn tree(&mut self, folder: &Path) {
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

    fn folder(&mut self, folder: &Path, key: &str, depth: usize) {
        for (path, own) in self.files(folder, key, depth) {
            self.folder(&path, &own, depth + 1);
        }
    }

    /// Takes the files of a folder; its folders, with their keys, ordered by path.
    fn files(&mut self, folder: &Path, key: &str, depth: usize) -> Vec<(PathBuf, String)> {
        let mut folders = Vec::new();
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
        let listed = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
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

    fn finish(mut self, path: &Path) -> Look {
        self.refuse_twins();
        let mut scan = self.scan;
        scan.pieces.par_sort_unstable_by(|a, b| a.key.cmp(&b.key));
        scan.pieces.par_iter_mut().for_each(|piece| piece.stamp = stamp(piece));
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

/// What the file system says of a piece; of one that went away meanwhile, nothing.
fn stamp(piece: &Piece) -> Stamp {
    let meta = std::fs::metadata(piece.path()).ok();
    let sidecar = piece.sidecar().map(std::fs::metadata).map(Result::ok);
    match (&meta, &sidecar) {
        (Some(meta), None) => Stamp::of(&[meta]),
        (Some(meta), Some(Some(sidecar))) => Stamp::of(&[meta, sidecar]),
        _ => Stamp::UNKNOWN,
    }
}

fn unreadable(path: &Path, why: &str) -> Outage {
    Outage {
        what: format!("{} cannot be read: {why}", path.display()),
        help: "create it, mend its permissions, or correct `path` of the source".to_owned(),
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn nfc(name: &str) -> String {
    if is_nfc_quick(name.chars()) == IsNormalized::Yes { name.to_owned() } else { name.nfc().collect() }
}
