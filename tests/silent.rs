//! A source that does not answer, as one on a dead network mount: what is urgent goes
//! on without it, and never asks it for anything that would hang.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use feedroom::config::Config;
use feedroom::desk::Action;
use feedroom::pipeline::{Build, Hand, House, Press, Report, Scope};
use feedroom::source::{Cancel, Look, Outage, Part, Piece, Reading, Source};

use crate::util::Newsroom;

const CONFIG: &str = "\
[[source]]
kind = \"files\"
name = \"desk\"
path = \"desk\"
permalink = \"{date:%Y/%m/%d}/{slug}/\"
[[source]]
kind = \"files\"
name = \"wire\"
path = \"wire\"
permalink = \"wire/{slug}/\"
[[feed]]
path = \"all\"
[[feed]]
path = \"desk\"
select = { source = \"desk\" }
[store]
ledger = \"ledger.jsonl\"
";

/// A source whose every question hangs from some moment on.
struct Mortal {
    source: Box<dyn Source>,
    is_dead: Arc<AtomicBool>,
    /// How often it was to look at everything.
    looks: Arc<AtomicUsize>,
}

impl Mortal {
    fn asked(&self) -> &dyn Source {
        assert!(!self.is_dead.load(Ordering::Relaxed), "this would hang");
        &*self.source
    }
}

impl Source for Mortal {
    fn name(&self) -> &Arc<str> {
        self.source.name()
    }

    /// While the question whether it answers hangs, this one is not asked.
    fn look(&self, cancel: Cancel<'_>) -> Look {
        self.looks.fetch_add(1, Ordering::Relaxed);
        match self.silence(Duration::ZERO) {
            None => self.source.look(cancel),
            outage => Look { outage, ..Look::default() },
        }
    }

    fn look_at(&self, paths: &[PathBuf], cancel: Cancel<'_>) -> Option<Part> {
        self.asked().look_at(paths, cancel)
    }

    fn piece(&self, key: &str, cancel: Cancel<'_>) -> Option<Piece> {
        self.asked().piece(key, cancel)
    }

    fn read(&self, piece: &Piece, cancel: Cancel<'_>) -> Reading {
        self.asked().read(piece, cancel)
    }

    fn base(&self) -> PathBuf {
        self.source.base()
    }

    fn may_hold(&self, path: &Path) -> bool {
        self.source.may_hold(path)
    }

    fn silence(&self, _: Duration) -> Option<Outage> {
        let outage = Outage { what: "it does not answer".to_owned(), help: "look at the mount".to_owned() };
        self.is_dead.load(Ordering::Relaxed).then_some(outage)
    }

    fn under(&self) -> u64 {
        self.source.under()
    }

    /// As a source with a time limit says it.
    fn folders(&self) -> Vec<PathBuf> {
        if self.is_dead.load(Ordering::Relaxed) { Vec::new() } else { self.source.folders() }
    }
}

struct Room {
    newsroom: Newsroom,
    house: House,
    press: Press,
    is_dead: Arc<AtomicBool>,
    looks: Arc<AtomicUsize>,
}

impl Room {
    fn new() -> Self {
        let newsroom = Newsroom::new(CONFIG);
        for (folder, title) in [("desk", "Ours"), ("wire", "Theirs")] {
            for number in 1..=3 {
                newsroom.write(
                    &format!("{folder}/{number}.md"),
                    format!("---\ntitle: {title} {number}\ndate: 2026-01-0{number}\n---\nWords.\n"),
                );
            }
        }
        let mut house = House::open(&Config::load(&newsroom.path().join("config.toml")).unwrap()).unwrap();
        let (is_dead, looks) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let source = house.sources.remove(1);
        house.sources.push(Box::new(Mortal { source, is_dead: Arc::clone(&is_dead), looks: Arc::clone(&looks) }));
        let press = Press::open(&house).unwrap();
        let mut room = Self { newsroom, house, press, is_dead, looks };
        room.run("2026-01-31T12:00:00Z", &Build::default());
        room.is_dead.store(true, Ordering::Relaxed);
        room
    }

    fn run(&mut self, at: &str, build: &Build<'_>) -> Report {
        let at: DateTime<Utc> = at.parse().unwrap();
        self.press.run(&self.house, at, build).unwrap().report
    }

    fn kill(&mut self, name: &str) {
        self.decide(&Action::Kill, name);
    }

    fn decide(&mut self, action: &Action, name: &str) {
        let folder = self.newsroom.path().to_owned();
        let hand = Hand {
            names: &[name.to_owned()],
            folder: &folder,
            action,
            notice: None,
            reason: None,
            who: "editor",
            ahead: false,
        };
        let build = Build { hand: Some(&hand), scope: Scope::Paths(&[]), ..Build::default() };
        self.run("2026-01-31T12:01:00Z", &build);
    }

    /// How often everything was looked at.
    fn looks(&self) -> usize {
        self.looks.load(Ordering::Relaxed)
    }

    fn titles(&self, feed: &str) -> Vec<String> {
        let feed = feed_rs::parser::parse(self.newsroom.read(&format!("feeds/{feed}.rss")).as_bytes()).unwrap();
        feed.entries.into_iter().map(|entry| entry.title.unwrap().content).collect()
    }
}

#[test]
fn a_saved_story_goes_out_while_another_source_is_silent() {
    let mut room = Room::new();
    let path = room.newsroom.path().join("desk/4.md");
    std::fs::write(&path, "---\ntitle: Ours 4\ndate: 2026-01-04\n---\nWords.\n").unwrap();
    let report = room.run("2026-01-31T12:01:00Z", &Build { scope: Scope::Paths(&[path]), ..Build::default() });
    assert_eq!(room.titles("desk"), ["Ours 4", "Ours 3", "Ours 2", "Ours 1"]);
    assert_eq!(room.titles("all").len(), 6, "a feed with stories of a source that is out stays as it is");
    let wire = report.sources.iter().find(|source| source.name == "wire").unwrap();
    assert!(wire.out, "{wire:?}");
}

#[test]
fn a_story_of_a_silent_source_is_killed_by_whatever_it_is_called() {
    let mut room = Room::new();
    let looks = room.looks();
    room.kill("wire/1.md");
    room.kill("wire: 2.md");
    room.kill("desk/3.md");
    // Killed twice it is killed.
    room.kill("wire/1.md");
    assert_eq!(room.looks(), looks, "a kill looks at everything");
    let left = ["Ours 1", "Ours 2", "Theirs 3"];
    assert_eq!(sorted(room.titles("all")), left);

    // Once the source answers again, its killed stories stay away until they are restored.
    room.is_dead.store(false, Ordering::Relaxed);
    let report = room.run("2026-01-31T12:02:00Z", &Build::default());
    assert_eq!((report.taken, report.unchanged), (3, 3), "{report:?}");
    assert_eq!(sorted(room.titles("all")), left);
    room.decide(&Action::Restore, "wire/1.md");
    assert_eq!(sorted(room.titles("all")), ["Ours 1", "Ours 2", "Theirs 1", "Theirs 3"]);
    let Room { newsroom, press, .. } = room;
    drop(press);
    newsroom.build_at("2026-01-31T12:05:00Z").succeeds().says("4 taken (4 unchanged), 2 taken out");
    // A machine that remembers nothing but the ledger makes the same of it.
    std::fs::remove_file(newsroom.path().join("feedroom.db")).unwrap();
    newsroom.build_at("2026-01-31T12:05:00Z").succeeds().says("0 files written");
}

#[test]
fn a_story_that_is_restored_while_its_source_is_silent_comes_back_with_it() {
    let mut room = Room::new();
    room.kill("wire/1.md");
    room.decide(&Action::Restore, "wire/1.md");
    assert_eq!(room.titles("all").len(), 5, "nobody has its words");
    room.is_dead.store(false, Ordering::Relaxed);
    room.run("2026-01-31T12:02:00Z", &Build::default());
    assert_eq!(room.titles("all").len(), 6);
}

fn sorted(mut titles: Vec<String>) -> Vec<String> {
    titles.sort();
    titles
}
