//! Which changes readers are told of again.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Paper, dated, desk};
use crate::article::testing::{at, words};
use crate::article::{Article, Correction, Term};
use crate::desk::{Change, Decision, Desk, Reason, RevisionKind, Revisions, Weight};
use crate::xml::XmlText;

fn story(headline: &str, body: &str) -> Article {
    dated("a.md", headline, body, at("01-01T09:00"))
}

fn corrected(note: &str, date: Option<DateTime<Utc>>) -> Article {
    let mut story = story("One", &words(0, 200));
    story.corrections.push(Correction { note: XmlText::new(note), at: date });
    story
}

/// The kind of revision that `after` is of `before`, with the date it then has.
fn kind(desk: &Desk, before: &Article, after: &Article) -> Option<(RevisionKind, DateTime<Utc>)> {
    let paper = Paper::new();
    paper.run_by(desk, before, at("01-02T00:00"));
    let decided = paper.run_by(desk, after, at("01-03T12:00"));
    assert!(paper.run_by(desk, after, at("01-03T12:01")).revisions.is_empty(), "a change is told once");
    let (live, mut revisions) = (&decided.live[0], decided.revisions.into_iter());
    assert_eq!(live.published, at("01-01T09:00"), "published never moves");
    let revision = revisions.next()?;
    assert_eq!(revision.kind.is_significant(), live.updated > at("01-01T09:00"));
    assert_eq!(live.changed, revision.at);
    Some((revision.kind, live.updated))
}

fn usual(before: &Article, after: &Article) -> Option<RevisionKind> {
    kind(&desk(), before, after).map(|(kind, _)| kind)
}

const MINOR: fn(Change) -> Option<RevisionKind> = |change| Some(RevisionKind::Minor(change));
const SIGNIFICANT: fn(Reason) -> Option<RevisionKind> = |reason| Some(RevisionKind::Significant(reason));

#[test]
fn what_does_not_matter_is_minor() {
    let before = story("One", &words(0, 200));
    assert_eq!(usual(&before, &before), None);
    assert_eq!(usual(&before, &story("Two", &words(0, 200))), MINOR(Change::Headline));
    assert_eq!(usual(&before, &story("One", &words(0, 199))), MINOR(Change::Words));
    assert_eq!(usual(&before, &story("One", &words(0, 200).replace(' ', "\n\n"))), MINOR(Change::Markup));
    let mut tagged = before.clone();
    tagged.tags.push(Term::new(XmlText::new("ships")));
    assert_eq!(usual(&before, &tagged), MINOR(Change::Rest));
}

#[test]
fn links_are_no_words_however_many_there_are() {
    let linked =
        |host: &str| story("One", &format!("A [short](https://{host}/a/b/c) [brief](/{host}/x/y/z) https://{host}/q"));
    assert_eq!(usual(&linked("one.example"), &linked("second.other.test")), MINOR(Change::Markup));
    let html =
        |class: &str| story("One", &format!("<p class=\"{class}\" id=\"{class}-x\">Short</p> <b {class}>brief</b>"));
    assert_eq!(usual(&html("lead"), &html("new-look-of-paragraphs")), MINOR(Change::Markup));
}

#[test]
fn the_desks_word_and_a_rewritten_body_are_significant() {
    let before = story("One", &words(0, 200));
    assert_eq!(
        kind(&desk(), &before, &story("One", &words(100, 200))),
        Some((RevisionKind::Significant(Reason::Rewritten), at("01-03T12:00")))
    );
    let mut updated = before.clone();
    updated.updated = Some(at("01-03T10:00"));
    assert_eq!(
        kind(&desk(), &before, &updated),
        Some((RevisionKind::Significant(Reason::UpdateDate), at("01-03T10:00"))),
        "the desk's own date counts, though no word changed"
    );
    updated.body = story("One", &words(100, 200)).body;
    assert_eq!(kind(&desk(), &before, &updated).unwrap().1, at("01-03T10:00"), "and where all did");
}

