//! What the desk decides, as an editor would check it.

mod by_hand;
mod one_story;
mod revisions;

use chrono::{DateTime, Utc};

use super::{Decided, Decision, DecisionStatus, Desk, Heard, Memory as _, Record, Revisions, Told};
use crate::article::testing::{article, at, words};
use crate::article::{Article, Correction, Origin, Status};
use crate::store::Ledger;
use crate::xml::XmlText;

/// A ledger file and the runs over it.
struct Paper {
    folder: tempfile::TempDir,
}

impl Paper {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn ledger(&self) -> Ledger {
        Ledger::load(&self.folder.path().join("ledger.jsonl")).unwrap()
    }

    fn heard(articles: Vec<Article>, refused: &[&str]) -> Heard {
        Heard {
            articles: articles.into_iter().map(Told::new).collect(),
            refused: refused.iter().map(|key| Origin::new("articles", *key)).collect(),
            answered: vec!["articles".into()],
            keeping: Vec::new(),
        }
    }

    /// A run with rules of revision.
    fn run_by(&self, desk: &Desk, article: &Article, now: DateTime<Utc>) -> Decided {
        let mut ledger = self.ledger();
        let decided = desk.decide(&Self::heard(vec![article.clone()], &[]), &ledger, now);
        ledger.learn(&decided.moved, decided.learned.clone(), Vec::new());
        ledger.save().unwrap();
        decided
    }

    /// Gives the one article of the ledger a decision.
    fn give(&self, decision: Decision) {
        let mut ledger = self.ledger();
        let (origin, record) = ledger.of_source("articles")[0];
        let (origin, record) = (origin.clone(), Record { decision: Some(decision), ..record.clone() });
        ledger.learn(&[], vec![(origin, record)], Vec::new());
        ledger.save().unwrap();
    }

    /// A run: decides, and writes the ledger as a run does.
    fn run(&self, articles: Vec<Article>, now: DateTime<Utc>) -> Decided {
        self.run_heard(&Self::heard(articles, &[]), now)
    }

    fn run_heard(&self, heard: &Heard, now: DateTime<Utc>) -> Decided {
        let mut ledger = self.ledger();
        let decided = desk().decide(heard, &ledger, now);
        ledger.learn_ahead(&decided.moved, decided.learned_ahead.clone());
        ledger.learn(&decided.moved, decided.learned.clone(), Vec::new());
        ledger.save().unwrap();
        decided
    }
}

fn desk() -> Desk {
    Desk { host: "daily.example".into(), revisions: Revisions::default(), paces: Vec::new() }
}

fn dated(key: &str, headline: &str, body: &str, published: DateTime<Utc>) -> Article {
    let mut article = article(key, headline, body);
    article.published = Some(published);
    article
}

fn ids(decided: &Decided) -> Vec<&str> {
    decided.live.iter().map(|live| live.id.as_str()).collect()
}

#[test]
fn an_id_survives_headline_slug_and_date_changes() {
    let paper = Paper::new();
    let first = paper.run(vec![dated("a.md", "One", "body", at("01-01T09:00"))], at("01-02T00:00"));
    let mut changed = dated("a.md", "Another headline", "body", at("01-01T10:00"));
    changed.slug = "another".into();
    let second = paper.run(vec![changed], at("01-03T00:00"));
    assert_eq!(ids(&first), ids(&second));
    assert_eq!(second.live[0].published, at("01-01T09:00"), "published never moves");
    assert_eq!(second.live[0].permalink.as_str(), "https://daily.example/another/");
}

#[test]
fn a_renamed_file_is_the_same_story() {
    let paper = Paper::new();
    let body = words(0, 200);
    let first = paper.run(vec![dated("a.md", "One", &body, at("01-01T09:00"))], at("01-02T00:00"));
    // Another place and address, a few words changed.
    let mut renamed = dated("world/b.md", "One, again", &format!("{body} and more"), at("01-01T09:00"));
    renamed.slug = "elsewhere".into();
    let second = paper.run(vec![renamed], at("01-03T00:00"));
    assert_eq!(ids(&first), ids(&second));
    assert!(second.leaving.is_empty() && second.vanished.is_empty());
    let third = paper.run(vec![dated("world/b.md", "One", &body, at("01-01T09:00"))], at("01-04T00:00"));
    assert_eq!(ids(&first), ids(&third), "the ledger has moved with it");
}

