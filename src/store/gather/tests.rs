//! A ledger in a folder, and lines that merges of branches leave.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use super::*;
use crate::article::ArticleId;
use crate::article::testing::at;
use crate::desk::{Decision, DecisionStatus, Left, Memory as _};
use crate::feed::Index as _;
use crate::store::tests::record;
use crate::xml::XmlText;

type Files = BTreeMap<String, String>;

fn files(place: &Place) -> Files {
    let read = |name: String| (name.clone(), fs::read_to_string(place.file(&name)).unwrap());
    place.list().unwrap().names.into_iter().map(read).collect()
}

fn write(place: &Place, files: &Files) {
    fs::create_dir_all(place.folder()).unwrap();
    for (name, text) in files {
        fs::write(place.file(name), text).unwrap();
    }
}

fn key(name: &str) -> Origin {
    Origin::new("articles", name)
}

fn dated(id: &str, published: &str) -> Record {
    let mut record = record(published);
    record.id = ArticleId::remembered(&format!("tag:{id}"));
    record
}

fn decided(number: u32, status: DecisionStatus) -> Decision {
    let at = at("03-03T00:00");
    Decision { number, at, status: Some(status), pinned: None, touched: None, note: None, notice: None }
}

fn feed(path: &str) -> FeedRecord {
    let id = format!("tag:{path}");
    FeedRecord {
        path: path.into(),
        definition: path.into(),
        value: None,
        name: XmlText::line(path),
        id,
        began: at("01-05T00:00"),
    }
}

/// A ledger in a folder with articles of January, February and March.
fn three_months(folder: &tempfile::TempDir) -> (Place, Ledger) {
    let place = Place::Folder(folder.path().join("ledger"));
    let mut ledger = Ledger::read(&place).unwrap();
    let story = |name: &str, published| (key(name), dated(name, published));
    let articles = vec![
        story("a", "01-05T00:00"),
        story("b", "01-31T23:59"),
        story("c", "02-01T00:00"),
        story("d", "03-09T00:00"),
    ];
    ledger.learn(&[], articles, vec![feed("all")]);
    assert!(ledger.save().unwrap());
    (place, ledger)
}

#[test]
fn each_month_has_its_file_and_only_those_that_changed_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let (place, mut ledger) = three_months(&folder);
    let before = files(&place);
    let names: Vec<&str> = before.keys().map(String::as_str).collect();
    assert_eq!(names, ["2026-01.jsonl", "2026-02.jsonl", "2026-03.jsonl", "feeds.jsonl"]);
    assert!(before.values().all(|text| text.starts_with("{\"feedroom_ledger\":1}\n")));
    let lines: Vec<usize> = before.values().map(|text| text.lines().count()).collect();
    assert_eq!(lines, [3, 2, 2, 2]);
    assert!(!ledger.save().unwrap(), "nothing changed");
    // A file that is written anew would have its text again.
    for name in ["2026-01.jsonl", "2026-03.jsonl", "feeds.jsonl"] {
        fs::write(place.file(name), "as it was").unwrap();
    }
    let mut changed = dated("c", "02-01T00:00");
    (changed.updated, changed.changed) = (at("03-10T00:00"), at("03-10T00:00"));
    ledger.learn(&[], vec![(key("c"), changed.clone())], Vec::new());
    assert!(ledger.save().unwrap());
    let after = files(&place);
    assert!(["2026-01.jsonl", "2026-03.jsonl", "feeds.jsonl"].iter().all(|name| after[*name] == "as it was"));
    write(&place, &before.into_iter().filter(|(name, _)| name != "2026-02.jsonl").collect::<Files>());
    assert_eq!(Ledger::read(&place).unwrap().record(&key("c")), Some(&changed));
}

#[test]
fn a_month_without_articles_has_no_file_and_a_line_that_moves_is_not_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let (place, _) = three_months(&folder);
    // Another branch knows an earlier publication of the only story of February.
    let mut theirs = files(&place)["2026-02.jsonl"].replace("2026-02-01T", "2026-01-07T");
    theirs = format!("{}{theirs}", files(&place)["2026-01.jsonl"]);
    fs::write(place.file("2026-01.jsonl"), theirs).unwrap();
    let mut ledger = Ledger::read(&place).unwrap();
    assert_eq!((ledger.len(), ledger.record(&key("c")).unwrap().published), (4, at("01-07T00:00")));
    assert!(ledger.save().unwrap());
    let after = files(&place);
    assert_eq!(after.keys().collect::<Vec<_>>(), ["2026-01.jsonl", "2026-03.jsonl", "feeds.jsonl"]);
    assert_eq!(after["2026-01.jsonl"].matches("\"article\":\"c\"").count(), 1);
    assert!(!Ledger::read(&place).unwrap().save().unwrap(), "and so it stays");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 3, "nothing else is left");
}

