//! What stands while a run is interrupted: each file the old one or the new
//! one, whole, and no story that the ledger does not know.

use std::path::{Path, PathBuf};

use super::newsroom::{Copy, GOES, Scene, Tree};

/// Asserts what must hold at any moment of a run.
pub(super) fn nothing_half_done(scene: &Scene, copy: &Copy, context: &str) {
    let tree = copy.tree();
    for (path, bytes) in &tree {
        let is = |tree: &Tree| of(tree, path) == Some(bytes);
        assert!(is(&scene.old) || is(&scene.new), "{context}: {} is neither the old nor the new", path.display());
    }
    for (path, _) in &scene.old {
        assert!(of(&tree, path).is_some(), "{context}: {} is gone", path.display());
    }
    for stray in copy.strays() {
        let name = stray.file_name().unwrap().to_string_lossy().into_owned();
        let is_known = name.ends_with(".feedroom-new") || name.ends_with("feedroom-lock");
        assert!(is_known, "{context}: {} was left", stray.display());
    }
    let ledger = of(&tree, Path::new("ledger.jsonl")).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
    for (path, bytes) in documents(&tree) {
        for id in ids(bytes) {
            let known = ledger.as_deref().is_some_and(|ledger| ledger.contains(&id));
            assert!(known, "{context}: the ledger does not know {id} of {}", path.display());
        }
    }
    urgent_first(scene, &tree, context);
}

/// Documents that lose a story which must go come before all others.
fn urgent_first(scene: &Scene, tree: &Tree, context: &str) {
    let changed = |path: &Path| of(&scene.new, path) != of(&scene.old, path);
    let is_new = |path: &Path| of(tree, path) == of(&scene.new, path);
    let loses = |path: &Path| {
        let old = of(&scene.old, path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        old.is_some_and(|old| GOES.iter().any(|name| old.contains(name)))
    };
    let documents: Vec<&Path> = documents(&scene.new).map(|(path, _)| &**path).filter(|path| changed(path)).collect();
    let early = documents.iter().find(|path| !loses(path) && is_new(path));
    let late = documents.iter().find(|path| loses(path) && !is_new(path));
    if let (Some(early), Some(late)) = (early, late) {
        panic!("{context}: {} is new, and {} still holds what must go", early.display(), late.display());
    }
}

/// Asserts that a run which nothing disturbed ended as if none had been.
pub(super) fn as_if_nothing_had_happened(scene: &Scene, copy: &Copy, context: &str) {
    same(&copy.tree(), &scene.new, context);
    assert!(copy.strays().is_empty(), "{context}: left: {:?}", copy.strays());
    assert_eq!(copy.status(), scene.status, "{context}");
}

/// Asserts that two trees are the same, and says where they differ.
pub(super) fn same(is: &Tree, should: &Tree, context: &str) {
    let paths = |tree: &Tree| tree.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(is), paths(should), "{context}");
    for (path, bytes) in is {
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let (is, should) = (text(bytes), text(of(should, path).unwrap()));
        let differs = is.lines().zip(should.lines()).find(|(is, should)| is != should);
        assert!(is == should, "{context}: {} is another: {differs:?}", path.display());
    }
}

fn of<'a>(tree: &'a Tree, path: &Path) -> Option<&'a Vec<u8>> {
    tree.binary_search_by(|(known, _)| known.as_path().cmp(path)).ok().map(|at| &tree[at].1)
}

fn documents(tree: &Tree) -> impl Iterator<Item = (&PathBuf, &Vec<u8>)> {
    tree.iter().filter(|(path, _)| path.starts_with("feeds")).map(|(path, bytes)| (path, bytes))
}

fn ids(document: &[u8]) -> Vec<String> {
    let feed = feed_rs::parser::parse(document).unwrap();
    feed.entries.into_iter().map(|entry| entry.id).collect()
}
