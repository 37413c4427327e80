//! Which files are there in a source's folder, under which keys: all of them, all
//! of them part by part, or those at some paths.

mod narrow;
#[cfg(test)]
mod narrow_tests;
mod parts;
mod twins;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::read::Format;
use crate::source::{Cancel, Look, Outage, Piece, Stamp};
pub(super) use narrow::{look_at, piece_at};
pub(super) use parts::scan_in_parts;
pub(super) use twins::Twins;
use walk::Walk;

/// The folder of a path that may be a glob or a file: what the keys are
/// relative to.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match split_glob(path) {
        Some((base, _)) => base,
        None if path.is_file() => parent_of(path),
        None => path.to_owned(),
    }
}

/// A folder in which everything of a source lies, by the path of the source alone.
pub(super) fn base_of(path: &Path) -> PathBuf {
    let is_plain = |part: &std::path::Component<'_>| part.as_os_str().to_str().is_some_and(|part| !is_glob(part));
    let base: PathBuf = path.components().take_while(is_plain).collect();
    let is_file = base.file_name().and_then(|name| name.to_str()).is_some_and(|name| Format::of_name(name).is_some());
    if base.as_os_str().is_empty() || is_file { parent_of(&base) } else { base }
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

fn is_glob(part: &str) -> bool {
    part.contains(['*', '?', '[', '{'])
}

/// Walks a source. `not_articles`, files and folders, are left out. Of the
/// pieces no two have keys that some system takes for one.
pub(super) fn scan(source: &Arc<str>, path: &Path, not_articles: &[PathBuf], cancel: Cancel<'_>) -> Look {
    let mut walk = Walk::new(source, not_articles, cancel);
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
