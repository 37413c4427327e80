//! A look at some paths of a source and at nothing else: the same pieces that the
//! walk through all of it would find there.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::twins::Twins;
use super::walk::stamp_all;
use super::{Walk, join, nfc, stamp};
use crate::source::files::read::Format;
use crate::source::{Cancel, Part, Piece, is_cancelled};

/// What the names of articles end with, as people write them: a sidecar may
/// belong to each.
const ENDINGS: [&str; 12] =
    ["md", "markdown", "html", "htm", "json", "txt", "MD", "MARKDOWN", "HTML", "HTM", "JSON", "TXT"];

/// What a path leads to.
enum Place {
    File,
    Folder,
    /// Nothing: of the path so far, and of all below it.
    Nothing(String),
    /// Nothing that is ever read.
    Passed,
    /// A link: only the whole walk knows what is read behind it.
    Link,
}

/// Looks at `paths`, or below them; `None` where only the whole walk can tell, or the
/// look was to end.
pub(in crate::source::files) fn look_at(
    source: &Arc<str>,
    path: &Path,
    not_articles: &[PathBuf],
    twins: &mut Twins,
    paths: &[PathBuf],
    cancel: Cancel<'_>,
) -> Option<Part> {
    let mut walk = Walk::new(source, not_articles, cancel);
    let folder = walk.start(path).ok()?;
    let is_single = folder != path && walk.glob.is_none();
    let roots = [folder.clone(), std::path::absolute(&folder).ok()?, folder.canonicalize().ok()?];
    let mut keys = BTreeSet::new();
    let mut look = |walk: &mut Walk, below: &Path| -> Option<()> {
        if below.as_os_str().is_empty() {
            return None;
        }
        if is_single && Some(below.as_os_str()) != path.file_name() {
            return Some(());
        }
        let key = key_of(below)?;
        match place(&folder, below, &key) {
            Place::Link => return None,
            Place::Nothing(key) => drop(keys.insert(key)),
            Place::Folder => {
                let depth = below.components().count();
                walk.folder(&folder.join(below), &key, depth);
                keys.insert(key);
            }
            Place::File if Format::of_name(&key).is_some() => {
                walk.one(&folder.join(below), &key);
                keys.insert(key);
            }
            Place::File | Place::Passed => {}
        }
        Some(())
    };
    for path in paths {
        let Some(below) = roots.iter().find_map(|root| path.strip_prefix(root).ok()) else { continue };
        look(&mut walk, below)?;
        if below.extension().is_some_and(|ending| ending == "toml") {
            // What it lies beside may have changed with it.
            for ending in ENDINGS {
                let article = below.with_extension(ending);
                if folder.join(&article).symlink_metadata().is_ok() {
                    look(&mut walk, &article)?;
                }
            }
        }
    }
    if walk.scan.outage.is_some() || !walk.links.is_empty() {
        return None;
    }
    let mut pieces = walk.scan.pieces;
    pieces.sort_by(|a, b| a.key.cmp(&b.key));
    pieces.dedup_by(|a, b| a.key == b.key);
    for piece in &pieces {
        if is_cancelled(cancel) || twins.has_twin(&folder, &piece.key) {
            return None;
        }
    }
    stamp_all(&mut pieces, cancel);
    if is_cancelled(cancel) {
        return None;
    }
    twins.add(&pieces);
    Some(Part { pieces, refused: walk.scan.refused, keys: keys.into_iter().map(Arc::from).collect() })
}

/// The piece with a key as it is now; `None` where there is none, or only the whole
/// walk can tell.
pub(in crate::source::files) fn piece_at(
    source: &Arc<str>,
    path: &Path,
    not_articles: &[PathBuf],
    key: &str,
) -> Option<Piece> {
    let mut walk = Walk::new(source, not_articles, None);
    let folder = walk.start(path).ok()?;
    let below = Path::new(key);
    let is_single = folder != path && walk.glob.is_none();
    if is_single && Some(below.as_os_str()) != path.file_name() || key_of(below)? != key {
        return None;
    }
    if !matches!(place(&folder, below, key), Place::File) || Format::of_name(key).is_none() {
        return None;
    }
    walk.one(&folder.join(below), key);
    let mut piece = walk.scan.pieces.pop()?;
    piece.stamp = stamp(&piece);
    Some(piece)
}

/// The key of a path below the source's folder.
fn key_of(below: &Path) -> Option<String> {
    let mut key = String::new();
    for part in below.components() {
        let Component::Normal(part) = part else { return None };
        key = join(&key, &nfc(part.to_str()?));
    }
    Some(key)
}

/// What a path below the source's folder leads to, without following links.
fn place(folder: &Path, below: &Path, key: &str) -> Place {
    if key.split('/').any(|part| part.starts_with(['_', '.'])) {
        return Place::Passed;
    }
    let (mut path, mut so_far) = (folder.to_owned(), String::new());
    let mut last = Place::Passed;
    for part in below.components() {
        path.push(part);
        so_far = join(&so_far, &nfc(&part.as_os_str().to_string_lossy()));
        last = match path.symlink_metadata() {
            Err(_) => return Place::Nothing(so_far),
            Ok(meta) if meta.is_symlink() => return Place::Link,
            Ok(meta) if meta.is_dir() => Place::Folder,
            Ok(meta) if meta.is_file() => Place::File,
            Ok(_) => return Place::Passed,
        };
        if so_far != key && matches!(last, Place::File) {
            return Place::Nothing(key.to_owned());
        }
    }
    last
}