#[test]
fn a_correction_that_is_new_is_significant_with_a_date_or_without() {
    let before = story("One", &words(0, 200));
    let told = |after: &Article| kind(&desk(), &before, after);
    let correction = RevisionKind::Significant(Reason::Correction);
    assert_eq!(told(&corrected("It was two.", None)), Some((correction, at("01-03T12:00"))));
    assert_eq!(told(&corrected("It was two.", Some(at("01-03T08:00")))), Some((correction, at("01-03T08:00"))));
    let before = corrected("It was two.", None);
    assert_eq!(usual(&before, &corrected("It was *two*!", None)), None, "its markup does not count");
    let mut second = before.clone();
    second.corrections.push(Correction { note: XmlText::new("And not here."), at: None });
    assert_eq!(usual(&before, &second), SIGNIFICANT(Reason::Correction));
    assert_eq!(usual(&second, &before), MINOR(Change::Correction), "one that is taken out is none");
}

#[test]
fn a_correction_of_the_day_of_the_last_update_is_new_all_the_same() {
    let mut before = story("One", &words(0, 200));
    before.updated = Some(at("01-03T08:00"));
    let paper = Paper::new();
    paper.run(vec![before.clone()], at("01-03T09:00"));
    before.corrections.push(Correction { note: XmlText::new("It was two."), at: Some(at("01-03T00:00")) });
    assert_eq!(paper.run(vec![before.clone()], at("01-03T12:00")).live[0].updated, at("01-03T12:00"));
    // An archive's old corrections, read for the first time, tell nobody.
    before.corrections.push(Correction { note: XmlText::new("Years ago."), at: Some(at("01-01T12:00")) });
    assert_eq!(paper.run(vec![before], at("01-05T12:00")).live[0].updated, at("01-03T12:00"));
}

#[test]
fn front_matter_decides_about_the_words_that_it_stands_with() {
    let before = story("One", &words(0, 200));
    let said = |article: &Article, significant| Article { significant: Some(significant), ..article.clone() };
    let typo = story("One", &words(0, 199));
    assert_eq!(usual(&before, &said(&typo, true)), SIGNIFICANT(Reason::Said));
    assert_eq!(usual(&before, &said(&before, true)), SIGNIFICANT(Reason::Said), "also of words that are out already");
    assert_eq!(usual(&said(&before, true), &said(&typo, true)), SIGNIFICANT(Reason::Said), "of each version once");
    let mut tagged = said(&before, true);
    tagged.tags.push(Term::new(XmlText::new("ships")));
    assert_eq!(usual(&said(&before, true), &tagged), MINOR(Change::Rest), "tags are no words");
    let mut rewritten = said(&corrected("It was two.", Some(at("01-03T08:00"))), false);
    rewritten.body = story("One", &words(100, 200)).body;
    rewritten.updated = Some(at("01-03T10:00"));
    assert_eq!(usual(&before, &rewritten), MINOR(Change::Words), "`minor` outranks date, correction and rewriting");
}

#[test]
fn a_newsroom_has_its_own_rules() {
    let by = |rules: Revisions| Desk { revisions: rules, ..desk() };
    let before = story("One", &words(0, 200));
    let headline = by(Revisions { headline: Weight::Significant, ..Revisions::default() });
    let kind_of = |desk: &Desk, after: &Article| kind(desk, &before, after).map(|(kind, _)| kind);
    assert_eq!(kind_of(&headline, &story("Two", &words(0, 200))), SIGNIFICANT(Reason::Headline));
    let never = by(Revisions { rewritten: 1.0, ..Revisions::default() });
    assert_eq!(kind_of(&never, &story("One", &words(500, 200))), MINOR(Change::Words));
    let silent = by(Revisions { correction: Weight::Minor, update_date: Weight::Minor, ..Revisions::default() });
    assert_eq!(kind_of(&silent, &corrected("It was two.", Some(at("01-03T08:00")))), MINOR(Change::Correction));
    let bumped = Article { updated: Some(at("01-03T10:00")), ..before.clone() };
    assert_eq!(kind_of(&silent, &bumped), None, "a date that a tool sets is not read");
}

