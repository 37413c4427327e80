//! Places that cannot be written, or that go away.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::newsroom::{AT, Scene, Tree, build};
use super::shim::Fault;
use super::standing;
use super::stride;

#[test]
fn an_output_folder_that_nobody_may_write_is_named_and_the_next_run_finishes() {
    let Some(scene) = Scene::change() else { return };
    let copy = scene.before.again();
    let feeds = copy.path().join("feeds");
    let lock = |mode| {
        for folder in [feeds.join("section"), feeds.clone()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    lock(0o555);
    let ran = copy.run(AT);
    // Root may write everywhere.
    if ran.status != 0 {
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.status == 2 && ran.stderr.contains("give feedroom the right to write there"), "{said}");
        standing::nothing_half_done(&scene, &copy, "read-only");
    }
    lock(0o755);
    copy.run(AT).succeeds();
    standing::as_if_nothing_had_happened(&scene, &copy, "no longer read-only");
}

#[test]
fn an_output_folder_that_is_taken_away_during_a_run_is_written_anew_by_the_next() {
    let Some(scene) = Scene::change() else { return };
    for at in (1..=scene.calls.len()).step_by(stride(2)) {
        let context = format!("moved away at {}", scene.calls[at - 1]);
        let copy = scene.before.again();
        let ran = scene.shim.disturb(copy.path(), &build(AT), at, Fault::Away(&copy.path().join("feeds")));
        let said = format!("{context}: {}{}", ran.stdout, ran.stderr);
        assert!(matches!(ran.status, 0 | 2) && !ran.stderr.contains("panicked"), "{said}");
        assert!(ran.status == 0 || ran.stderr.starts_with("error: "), "{said}");
        copy.run(AT).succeeds();
        // Which feeds held a story that went cannot be seen any more: the ledger's
        // line of it may name none.
        let documents = |tree: &Tree| tree.iter().filter(|(path, _)| path.starts_with("feeds")).cloned().collect();
        let (is, should): (Tree, Tree) = (documents(&copy.tree()), documents(&scene.new));
        standing::same(&is, &should, &context);
    }
}