#[test]
fn a_daily_column_with_the_same_words_gets_a_new_id_each_day() {
    let paper = Paper::new();
    let body = words(0, 200);
    let monday = paper.run(vec![dated("mon.md", "Tide", &body, at("01-05T06:00"))], at("01-05T07:00"));
    let tuesday = paper.run(vec![dated("tue.md", "Tide", &body, at("01-06T06:00"))], at("01-06T07:00"));
    assert_ne!(ids(&monday), ids(&tuesday));
}

#[test]
fn a_story_that_waited_for_its_time_is_the_same_at_another_place() {
    let body = words(0, 200);
    for (keeps_embargo, headline, is_known) in
        [(true, "One", true), (true, "Two", true), (false, "One", true), (false, "Two", false)]
    {
        let paper = Paper::new();
        let mut story = dated("a.md", "One", &body, at("01-01T09:00"));
        story.embargo = Some(at("01-10T00:00"));
        let first = paper.run(vec![story.clone()], at("01-10T00:00"));
        let mut moved = dated("world/b.md", headline, &body, at("01-01T09:00"));
        moved.embargo = story.embargo.filter(|_| keeps_embargo);
        moved.slug = "elsewhere".into();
        let second = paper.run(vec![moved], at("01-11T00:00"));
        assert_eq!(ids(&first) == ids(&second), is_known, "{keeps_embargo} {headline}");
    }
}

#[test]
fn of_two_files_that_could_be_the_renamed_one_neither_is_taken_for_it() {
    let paper = Paper::new();
    let body = words(0, 200);
    let first = paper.run(vec![dated("a.md", "One", &body, at("01-01T09:00"))], at("01-02T00:00"));
    let mut two = vec![dated("b.md", "One", &body, at("01-01T09:00")), dated("c.md", "One", &body, at("01-01T09:00"))];
    two[0].slug = "b".into();
    two[1].slug = "c".into();
    let second = paper.run(two, at("01-03T00:00"));
    assert!(second.live.iter().all(|live| live.id != first.live[0].id));
}

#[test]
fn nothing_of_an_embargo_is_out_before_its_time() {
    let paper = Paper::new();
    let mut story = dated("a.md", "One", "body", at("01-01T09:00"));
    story.embargo = Some(at("01-10T00:00"));
    let before = paper.run(vec![story.clone()], at("01-09T23:59"));
    assert!(before.live.is_empty() && before.learned.is_empty());
    assert_eq!(before.next_due, Some(at("01-10T00:00")));
    let after = paper.run(vec![story], at("01-10T00:00"));
    assert_eq!(after.live[0].published, at("01-10T00:00"), "published is its time, for a story never out before");
}

#[test]
fn an_embargo_that_is_added_takes_the_story_back() {
    let paper = Paper::new();
    let story = dated("a.md", "One", "body", at("01-01T09:00"));
    let out = paper.run(vec![story.clone()], at("01-02T00:00"));
    let mut embargoed = story.clone();
    embargoed.embargo = Some(at("02-01T00:00"));
    let back = paper.run(vec![embargoed], at("01-03T00:00"));
    assert!(back.live.is_empty());
    assert_eq!(back.leaving.len(), 1);
    assert_eq!(back.out_by_word[0].1, out.live[0].id);
    let again = paper.run(vec![story], at("01-04T00:00"));
    assert_eq!(ids(&out), ids(&again));
}

