//! A splice gives the bytes that a full save gives.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::article::testing::at;
use crate::desk::{Ahead, Decision, DecisionStatus, Left, Memory as _};
use crate::feed::Index as _;
use crate::store::tests::record;
use crate::xml::XmlText;

type Files = BTreeMap<String, String>;

fn files(place: &Place) -> Files {
    let read = |name: String| {
        let text = fs::read_to_string(place.file(&name)).unwrap();
        (name, text)
    };
    place.list().unwrap().names.into_iter().map(read).collect()
}

fn feed(path: &str, name: &str) -> FeedRecord {
    let (definition, id, began) = ("all".to_owned(), format!("tag:{path}"), at("01-01T00:00"));
    FeedRecord { path: path.to_owned(), definition, value: None, name: XmlText::line(name), id, began }
}

/// One step of a newsroom: an article, what becomes of it, and a feed.
#[derive(Debug, Clone)]
enum Step {
    /// It is written, or written anew with another date.
    Write(u8, u8, u8),
    /// It changes in its place.
    Edit(u8, u8),
    /// It goes, or another takes its place.
    Move(u8, u8),
    Feed(u8, u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (any::<u8>(), 0..90_u8, any::<u8>()).prop_map(|(key, day, more)| Step::Write(key % 40, day, more)),
        (any::<u8>(), any::<u8>()).prop_map(|(key, more)| Step::Edit(key % 40, more)),
        (any::<u8>(), any::<u8>()).prop_map(|(key, to)| Step::Move(key % 40, to % 40)),
        (any::<u8>(), any::<u8>()).prop_map(|(path, name)| Step::Feed(path % 5, name)),
    ]
}

fn origin(key: u8) -> Origin {
    Origin::new(if key.is_multiple_of(7) { "wire" } else { "articles" }, format!("é{}/{key}.md", key % 3))
}

fn dated(key: u8, day: u8, more: u8) -> Record {
    let published = at(&format!("{:02}-{:02}T00:00", 1 + day / 28, 1 + day % 28));
    let mut record = record("01-01T00:00");
    record.id = crate::article::ArticleId::remembered(&format!("tag:{key}-{day}"));
    (record.published, record.updated, record.first_seen) = (published, published, published);
    record.changed = published;
    edit(&mut record, more);
    record
}

fn edit(record: &mut Record, more: u8) {
    record.words.hash = u64::from(more);
    let feeds = (0..more % 90).map(|feed| format!("section/{feed}")).collect();
    record.left = more.is_multiple_of(3).then_some(Left { at: record.published, feeds, why: None });
}

/// What each step changes, as records before and after.
fn changes(ledger: &Ledger, steps: &[Step]) -> (HashMap<Origin, Option<Record>>, HashMap<String, FeedRecord>) {
    let (mut articles, mut feeds): (HashMap<Origin, Option<Record>>, _) = (HashMap::new(), HashMap::new());
    for step in steps {
        let current = |articles: &HashMap<Origin, Option<Record>>, key: u8| {
            let origin = origin(key);
            articles.get(&origin).cloned().unwrap_or_else(|| ledger.record(&origin).cloned())
        };
        match *step {
            Step::Write(key, day, more) => {
                articles.insert(origin(key), Some(dated(key, day, more)));
            }
            Step::Edit(key, more) => {
                if let Some(mut record) = current(&articles, key) {
                    edit(&mut record, more);
                    articles.insert(origin(key), Some(record));
                }
            }
            Step::Move(key, to) => {
                if let Some(record) = current(&articles, key) {
                    articles.insert(origin(key), None);
                    articles.insert(origin(to), Some(record));
                }
            }
            Step::Feed(path, name) => {
                let record = feed(&format!("feed{path}"), &name.to_string());
                feeds.insert(record.path.clone(), record);
            }
        }
    }
    // Lines with one id are united when they are read; of these the tests of merges speak.
    let mut ids = std::collections::HashSet::new();
    articles.retain(|_, record| record.as_ref().is_none_or(|record| ids.insert(record.id.clone())));
    (articles, feeds)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_splice_is_what_a_full_save_is(
        runs in proptest::collection::vec((proptest::collection::vec(step(), 0..30), 0_u8..6), 1..6),
        in_a_folder in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| if in_a_folder { Place::Folder(folder.path().join(name)) } else { Place::File(folder.path().join(name).join("ledger.jsonl")) };
        let (full, spliced) = (place("full"), place("spliced"));
        for place in [&full, &spliced] {
            Ledger::read(place).unwrap().save().unwrap();
        }
        let mut prints = Prints::of(&spliced).unwrap();
        let mut ledger = Ledger::read(&full).unwrap();
        for (steps, decided) in &runs {
            let (articles, feeds) = changes(&ledger, steps);
            let was = ledger.lines_by_hand();
            // Decisions ahead of stories at places where none ever is.
            let ahead = |at: u8| (Origin::new("ahead", format!("{at}.md")), Ahead { decision: decision(at), words: None });
            let gone = Origin::new("ahead", format!("{}.md", 7 - decided));
            ledger.learn_ahead(&[gone], (0..*decided).map(ahead).collect());
            let is = ledger.lines_by_hand();
            let patch = Patch {
                articles: articles
                    .iter()
                    .map(|(origin, new)| Change { origin, old: ledger.articles.get(origin), new: new.as_ref() })
                    .collect(),
                feeds: feeds.values().map(|new| (ledger.feeds.get(&new.path), new)).collect(),
                by_hand: (was != is).then_some((&*was, &*is)),
            };
            let after = patch.splice(&spliced, &prints).unwrap();
            let gone: Vec<Origin> =
                articles.iter().filter(|(_, new)| new.is_none()).map(|(origin, _)| origin.clone()).collect();
            let new = articles.into_iter().filter_map(|(origin, new)| Some((origin, new?))).collect();
            ledger.learn(&gone, new, feeds.into_values().collect());
            ledger.save().unwrap();
            prints = after.expect("every line is where it should be");
            prop_assert_eq!(files(&spliced), files(&full));
            prop_assert_eq!(&prints, ledger.prints());
            prop_assert_eq!(&prints, &Prints::of(&spliced).unwrap());
        }
    }
}