/// Killed after any of the renames by which lines move between files, no line is lost.
#[test]
fn lines_on_their_way_between_files_are_in_a_file_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let (place, mut ledger) = three_months(&folder);
    let before = files(&place);
    // Two stories change places.
    let (to_march, to_january) = (dated("a", "03-01T00:00"), dated("d", "01-01T00:00"));
    ledger.learn(&[], vec![(key("a"), to_march.clone()), (key("d"), to_january)], Vec::new());
    let carrier = String::from_utf8(ledger.moving_lines()).unwrap();
    assert_eq!(carrier.lines().count(), 3);
    ledger.save().unwrap();
    let after = files(&place);
    assert!(!after.contains_key("moving.jsonl"));
    for renamed in ["2026-01.jsonl", "2026-03.jsonl"] {
        let mut halfway = before.clone();
        halfway.insert("moving.jsonl".into(), carrier.clone());
        halfway.insert(renamed.into(), after[renamed].clone());
        write(&place, &halfway);
        fs::write(place.file(".2026-03.jsonl.feedroom-new"), "half a li").unwrap();
        let mut ledger = Ledger::read(&place).unwrap();
        assert_eq!(ledger.len(), 4);
        ledger.save().unwrap();
        assert_eq!(Ledger::read(&place).unwrap().len(), 4);
        assert!(!place.file("moving.jsonl").exists() && !place.file(".2026-03.jsonl.feedroom-new").exists());
    }
}

#[test]
fn one_file_becomes_a_folder_and_a_folder_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let (months, _) = three_months(&folder);
    let split = files(&months);
    let single = Place::File(folder.path().join("ledger.jsonl"));
    fs::write(single.path(), split.values().map(String::as_str).collect::<String>()).unwrap();
    let mut ledger = Ledger::read(&single).unwrap();
    assert!(ledger.save().unwrap());
    assert_eq!(files(&single)["ledger.jsonl"].matches("feedroom_ledger").count(), 1);
    let again = Place::Folder(folder.path().join("again"));
    fs::create_dir(again.path()).unwrap();
    fs::write(again.path().join("README.md"), "what lies here").unwrap();
    fs::rename(single.path(), again.file("ledger.jsonl")).unwrap();
    let mut ledger = Ledger::read(&again).unwrap();
    assert!(ledger.existed() && ledger.moving.is_empty());
    assert!(ledger.save().unwrap());
    assert_eq!(files(&again), split);
    assert!(again.path().join("README.md").exists());
}

#[test]
fn a_fault_in_a_folder_is_told_by_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let (place, _) = three_months(&folder);
    let text = files(&place)["2026-02.jsonl"].clone();
    fs::write(place.file("2026-02.jsonl"), format!("{text}<<<<<<< ours\n")).unwrap();
    let error = Ledger::read(&place).unwrap_err().to_string();
    assert!(error.contains("2026-02.jsonl:3: a merge left its marks here"), "{error}");
    fs::write(place.file("2026-02.jsonl"), "").unwrap();
    assert!(Ledger::read(&place).unwrap().existed());
}

/// One branch renamed a file, another one killed the story under its old name: a
/// union of their lines has two places with one id.
#[test]
fn a_decision_is_kept_though_another_branch_moved_the_story() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::File(folder.path().join("ledger.jsonl"));
    let mut killed = dated("a", "01-05T00:00");
    killed.decision = Some(decided(1, DecisionStatus::Killed));
    let mut ledger = Ledger::read(&place).unwrap();
    let renamed = dated("a", "01-05T00:00");
    ledger.learn(
        &[],
        vec![(key("old"), killed), (key("new"), renamed), (key("z"), dated("z", "01-06T00:00"))],
        Vec::new(),
    );
    ledger.save().unwrap();
    let ledger = Ledger::read(&place).unwrap();
    for place in ["old", "new"] {
        let status = ledger.record(&key(place)).unwrap().decision.as_ref().and_then(|decision| decision.status);
        assert_eq!(status, Some(DecisionStatus::Killed), "{place}");
    }
    assert_eq!(ledger.record(&key("z")).unwrap().decision, None);
}