#[test]
fn an_expired_story_leaves_at_its_time() {
    let paper = Paper::new();
    let mut story = dated("a.md", "One", "body", at("01-01T09:00"));
    story.expiry = Some(at("01-05T00:00"));
    let before = paper.run(vec![story.clone()], at("01-04T00:00"));
    assert_eq!((before.live.len(), before.next_due), (1, Some(at("01-05T00:00"))));
    let after = paper.run(vec![story], at("01-05T00:00"));
    assert_eq!((after.live.len(), after.out, after.leaving.len()), (0, 1, 1));
}

#[test]
fn drafts_and_held_stories_wait_and_killed_ones_go() {
    let paper = Paper::new();
    let with = |key: &str, status| {
        let mut story = dated(key, key, "body", at("01-01T09:00"));
        story.status = status;
        story
    };
    let stories = vec![with("d", Status::Draft), with("h", Status::Held("legal".into())), with("k", Status::Killed)];
    let decided = paper.run(stories, at("01-02T00:00"));
    assert!(decided.live.is_empty());
    assert_eq!((decided.drafts, decided.waiting.len(), decided.out), (1, 1, 1));
    assert_eq!(decided.waiting[0].reason, "legal");
}

#[test]
fn an_undated_story_keeps_the_date_it_was_first_seen() {
    let paper = Paper::new();
    let first = paper.run(vec![article("a.txt", "One", "body")], at("01-02T00:00"));
    let second = paper.run(vec![article("a.txt", "One", "body")], at("01-09T00:00"));
    assert_eq!(first.live[0].published, at("01-02T00:00"));
    assert_eq!(second.live[0].published, at("01-02T00:00"));
    assert_eq!(second.unchanged, 1);
}

#[test]
fn without_a_ledger_nothing_undated_is_taken() {
    let heard = Paper::heard(vec![article("a.txt", "One", "body"), dated("b.md", "Two", "b", at("01-01T00:00"))], &[]);
    let decided = desk().decide(&heard, &Ledger::forgetful(), at("01-02T00:00"));
    assert_eq!(decided.live.len(), 1);
    assert!(decided.refused[0].what.contains("no date"));
}

#[test]
fn of_two_stories_with_one_address_the_published_one_keeps_it() {
    let paper = Paper::new();
    let later = dated("later.md", "Same", "one", at("01-03T00:00"));
    paper.run(vec![later.clone()], at("01-04T00:00"));
    let earlier = dated("earlier.md", "Same", "two", at("01-01T00:00"));
    let decided = paper.run(vec![earlier, later], at("01-05T00:00"));
    assert_eq!(decided.live[0].article.origin.key.as_ref(), "later.md");
    let refused = &decided.refused[0];
    assert!(refused.origin.key.as_ref() == "earlier.md" && refused.what.contains("later.md"), "{refused:?}");
}

#[test]
fn the_clash_of_an_embargoed_address_tells_nothing() {
    let paper = Paper::new();
    let mut secret = dated("secret.md", "Same", "one", at("01-01T00:00"));
    secret.embargo = Some(at("12-01T00:00"));
    let decided = paper.run(vec![secret, dated("open.md", "Same", "two", at("01-02T00:00"))], at("01-05T00:00"));
    assert!(decided.refused.is_empty());
    assert_eq!(decided.live.len(), 1);
}

#[test]
fn readers_are_told_again_only_of_what_matters() {
    let paper = Paper::new();
    let story = dated("a.md", "One", &words(0, 200), at("01-01T09:00"));
    let updated = |story: &Article, now| paper.run(vec![story.clone()], now).live[0].updated;
    assert_eq!(updated(&story, at("01-02T00:00")), at("01-01T09:00"));
    let mut typo = dated("a.md", "One", &words(0, 198), at("01-01T09:00"));
    assert_eq!(updated(&typo, at("01-03T00:00")), at("01-01T09:00"), "a few words are no update");
    typo.updated = Some(at("01-03T08:00"));
    assert_eq!(updated(&typo, at("01-04T00:00")), at("01-03T08:00"), "the desk's own date is one");
    typo.corrections.push(Correction { note: XmlText::new("It was two."), at: Some(at("01-05T08:00")) });
    assert_eq!(updated(&typo, at("01-06T00:00")), at("01-05T08:00"), "a correction is one");
    typo.body = dated("a.md", "One", &words(100, 200), at("01-01T09:00")).body;
    assert_eq!(updated(&typo, at("01-07T00:00")), at("01-07T00:00"), "a rewritten story is one");
    assert_eq!(updated(&typo, at("01-08T00:00")), at("01-07T00:00"), "once");
    typo.updated = Some(at("12-01T00:00"));
    assert_eq!(updated(&typo, at("01-09T00:00")), at("01-07T00:00"), "a date ahead is not yet true");
}