#[test]
fn a_persons_decision_is_significant_and_its_note_is_a_correction() {
    let paper = Paper::new();
    let story = story("One", &words(0, 200));
    paper.run(vec![story.clone()], at("01-02T00:00"));
    let decision = Decision {
        number: 1,
        at: at("01-03T10:00"),
        status: None,
        pinned: None,
        touched: None,
        note: Some(XmlText::new("It was two.")),
        notice: None,
    };
    paper.give(decision.clone());
    let decided = paper.run(vec![story.clone()], at("01-03T12:00"));
    assert_eq!(decided.revisions[0].kind, RevisionKind::Significant(Reason::Correction));
    assert_eq!(decided.live[0].updated, at("01-03T10:00"));
    let notes =
        |decided: &super::Decided| decided.live[0].corrections().map(|note| note.note.to_string()).collect::<Vec<_>>();
    assert_eq!(notes(&decided), ["It was two."]);
    let mut said = story.clone();
    said.corrections.push(Correction { note: XmlText::new("It was two."), at: None });
    let decided = paper.run(vec![said], at("01-03T13:00"));
    assert_eq!(notes(&decided), ["It was two."], "what the source says too stands once");
    assert!(decided.revisions.is_empty());
    paper.give(Decision { number: 2, touched: Some(at("01-04T10:00")), ..decision });
    let decided = paper.run(vec![story], at("01-04T12:00"));
    assert_eq!(decided.revisions[0].kind, RevisionKind::Significant(Reason::Touched));
    assert_eq!(decided.live[0].updated, at("01-04T10:00"));
}

#[test]
fn an_evergreen_touched_by_a_bulk_edit_does_not_come_back_as_new() {
    let paper = Paper::new();
    let evergreen = |footer: &str| {
        let mut story = story("One", &format!("{}\n\n<p>{footer}</p>", words(0, 200)));
        story.tags.push(Term::new(XmlText::new(footer)));
        story
    };
    paper.run(vec![evergreen("old footer")], at("01-02T00:00"));
    let decided = paper.run(vec![evergreen("a new footer of the house")], at("12-01T00:00"));
    let live = &decided.live[0];
    assert_eq!((live.published, live.updated), (at("01-01T09:00"), at("01-01T09:00")));
    assert_eq!((decided.revisions[0].kind, live.changed), (RevisionKind::Minor(Change::Words), at("12-01T00:00")));
}

#[test]
fn of_a_line_that_an_older_feedroom_wrote_nothing_follows() {
    let paper = Paper::new();
    let story = corrected("Without a date.", None);
    paper.run(vec![story.clone()], at("01-02T00:00"));
    let path = paper.folder.path().join("ledger.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let old: Vec<String> = text
        .lines()
        .map(|line| {
            let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
            for member in ["parts", "corrections"] {
                line.as_object_mut().unwrap().remove(member);
            }
            // The order of its members is not what a ledger is told by, but for the first.
            let text = line.to_string();
            if line.get("article").is_some() { text } else { "{\"feedroom_ledger\":1}".to_owned() }
        })
        .collect();
    std::fs::write(&path, old.join("\n")).unwrap();
    let decided = paper.run(vec![story.clone()], at("01-03T00:00"));
    assert!(decided.revisions.is_empty() && decided.unchanged == 1, "{:?}", decided.revisions);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "and the line is as new");
    let headline = Article { headline: XmlText::new("Two"), ..story };
    assert_eq!(paper.run(vec![headline], at("01-04T00:00")).revisions[0].kind, RevisionKind::Minor(Change::Headline));
}

#[test]
fn dates_that_move_seldom_move_to_the_last_change_when_it_is_time() {
    let paper = Paper::new();
    let slow = Desk { paces: vec![600, 3600], ..desk() };
    let minute = |minutes: i64| at("01-02T00:00") + TimeDelta::minutes(minutes);
    let run = |headline: &str, minutes| paper.run_by(&slow, &story(headline, &words(0, 50)), minute(minutes));
    let shown = |decided: &super::Decided, every: u32| {
        let live = &decided.live[0];
        let lagging = live.lagging.iter().find(|(time, _)| *time == every);
        lagging.map_or(live.changed, |(_, date)| *date)
    };
    run("One", 0);
    let first = run("Two", 60);
    assert_eq!((shown(&first, 600), shown(&first, 3600), first.next_due), (minute(60), minute(60), None));
    let second = run("Three", 64);
    assert_eq!((shown(&second, 600), shown(&second, 3600)), (minute(60), minute(60)));
    assert_eq!((second.live[0].changed, second.next_due), (minute(64), Some(minute(70))));
    let due = run("Three", 70);
    assert_eq!((shown(&due, 600), shown(&due, 3600), due.next_due), (minute(64), minute(60), Some(minute(120))));
    assert!(due.learned.is_empty(), "time alone changes nothing in the ledger");
    let third = run("Four", 75);
    assert_eq!((shown(&third, 600), third.next_due), (minute(64), Some(minute(80))));
    let last = run("Four", 120);
    assert_eq!((shown(&last, 600), shown(&last, 3600), last.next_due), (minute(75), minute(75), None));
}
