//! What is known of one article, for programs and for people.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::desk::{Decision, DecisionStatus, Event, RevisionKind};
use crate::pipeline::Dossier;

/// One article, for programs.
#[derive(Serialize)]
pub(super) struct Sheet<'a> {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_seen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiry: Option<String>,
    pinned: bool,
    feeds: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<LeftSheet<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionSheet<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<EventSheet<'a>>,
}

#[derive(Serialize)]
struct LeftSheet<'a> {
    at: String,
    feeds: &'a [String],
}

#[derive(Serialize)]
struct DecisionSheet<'a> {
    number: u32,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinned: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    touched: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
}

#[derive(Serialize)]
struct EventSheet<'a> {
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<&'a str>,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words_changed_percent: Option<u8>,
    #[serde(skip)]
    revision: Option<RevisionKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(dossier: &'a Dossier) -> Self {
        Self {
            status: dossier.state.word(),
            source: dossier.place.as_ref().map(|place| &*place.source),
            key: dossier.place.as_ref().map(|place| &*place.key),
            id: dossier.id.as_deref(),
            url: dossier.url.as_deref(),
            published: dossier.published.map(time),
            updated: dossier.updated.map(time),
            first_seen: dossier.first_seen.map(time),
            expiry: dossier.expiry.map(time),
            pinned: dossier.pinned,
            feeds: &dossier.feeds,
            left: dossier.left.as_ref().map(|left| LeftSheet { at: time(left.at), feeds: &left.feeds }),
            decision: dossier.decision.as_ref().map(DecisionSheet::of),
            fault: dossier.fault.as_deref(),
            history: history(dossier),
        }
    }

    /// The same for people, a fact a line.
    pub(super) fn text(&self) -> String {
        let place = match (self.source, self.key) {
            (Some(source), Some(key)) => format!("{source}: {key}"),
            _ => "an erased article".to_owned(),
        };
        let mut text = format!("{place}\n");
        let mut fact = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                text.push_str(&format!("  {name:<11}{value}\n"));
            }
        };
        fact("status", Some(self.status.to_owned()));
        fact("fault", self.fault.map(str::to_owned));
        fact("id", self.id.map(str::to_owned));
        fact("url", self.url.map(str::to_owned));
        fact("published", self.published.clone());
        fact("updated", self.updated.clone().filter(|updated| Some(updated) != self.published.as_ref()));
        fact("first seen", self.first_seen.clone());
        fact("expiry", self.expiry.clone());
        fact("pinned", self.pinned.then(|| "yes".to_owned()));
        fact("feeds", Some(self.feeds.join(", ")));
        fact(
            "left",
            self.left.as_ref().map(|left| {
                if left.feeds.is_empty() { left.at.clone() } else { format!("{} {}", left.at, left.feeds.join(", ")) }
            }),
        );
        fact(
            "decision",
            self.decision.as_ref().map(|decision| {
                format!(
                    "{} ({}, number {})",
                    decision.status.unwrap_or("as its source says"),
                    decision.at,
                    decision.number
                )
            }),
        );
        if let Some(decision) = &self.decision {
            fact("touched", decision.touched.clone());
            fact("note", decision.note.map(str::to_owned));
            fact("notice", decision.notice.map(str::to_owned));
        }
        for event in &self.history {
            fact("history", Some(event.text()));
        }
        text
    }

    /// The same on one line.
    pub(super) fn line(&self) -> String {
        let place = match (self.source, self.key) {
            (Some(source), Some(key)) => format!("{source}: {key}"),
            _ => self.id.unwrap_or("an erased article").to_owned(),
        };
        let published = self.published.as_deref().unwrap_or("-");
        let url = self.url.map(|url| format!("  {url}")).unwrap_or_default();
        format!("{:<10} {published:<20} {place}{url}\n", self.status)
    }
}

impl<'a> DecisionSheet<'a> {
    fn of(decision: &'a Decision) -> Self {
        Self {
            number: decision.number,
            at: time(decision.at),
            status: decision.status.map(|status| match status {
                DecisionStatus::Live => "live",
                DecisionStatus::Held => "held",
                DecisionStatus::Withheld => "withheld",
                DecisionStatus::Killed => "killed",
                DecisionStatus::Erased => "erased",
            }),
            pinned: decision.pinned,
            touched: decision.touched.map(time),
            note: decision.note.as_deref(),
            notice: decision.notice.as_deref(),
        }
    }
}

impl<'a> EventSheet<'a> {
    fn of(event: &'a Event) -> Self {
        Self {
            at: time(event.at),
            who: Some(&event.who),
            what: event.what.word(),
            change: None,
            words_changed_percent: None,
            revision: None,
            reason: event.reason.as_deref(),
        }
    }

    fn revised(at: DateTime<Utc>, kind: RevisionKind, changed: u8) -> Self {
        Self {
            at: time(at),
            who: None,
            what: if kind.is_significant() { "significant" } else { "minor" },
            change: Some(kind.as_str()),
            words_changed_percent: Some(changed),
            revision: Some(kind),
            reason: None,
        }
    }

    fn text(&self) -> String {
        if let Some(kind) = self.revision {
            let share = self.words_changed_percent.filter(|share| *share > 0);
            let share = share.map(|share| format!(" ({share} %)")).unwrap_or_default();
            return format!("{} {}{share}", self.at, kind.sentence());
        }
        let who = self.who.unwrap_or("nobody known");
        let reason = self.reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("{} {} by {who}{reason}", self.at, self.what)
    }
}

/// What was done to it and how it changed, oldest first.
fn history(dossier: &Dossier) -> Vec<EventSheet<'_>> {
    let events = dossier.history.iter().map(|event| (event.at, EventSheet::of(event)));
    let revisions = dossier.revisions.iter();
    let revisions = revisions.map(|kept| (kept.at, EventSheet::revised(kept.at, kept.kind, kept.changed)));
    let mut all: Vec<_> = events.chain(revisions).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, sheet)| sheet).collect()
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
