//! A person's hand in a run: the articles that are named are found among all
//! that is heard and remembered, and what becomes of them stands in the ledger
//! before the desk looks at it. So one run takes a story back everywhere.

mod fault;
mod known;
mod name;
mod places;
mod survey;

pub use fault::HandError;
pub(super) use places::origins;
pub use survey::{Dossier, Survey, survey};

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{House, Seen};
use crate::article::Origin;
use crate::desk::{Action, Ahead, Case, Decision, Deed, Event, Heard, Memory as _, Record, Subject, Verdict};
use crate::store::Ledger;
use crate::xml::XmlText;
use known::{Known, Nobody};

/// What a person asks of a run.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// The articles, as they were typed: ids, addresses, files, keys.
    pub names: &'a [String],
    /// The folder that files among them are relative to.
    pub folder: &'a Path,
    /// What is to be done with each.
    pub action: &'a Action,
    /// What readers are told in place of the story.
    pub notice: Option<&'a XmlText>,
    /// Why: for the journal alone.
    pub reason: Option<&'a str>,
    /// Who asks: the operating system's name of the person.
    pub who: &'a str,
    /// Whether a story may be meant that has not come yet.
    pub ahead: bool,
}

/// What became of one article that a person named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// As it was named.
    pub name: String,
    /// Where it comes from; not of one that waits for its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Its id, if it was ever out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What was done, in one word.
    pub done: &'static str,
    /// Whether anything was decided: not where all was so already.
    pub changed: bool,
    /// What there is to know besides.
    pub notes: Vec<String>,
    /// Feeds that it left, or that hold it now.
    pub feeds: Vec<String>,
    /// Files that still hold its words and that nobody but a person may take away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What the journal learns.
    #[serde(skip)]
    pub event: Event,
}

/// What was heard of the sources, as far as a person's hand asks.
pub(super) struct Told<'a> {
    pub(super) heard: &'a Heard,
    /// A source that is out.
    pub(super) out: Option<&'a str>,
    /// The file of an article.
    pub(super) files: &'a dyn Fn(&Origin) -> Option<PathBuf>,
}

/// What the ledger learns of one article.
enum Change {
    Record(Box<Record>),
    Ahead(Ahead),
}

/// Decides about all that `hand` names, or about none of it.
///
/// # Errors
/// When a name means no article or several, or the action makes no sense for one.
pub(super) fn apply(
    house: &House,
    hand: &Hand<'_>,
    told: &Told<'_>,
    ledger: &mut Ledger,
    now: DateTime<Utc>,
) -> Result<Vec<Handed>, HandError> {
    if !ledger.lasts() {
        return Err(HandError::NoMemory);
    }
    let (mut handed, mut changes) = (Vec::new(), Vec::new());
    {
        let nobodies = name::nobodies(house, hand);
        let all = known::all(told.heard, ledger, now);
        let mut seen = HashSet::new();
        for (which, known) in name::find_all(house, hand, told.out, &all, &nobodies, ledger)? {
            if !seen.insert(known.place.clone()) {
                continue;
            }
            let name = &hand.names[which];
            let Verdict { decision, notes } = decide(hand, name, &known, now)?;
            let mut done = done(hand, name, &known, notes, decision.is_some(), now);
            if *hand.action == Action::Erase {
                done.files = (told.files)(known.place).into_iter().map(|path| path.display().to_string()).collect();
            }
            handed.push(done);
            changes.extend(decision.map(|decision| (known.stands_at.clone(), change(&known, decision))));
        }
    }
    for (place, change) in changes {
        match change {
            Change::Record(record) => ledger.learn(&[], vec![(place, *record)], Vec::new()),
            Change::Ahead(ahead) => ledger.learn_ahead(&[], vec![(place, ahead)]),
        }
    }
    Ok(handed)
}

