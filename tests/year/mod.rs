//! A year of a newsroom: stories are filed, edited, corrected, tested under
//! other headlines, killed, withdrawn, embargoed, renamed and moved; the site
//! changes its domain, somebody edits half of all files, and somebody checks out
//! a wrong branch. At each step a reader that polls every feed sees every story
//! once, every significant update once, and nothing that may not be seen; and no
//! file changes that need not.
//!
//! A year is the same for the same seed. What fails says seed and step, and
//! leaves its folder. By hand, with the optimised binary:
//!
//! ```sh
//! FEEDROOM_YEAR_ARTICLES=20000 FEEDROOM_YEAR_STEPS=365 FEEDROOM_YEAR_SEEDS=1,2,3 \
//!   cargo test --release --test integration year
//! ```
//!
//! `FEEDROOM_YEAR_FRESH=1` builds the same year a second time in another folder
//! in which nothing but the ledger outlives a step; both must be the same bytes.

mod model;
mod newsroom;
mod reader;
mod rng;
mod story;

use std::path::Path;

use chrono::{TimeDelta, TimeZone as _, Utc};

use crate::util::{files, run_in};
use model::Expected;
use newsroom::Newsroom;
use reader::Reader;
use story::{marks, stamp};

/// How large a year is.
struct Size {
    articles: usize,
    steps: usize,
    seeds: Vec<u64>,
    /// Whether a machine that forgets builds it as well.
    is_fresh: bool,
}

impl Size {
    fn asked(seed: u64) -> Self {
        let number = |name: &str, usual| std::env::var(name).map_or(usual, |text| text.parse().unwrap());
        let seeds = std::env::var("FEEDROOM_YEAR_SEEDS").map_or(vec![seed], |seeds| {
            // By hand one test does them all.
            if seed == 1 { seeds.split(',').map(|seed| seed.parse().unwrap()).collect() } else { Vec::new() }
        });
        Self {
            articles: number("FEEDROOM_YEAR_ARTICLES", 300),
            steps: number("FEEDROOM_YEAR_STEPS", 60),
            seeds,
            // One of the seeds in any case.
            is_fresh: seed == 1 || std::env::var_os("FEEDROOM_YEAR_FRESH").is_some(),
        }
    }
}

fn config(site: &str) -> String {
    format!(
        "[site]\ntitle = \"The Daily\"\nurl = \"{site}\"\ntime_zone = \"UTC\"\n\
         [[source]]\nkind = \"files\"\npath = \"articles\"\npermalink = \"{{section}}/{{date:%Y/%m/%d}}/{{slug}}/\"\n\
         [[source]]\nkind = \"files\"\npath = \"wire\"\npermalink = \"wire/{{slug}}/\"\n\
         [feed_defaults]\ncontent = \"full\"\n\
         [[feed]]\npath = \"all\"\nlimit = 25\nformats = [\"rss\", \"atom\", \"json\"]\n\
         [[feed]]\npath = \"wire\"\nlimit = 10\nselect = {{ source = \"wire\" }}\n\
         [[feed]]\npath = \"recent\"\nlimit = 40\nformats = [\"atom\"]\nallow_empty = true\nselect = {{ newer_than = \"10d\" }}\n\
         [[feed]]\npath = \"section/{{section}}\"\neach = \"section\"\nlimit = 10\nformats = [\"atom\"]\n\
         [[feed]]\npath = \"tag/{{tag}}\"\neach = \"tag\"\nlimit = 8\n\
         [[feed]]\npath = \"updated\"\norder = \"updated\"\nlimit = 12\nformats = [\"json\"]\n\
         [store]\nledger = \"ledger.jsonl\"\n"
    )
}

/// A year's folder: it stays where the year failed.
struct Folder {
    root: Option<tempfile::TempDir>,
    seed: u64,
    step: usize,
}

impl Folder {
    fn new(seed: u64) -> Self {
        // This machine's disk must not set the pace.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self { root: Some(folder.unwrap()), seed, step: 0 }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.root.as_ref().unwrap().path().join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let kept = self.root.take().unwrap().keep();
            eprintln!("seed {}, step {}; its folder is {}", self.seed, self.step, kept.display());
        }
    }
}

