//! What a person's word comes to.

use super::*;
use crate::article::testing::{article, at};

fn decision(number: u32, status: DecisionStatus) -> Decision {
    Decision {
        number,
        at: at("01-01T00:00"),
        status: Some(status),
        pinned: Some(true),
        touched: None,
        note: None,
        notice: XmlText::line("Taken back."),
    }
}

fn story(status: Status) -> Article {
    let mut story = article("a.md", "One", "body");
    story.status = status;
    story
}

fn case<'a>(article: Option<&'a Article>, was_out: bool, decision: Option<&'a Decision>) -> Case<'a> {
    Case { article, was_out, decision, now: at("01-09T00:00") }
}

#[test]
fn a_kill_counts_up_and_keeps_what_else_was_decided() {
    let (story, before) = (story(Status::Live), decision(4, DecisionStatus::Withheld));
    let verdict = case(Some(&story), true, Some(&before)).decide(&Action::Kill, None).unwrap();
    let kill = verdict.decision.unwrap();
    assert_eq!((kill.number, kill.at, kill.pinned), (5, at("01-09T00:00"), Some(true)));
    assert_eq!((kill.status, kill.notice.as_deref()), (Some(DecisionStatus::Killed), Some("Taken back.")));
    let again = case(Some(&story), true, Some(&kill)).decide(&Action::Kill, None).unwrap();
    assert_eq!(again.decision, None, "a second kill changes nothing");
    let other = case(Some(&story), true, Some(&kill)).decide(&Action::Kill, XmlText::line("Otherwise.")).unwrap();
    assert_eq!(other.decision.unwrap().number, 6, "another notice does");
    assert!(case(Some(&story), true, Some(&kill)).decide(&Action::Withhold, None).is_err());
    assert!(case(Some(&story), true, Some(&kill)).decide(&Action::Release, None).is_err());
}

#[test]
fn a_restored_story_follows_its_source_again() {
    let killed = decision(1, DecisionStatus::Killed);
    let restored = |status, was_out| {
        let story = story(status);
        let verdict = case(Some(&story), was_out, Some(&killed)).decide(&Action::Restore, None).unwrap();
        let decision = verdict.decision.unwrap();
        assert_eq!((decision.number, decision.notice), (2, None));
        (decision.status, verdict.notes.join(" "))
    };
    assert_eq!(restored(Status::Live, true), (None, String::new()));
    assert_eq!(restored(Status::Held("desk".into()), true).0, Some(DecisionStatus::Live), "it had been released");
    let (status, notes) = restored(Status::Held("desk".into()), false);
    assert!(status.is_none() && notes.contains("article release"), "{notes}");
    assert!(restored(Status::Killed, true).1.contains("still says `status: killed`"));
    let story = story(Status::Killed);
    assert!(
        case(Some(&story), true, None).decide(&Action::Restore, None).unwrap_err().what.contains("its source says")
    );
}

#[test]
fn a_release_lets_out_what_is_held_and_lifts_no_embargo() {
    let mut held = story(Status::Held("desk".into()));
    let verdict = case(Some(&held), false, None).decide(&Action::Release, None).unwrap();
    assert_eq!(verdict.decision.unwrap().status, Some(DecisionStatus::Live));
    held.embargo = Some(at("02-01T00:00"));
    let verdict = case(Some(&held), false, None).decide(&Action::Release, None).unwrap();
    assert!(verdict.decision.is_some() && verdict.notes[0].contains("lifts an embargo"));
    held.status = Status::Live;
    assert!(case(Some(&held), false, None).decide(&Action::Release, None).unwrap_err().what.contains("embargo"));
    let out = story(Status::Live);
    assert_eq!(case(Some(&out), true, None).decide(&Action::Release, None).unwrap().decision, None);
}

#[test]
fn corrections_are_gathered_and_count_as_updates() {
    let story = story(Status::Live);
    let note = |text: &str| Action::Correct(XmlText::new(text));
    let first = case(Some(&story), true, None).decide(&note("It was two."), None).unwrap().decision.unwrap();
    assert_eq!((first.note.as_deref(), first.touched), (Some("It was two."), Some(at("01-09T00:00"))));
    let second = case(Some(&story), true, Some(&first)).decide(&note("On Monday."), None).unwrap().decision.unwrap();
    assert_eq!(second.note.as_deref(), Some("It was two. On Monday."));
    assert_eq!(case(Some(&story), true, Some(&second)).decide(&note("On Monday."), None).unwrap().decision, None);
    assert!(case(Some(&story), true, Some(&second)).decide(&note(&"x".repeat(9_000)), None).is_err());
    assert!(case(Some(&story), false, None).decide(&note("x"), None).is_err(), "nobody knows what was wrong");
}

#[test]
fn what_is_erased_stays_so_without_its_note() {
    let story = story(Status::Live);
    let mut before = decision(1, DecisionStatus::Live);
    before.note = XmlText::line("Words of it.");
    let erased = case(Some(&story), true, Some(&before)).decide(&Action::Erase, None).unwrap().decision.unwrap();
    assert_eq!((erased.status, &erased.note, &erased.notice), (Some(DecisionStatus::Erased), &None, &None));
    for action in [Action::Restore, Action::Release, Action::Kill, Action::Touch] {
        assert!(case(Some(&story), true, Some(&erased)).decide(&action, None).is_err());
    }
}
