//! The agenda, hour by hour: each test tells it what happens, and asks what is next.

use std::path::Path;

use super::*;
use crate::config::Config;

fn schedule(line: &str) -> Schedule {
    let text = format!(
        "[site]\ntitle = \"T\"\nurl = \"https://t.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n\
         [[feed]]\npath = \"all\"\n[schedule]\n{line}\n"
    );
    let config = Config::parse(Path::new("config.toml"), text).unwrap();
    crate::daemon::read(&config.schedule, &config.site).unwrap()
}

/// Milliseconds after ten o'clock.
fn at(milliseconds: i64) -> DateTime<Utc> {
    "2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::milliseconds(milliseconds)
}

fn order(haste: Haste) -> Order {
    Order::new(haste, |_| Ok(())).0
}

fn paths(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(PathBuf::from).collect()
}

/// An agenda whose first scan was done at ten; nothing is due.
fn idle(line: &str) -> Agenda {
    let mut agenda = Agenda::new(schedule(line), at(0));
    let job = agenda.next(at(0)).unwrap();
    assert_eq!(job.name(), "a scan");
    agenda.ended(job, done(0, None), at(0));
    agenda
}

fn done(milliseconds: i64, due: Option<i64>) -> How {
    How::Done { at: at(milliseconds).trunc_subsecs(0), due: due.map(at) }
}

/// Lets a scan be made beside the builds in no time, if it is time for one.
fn scout(agenda: &mut Agenda, now: i64) {
    if agenda.sets_out(at(now)) {
        agenda.came_back(Some(Scanned::default()), at(now));
    }
}

/// Lets the next job be done in no time, and says what it was.
fn step(agenda: &mut Agenda, now: i64, due: Option<i64>) -> &'static str {
    scout(agenda, now);
    let Some(job) = agenda.next(at(now)) else { return "nothing" };
    let name = job.name();
    agenda.ended(job, done(now, due), at(now));
    name
}

#[test]
fn it_begins_with_a_scan_and_scans_on_schedule() {
    let mut agenda = idle("");
    assert_eq!((step(&mut agenda, 29_999, None), step(&mut agenda, 30_000, None)), ("nothing", "a scan"));
    assert_eq!(agenda.wake(), Some(at(60_000)));
    let mut agenda = idle("build = \"*/15 * * * *\"");
    assert_eq!((step(&mut agenda, 899_000, None), step(&mut agenda, 900_000, None)), ("nothing", "a scan"));
}

#[test]
fn what_is_most_urgent_comes_first() {
    let mut agenda = idle("");
    agenda.changed(paths(&["a.md"]), at(10));
    agenda.scan_from(at(10));
    agenda.order(order(Haste::InTurn));
    agenda.order(order(Haste::Now));
    agenda.due = Some(at(0));
    let job = agenda.next(at(20)).unwrap();
    assert!(matches!(&job, Job::Order(Order { haste: Haste::Now, .. })));
    // One at a time.
    assert!(agenda.next(at(20)).is_none());
    agenda.ended(job, How::Idle, at(30));
    let steps: Vec<_> = (4..9).map(|now| step(&mut agenda, now * 10, None)).collect();
    assert_eq!(steps, ["what is due", "an order", "what changed", "a scan", "nothing"]);
}

#[test]
fn what_falls_due_runs_in_its_very_second() {
    let mut agenda = idle("build = \"0 0 * * *\"");
    agenda.order(order(Haste::InTurn));
    step(&mut agenda, 400, Some(5_000));
    assert_eq!(agenda.wake(), Some(at(5_000)));
    assert_eq!((step(&mut agenda, 4_999, None), step(&mut agenda, 5_000, Some(5_300))), ("nothing", "what is due"));
    // Three tenths past a second: in the next whole one, since runs go by these.
    assert_eq!((step(&mut agenda, 5_999, None), step(&mut agenda, 6_000, Some(7_000))), ("nothing", "what is due"));
    // However close they are.
    assert_eq!(step(&mut agenda, 7_000, None), "what is due");
    assert_eq!(step(&mut agenda, 9_000, None), "nothing");
}

#[test]
fn what_stays_due_does_not_make_it_spin() {
    let mut agenda = idle("build = \"0 0 * * *\"");
    agenda.order(order(Haste::InTurn));
    step(&mut agenda, 0, Some(-60_000));
    assert_eq!((step(&mut agenda, 999, None), step(&mut agenda, 1_000, Some(-60_000))), ("nothing", "what is due"));
    assert_eq!((step(&mut agenda, 1_500, None), agenda.wake()), ("nothing", Some(at(2_000))));
}

#[test]
fn what_changes_during_a_run_is_gathered_for_one_after_it() {
    let mut agenda = idle("");
    agenda.changed(paths(&["a.md"]), at(10));
    let job = agenda.next(at(10)).unwrap();
    for name in ["a.md", "b.md", "a.md"] {
        agenda.changed(paths(&[name]), at(20));
    }
    assert!(!agenda.is_pressed(at(20)));
    agenda.ended(job, done(30, None), at(30));
    let Some(Job::Paths(gathered)) = agenda.next(at(30)) else { panic!("the gathered paths") };
    assert_eq!(gathered, paths(&["a.md", "b.md"]));
}

#[test]
fn too_many_paths_are_a_scan() {
    let mut agenda = idle("");
    agenda.changed((0..=MOST_PATHS).map(|number| PathBuf::from(number.to_string())), at(10));
    assert_eq!((step(&mut agenda, 10, None), step(&mut agenda, 20, None)), ("a scan", "nothing"));
}

