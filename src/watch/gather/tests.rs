//! What editors, copies and checkouts do, event by event.

use super::Event::{Arrived, Gone, Lost, Written};
use super::*;

/// A gathering with a clock that the test moves.
struct Clocked {
    gather: Gather,
    start: Instant,
}

impl Clocked {
    fn new() -> Self {
        Self { gather: Gather::new(SETTLE), start: Instant::now() }
    }

    fn at(&self, milliseconds: u64) -> Instant {
        self.start + Duration::from_millis(milliseconds)
    }

    fn note(&mut self, milliseconds: u64, event: fn(PathBuf) -> Event, path: &str) {
        let now = self.at(milliseconds);
        self.gather.note(event(path.into()), now);
    }

    /// What is ready, joined by spaces.
    fn ready(&mut self, milliseconds: u64) -> String {
        let now = self.at(milliseconds);
        let hints = self.gather.ready(now);
        assert!(!hints.everything);
        let paths: Vec<_> = hints.paths.iter().map(|path| path.to_str().unwrap()).collect();
        paths.join(" ")
    }
}

#[test]
fn a_file_that_is_written_in_place_waits_for_its_last_event() {
    let mut clocked = Clocked::new();
    for time in [0, 1_500, 3_000] {
        clocked.note(time, Written, "a.md");
        assert_eq!(clocked.ready(time + 1_499), "");
    }
    assert_eq!(clocked.gather.next_at(), Some(clocked.at(5_000)));
    assert_eq!((clocked.ready(4_999), clocked.ready(5_000)), (String::new(), "a.md".into()));
    assert_eq!((clocked.ready(9_000), clocked.gather.next_at()), (String::new(), None));
}

#[test]
fn a_file_that_is_renamed_into_place_is_ready_at_once() {
    let mut clocked = Clocked::new();
    clocked.note(0, Written, ".a.md.tmp");
    clocked.note(1, Gone, ".a.md.tmp");
    clocked.note(1, Arrived, "a.md");
    assert_eq!(clocked.ready(1), "a.md");
    clocked.note(400, Arrived, "a.md");
    assert_eq!(clocked.ready(400), ".a.md.tmp a.md");
    // What is written to it afterwards waits again.
    clocked.note(500, Arrived, "a.md");
    clocked.note(501, Written, "a.md");
    assert_eq!((clocked.ready(502), clocked.ready(2_501)), (String::new(), "a.md".into()));
}

#[test]
fn a_save_by_vim_is_one_of_a_file_written_in_place() {
    let mut clocked = Clocked::new();
    clocked.note(0, Written, "4913");
    clocked.note(0, Gone, "4913");
    clocked.note(1, Gone, "a.md");
    clocked.note(1, Arrived, "a.md~");
    assert_eq!(clocked.ready(2), "a.md~");
    clocked.note(3, Written, "a.md");
    clocked.note(5, Gone, "a.md~");
    assert_eq!(clocked.ready(100), "4913 a.md~");
    assert_eq!((clocked.ready(2_002), clocked.ready(2_003)), (String::new(), "a.md".into()));
}

#[test]
fn what_is_removed_is_ready_at_once_unless_it_comes_back() {
    let mut clocked = Clocked::new();
    clocked.note(0, Gone, "a.md");
    clocked.note(0, Gone, "b.md");
    clocked.note(10, Written, "b.md");
    assert_eq!((clocked.ready(49), clocked.ready(50)), (String::new(), "a.md".into()));
    clocked.note(60, Gone, "folder");
    clocked.note(61, Arrived, "folder");
    assert_eq!((clocked.ready(61), clocked.ready(2_010)), ("folder".into(), "b.md".into()));
}

#[test]
fn a_folder_waits_for_the_files_in_it() {
    let mut clocked = Clocked::new();
    clocked.note(0, Arrived, "come");
    clocked.note(0, Written, "made");
    clocked.note(0, Written, "made-beside.md");
    clocked.note(500, Written, "made/a.md");
    clocked.note(900, Written, "made/deep/b.md");
    assert_eq!(clocked.ready(0), "come");
    assert_eq!(clocked.ready(2_000), "made-beside.md");
    assert_eq!(clocked.gather.next_at(), Some(clocked.at(2_500)));
    assert_eq!(clocked.ready(2_500), "made/a.md");
    assert_eq!(clocked.ready(2_900), "made made/deep/b.md");
}

#[test]
fn a_burst_is_handed_over_at_once_and_of_too_many_everything_is_looked_at() {
    let mut clocked = Clocked::new();
    for number in 0..10_000 {
        clocked.note(number / 10, Written, &format!("burst/{number}.md"));
    }
    let now = clocked.at(2_999);
    assert_eq!(clocked.gather.ready(now).paths.len(), 10_000);
    for number in 0..=MOST {
        clocked.note(0, Written, &format!("burst/{number}.md"));
    }
    assert_eq!(clocked.gather.ready(now), Hints { paths: Vec::new(), everything: true });
    clocked.gather.note(Lost, now);
    assert!(clocked.gather.ready(now).everything);
    assert_eq!(clocked.gather.ready(now), Hints::default());
}
