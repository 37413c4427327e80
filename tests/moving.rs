//! Files that move, or go, while a run reads: between its look at what is there and
//! the reading of it. Nobody moves files so well timed, so the source here does it.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use feedroom::config::Config;
use feedroom::pipeline::{Build, House, Report, build};
use feedroom::source::{Cancel, Look, Part, Piece, Reading, Source};

use crate::util::{Newsroom, PLAIN};

/// What happens to a file just before it is read, once.
enum Fate {
    Renamed(&'static str),
    Removed,
    /// Its sidecar is removed.
    Alone,
}

/// The source of a newsroom, of which files move under the hands of a run.
struct Restless {
    source: Box<dyn Source>,
    fates: Mutex<Vec<(PathBuf, Fate)>>,
    /// Whether files lie behind a link, as it were: none is found by its key, and what
    /// happens to them happens after the second look, which reads all.
    is_linked: bool,
    /// How often it was looked at as a whole.
    looks: AtomicUsize,
}

impl Source for Restless {
    fn name(&self) -> &Arc<str> {
        self.source.name()
    }

    fn look(&self, cancel: Cancel<'_>) -> Look {
        self.looks.fetch_add(1, Ordering::Relaxed);
        self.source.look(cancel)
    }

    fn look_at(&self, paths: &[PathBuf], cancel: Cancel<'_>) -> Option<Part> {
        self.source.look_at(paths, cancel)
    }

    fn piece(&self, key: &str, cancel: Cancel<'_>) -> Option<Piece> {
        self.source.piece(key, cancel).filter(|_| !self.is_linked)
    }

    fn read(&self, piece: &Piece, cancel: Cancel<'_>) -> Reading {
        let path = piece.path();
        let mut fates = self.fates.lock().unwrap();
        let is_time = !self.is_linked || self.looks.load(Ordering::Relaxed) > 1;
        if let (Some(at), true) = (fates.iter().position(|(file, _)| *file == path), is_time) {
            match fates.remove(at).1 {
                Fate::Renamed(name) => fs::rename(&path, path.with_file_name(name)).unwrap(),
                Fate::Removed => fs::remove_file(&path).unwrap(),
                Fate::Alone => fs::remove_file(path.with_extension("toml")).unwrap(),
            }
        }
        drop(fates);
        self.source.read(piece, cancel)
    }

    fn under(&self) -> u64 {
        self.source.under()
    }

    fn base(&self) -> PathBuf {
        self.source.base()
    }

    fn folders(&self) -> Vec<PathBuf> {
        self.source.folders()
    }
}

/// The house of a newsroom where these things happen to files in the next run. More
/// than `large` articles are read in batches.
fn house(newsroom: &Newsroom, large: usize, is_linked: bool, fates: Vec<(&str, Fate)>) -> House {
    let mut house = House::open(&Config::load(&newsroom.path().join("config.toml")).unwrap()).unwrap();
    let articles = house.sources[0].folders().remove(0);
    let fates = fates.into_iter().map(|(name, fate)| (articles.join(name), fate)).collect();
    let source = house.sources.remove(0);
    house.sources.push(Box::new(Restless { source, fates: Mutex::new(fates), is_linked, looks: AtomicUsize::new(0) }));
    House { large, ..house }
}

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(PLAIN);
    for number in 1..=6 {
        newsroom.story(&format!("{number}.md"), &format!("Story {number}"), &format!("2026-01-0{number}"));
    }
    newsroom
}

fn run(house: &House, at: &str) -> Report {
    let at: DateTime<Utc> = at.parse().unwrap();
    build(house, at, &Build::default()).unwrap().report
}

/// Ids of the feed's items by their titles.
fn ids(newsroom: &Newsroom) -> Vec<(String, String)> {
    let feed = feed_rs::parser::parse(newsroom.read("feeds/all.atom").as_bytes()).unwrap();
    let mut ids: Vec<_> = feed.entries.into_iter().map(|entry| (entry.title.unwrap().content, entry.id)).collect();
    ids.sort();
    ids
}