#[test]
fn a_scan_gives_way_and_is_done_anew() {
    let mut agenda = idle("");
    scout(&mut agenda, 30_000);
    let job = agenda.next(at(30_000)).unwrap();
    assert!(!agenda.is_pressed(at(30_010)));
    agenda.order(order(Haste::InTurn));
    assert!(!agenda.is_pressed(at(30_020)), "it can wait");
    agenda.order(order(Haste::Now));
    assert!(agenda.is_pressed(at(30_020)));
    agenda.ended(job, How::GaveWay, at(30_030));
    let steps: Vec<_> = (0..4).map(|now| step(&mut agenda, 30_040 + now, None)).collect();
    assert_eq!(steps, ["an order", "an order", "a scan", "nothing"]);
}

#[test]
fn an_order_that_gave_way_comes_before_later_ones() {
    let mut agenda = idle("build = \"0 0 * * *\"");
    agenda.order(order(Haste::InTurn));
    step(&mut agenda, 0, Some(5_000));
    agenda.order(order(Haste::InTurn));
    let job = agenda.next(at(4_900)).unwrap();
    assert!(!agenda.is_pressed(at(4_999)) && agenda.is_pressed(at(5_000)));
    agenda.ended(job, How::GaveWay, at(5_001));
    assert_eq!((step(&mut agenda, 5_001, None), step(&mut agenda, 5_002, None)), ("what is due", "an order"));
}

#[test]
fn a_scan_gives_way_to_changed_paths_a_few_times_only() {
    let mut agenda = idle("");
    let mut ways = 0;
    scout(&mut agenda, 30_000);
    loop {
        let job = agenda.next(at(30_000)).unwrap();
        assert_eq!(job.name(), "a scan");
        agenda.changed(paths(&["a.md"]), at(30_000));
        if !agenda.is_pressed(at(30_000)) {
            break agenda.ended(job, done(30_000, None), at(30_000));
        }
        ways += 1;
        agenda.ended(job, How::GaveWay, at(30_000));
        assert_eq!(step(&mut agenda, 30_000, None), "what changed");
    }
    assert_eq!(ways, WAYS_FOR_PATHS);
}

#[test]
fn a_failure_is_tried_again_and_forgets_no_path() {
    let mut agenda = idle("build = \"0 0 * * *\"");
    agenda.order(order(Haste::InTurn));
    step(&mut agenda, 0, Some(1_000));
    agenda.changed(paths(&["a.md"]), at(100));
    let job = agenda.next(at(100)).unwrap();
    agenda.ended(job, How::Failed, at(200));
    assert_eq!(step(&mut agenda, 999, None), "nothing");
    // What falls due meanwhile is tried in its time, and once.
    let job = agenda.next(at(1_000)).unwrap();
    assert_eq!(job.name(), "what is due");
    agenda.ended(job, How::Failed, at(1_100));
    assert_eq!((step(&mut agenda, 1_500, None), agenda.wake()), ("nothing", Some(at(30_200))));
    // Unless something changes: that may be the mend.
    agenda.changed(paths(&["b.md"]), at(2_000));
    let job = agenda.next(at(2_000)).unwrap();
    agenda.ended(job, How::Failed, at(2_100));
    let steps: Vec<_> = (0..3).map(|_| step(&mut agenda, 32_100, None)).collect();
    assert_eq!(steps, ["what is due", "a scan", "nothing"]);
}

#[test]
fn a_scan_is_made_beside_the_builds_one_at_a_time() {
    let mut agenda = idle("");
    assert!(!agenda.sets_out(at(29_999)) && agenda.sets_out(at(30_000)));
    agenda.scan_from(at(30_100));
    assert!(!agenda.sets_out(at(30_200)), "one is under way");
    agenda.changed(paths(&["a.md"]), at(30_300));
    assert_eq!((step(&mut agenda, 30_300, None), step(&mut agenda, 30_400, None)), ("what changed", "nothing"));
    agenda.came_back(Some(Scanned::default()), at(31_000));
    assert!(agenda.sets_out(at(31_000)), "somebody asked while it was under way");
    // It cannot tell what is new: then a build looks for itself.
    agenda.came_back(None, at(32_000));
    assert!(!agenda.sets_out(at(32_000)));
    assert!(matches!(agenda.next(at(32_000)), Some(Job::Scan)));
}

#[test]
fn no_scan_compares_with_what_a_first_look_has_not_put_down_yet() {
    let mut agenda = Agenda::new(schedule(""), at(0));
    let job = agenda.next(at(0)).unwrap();
    agenda.scan_from(at(100));
    assert!(!agenda.sets_out(at(100)));
    agenda.ended(job, done(5_000, None), at(5_000));
    assert!(agenda.sets_out(at(5_000)), "what the watch asked for is not forgotten");
}

#[test]
fn where_all_is_watched_scans_are_few() {
    let mut agenda = idle("");
    agenda.watch(true, at(1_000));
    assert_eq!((step(&mut agenda, 300_999, None), step(&mut agenda, 301_000, None)), ("nothing", "a scan"));
    agenda.watch(false, at(302_000));
    assert_eq!((step(&mut agenda, 331_999, None), step(&mut agenda, 332_000, None)), ("nothing", "a scan"));
    let mut agenda = idle("build = \"*/15 * * * *\"");
    agenda.watch(true, at(1_000));
    assert_eq!(agenda.wake(), Some(at(900_000)), "what config says holds");
}

#[test]
fn another_schedule_holds_at_once() {
    let mut agenda = idle("build = \"0 0 * * *\"");
    agenda.reschedule(schedule(""), at(5_000));
    assert_eq!((step(&mut agenda, 5_000, None), agenda.wake()), ("a scan", Some(at(35_000))));
}