/// What one branch did to an article.
#[derive(Debug, Clone)]
struct Did {
    key: u8,
    day: u8,
    updated: u8,
    words: u64,
    left: Option<u8>,
    decision: Option<(u32, bool)>,
}

fn did() -> impl Strategy<Value = Did> {
    let decision = proptest::option::of((1..3_u32, any::<bool>()));
    (0..12_u8, 0..80_u8, 0..3_u8, 0..3_u64, proptest::option::of(0..3_u8), decision)
        .prop_map(|(key, day, updated, words, left, decision)| Did { key, day, updated, words, left, decision })
}

/// The lines of a branch: it shares its articles with the other one.
fn branch(place: &Place, all: &[Did]) -> Files {
    let mut ledger = Ledger::read(place).unwrap();
    for did in all {
        let name = format!("{}.md", did.key);
        let mut record = dated(&name, &format!("{:02}-{:02}T00:00", 1 + did.day / 28, 1 + did.day % 28));
        record.updated = record.published + chrono::TimeDelta::days(did.updated.into());
        record.changed = record.updated;
        record.words.hash = did.words;
        record.left = did.left.map(|day| Left {
            at: at(&format!("04-0{}T00:00", day + 1)),
            feeds: vec![format!("f{}", did.words)],
            why: None,
        });
        let status = |kill| if kill { DecisionStatus::Killed } else { DecisionStatus::Live };
        record.decision = did.decision.map(|(number, kill)| decided(number, status(kill)));
        let mut feed = feed(&format!("feed{}", did.key % 3));
        feed.name = XmlText::line(&did.words.to_string());
        ledger.learn(&[], vec![(key(&name), record)], vec![feed]);
    }
    ledger.save().unwrap();
    files(place)
}

fn union(a: &Files, b: &Files) -> Files {
    let mut union = a.clone();
    for (name, text) in b {
        union.entry(name.clone()).or_default().push_str(text);
    }
    union
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn two_branches_merge_to_one_ledger_whichever_comes_first(
        ours in proptest::collection::vec(did(), 0..20),
        theirs in proptest::collection::vec(did(), 0..20),
        in_a_folder in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| if in_a_folder { Place::Folder(folder.path().join(name)) } else { Place::File(folder.path().join(name).join("ledger.jsonl")) };
        let (a, b) = (branch(&place("a"), &ours), branch(&place("b"), &theirs));
        let merged = |name: &str, lines: &Files| {
            let place = place(name);
            write(&place, lines);
            let mut ledger = Ledger::read(&place).unwrap();
            ledger.save().unwrap();
            (files(&place), ledger)
        };
        let ((ab, ledger), (ba, _)) = (merged("ab", &union(&a, &b)), merged("ba", &union(&b, &a)));
        prop_assert_eq!(&ab, &ba);
        let text: String = ab.values().map(String::as_str).collect();
        let articles: std::collections::HashSet<u8> = ours.iter().chain(&theirs).map(|did| did.key).collect();
        prop_assert_eq!(text.matches("{\"article\"").count(), articles.len(), "nothing is doubled or lost");
        prop_assert_eq!(ledger.feeds().count(), articles.iter().map(|key| key % 3).collect::<std::collections::HashSet<_>>().len());
        for key in articles {
            let record = ledger.record(&self::key(&format!("{key}.md"))).unwrap();
            // Each branch knows what was done to it last.
            let last = |all: &[Did]| all.iter().rev().find(|did| did.key == key).cloned();
            let did: Vec<Did> = [last(&ours), last(&theirs)].into_iter().flatten().collect();
            let best = did.iter().filter_map(|did| did.decision).max();
            let is = record.decision.as_ref().map(|decision| (decision.number, decision.status == Some(DecisionStatus::Killed)));
            prop_assert_eq!(is, best);
            let first = did.iter().map(|did| did.day).min().unwrap();
            prop_assert_eq!(record.published, at(&format!("{:02}-{:02}T00:00", 1 + first / 28, 1 + first % 28)));
        }
        // Merged once more with either branch, it stays what it is.
        let (again, _) = merged("again", &union(&ab, &a));
        prop_assert_eq!(again, ab);
    }
}