fn decision(number: u8) -> Decision {
    Decision {
        number: u32::from(number) + 1,
        at: DateTime::UNIX_EPOCH,
        status: Some(DecisionStatus::Killed),
        pinned: None,
        touched: None,
        note: None,
        notice: None,
    }
}

/// A ledger of three articles in two months, and its prints.
fn three(place: &Place) -> Prints {
    let mut ledger = Ledger::read(place).unwrap();
    ledger.learn(&[], (0..3).map(|key| (origin(key), dated(key, key * 14, 1))).collect(), vec![feed("all", "All")]);
    ledger.save().unwrap();
    ledger.prints().clone()
}

#[test]
fn where_somebody_else_wrote_all_is_read_and_merged() {
    for in_a_folder in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let place = if in_a_folder {
            Place::Folder(folder.path().join("ledger"))
        } else {
            Place::File(folder.path().join("ledger.jsonl"))
        };
        let was = three(&place);
        let (old, new, key) = (dated(1, 14, 1), dated(1, 14, 9), origin(1));
        let patch = Patch {
            articles: vec![Change { origin: &key, old: Some(&old), new: Some(&new) }],
            feeds: vec![],
            by_hand: None,
        };
        // A merge brought a line of another branch, at the end.
        let name = place.name_of(place.sheet_of(old.published));
        let theirs = String::from_utf8(bytes(&ArticleLine::of(&origin(30), &dated(30, 2, 5)))).unwrap();
        fs::write(place.file(&name), format!("{}{theirs}", files(&place)[&name])).unwrap();
        let before = files(&place);
        assert_eq!(patch.splice(&place, &was).unwrap(), None);
        assert_eq!(files(&place), before, "nothing is touched");
        let prints = patch.remember(&place, &was).unwrap();
        assert_eq!(prints, Prints::of(&place).unwrap());
        let ledger = Ledger::read(&place).unwrap();
        assert_eq!((ledger.record(&key), ledger.len(), ledger.feeds().count()), (Some(&new), 4, 1));
    }
}

#[test]
fn a_line_that_is_not_what_is_remembered_is_not_cut_out() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::File(folder.path().join("ledger.jsonl"));
    let was = three(&place);
    let before = files(&place);
    let (other, new, key) = (dated(1, 14, 7), dated(1, 14, 9), origin(1));
    for (old, new) in [(Some(&other), Some(&new)), (None, Some(&new)), (Some(&other), None)] {
        let patch = Patch { articles: vec![Change { origin: &key, old, new }], feeds: vec![], by_hand: None };
        assert_eq!(patch.splice(&place, &was).unwrap(), None);
        assert_eq!(files(&place), before);
    }
}