#[test]
fn a_refused_file_is_not_a_vanished_one() {
    let paper = Paper::new();
    paper.run(vec![dated("a.md", "One", "body", at("01-01T09:00"))], at("01-02T00:00"));
    let decided = paper.run_heard(&Paper::heard(Vec::new(), &["a.md"]), at("01-03T00:00"));
    assert!(decided.vanished.is_empty());
    assert_eq!(decided.leaving.len(), 1, "it is left out until it is mended");
}

#[test]
fn of_a_source_that_is_out_nothing_follows() {
    let paper = Paper::new();
    paper.run(vec![dated("a.md", "One", "body", at("01-01T09:00"))], at("01-02T00:00"));
    let decided = paper.run_heard(&Heard::default(), at("01-03T00:00"));
    assert!(decided.leaving.is_empty() && decided.vanished.is_empty() && decided.learned.is_empty());
}

#[test]
fn a_persons_decision_in_the_ledger_outranks_the_source() {
    let paper = Paper::new();
    let story = dated("a.md", "One", "body", at("01-01T09:00"));
    let mut learned = paper.run(vec![story.clone()], at("01-02T00:00")).learned;
    let decide = |status| Decision {
        number: 1,
        at: at("01-03T00:00"),
        status,
        pinned: Some(true),
        touched: None,
        note: None,
        notice: None,
    };
    learned[0].1.decision = Some(decide(Some(DecisionStatus::Killed)));
    let mut ledger = paper.ledger();
    ledger.learn(&[], learned.clone(), Vec::new());
    ledger.save().unwrap();
    let killed = paper.run(vec![story.clone()], at("01-04T00:00"));
    assert!(killed.live.is_empty() && killed.out == 1);
    learned[0].1.decision = Some(decide(None));
    let mut ledger = paper.ledger();
    ledger.learn(&[], learned, Vec::new());
    ledger.save().unwrap();
    assert!(paper.run(vec![story], at("01-05T00:00")).live[0].pinned);
}

#[test]
fn a_case_only_rename_is_the_same_story_though_its_words_changed() {
    let paper = Paper::new();
    let first = paper.run(vec![dated("world/A.md", "One", &words(0, 200), at("01-01T09:00"))], at("01-02T00:00"));
    let renamed = dated("World/a.md", "One", &words(500, 200), at("01-01T09:00"));
    assert_eq!(ids(&paper.run(vec![renamed], at("01-03T00:00"))), ids(&first));
}

#[test]
fn an_id_that_is_out_is_never_given_to_another_story() {
    let paper = Paper::new();
    let story = |key: &str, body: &str| {
        let mut story = dated(key, key, body, at("01-01T00:00"));
        story.slug = key.replace('.', "-");
        story
    };
    let one = words(0, 200);
    paper.run(vec![story("a.md", &one)], at("01-02T00:00"));
    let moved = paper.run(vec![story("b.md", &one)], at("01-03T00:00"));
    // Another story of that date comes to the place that is free now.
    let both = paper.run(vec![story("a.md", &words(900, 200)), story("b.md", &one)], at("01-04T00:00"));
    assert!(ids(&both).contains(&ids(&moved)[0]));
    assert_ne!(both.live[0].id, both.live[1].id);
}

