//! The ledger as a file: what is promised of it.

use std::fs;

use super::Ledger;
use crate::article::testing::{article, at, words};
use crate::article::{ArticleId, Origin};
use crate::desk::{Decision, DecisionStatus, Left, Memory as _, Pace, Record, Said, Words};
use crate::feed::{FeedRecord, Index as _};
use crate::xml::{AbsoluteUrl, XmlText};

/// A ledger of version 1 with every member that it may have. It may be read
/// for ever; this text never changes.
const OLD: &str = r#"{"feedroom_ledger":1}
{"feed":"section/world","definition":"section/{section}","value":"world","id":"tag:daily.example,2026:feed/section/world","began":"2026-01-02T00:00:00Z"}
{"article":"a.md","source":"articles","id":"tag:daily.example,2026-01-01:e10076b46819c41beebe735ed0f2bb6c","url":"https://daily.example/a/","seen":"2026-01-02T00:00:00Z","published":"2026-01-01T00:00:00Z","updated":"2026-01-03T00:00:00Z","words":"00000000000000ff","sketch":"00a0f0000000000000000000000000000830800000000000000000000a0b0000","feed_ids":{"all":"urn:old:1"},"left":{"at":"2026-01-04T00:00:00Z","feeds":["all","section/world"]},"decision":{"number":2,"at":"2026-01-04T00:00:00Z","status":"killed","pinned":true,"touched":"2026-01-03T00:00:00Z","note":"It was two.","notice":"Taken back."}}
"#;

pub(super) fn load(text: &str) -> Result<Ledger, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.jsonl");
    fs::write(&path, text).unwrap();
    Ledger::load(&path).map_err(|error| error.to_string().replace(&path.display().to_string(), "ledger.jsonl"))
}

pub(super) fn record(published: &str) -> Record {
    let story = article("a.md", "One", &words(0, 50));
    Record {
        id: ArticleId::mint("daily.example", &story.origin, at(published)),
        permalink: AbsoluteUrl::parse("https://daily.example/a/").unwrap(),
        first_seen: at("01-02T00:00"),
        published: at(published),
        updated: at(published),
        changed: at(published),
        rewritten: Some(at("01-02T00:00")),
        words: Words::of(&story),
        corrections: Vec::new(),
        significant: false,
        paces: std::collections::BTreeMap::new(),
        feed_ids: std::collections::BTreeMap::new(),
        said: None,
        left: None,
        decision: None,
    }
}

#[test]
fn a_ledger_of_version_1_is_read_whole() {
    let ledger = load(OLD).unwrap();
    let record = ledger.record(&Origin::new("articles", "a.md")).unwrap();
    assert_eq!(record.id.as_str(), "tag:daily.example,2026-01-01:e10076b46819c41beebe735ed0f2bb6c");
    assert_eq!(
        (record.published, record.updated, record.first_seen),
        (at("01-01T00:00"), at("01-03T00:00"), at("01-02T00:00"))
    );
    assert_eq!(record.words.hash, 0xff);
    assert_eq!((record.changed, record.words.parts), (at("01-03T00:00"), None));
    assert_eq!(record.feed_ids["all"].as_str(), "urn:old:1");
    let feeds = vec!["all".into(), "section/world".into()];
    assert_eq!(record.left, Some(Left { at: at("01-04T00:00"), feeds, why: None }));
    let decision = record.decision.clone().unwrap();
    assert_eq!((decision.number, decision.status, decision.pinned), (2, Some(DecisionStatus::Killed), Some(true)));
    assert_eq!(decision.notice.as_deref(), Some("Taken back."));
    assert_eq!(ledger.feeds().next().unwrap().value.as_deref(), Some("world"));
}

#[test]
fn why_an_article_left_is_remembered() {
    for word in ["killed", "withheld", "withdrawn", "embargoed", "held", "draft", "expired", "refused", "vanished"] {
        let line = OLD.replace(r#""section/world"]}"#, &format!(r#""section/world"],"why":"{word}"}}"#));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        fs::write(&path, &line).unwrap();
        let mut ledger = Ledger::load(&path).unwrap();
        let left = ledger.record(&Origin::new("articles", "a.md")).unwrap().left.clone().unwrap();
        assert_eq!(format!("{:?}", left.why.unwrap()).to_lowercase(), word);
        assert!(!ledger.save().unwrap(), "{word} is written as it was read");
    }
}

#[test]
fn what_is_written_is_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.jsonl");
    fs::write(&path, OLD).unwrap();
    let mut ledger = Ledger::load(&path).unwrap();
    assert!(!ledger.save().unwrap(), "nothing to write");
    ledger.learn(&[], vec![(Origin::new("articles", "b.md"), record("01-05T00:00"))], Vec::new());
    assert!(ledger.save().unwrap());
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(OLD), "old lines stay as they are, the new one comes after them");
    assert_eq!(text.lines().count(), OLD.lines().count() + 1);
}

