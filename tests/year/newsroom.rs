//! The simulated newsroom: its stories, what is done to them from step to step,
//! and its files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::TimeDelta;

use super::rng::Rng;
use super::story::{PILLARS, Place, SECTIONS, Status, Story, TAGS, Time};

/// Most stories that readers are told again of in one step: fewer than would
/// make the guard ask.
const MOST_UPDATES: usize = 4;
/// Stories in one JSON file.
const IN_ONE_FILE: usize = 12;

pub(super) struct Newsroom {
    pub(super) rng: Rng,
    pub(super) stories: Vec<Story>,
    pub(super) site: String,
    pub(super) now: Time,
    /// In this step most files are not there.
    pub(super) is_wrong_branch: bool,
    /// What is on disk, by path.
    disk: BTreeMap<String, String>,
    /// Stories that this step gave readers news of.
    updates: usize,
    wire_order: u64,
    /// Whether a story without a date may still be filed: two of one step would
    /// have the same date, and only their ids would order them.
    may_be_undated: bool,
    /// What was done in this step, to be told when something is wrong.
    pub(super) done: Vec<String>,
}

impl Newsroom {
    pub(super) fn new(seed: u64, stories: usize, now: Time) -> Self {
        let mut newsroom = Self {
            rng: Rng::new(seed),
            stories: Vec::new(),
            site: "http://daily.example/".to_owned(),
            now,
            is_wrong_branch: false,
            disk: BTreeMap::new(),
            updates: 0,
            wire_order: 0,
            may_be_undated: false,
            done: Vec::new(),
        };
        for _ in 0..stories.max(PILLARS) {
            let age = newsroom.rng.between(60, 300 * 24 * 3600);
            newsroom.file(now - TimeDelta::seconds(age));
        }
        newsroom
    }

    /// Begins the step at `now`.
    pub(super) fn begin(&mut self, now: Time) {
        self.now = now;
        self.is_wrong_branch = false;
        self.updates = 0;
        self.may_be_undated = true;
        self.done.clear();
        for story in self.stories.iter_mut().filter(|story| !story.is_gone) {
            story.since.is_moved = false;
        }
    }

    /// A story is filed.
    pub(super) fn file(&mut self, date: Time) -> usize {
        let number = self.stories.len();
        let place = match self.rng.below(8) {
            0 => Place::Text,
            1 | 2 => Place::Wire { file: number / IN_ONE_FILE, has_id: !self.rng.once_in(3) },
            _ => Place::Markdown,
        };
        // Every date is another, so that the order of items is known.
        let date = date - TimeDelta::seconds(i64::try_from(number % 50).unwrap());
        let taken = self.stories.iter().any(|story| story.date == Some(date));
        let date = if taken { date - TimeDelta::seconds(i64::try_from(number).unwrap() + 51) } else { date };
        let is_undated = self.may_be_undated && place == Place::Text && self.rng.once_in(2);
        self.may_be_undated &= !is_undated;
        self.stories.push(Story::new(number, place, (!is_undated).then_some(date), &mut self.rng));
        number
    }

    /// News of one step: stories are filed, some of them for later.
    pub(super) fn file_some(&mut self, count: usize) {
        for _ in 0..count {
            let minutes = self.rng.between(1, 600);
            let number = self.file(self.now - TimeDelta::minutes(minutes));
            let ahead = TimeDelta::minutes(self.rng.between(30, 20 * 24 * 60)) + seconds(number);
            let chance = self.rng.below(10);
            let story = &mut self.stories[number];
            let can_wait = !matches!(story.place, Place::Wire { has_id: false, .. }) && story.date.is_some();
            match chance {
                0 | 1 if can_wait => story.embargo = Some(self.now + ahead),
                2 if can_wait => story.date = Some(self.now + ahead),
                _ => {}
            }
            self.done.push(format!("filed {number}"));
        }
    }