/// Of a newsroom that has run before: one story is renamed and one is deleted as they
/// are read, since both were edited.
fn is_looked_at_again(large: usize) {
    let newsroom = newsroom();
    let first = house(&newsroom, large, false, vec![("3.md", Fate::Renamed("0.md"))]);
    let report = run(&first, "2026-01-31T12:00:00Z");
    assert_eq!((report.refused, report.taken), (0, 6), "{:?}", report.lines);
    let before = ids(&newsroom);
    assert_eq!(before.len(), 6);

    newsroom.story("0.md", "Story 3", "2026-01-03").story("5.md", "Story 5", "2026-01-05");
    if large == 0 {
        // Another config: all is looked at again, and read.
        newsroom.write("config.toml", newsroom.read("config.toml").replace("The Daily", "The Weekly"));
    }
    let second = house(&newsroom, large, false, vec![("0.md", Fate::Renamed("9.md")), ("5.md", Fate::Removed)]);
    let report = run(&second, "2026-01-31T13:00:00Z");
    assert_eq!((report.refused, report.taken), (0, 5), "{:?}", report.lines);
    let stays: Vec<_> = before.into_iter().filter(|(title, _)| title != "Story 5").collect();
    assert_eq!(ids(&newsroom), stays, "who was renamed keeps its id, and only who was deleted is gone");
    let atom = newsroom.read("feeds/all.atom");
    assert_eq!(atom.matches("deleted-entry").count(), 1, "{atom}");
    assert!(newsroom.exists("articles/9.md") && !newsroom.exists("articles/5.md"), "nothing moved");

    // And what the runs remember is what is there.
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds().says("5 taken (5 unchanged), 0 refused");
    newsroom.run(&["store", "check"]).succeeds().says("is sound");
}

#[test]
fn a_file_that_is_gone_before_it_is_read_is_looked_for_again() {
    is_looked_at_again(usize::MAX);
}

#[test]
fn a_file_that_is_gone_before_its_batch_is_read_is_looked_for_again() {
    is_looked_at_again(0);
}

#[test]
fn a_story_whose_sidecar_is_gone_before_it_is_read_is_read_without_it() {
    let newsroom = newsroom();
    newsroom.write("articles/3.toml", "tags = [\"harbour\"]\n");
    let house = house(&newsroom, 1000, false, vec![("3.md", Fate::Alone)]);
    let report = run(&house, "2026-01-31T12:00:00Z");
    assert_eq!((report.refused, report.taken), (0, 6), "{:?}", report.lines);
}

/// What a look in batches has put down does not count if another look is due.
#[test]
fn a_look_in_batches_that_is_made_again_hides_nothing_from_the_next_one() {
    let newsroom = Newsroom::new(&PLAIN.replace("path = \"all\"", "path = \"{section}\"\neach = \"section\""));
    let story = |name: &str, date: &str, words: &str| {
        newsroom.write(&format!("articles/{name}.md"), format!("---\ntitle: Of {name}\ndate: {date}\n---\n{words}\n"));
    };
    story("world/due", "2026-01-31T12:30:00Z", "Due.");
    story("local/one", "2026-01-02T09:00:00Z", "Old.");
    story("sport/two", "2026-01-03T09:00:00Z", "Won.");
    story("sport/three", "2026-01-04T09:00:00Z", "Lost.");
    let report = run(&house(&newsroom, 0, true, vec![]), "2026-01-31T12:00:00Z");
    assert_eq!((report.taken, report.embargoed), (3, 1));
    story("local/one", "2026-01-02T09:00:00Z", "New.");
    // What is due lies behind a link, as it were, so all is read, in batches.
    let house = house(&newsroom, 0, true, vec![("sport/three.md", Fate::Removed)]);
    let report = run(&house, "2026-01-31T13:00:00Z");
    assert_eq!((report.refused, report.taken, report.embargoed), (0, 3, 0), "{:?}", report.lines);
    assert!(newsroom.read("feeds/world.atom").contains("Due."));
    assert!(newsroom.read("feeds/local.atom").contains("New."));
    assert!(!newsroom.read("feeds/sport.atom").contains("Lost."));
}