#[test]
fn lines_of_two_branches_about_one_article_are_merged() {
    let line = |published: &str, updated: &str, decision: &str| {
        format!(
            "{{\"article\":\"a.md\",\"source\":\"articles\",\"id\":\"tag:{published}\",\"url\":\"https://daily.example/a/\",\"seen\":\"2026-01-02T00:00:00Z\",\"published\":\"2026-01-0{published}T00:00:00Z\",\"updated\":\"2026-01-0{updated}T00:00:00Z\",\"words\":\"00000000000000ff\",\"sketch\":\"{}\"{decision}}}\n",
            "0".repeat(64)
        )
    };
    let decided = |number: u32, status: &str| {
        format!(",\"decision\":{{\"number\":{number},\"at\":\"2026-01-04T00:00:00Z\",\"status\":\"{status}\"}}")
    };
    let merged = |a: String, b: String| {
        let both = |first: &str, second: &str| {
            let ledger = load(&format!("{{\"feedroom_ledger\":1}}\n{first}{second}")).unwrap();
            ledger.record(&Origin::new("articles", "a.md")).unwrap().clone()
        };
        let one = both(&a, &b);
        assert_eq!(one, both(&b, &a), "the order of the lines does not matter");
        one
    };
    let record = merged(line("2", "3", ""), line("1", "1", ""));
    assert_eq!((record.id.as_str(), record.published, record.updated), ("tag:1", at("01-01T00:00"), at("01-03T00:00")));
    let record = merged(line("1", "1", &decided(2, "live")), line("1", "1", &decided(1, "killed")));
    assert_eq!(record.decision.unwrap().status, Some(DecisionStatus::Live), "the higher number");
    let record = merged(line("1", "1", &decided(2, "live")), line("1", "1", &decided(2, "killed")));
    assert_eq!(record.decision.unwrap().status, Some(DecisionStatus::Killed), "of equals the kill");
}

#[test]
fn of_two_versions_the_later_words_stand_with_what_was_told_of_them() {
    let mut early = record("01-01T00:00");
    early.corrections = vec![1];
    let mut late = record("01-01T00:00");
    (late.changed, late.corrections, late.significant) = (at("01-09T00:00"), vec![1, 2], true);
    late.words = Words::of(&article("a.md", "Two", &words(0, 50)));
    for (a, b) in [(&early, &late), (&late, &early)] {
        assert_eq!(super::merge::records(a.clone(), b.clone()), late);
    }
}

#[test]
fn a_broken_ledger_is_told_by_its_line() {
    assert!(load("hello\n").unwrap_err().starts_with("ledger.jsonl:1: this is not the first line of a ledger"));
    let marks = OLD.replace("{\"article\"", "<<<<<<< main\n{\"article\"");
    assert!(load(&marks).unwrap_err().starts_with("ledger.jsonl:3: a merge left its marks here"));
    let newer = OLD.replace(":1}", ":2}");
    assert!(load(&newer).unwrap_err().contains("run the newer feedroom"));
    let unknown = OLD.replace("\"seen\"", "\"seem\"");
    assert!(load(&unknown).unwrap_err().starts_with("ledger.jsonl:3: this is not an article's line"));
    let half = &OLD[..OLD.len() - 20];
    assert!(load(half).unwrap_err().starts_with("ledger.jsonl:3:"));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::load(&folder.path().join("new/ledger.jsonl")).unwrap();
    assert!(!ledger.existed());
    fs::write(folder.path().join("new"), "a file where the folder should be").unwrap();
    ledger.learn(&[], vec![(Origin::new("articles", "b.md"), record("01-05T00:00"))], Vec::new());
    assert!(ledger.save().unwrap_err().to_string().contains("cannot be written"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn feeds_and_decisions_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/ledger.jsonl");
    let mut ledger = Ledger::load(&path).unwrap();
    let mut story = record("01-05T00:00");
    story.said = Some(Said { published: Some(at("01-04T00:00")), updated: None });
    story.feed_ids.insert("all.atom".to_owned(), ArticleId::remembered("urn:old:1"));
    story.changed = at("01-05T01:00");
    story.corrections = vec![7, u32::MAX];
    story.significant = true;
    story.paces.insert(600, Pace { shown: at("01-05T00:30"), moved: at("01-05T00:31") });
    story.decision = Some(Decision {
        number: 1,
        at: at("01-06T00:00"),
        status: Some(DecisionStatus::Withheld),
        pinned: None,
        touched: None,
        note: XmlText::line("“Two”, not \"one\""),
        notice: None,
    });
    let feed = FeedRecord {
        path: "all".into(),
        definition: "all".into(),
        value: None,
        name: XmlText::line("All & “more”"),
        id: "tag:x".into(),
        began: at("01-05T00:00"),
    };
    let origin = Origin::new("wire \"a\"", "ü/b.md");
    ledger.learn(&[], vec![(origin.clone(), story.clone())], vec![feed.clone()]);
    ledger.save().unwrap();
    let ledger = Ledger::load(&path).unwrap();
    assert_eq!(ledger.record(&origin), Some(&story));
    assert_eq!(ledger.feeds().collect::<Vec<_>>(), [&feed]);
}
