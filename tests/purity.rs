//! The same input gives the same bytes: twice, elsewhere, under another locale
//! and time zone, in any order of files.

use std::path::Path;

use crate::util::{files, run_in};

fn copy(from: &Path, to: &Path, reversed: bool) {
    let mut all = files(from);
    if reversed {
        all.reverse();
    }
    for (path, bytes) in all {
        let target = to.join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}

#[test]
fn the_example_is_the_same_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let build = |reversed, environment: &[(&str, &str)], at| {
        let folder = tempfile::tempdir().unwrap();
        copy(&root.join("articles"), &folder.path().join("articles"), reversed);
        std::fs::copy(root.join("config.toml"), folder.path().join("config.toml")).unwrap();
        run_in(folder.path(), &["--at", at, "build", "--no-notify"], environment).succeeds();
        (files(&folder.path().join("feeds")), std::fs::read(folder.path().join("articles/ledger.jsonl")).unwrap())
    };
    let here = build(false, &[], "2026-11-24T08:00:00Z");
    let there = build(
        true,
        &[("TZ", "Asia/Tokyo"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "7")],
        "2026-11-24T08:00:00Z",
    );
    assert!(here == there);
    // No clock in any document: a later run over the same ledger changes nothing.
    let later = build(false, &[], "2027-06-01T00:00:00Z");
    assert!(here == later);
}