    /// Does one of the things that newsrooms do to stories.
    #[expect(clippy::too_many_lines, reason = "one arm for each thing that newsrooms do")]
    pub(super) fn do_something(&mut self) {
        let number = self.some_story();
        let now = self.now;
        let ahead = TimeDelta::minutes(self.rng.between(30, 15 * 24 * 60)) + seconds(number);
        let ago = TimeDelta::minutes(self.rng.between(0, 60));
        let may_update = self.updates < MOST_UPDATES;
        let rng = &mut self.rng;
        let story = &mut self.stories[number];
        if story.is_gone {
            // Somebody puts it back.
            story.is_gone = false;
            return self.note(number, "is back");
        }
        let is_told = story.told.is_some();
        let is_wire = story.is_wire();
        let is_pillar = story.is_pillar();
        let (may_move, may_be_edited) = (story.may_move(), story.may_be_edited());
        let may_be_rewritten = may_update && !story.since.is_moved;
        // One without an id of its own is found by its headline.
        let moves_by_headline = matches!(story.place, Place::Wire { has_id: false, .. });
        let what = match rng.below(19) {
            0..=2 if may_be_edited && story.since.drift < 4 => {
                edit_a_little(story, rng);
                "edited a little"
            }
            3 if may_be_rewritten => {
                story.write_words(rng);
                story.edit += 1;
                (story.since.is_rewritten, story.since.is_edited) = (true, true);
                "rewritten"
            }
            4 if may_update => {
                // Once in a while the desk dates it ahead.
                story.corrections.push(if rng.once_in(4) { now + ahead } else { now - ago });
                "corrected"
            }
            5 if may_update => {
                story.lastmod = Some(now - ago);
                "updated by the desk"
            }
            6 | 7 if may_be_edited && (may_move || !moves_by_headline) => {
                another_headline(story);
                story.since.is_moved |= moves_by_headline;
                "another headline"
            }
            8 if !is_pillar => {
                story.tags = vec![rng.below(TAGS.len())];
                let more = rng.below(TAGS.len());
                if !story.tags.contains(&more) {
                    story.tags.push(more);
                }
                "other tags"
            }
            9 if may_be_edited => {
                story.style += 1;
                story.since.is_edited = true;
                "other white space"
            }
            10 if !is_pillar => {
                story.status = Status::Killed;
                "killed"
            }
            11 | 12 if !is_pillar && story.status != Status::Killed => {
                let is_live = story.status == Status::Live;
                story.status = if is_live { Status::Withdrawn } else { Status::Live };
                if is_live { "withdrawn" } else { "live again" }
            }
            13 if !is_pillar && is_told => {
                story.embargo = Some(now + ahead);
                "embargoed, having been out"
            }
            14 if !is_pillar && !is_wire && may_move => {
                story.name = renamed(&story.name);
                story.since.is_moved = true;
                if rng.once_in(3) && story.may_be_edited() {
                    another_headline(story);
                }
                if rng.once_in(3) && story.may_be_edited() && story.since.drift < 4 {
                    edit_a_little(story, rng);
                }
                "renamed"
            }
            15 if !is_pillar && !is_wire && may_move => {
                story.name = switch_case(&story.name);
                story.since.is_moved = true;
                "renamed by case only"
            }
            16 if !is_pillar && may_move => {
                story.section = (story.section + 1 + rng.below(SECTIONS.len() - 1)) % SECTIONS.len();
                story.since.is_moved |= !is_wire;
                "moved to another section"
            }
            17 if !is_pillar && !is_wire => {
                story.is_gone = true;
                "removed"
            }
            18 if !is_pillar && story.embargo.is_some_and(|until| until <= now) && !story.since.is_moved => {
                story.embargo = None;
                "its embargo taken out"
            }
            _ if is_wire => {
                self.wire_order = rng.next();
                "the wire in another order"
            }
            _ => return,
        };
        let story = &mut self.stories[number];
        story.version += 1;
        self.updates += usize::from(matches!(what, "rewritten" | "corrected" | "updated by the desk"));
        self.note(number, what);
    }

