//! The direction between the rooms: every path of the code from one room into
//! another must stand in the table of `ARCHITECTURE.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Table = BTreeMap<String, BTreeSet<String>>;

/// The table: lines `room: room room …` in the block marked `rooms`.
fn allowed(root: &Path) -> Table {
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let block = text.split("```rooms\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of rooms");
    let line = |line: &str| {
        let (room, others) = line.split_once(':').expect("room: rooms");
        (room.trim().to_owned(), others.split_whitespace().map(str::to_owned).collect())
    };
    block.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The code without its comments; strings stay, since paths do not stand in them.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn identifier(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
}

/// The first names of all paths that begin behind `start`: one, or those of a
/// group in braces.
fn heads(text: &str) -> Vec<&str> {
    let Some(group) = text.strip_prefix('{') else { return vec![identifier(text)] };
    let (mut depth, mut heads, mut fresh) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if depth == 0 && fresh && !c.is_whitespace() => {
                heads.push(identifier(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

/// Rooms that a file's code names: by `crate::room`, in groups, or by climbing
/// out of its own room with `super::`.
fn named(text: &str, depth: usize) -> BTreeSet<String> {
    let code = code(text);
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        named.extend(heads(&code[at + "crate::".len()..]).into_iter().map(str::to_owned));
    }
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &code[at..];
        let mut climbed = 0;
        while let Some(above) = rest.strip_prefix("super::") {
            rest = above;
            climbed += 1;
        }
        if climbed >= depth {
            named.extend(heads(rest).into_iter().map(str::to_owned));
        }
    }
    named
}

#[test]
fn rooms_know_only_the_rooms_they_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = allowed(root);
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files {
        let path = file.strip_prefix(root.join("src")).unwrap();
        let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let room = parts[0].trim_end_matches(".rs").to_owned();
        // A room's tests may use what stands above it.
        if matches!(room.as_str(), "lib" | "main") || parts.last().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let depth = parts.len() - usize::from(parts.last().is_some_and(|name| name == "mod.rs"));
        let may = table.get(&room).unwrap_or_else(|| panic!("the room `{room}` is not in ARCHITECTURE.md"));
        seen.insert(room.clone());
        for other in named(&fs::read_to_string(&file).unwrap(), depth) {
            if other != room && table.contains_key(&other) && !may.contains(&other) {
                faults.push(format!("{}: {room} may not know {other}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(seen, table.keys().cloned().collect(), "the table and the folders of src differ");
}

#[test]
fn the_table_has_no_circle() {
    let mut table = allowed(Path::new(env!("CARGO_MANIFEST_DIR")));
    while !table.is_empty() {
        let free: Vec<String> = table
            .iter()
            .filter(|(_, may)| may.iter().all(|other| !table.contains_key(other)))
            .map(|(room, _)| room.clone())
            .collect();
        assert!(!free.is_empty(), "these rooms know each other in a circle: {:?}", table.keys());
        table.retain(|room, _| !free.contains(room));
    }
}

#[test]
fn every_way_of_naming_a_room_is_seen() {
    let names = |text: &str, depth| named(text, depth).into_iter().collect::<Vec<_>>();
    assert_eq!(names("fn f() { crate::store::x() }", 2), ["store"]);
    assert_eq!(names("use crate::{feed::{A, B}, xml::C};", 2), ["feed", "xml"]);
    assert_eq!(names("use super::super::http::X; use super::y;", 2), ["http"]);
    assert_eq!(names("// crate::store::x()", 2), Vec::<String>::new());
}
