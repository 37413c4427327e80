//! Each write, each rename and whatever else changes files fails in turn.

use super::newsroom::{AFTER, AT, Scene, build};
use super::shim::{EIO, ENOSPC, EROFS, Fault};
use super::standing;
use super::stride;

fn failing_at_each_call(scene: &Scene, fault: Fault<'_>, from: usize, stride: usize) {
    for at in (from..=scene.calls.len()).step_by(stride) {
        let context = format!("{fault:?} at {}", scene.calls[at - 1]);
        let copy = scene.before.again();
        let ran = scene.shim.disturb(copy.path(), &build(AT), at, fault);
        let said = format!("{context}: {}{}", ran.stdout, ran.stderr);
        assert!(!ran.stderr.contains("panicked"), "{said}");
        match ran.status {
            // What failed was no part of the work, such as taking its lock away.
            0 => standing::same(&copy.tree(), &scene.new, &said),
            2 => {
                assert!(ran.stderr.starts_with("error: ") && ran.stderr.trim_end().lines().count() == 1, "{said}");
                standing::nothing_half_done(scene, &copy, &context);
            }
            _ => panic!("{said}"),
        }
        let ran = copy.run(AT);
        assert_eq!(ran.status, 0, "{context}: {}{}", ran.stdout, ran.stderr);
        standing::as_if_nothing_had_happened(scene, &copy, &context);
        if at % 4 == 0 {
            copy.change_again();
            copy.run(AFTER).succeeds();
            standing::same(&copy.tree(), &scene.later, &format!("{context}, and a run later"));
        }
    }
}

#[test]
fn a_call_that_fails_ends_the_run_with_a_sentence_and_the_next_finishes() {
    let Some(scene) = Scene::change() else { return };
    for (from, errno) in [(1, EIO), (2, ENOSPC), (3, EROFS)] {
        failing_at_each_call(&scene, Fault::Fail(errno), from, stride(4));
    }
}

#[test]
fn a_disk_that_fills_up_leaves_what_was_out_and_the_next_run_finishes() {
    let Some(scene) = Scene::change() else { return };
    failing_at_each_call(&scene, Fault::Stay(ENOSPC), 1, stride(4));
}

#[test]
fn a_disk_that_turns_read_only_leaves_what_was_out_and_the_next_run_finishes() {
    let Some(scene) = Scene::change() else { return };
    failing_at_each_call(&scene, Fault::Stay(EROFS), 1, stride(4));
}