    /// A person kills a story that is out, or restores one that was killed so:
    /// the command and what it names.
    pub(super) fn decide(&mut self) -> Option<(&'static str, String)> {
        let number = self.some_story();
        let story = &mut self.stories[number];
        if story.is_pillar() || story.is_gone || story.place != Place::Markdown || story.told.is_none() {
            return None;
        }
        if !story.is_killed_by_hand && !story.may_be_out(self.now) {
            return None;
        }
        story.is_killed_by_hand = !story.is_killed_by_hand;
        let command = if story.is_killed_by_hand { "kill" } else { "restore" };
        let place = story.files().swap_remove(0).0;
        self.note(number, &format!("{command} by hand"));
        Some((command, place))
    }

    fn note(&mut self, number: usize, what: &str) {
        self.done.push(format!("{number} {what}"));
    }

    /// Rather a recent one: these stand in feeds.
    fn some_story(&mut self) -> usize {
        let stories = self.stories.len();
        if self.rng.once_in(3) { self.rng.below(stories) } else { stories - 1 - self.rng.below(stories.min(40)) }
    }

    /// Somebody edits the white space and the markup of half of all files.
    pub(super) fn edit_in_bulk(&mut self) {
        for story in &mut self.stories {
            if self.rng.once_in(2) && !story.is_gone {
                story.style += 1;
                story.version += 1;
                story.since.is_edited = true;
            }
        }
        self.done.push("edited in bulk".to_owned());
    }

    pub(super) fn move_to(&mut self, site: &str) {
        site.clone_into(&mut self.site);
        self.done.push(format!("the site moves to {site}"));
    }

    /// Whether the file of a story is there in this step.
    pub(super) fn is_there(&self, story: &Story) -> bool {
        !story.is_gone && (!self.is_wrong_branch || story.number.is_multiple_of(7))
    }

    /// Brings the folders to what the newsroom says now.
    pub(super) fn write(&mut self, roots: &[&Path]) {
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        let mut wires: BTreeMap<usize, Vec<&Story>> = BTreeMap::new();
        for story in self.stories.iter().filter(|story| self.is_there(story)) {
            wanted.extend(story.files());
            if let Place::Wire { file, .. } = story.place {
                wires.entry(file).or_default().push(story);
            }
        }
        for (file, mut stories) in wires {
            let order = self.wire_order;
            stories.sort_by_key(|story| (story.number as u64 ^ order).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let stories: Vec<_> = stories.into_iter().map(Story::json).collect();
            wanted.insert(format!("wire/w{file}.json"), serde_json::to_string_pretty(&stories).unwrap());
        }
        wanted.insert("config.toml".to_owned(), super::config(&self.site));
        for root in roots {
            for path in self.disk.keys().filter(|path| !wanted.contains_key(*path)) {
                fs::remove_file(root.join(path)).unwrap();
            }
            for (path, text) in wanted.iter().filter(|(path, text)| self.disk.get(*path) != Some(*text)) {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        self.disk = wanted;
    }
}

fn seconds(number: usize) -> TimeDelta {
    TimeDelta::seconds(i64::try_from(number).unwrap())
}

fn edit_a_little(story: &mut Story, rng: &mut Rng) {
    let at = rng.below(story.words.len());
    story.words[at] = rng.next() % 10_000_000;
    story.edit += 1;
    story.since.drift += 1;
    story.since.is_edited = true;
}

fn another_headline(story: &mut Story) {
    story.headline += 1;
    story.since.is_edited = true;
}

/// The same mark, another letter behind it.
fn renamed(name: &str) -> String {
    let (mark, last) = name.rsplit_once('-').unwrap();
    let next = char::from(b'a' + (last.to_lowercase().as_bytes()[0] - b'a' + 1) % 26);
    format!("{mark}-{next}")
}

fn switch_case(name: &str) -> String {
    let (mark, last) = name.rsplit_once('-').unwrap();
    let last = if last == last.to_lowercase() { last.to_uppercase() } else { last.to_lowercase() };
    format!("{mark}-{last}")
}
