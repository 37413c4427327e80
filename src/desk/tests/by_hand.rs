//! What a person decides holds, whatever the sources say or do not say.

use super::*;
use crate::desk::{Ahead, Memory as _};

fn decision(status: DecisionStatus) -> Decision {
    Decision {
        number: 1,
        at: at("01-03T00:00"),
        status: Some(status),
        pinned: None,
        touched: None,
        note: None,
        notice: None,
    }
}

impl Paper {
    /// Takes a decision about an article that was out.
    fn decide(&self, key: &str, status: DecisionStatus) {
        let mut ledger = self.ledger();
        let origin = Origin::new("articles", key);
        let mut record = ledger.record(&origin).unwrap().clone();
        record.decision = Some(decision(status));
        ledger.learn(&[], vec![(origin, record)], Vec::new());
        ledger.save().unwrap();
    }

    fn decide_ahead(&self, key: &str, status: DecisionStatus) {
        let mut ledger = self.ledger();
        let ahead = Ahead { decision: decision(status), words: None };
        ledger.learn_ahead(&[], vec![(Origin::new("articles", key), ahead)]);
        ledger.save().unwrap();
    }
}

fn story() -> Article {
    dated("a.md", "One", &words(0, 200), at("01-01T09:00"))
}

#[test]
fn a_kill_that_comes_before_its_story_is_obeyed() {
    let paper = Paper::new();
    paper.decide_ahead("a.md", DecisionStatus::Killed);
    assert!(paper.run(vec![story()], at("01-04T00:00")).live.is_empty());
    let mut renamed = dated("b.md", "One, later", &words(0, 201), at("01-02T09:00"));
    assert!(paper.run(vec![renamed.clone()], at("01-05T00:00")).live.is_empty(), "under another name as well");
    renamed.body = dated("b.md", "", &words(90, 200), at("01-01T09:00")).body;
    assert!(paper.run(vec![renamed.clone()], at("01-06T00:00")).live.is_empty(), "and whatever it says there");
    renamed.origin = Origin::new("articles", "c.md");
    assert!(paper.run(vec![renamed], at("01-07T00:00")).live.is_empty());
}

#[test]
fn a_release_of_what_was_never_out_moves_into_its_record() {
    let paper = Paper::new();
    let mut held = story();
    held.status = Status::Held("legal".into());
    paper.run(vec![held.clone()], at("01-02T00:00"));
    paper.decide_ahead("a.md", DecisionStatus::Live);
    let out = paper.run(vec![held.clone()], at("01-04T00:00"));
    assert_eq!(out.live.len(), 1);
    assert!(paper.ledger().all_ahead().is_empty());
    assert_eq!(paper.run(vec![held], at("01-05T00:00")).live.len(), 1);
}

#[test]
fn a_killed_story_stays_out_through_a_rename_and_a_rewrite() {
    let paper = Paper::new();
    paper.run(vec![story()], at("01-02T00:00"));
    paper.decide("a.md", DecisionStatus::Killed);
    let mut renamed = dated("b.md", "One", &words(0, 200), at("01-01T09:00"));
    let decided = paper.run(vec![renamed.clone()], at("01-04T00:00"));
    assert_eq!((decided.live.len(), decided.leaving.len(), decided.out_by_word.len()), (0, 1, 1));
    renamed.body = dated("b.md", "", &words(500, 200), at("01-01T09:00")).body;
    let decided = paper.run(vec![renamed], at("01-05T00:00"));
    assert_eq!((decided.live.len(), decided.leaving.len(), decided.out_by_word.len()), (0, 0, 1));
}

#[test]
fn a_kill_is_done_while_its_source_is_out_or_its_file_gone_or_broken() {
    for heard in [Heard::default(), Paper::heard(Vec::new(), &[]), Paper::heard(Vec::new(), &["a.md"])] {
        let paper = Paper::new();
        paper.run(vec![story()], at("01-02T00:00"));
        paper.decide("a.md", DecisionStatus::Killed);
        let decided = paper.run_heard(&heard, at("01-04T00:00"));
        assert_eq!((decided.leaving.len(), decided.out_by_word.len()), (1, 1), "{heard:?}");
        let again = paper.run_heard(&heard, at("01-05T00:00"));
        assert_eq!((again.leaving.len(), again.out_by_word.len(), again.learned.len()), (0, 1, 0), "{heard:?}");
    }
}

#[test]
fn an_erased_story_is_known_again_by_its_place() {
    let paper = Paper::new();
    let id = paper.run(vec![story()], at("01-02T00:00")).live[0].id.clone();
    paper.decide("a.md", DecisionStatus::Erased);
    let decided = paper.run(vec![story()], at("01-04T00:00"));
    assert_eq!((decided.live.len(), decided.leaving.len()), (0, 1));
    let ledger = paper.ledger();
    assert!(ledger.is_empty() && ledger.all_erased()[0].id.as_ref() == Some(&id));
    let mut rewritten = story();
    rewritten.body = dated("a.md", "", &words(500, 200), at("01-01T09:00")).body;
    let decided = paper.run(vec![rewritten], at("01-05T00:00"));
    assert!(decided.live.is_empty() && decided.leaving.is_empty() && decided.learned.is_empty());
    assert_eq!(decided.out_by_word[0].1, id, "documents that still hold it lose it");
}

#[test]
fn nothing_is_told_of_a_killed_story_that_waits_for_its_time() {
    let paper = Paper::new();
    let mut story = story();
    story.embargo = Some(at("12-01T00:00"));
    paper.decide_ahead("a.md", DecisionStatus::Killed);
    let decided = paper.run(vec![story.clone()], at("01-04T00:00"));
    assert_eq!(decided.hushed, [story.origin]);
    assert!(decided.waiting.is_empty() && decided.next_due.is_none());
}