fn a_year(size: &Size, seed: u64) {
    let mut folder = Folder::new(seed);
    let (here, there) = (folder.path("here"), folder.path("there"));
    let roots: Vec<&Path> = if size.is_fresh { vec![&here, &there] } else { vec![&here] };
    let start = Utc.with_ymd_and_hms(2026, 1, 1, 6, 0, 0).unwrap();
    let mut newsroom = Newsroom::new(seed, size.articles / 3, start);
    let mut reader = Reader::default();
    let a_step = i64::try_from(365 * 24 * 60 / size.steps).unwrap();
    let mut now = start;
    for step in 0..size.steps {
        folder.step = step;
        newsroom.begin(now);
        if step > 0 {
            work(&mut newsroom, step, size);
        }
        newsroom.write(&roots);
        let expected = model::publish(&mut newsroom);
        let at = stamp(now);
        for root in &roots {
            if *root == there {
                forget(root);
            }
            // One year is looked at in batches where it is looked at as a whole.
            let large: &[(&str, &str)] = if seed == 1 { &[("FEEDROOM_LARGE", "20")] } else { &[] };
            let ran = run_in(root, &["--at", &at, "build", "--no-notify", "--verbose"], large);
            let said = format!("{}{}", ran.stdout, ran.stderr);
            let is_right = ran.status == 0 || ran.status == 1 && newsroom.is_wrong_branch;
            assert!(is_right, "seed {seed}, step {step}: exit status {}: {said}", ran.status);
            for number in marks(&said) {
                let waits = newsroom.stories[number].waits(now);
                assert!(!waits, "seed {seed}, step {step}: {number} waits for its time, and is told of: {said}");
            }
        }
        eprintln!("seed {seed}, step {step}, {at}: {}", newsroom.done.join(", "));
        let expected = (!newsroom.is_wrong_branch).then_some(&*expected);
        look(&mut reader, &roots, &newsroom, expected);
        if !newsroom.is_wrong_branch && newsroom.rng.once_in(3) {
            by_hand(&mut reader, &roots, &mut newsroom);
        }
        now += TimeDelta::minutes(newsroom.rng.between(a_step / 2, a_step * 3 / 2));
    }
    run_in(&here, &["validate", "feeds"], &[]).succeeds();
}

/// What a reader sees, and a machine that forgets makes.
fn look(reader: &mut Reader, roots: &[&Path], newsroom: &Newsroom, expected: Option<&[Expected]>) {
    let here = roots[0];
    reader.poll(&here.join("feeds"), newsroom, expected);
    for there in &roots[1..] {
        assert!(files(&here.join("feeds")) == files(&there.join("feeds")), "the feeds with the ledger alone");
        let ledger = |root: &Path| std::fs::read(root.join("ledger.jsonl")).unwrap();
        assert!(ledger(here) == ledger(there), "the ledger of a machine that forgets");
    }
}

/// Somebody takes a story back at once, or restores it: when the command
/// returns, readers see it.
fn by_hand(reader: &mut Reader, roots: &[&Path], newsroom: &mut Newsroom) {
    let Some((command, place)) = newsroom.decide() else { return };
    let at = stamp(newsroom.now);
    for root in roots {
        let reason = if command == "kill" { &["--reason", "libel"][..] } else { &[] };
        run_in(root, &[&["--at", &at, "article", command, &place], reason].concat(), &[]).succeeds();
    }
    eprintln!("then: {}", newsroom.done.last().unwrap());
    let expected = model::publish(newsroom);
    look(reader, roots, newsroom, Some(&expected));
}

/// What is done in one step.
fn work(newsroom: &mut Newsroom, step: usize, size: &Size) {
    let of_year = |share: usize| step == size.steps * share / 100;
    if [30, 70].into_iter().any(of_year) {
        newsroom.is_wrong_branch = true;
        newsroom.done.push("a wrong branch".to_owned());
        return;
    }
    if of_year(20) {
        newsroom.move_to("https://daily.example/");
    }
    if of_year(45) {
        newsroom.move_to("https://news.example/daily/");
    }
    if [40, 85].into_iter().any(of_year) {
        newsroom.edit_in_bulk();
    }
    // Now and then only time goes by.
    if newsroom.rng.once_in(8) {
        return;
    }
    let left = size.articles.saturating_sub(newsroom.stories.len());
    let usual = left / (size.steps - step);
    let filed = newsroom.rng.below(2 * usual + 2).min(left);
    newsroom.file_some(filed);
    for _ in 0..newsroom.rng.below(8 + 2 * filed) {
        newsroom.do_something();
    }
}

/// Leaves nothing but the ledger of what a machine remembers.
fn forget(root: &Path) {
    for name in ["feedroom.db", "feedroom.db-wal", "feedroom.db-shm"] {
        let _ = std::fs::remove_file(root.join(name));
    }
}

fn years(seed: u64) {
    let size = Size::asked(seed);
    for seed in &size.seeds {
        a_year(&size, *seed);
    }
}

#[test]
fn a_reader_sees_every_story_and_every_update_once_seed_1() {
    years(1);
}

#[test]
fn a_reader_sees_every_story_and_every_update_once_seed_2() {
    years(2);
}

#[test]
fn a_reader_sees_every_story_and_every_update_once_seed_3() {
    years(3);
}
