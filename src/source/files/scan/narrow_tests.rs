//! What changed, as a look at some paths finds it, is what the whole walk finds.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

use proptest::prelude::*;

use super::super::Files;
use crate::source::files::settings::for_test;
use crate::source::{Piece, Source};

fn source(folder: &std::path::Path) -> Files {
    let settings = for_test(folder, None, "path = \".\"");
    Files { settings, roots: Mutex::default(), twins: Mutex::default() }
}

/// One thing that happens in a folder of articles.
#[derive(Debug, Clone)]
enum Event {
    Write(u8, u8, u8),
    Sidecar(u8, u8),
    Remove(u8, u8),
    RemoveFolder(u8),
    MoveFolder(u8, u8),
}

fn event() -> impl Strategy<Value = Event> {
    let (folder, file) = (0_u8..4, 0_u8..4);
    prop_oneof![
        4 => (folder.clone(), file.clone(), any::<u8>()).prop_map(|(folder, file, text)| Event::Write(folder, file, text)),
        1 => (folder.clone(), file.clone()).prop_map(|(folder, file)| Event::Sidecar(folder, file)),
        2 => (folder.clone(), file).prop_map(|(folder, file)| Event::Remove(folder, file)),
        1 => folder.clone().prop_map(Event::RemoveFolder),
        1 => (folder.clone(), folder).prop_map(|(from, to)| Event::MoveFolder(from, to)),
    ]
}

const FOLDERS: [&str; 4] = ["a", "a/deep", "b", "_hidden"];
const FILES: [&str; 4] = ["one.md", "two.HTML", "drei-\u{e4}.txt", ".four.md"];

impl Event {
    /// Lets it happen; the paths of which a watcher tells.
    fn happen(&self, root: &std::path::Path) -> Vec<std::path::PathBuf> {
        let folder = |at: u8| root.join(FOLDERS[at as usize]);
        let file = |at: u8, name: u8| folder(at).join(FILES[name as usize]);
        match *self {
            Self::Write(at, name, text) => {
                fs::create_dir_all(folder(at)).unwrap();
                fs::write(file(at, name), format!("# {text}\n{}", "x".repeat(text.into()))).unwrap();
                vec![folder(at), file(at, name)]
            }
            Self::Sidecar(at, name) => {
                let sidecar = file(at, name).with_extension("toml");
                fs::create_dir_all(folder(at)).unwrap();
                fs::write(&sidecar, "tags = []\n").unwrap();
                vec![sidecar]
            }
            Self::Remove(at, name) => {
                let _ = fs::remove_file(file(at, name));
                vec![file(at, name)]
            }
            Self::RemoveFolder(at) => {
                let _ = fs::remove_dir_all(folder(at));
                vec![folder(at)]
            }
            Self::MoveFolder(from, to) => {
                let _ = fs::rename(folder(from), folder(to));
                vec![folder(from), folder(to)]
            }
        }
    }
}

fn facts(pieces: Vec<Piece>) -> BTreeMap<String, Piece> {
    pieces.into_iter().map(|piece| (piece.key.to_string(), piece)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_look_at_what_changed_finds_what_the_whole_walk_finds(events in proptest::collection::vec(event(), 1..30)) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("root.md"), "# Root\n").unwrap();
        let source = source(folder.path());
        let mut known = facts(source.look(None).pieces);
        for event in events {
            let paths = event.happen(folder.path());
            let part = source.look_at(&paths, None).unwrap();
            let here = facts(part.pieces);
            known.retain(|key, _| {
                let looked_at = |at: &std::sync::Arc<str>| *key == **at || key.starts_with(&format!("{at}/"));
                here.contains_key(key) || !part.keys.iter().any(looked_at)
            });
            known.extend(here);
            for (key, piece) in &known {
                prop_assert_eq!(&source.piece(key, None), &Some(piece.clone()));
            }
            let whole = self::source(folder.path()).look(None);
            let mut in_parts: Vec<Piece> = Vec::new();
            self::source(folder.path()).look_in_parts(None, &mut |part| in_parts.extend(part)).unwrap();
            prop_assert_eq!(&in_parts, &whole.pieces);
            prop_assert_eq!(&known, &facts(whole.pieces), "{:?}", event);
        }
    }
}

