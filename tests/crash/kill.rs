//! Killed at each call in turn.

use super::newsroom::{AFTER, AT, Scene, build};
use super::shim::Fault;
use super::standing;
use super::stride;

fn killed_at_each_call(scene: &Scene, fault: Fault<'_>, stride: usize) {
    for at in (1..=scene.calls.len()).step_by(stride) {
        let context = format!("{fault:?} at {}", scene.calls[at - 1]);
        let copy = scene.before.again();
        let ran = scene.shim.disturb(copy.path(), &build(AT), at, fault);
        assert_eq!(ran.status, -1, "{context}: it was not killed: {}{}", ran.stdout, ran.stderr);
        standing::nothing_half_done(scene, &copy, &context);
        let ran = copy.run(AT);
        assert_eq!(ran.status, 0, "{context}: {}{}", ran.stdout, ran.stderr);
        standing::as_if_nothing_had_happened(scene, &copy, &context);
        copy.change_again();
        copy.run(AFTER).succeeds();
        standing::same(&copy.tree(), &scene.later, &format!("{context}, and a run later"));
    }
}

#[test]
fn a_first_run_that_was_killed_is_finished_by_the_next() {
    let Some(scene) = Scene::first() else { return };
    killed_at_each_call(&scene, Fault::Kill, stride(2));
}

#[test]
fn a_run_that_was_killed_is_finished_by_the_next() {
    let Some(scene) = Scene::change() else { return };
    killed_at_each_call(&scene, Fault::Kill, 1);
}

#[test]
fn a_run_that_was_killed_in_the_middle_of_a_write_is_finished_by_the_next() {
    let Some(scene) = Scene::change() else { return };
    killed_at_each_call(&scene, Fault::Tear, stride(3));
}
