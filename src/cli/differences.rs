//! Differences between feeds, printed.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::perform::Compared;
use super::print;
use crate::compare::{Change, Differences, FeedChange, ItemChange, Summary};
use crate::pipeline::Report;

/// A run's report with what is different in each document, for programs.
#[derive(Serialize)]
pub(super) struct Reported<'a> {
    #[serde(flatten)]
    pub(super) report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) differences: Option<&'a BTreeMap<String, Compared>>,
}

/// A line that counts them, then a line for each.
pub(super) fn text(differences: &Differences) -> String {
    let mut text = format!("{}\n", summary(&differences.summary, differences.is_same()));
    for change in &differences.feed {
        let (what, old, new, then) = match change {
            FeedChange::Id { old, new } => ("id", old, new, "; a reader may take it for another feed"),
            FeedChange::Title { old, new } => ("title", old, new, ""),
        };
        text.push_str(&format!("  the feed's {what}: {} -> {}{then}\n", line(old), line(new)));
    }
    for change in &differences.items {
        item(&mut text, change);
    }
    text
}

fn summary(summary: &Summary, is_same: bool) -> String {
    if is_same {
        return format!("nothing is different, {} in both", print::count(summary.same, "item"));
    }
    let mut parts = Vec::new();
    if summary.id > 0 {
        parts.push(format!("{} with another id, shown as new again", summary.id));
    }
    let counts = [
        (summary.added, "added"),
        (summary.gone, "gone"),
        (summary.link, "with another address"),
        (summary.date, "with another date"),
        (summary.title, "with another title"),
        (summary.content, "with other content"),
        (summary.moved, "moved"),
        (summary.same, "the same"),
    ];
    parts.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    let items = format!("{} before, {} now", print::count(summary.old, "item"), summary.new);
    if parts.is_empty() { items } else { format!("{items}: {}", parts.join(", ")) }
}

fn item(text: &mut String, change: &ItemChange) {
    let place = |link: &Option<String>, id: &Option<String>| {
        line(link.as_deref().or(id.as_deref()).unwrap_or("an item without id and link"))
    };
    match change {
        ItemChange::Added { id, link, title, .. } => {
            let title = title.as_ref().map(|title| format!("  {}", line(title))).unwrap_or_default();
            text.push_str(&format!("+ {}{title}\n", place(link, id)));
        }
        ItemChange::Gone { id, link, .. } => text.push_str(&format!("- {}\n", place(link, id))),
        ItemChange::Changed { id, link, changes, .. } => {
            text.push_str(&format!("~ {}\n", place(link, id)));
            for change in changes {
                text.push_str(&format!("    {}\n", sentence(change)));
            }
        }
    }
}

fn sentence(change: &Change) -> String {
    let text = |text: &Option<String>| text.as_deref().map_or_else(|| "none".to_owned(), line);
    match change {
        Change::Id { old, new } => format!("id: {} -> {} (shown as new again)", line(old), line(new)),
        Change::Link { old, new } => format!("address: {} -> {}", text(old), text(new)),
        Change::Published { old, new } => format!("published: {} -> {}", date(*old), date(*new)),
        Change::Updated { old, new } => format!("updated: {} -> {}", date(*old), date(*new)),
        Change::Title { old, new } => format!("title: {} -> {}", text(old), text(new)),
        Change::Content { words } => format!("content: {:.0} % of the words", (words * 100.0).max(1.0)),
        Change::Markup => "content: the same words in other markup".to_owned(),
        Change::Moved { old, new } => format!("moved: place {old} -> {new}"),
    }
}

fn date(date: Option<DateTime<Utc>>) -> String {
    date.map_or_else(|| "none".to_owned(), |date| date.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// A text of a foreign feed as one line of a terminal: without its signs for
/// control, and not too long.
pub(super) fn line(text: &str) -> String {
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect();
    if line.len() < text.len() && text.chars().count() > 300 {
        line.push('…');
    }
    line
}