#[test]
fn where_only_the_whole_walk_can_tell_a_look_at_a_path_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("one.md"), "# One\n").unwrap();
    let source = source(root);
    let look_at = |name: &str| source.look_at(&[root.join(name)], None);
    assert!(look_at("one.md").is_none(), "no walk has seen what else there is");
    source.look(None);
    assert!(look_at("one.md").is_some());
    assert!(source.look_at(&[root.to_owned()], None).is_none());
    fs::write(root.join("ONE.md"), "# Two\n").unwrap();
    assert!(look_at("ONE.md").is_none(), "some systems take both for one file");
    fs::remove_file(root.join("ONE.md")).unwrap();
    fs::create_dir(root.join("real")).unwrap();
    fs::write(root.join("real/three.md"), "# Three\n").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
        assert!(look_at("link").is_none() && look_at("link/three.md").is_none());
        assert!(source.piece("link/three.md", None).is_none());
        assert!(source.piece("real/three.md", None).is_some());
    }
    let elsewhere = source.look_at(&[std::env::temp_dir().join("elsewhere.md")], None).unwrap();
    assert!(elsewhere.pieces.is_empty() && elsewhere.keys.is_empty());
}

#[test]
fn a_walk_in_parts_keeps_the_order_of_the_keys_or_leaves_it_to_the_whole_walk() {
    let folder = tempfile::tempdir().unwrap();
    let write = |key: &str| {
        let path = folder.path().join(key);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "# One\n").unwrap();
    };
    for key in ["a/z.md", "a-b.md", "a.md", "a/b/c.md", "a/b-c.md", "ab/1.md", "b.md"] {
        write(key);
    }
    let mut shown: Vec<Piece> = Vec::new();
    source(folder.path()).look_in_parts(None, &mut |part| shown.extend(part)).unwrap();
    assert_eq!(shown, source(folder.path()).look(None).pieces);
    assert!(shown.iter().all(|piece| piece.stamp.print != 0));
    // One name in two forms: what lies in both stands between each other.
    for key in ["caf\u{e9}/1.md", "caf\u{e9}/3.md", "cafe\u{301}/2.md"] {
        write(key);
    }
    if fs::read_dir(folder.path()).unwrap().count() == 7 {
        assert!(source(folder.path()).look_in_parts(None, &mut |_| ()).is_none());
    }
    assert_eq!(source(folder.path()).look(None).pieces.len(), 10);
}

#[test]
fn a_walk_that_is_cancelled_ends_and_teaches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.md"), "# One\n").unwrap();
    let (source, cancel) = (source(folder.path()), std::sync::atomic::AtomicBool::new(true));
    assert!(source.look_in_parts(Some(&cancel), &mut |_| panic!("it shows a part")).is_none());
    source.look(Some(&cancel));
    assert!(source.look_at(&[folder.path().join("one.md")], None).is_none(), "no walk has seen what else there is");
}

#[test]
fn a_path_elsewhere_is_told_from_one_that_may_be_its_own_by_name_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let holds = |path: &str, asked: &str| source(&root.join(path)).may_hold(&root.join(asked));
    // Nothing of it is there.
    assert!(holds("wire", "wire/a.md") && holds("wire", "wire/in/a.md") && !holds("wire", "wires/a.md"));
    assert!(holds("wire/**/*.md", "wire/in/a.md") && !holds("wire/**/*.md", "desk/a.md"));
    assert!(holds("wire/a.md", "wire/a.toml") && !holds("wire/a.md", "desk/a.md"));
    // What lies in it by another name is known once it was looked at.
    #[cfg(unix)]
    {
        fs::create_dir(root.join("real")).unwrap();
        std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
        let source = source(&root.join("link"));
        source.look(None);
        assert!(source.may_hold(&root.join("real/a.md")) && source.may_hold(&root.join("link/a.md")));
    }
}