#[test]
fn a_rename_while_the_site_moves_is_told_by_the_path_of_the_address() {
    let paper = Paper::new();
    let at_url = |key: &str, url: &str, body: &str| {
        let mut story = dated(key, "One", body, at("01-01T09:00"));
        story.link = crate::article::Link::Url(crate::xml::AbsoluteUrl::parse(url).unwrap());
        story
    };
    let before = at_url("a.md", "http://daily.example/2026/one/", &words(0, 200));
    let first = paper.run(vec![before], at("01-02T00:00"));
    // A quarter of the words changed: too many without the address.
    let after = at_url("b.md", "https://news.example/2026/one/", &words(60, 200));
    assert_eq!(ids(&paper.run(vec![after], at("01-03T00:00"))), ids(&first));
}

#[test]
fn an_undated_column_of_alike_words_is_another_one_each_day() {
    let paper = Paper::new();
    let column = |key: &str, more: &str| {
        let mut story = article(key, key, &format!("{} {more}", words(0, 200)));
        story.slug = key.replace('.', "-");
        story
    };
    let monday = paper.run(vec![column("mon.txt", "calm")], at("01-05T07:00"));
    let tuesday = paper.run(vec![column("tue.txt", "storm")], at("01-06T07:00"));
    assert_ne!(ids(&monday), ids(&tuesday));
    let renamed = paper.run(vec![column("renamed.txt", "storm")], at("01-06T08:00"));
    assert_eq!(ids(&tuesday), ids(&renamed), "the same words are the same story");
}

#[test]
fn a_file_out_of_reach_is_asked_about_and_its_story_stays() {
    let paper = Paper::new();
    let story = dated("a.md", "One", "body", at("01-01T09:00"));
    let first = paper.run(vec![story.clone()], at("01-02T00:00"));
    let gone = Heard { keeping: vec!["articles".into()], ..Paper::heard(Vec::new(), &[]) };
    let decided = paper.run_heard(&gone, at("01-03T00:00"));
    assert_eq!(decided.missing, [(story.origin.clone(), first.live[0].id.clone())]);
    assert!(decided.leaving.is_empty() && decided.learned.is_empty() && decided.vanished.len() == 1);
    assert_eq!(paper.run(vec![story], at("01-04T00:00")).unchanged, 1);
}

#[test]
fn why_a_story_left_is_the_last_that_was_heard_of_it() {
    use super::{Memory as _, Why};
    let paper = Paper::new();
    let story = |key: &str| dated(key, key, "body", at("01-01T09:00"));
    paper.run(vec![story("a.md"), story("b.md"), story("c.md"), story("d.md")], at("01-02T00:00"));
    let left = |key: &str| {
        let left = paper.ledger().record(&Origin::new("articles", key)).unwrap().left.clone();
        left.map(|left| (left.at, left.why.unwrap()))
    };
    let mut a = story("a.md");
    a.status = Status::Withheld;
    let mut b = story("b.md");
    b.expiry = Some(at("01-02T12:00"));
    paper.run_heard(&Paper::heard(vec![a.clone(), b], &["c.md"]), at("01-03T00:00"));
    let then = at("01-03T00:00");
    assert_eq!(left("a.md"), Some((then, Why::Withheld)));
    assert_eq!(left("b.md"), Some((then, Why::Expired)));
    assert_eq!(left("c.md"), Some((then, Why::Refused)));
    assert_eq!(left("d.md"), Some((then, Why::Vanished)));
    a.status = Status::Killed;
    let again = paper.run(vec![a.clone(), story("c.md")], at("01-04T00:00"));
    assert!(again.leaving.is_empty(), "it left before");
    assert_eq!(left("a.md"), Some((then, Why::Killed)), "when it left does not move");
    assert_eq!(left("c.md"), None, "it returned");
    paper.run(vec![], at("01-05T00:00"));
    assert_eq!(left("a.md"), Some((then, Why::Killed)), "that the file is gone says nothing new");
    a.embargo = Some(at("02-01T00:00"));
    a.status = Status::Live;
    paper.run(vec![a], at("01-06T00:00"));
    assert_eq!(left("a.md"), Some((then, Why::Embargoed)));
}
