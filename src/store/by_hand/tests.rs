//! Lines of a person's hand: what is promised of them.

use std::fs;

use super::super::Ledger;
use super::super::tests::{load, record};
use crate::article::Origin;
use crate::article::testing::at;
use crate::desk::{Decision, DecisionStatus, Left, Memory as _};

/// Lines of version 1 with every member that they may have. They may be read
/// for ever; this text never changes.
const OLD: &str = r#"{"feedroom_ledger":1}
{"ahead":"a.md","source":"articles","words":"00000000000000ff","sketch":"00a0f0000000000000000000000000000830800000000000000000000a0b0000","decision":{"number":1,"at":"2026-01-04T00:00:00Z","status":"killed"}}
{"erased":"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843","key":"000102030405060708090a0b0c0d0e0f","id":"tag:x","seen":"2026-01-02T00:00:00Z","published":"2026-01-01T00:00:00Z","updated":"2026-01-03T00:00:00Z","feed_ids":{"all":"urn:old:1"},"left":{"at":"2026-01-04T00:00:00Z","feeds":["all"]},"number":2,"at":"2026-01-04T00:00:00Z","notice":"Taken back."}
"#;

fn decided(number: u32, status: DecisionStatus) -> Decision {
    Decision {
        number,
        at: at("01-06T00:00"),
        status: Some(status),
        pinned: None,
        touched: None,
        note: None,
        notice: None,
    }
}

#[test]
fn lines_of_version_1_are_read_and_written_as_they_were() {
    let ledger = load(OLD).unwrap();
    let ahead = ledger.ahead(&Origin::new("articles", "a.md")).unwrap();
    assert_eq!((ahead.decision.status, ahead.words.unwrap().hash), (Some(DecisionStatus::Killed), 0xff));
    let erased = &ledger.all_erased()[0];
    assert_eq!(erased.id.as_ref().unwrap().as_str(), "tag:x");
    assert_eq!(erased.dates.unwrap().updated, at("01-03T00:00"));
    assert_eq!(erased.left, Some(Left { at: at("01-04T00:00"), feeds: vec!["all".into()], why: None }));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.jsonl");
    fs::write(&path, OLD).unwrap();
    assert!(!Ledger::load(&path).unwrap().save().unwrap(), "nothing to write");
}

#[test]
fn a_decision_ahead_moves_into_the_record() {
    let mut ledger = load(OLD).unwrap();
    let origin = Origin::new("articles", "a.md");
    ledger.learn(&[], vec![(origin.clone(), record("01-05T00:00"))], Vec::new());
    assert_eq!(ledger.ahead(&origin), None);
    assert_eq!(ledger.record(&origin).unwrap().decision.as_ref().unwrap().status, Some(DecisionStatus::Killed));
    assert_eq!(ledger.taken_out().len(), 1);
}

#[test]
fn what_has_left_is_erased_and_found_by_its_place_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.jsonl");
    let mut ledger = Ledger::load(&path).unwrap();
    let origin = Origin::new("articles", "secret-name.md");
    let mut story = record("01-05T00:00");
    story.decision = Some(decided(3, DecisionStatus::Erased));
    ledger.learn(&[], vec![(origin.clone(), story.clone())], Vec::new());
    assert!(ledger.erased(&origin).is_none(), "it still stands in feeds");
    story.left = Some(Left { at: at("01-06T00:00"), feeds: vec!["all".into()], why: None });
    ledger.learn(&[], vec![(origin.clone(), story.clone())], Vec::new());
    ledger.save().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    for words in ["secret", "daily.example/a/", &story.words.sketch.to_hex(), "articles"] {
        assert!(!text.contains(words), "{words} is left in {text}");
    }
    // A branch that has not heard of it still has the line.
    let other = folder.path().join("other.jsonl");
    let mut branch = Ledger::load(&other).unwrap();
    story.decision = None;
    branch.learn(&[], vec![(origin.clone(), story)], Vec::new());
    branch.save().unwrap();
    let merged = load(&format!("{text}{}", fs::read_to_string(&other).unwrap())).unwrap();
    assert!(merged.record(&origin).is_none());
    assert_eq!(merged.erased(&origin).unwrap().number, 3);
    assert!(merged.erased(&Origin::new("articles", "another.md")).is_none());
}

#[test]
fn a_hash_that_is_none_is_told_by_its_line() {
    let broken = OLD.replace("5bdcc146", "5bdcc14g");
    assert!(load(&broken).unwrap_err().starts_with("ledger.jsonl:3: its `erased` or its `key` is not a hash"));
}