fn decide(hand: &Hand<'_>, name: &str, known: &Known<'_>, now: DateTime<Utc>) -> Result<Verdict, HandError> {
    if known.erased.is_some() {
        if *hand.action == Action::Erase {
            return Ok(Verdict { decision: None, notes: vec!["it was erased already".to_owned()] });
        }
        return Err(HandError::erased(name));
    }
    let case = Case {
        article: known.told.map(|told| &*told.article),
        was_out: known.record.is_some(),
        decision: known.decision(),
        now,
    };
    let mut verdict = case.decide(hand.action, hand.notice.cloned()).map_err(|why| HandError::refused(name, why))?;
    if known.is_nobody() {
        verdict.notes.push("no such article has come yet: this holds for it as soon as it comes".to_owned());
    }
    Ok(verdict)
}

fn change(known: &Known<'_>, decision: Decision) -> Change {
    match known.record {
        Some(record) => Change::Record(Box::new(Record { decision: Some(decision), ..record.clone() })),
        None => Change::Ahead(Ahead { decision, words: known.told.map(|told| told.words) }),
    }
}

fn done(
    hand: &Hand<'_>,
    name: &str,
    known: &Known<'_>,
    notes: Vec<String>,
    changed: bool,
    now: DateTime<Utc>,
) -> Handed {
    let id = known.id();
    let article = id.map_or_else(|| Subject::Place(known.place.clone()), |id| Subject::Id(id.clone()));
    Handed {
        name: name.to_owned(),
        place: (!known.is_hushed()).then(|| known.place.to_string()),
        id: id.map(ToString::to_string),
        done: hand.action.deed().word(),
        changed,
        notes,
        feeds: Vec::new(),
        files: Vec::new(),
        event: Event {
            at: now,
            who: hand.who.to_owned(),
            what: hand.action.deed(),
            article,
            place: Some(known.place.clone()),
            reason: hand.reason.map(str::to_owned),
        },
    }
}

/// What the journal learns of a run: all that was decided, and why it was said
/// again where all was so already.
pub(super) fn events(seen: &Seen) -> Vec<Event> {
    let told = seen.handed.iter().filter(|handed| handed.changed || handed.event.reason.is_some());
    told.map(|handed| handed.event.clone()).collect()
}

impl Handed {
    /// Whether it was erased: then nothing of it may be left in any memory.
    pub(super) fn is_erasure(&self) -> bool {
        self.event.what == Deed::Erased
    }
}

/// Adds the feeds to what became of each: those that it left, if it is out, else
/// those that hold it.
pub(super) fn add_feeds(seen: &mut Seen) {
    let mut handed = std::mem::take(&mut seen.handed);
    for done in &mut handed {
        if let Subject::Place(place) = &done.event.article {
            // It may be out since this run.
            let card = seen.cards.iter().find(|card| card.origin == *place);
            done.id = card.map(|card| card.id.to_string());
        }
        let Some(id) = done.id.as_deref() else { continue };
        done.feeds = match done.event.what {
            Deed::Killed | Deed::Withheld | Deed::Erased => left(&seen.ledger, id),
            _ => seen.feeds_with(id),
        };
    }
    seen.handed = handed;
}

fn left(ledger: &Ledger, id: &str) -> Vec<String> {
    let records = ledger.taken_out();
    let of_record =
        records.iter().find(|(_, record)| record.id.as_str() == id).and_then(|(_, record)| record.left.as_ref());
    let is_it = |erased: &&crate::desk::Erased| erased.id.as_ref().is_some_and(|known| known.as_str() == id);
    let of_erased = ledger.all_erased().iter().find(is_it).and_then(|erased| erased.left.as_ref());
    of_record.or(of_erased).map(|left| left.feeds.clone()).unwrap_or_default()
}

impl Seen {
    /// Paths of the feeds of the plan that hold the article with an id.
    pub(super) fn feeds_with(&self, id: &str) -> Vec<String> {
        let at = self.cards.iter().position(|card| card.id.as_str() == id).and_then(|at| u32::try_from(at).ok());
        let Some(at) = at else { return Vec::new() };
        let holding = self.plan.feeds.iter().filter(|feed| feed.articles.contains(&at));
        holding.map(|feed| feed.record.path.clone()).collect()
    }
}

impl Nobody {
    fn known(&self) -> Known<'_> {
        Known::nobody(&self.0)
    }
}
