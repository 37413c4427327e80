//! What is said of a run: its counts, and a line for each thing to know or mend.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::freeze;
use super::keep::Kept;
use super::memory::Memory;
use super::prepare::FeedWritten;
use super::render::Items;
use super::write::TooLarge;
use super::{House, Level, Line, Report, RunError, Seen, SourceReport};
use crate::article::Origin;

/// A run that is done.
#[derive(Clone, Copy)]
pub(super) struct Done<'a> {
    pub(super) house: &'a House,
    pub(super) seen: &'a Seen,
    pub(super) items: &'a Items,
    pub(super) written: &'a [FeedWritten],
    pub(super) kept: &'a [Kept],
}

/// The report of a run.
pub(super) fn report(run: Done<'_>, now: DateTime<Utc>) -> Report {
    let Done { seen, written, kept, .. } = run;
    let decided = &seen.decided;
    let count = |changed: bool| {
        let documents = written.iter().flat_map(|feed| &feed.report.documents);
        documents.filter(|document| document.file.is_some() && document.changed == changed).count()
    };
    let freezes = freeze::frozen(written);
    // What a frozen feed lost was written, whatever its report says of the new document.
    let is_frozen = |kept: &&Kept| written.iter().any(|feed| feed.frozen.is_some() && feed.report.path == kept.path);
    let cut_of_frozen = kept.iter().filter(|kept| kept.cut > 0).filter(is_frozen).map(|kept| kept.cut).sum();
    Report {
        at: now,
        read: seen.read,
        taken: seen.cards.len(),
        unchanged: decided.unchanged,
        held: decided.waiting.iter().filter(|waiting| !waiting.embargoed).count(),
        embargoed: decided.waiting.iter().filter(|waiting| waiting.embargoed).count(),
        drafts: decided.drafts,
        out: decided.out,
        refused: seen.refused.len() + decided.refused.len(),
        left_out: left_out(run),
        missing: missing(seen).len(),
        embargoed_stories: Vec::new(),
        written: count(true) + kept.iter().map(|feed| feed.cut).sum::<usize>(),
        unchanged_files: count(false).saturating_sub(cut_of_frozen),
        kept: seen.plan.kept.iter().map(|record| record.path.clone()).collect(),
        new_ledger: seen.new_ledger,
        stopped: seen.stop.is_some(),
        lines: lines(run),
        frozen: freezes.iter().map(|frozen| frozen.feed.clone()).collect(),
        freezes,
        next_due: [decided.next_due, seen.plan.next_due, seen.departures.next_due()].into_iter().flatten().min(),
        sources: seen
            .sources
            .iter()
            .map(|(name, read, refused)| SourceReport {
                name: name.to_string(),
                read: *read,
                refused: *refused,
                out: seen.outages.iter().any(|(out, _)| out == name),
            })
            .collect(),
        feeds: written.iter().map(|feed| feed.report.clone()).collect(),
        feeds_in_all: written.len() + seen.plan.kept.len(),
    }
}

/// The articles that stay until a person decides, each once.
fn missing(seen: &Seen) -> Vec<&Origin> {
    let mut missing: Vec<&Origin> = seen.decided.missing.iter().map(|(origin, _)| origin).collect();
    missing.dedup();
    missing
}

/// So many articles that are missing, or stand in two sources, are named one by one.
const MOST_NAMED: usize = 20;

fn of_missing(seen: &Seen, say: &mut Say<'_>) {
    let missing = missing(seen);
    let help = "bring the file back, or let the story go: `feedroom article withhold`, or `vanished = \"withdraw\"` in its [[source]]";
    for origin in missing.iter().take(MOST_NAMED) {
        let what = "its file is gone, or out of reach: it stays, and the feeds that hold it stay as they are";
        say(Level::Error, origin.to_string(), None, what, help);
    }
    if let Some(more) = missing.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        say(Level::Error, "all sources".to_owned(), None, &format!("so are the files of {more} more"), help);
    }
}

fn of_alike(seen: &Seen, say: &mut Say<'_>) {
    let alike = &seen.decided.alike;
    let help = "take it out of one of them, or give each its own `guid` if these are two stories";
    for (first, second) in alike.iter().take(MOST_NAMED) {
        let what = format!("the same headline and words stand in two sources: {first} and {second}");
        say(Level::Warning, second.to_string(), None, &what, help);
    }
    if let Some(more) = alike.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let what = format!("so do the headlines and words of {more} more");
        say(Level::Warning, "all sources".to_owned(), None, &what, help);
    }
}

/// Counts what a run that followed did not look at, as it is remembered.
pub(super) fn count_rest(report: &mut Report, seen: &Seen, memory: &Memory) -> Result<(), RunError> {
    let (Some(step), Some(database), Some(state)) = (&seen.step, &memory.database, &memory.state) else {
        return Ok(());
    };
    let looked_at = seen.articles.iter().flatten().count();
    let changed = looked_at - seen.decided.unchanged.min(looked_at);
    report.taken = state.counts.live;
    report.unchanged = match &step.whole {
        Some(_) => seen.decided.unchanged,
        None => state.counts.live - changed.min(state.counts.live),
    };
    report.held = state.counts.held;
    report.embargoed = state.counts.embargoed;
    report.drafts = state.counts.drafts;
    report.out = state.counts.out;
    report.refused = state.counts.refused;
    let (feeds, documents) = database.sizes()?;
    report.feeds_in_all = feeds;
    report.unchanged_files = documents - report.written.min(documents);
    report.next_due = [database.next_due()?, database.next_feed_due()?].into_iter().flatten().min();
    Ok(())
}

/// How many articles some document had to go without.
fn left_out(run: Done<'_>) -> usize {
    let of_items = run.items.refused.iter().map(|(origin, _)| origin);
    let of_documents = run.written.iter().flat_map(|feed| feed.left_out.keys());
    let of_documents = of_documents.map(|at| &run.seen.cards[*at as usize].origin);
    of_items.chain(of_documents).collect::<HashSet<_>>().len()
}

fn lines(run: Done<'_>) -> Vec<Line> {
    let Done { house, seen, items, written, kept } = run;
    let mut lines = Vec::new();
    let mut say = |level, place: String, line, message: &str, help: &str| {
        lines.push(Line { level, place, line, message: message.to_owned(), help: help.to_owned() });
    };
    for (name, outage) in &seen.outages {
        say(Level::Error, name.to_string(), None, &outage.what, &outage.help);
    }
    of_missing(seen, &mut say);
    for (at, file) in kept.iter().flat_map(|feed| &feed.standing) {
        let (origin, _) = &seen.decided.out_by_word[*at];
        // Of one that waits for its time not even the place may be told.
        let hidden = seen.decided.waiting.iter().any(|waiting| waiting.embargoed && waiting.origin == *origin);
        let place = if hidden { origin.source.to_string() } else { origin.to_string() };
        let what =
            format!("a story that may not stand still does in {file}: a source is out, and the file cannot be read");
        say(Level::Error, place, None, &what, "mend the source, or take the file away");
    }
    for Line { level, place, line, message, help } in freeze::lines(written) {
        say(level, place, line, &message, &help);
    }
    for remark in &seen.refused {
        say(Level::Error, remark.origin.to_string(), remark.line, &remark.what, &remark.help);
    }
    for undecided in &seen.decided.refused {
        say(Level::Error, undecided.origin.to_string(), None, &undecided.what, &undecided.help);
    }
    for (origin, why) in &items.refused {
        say(Level::Error, origin.to_string(), None, why, "it is left out of that format");
    }
    of_feeds(seen, written, &mut say);
    for feed in unnamed(house, seen, written) {
        say(Level::Info, feed.to_owned(), None, "no article names it any more: its feed stays, without items", "");
    }
    of_alike(seen, &mut say);
    for waiting in seen.decided.waiting.iter().filter(|waiting| !waiting.embargoed) {
        say(
            Level::Info,
            waiting.origin.to_string(),
            None,
            &format!("held: {}", waiting.reason),
            "`feedroom article release` lets it out, as `status: live` in its front matter or sidecar does",
        );
    }
    let endless = |source: &str| {
        let waiting =
            seen.decided.waiting.iter().filter(|waiting| waiting.embargoed && &*waiting.origin.source == source);
        waiting.filter(|waiting| waiting.open_end).count()
    };
    for (source, count) in house.sources.iter().map(|source| (source.name(), endless(source.name()))) {
        if count > 0 {
            let message = format!("stories that wait under an embargo without an end: {count}");
            say(
                Level::Info,
                source.to_string(),
                None,
                &message,
                "write the time at which it ends (`embargo: 2026-01-31T09:00:00Z`), or take the key out; `status: live` does not lift it",
            );
        }
    }
    for remark in &seen.notices {
        say(Level::Warning, remark.origin.to_string(), remark.line, &remark.what, &remark.help);
    }
    for (origin, notice) in &items.notices {
        say(Level::Warning, origin.to_string(), None, notice, "");
    }
    if seen.hidden_notices > 0 {
        let message = format!("repaired in articles that wait for their time: {}", seen.hidden_notices);
        say(Level::Info, "all sources".to_owned(), None, &message, "");
    }
    if house.store.ledger.is_none() {
        let help = "name a `ledger` in [store]";
        say(
            Level::Warning,
            "config".to_owned(),
            None,
            "there is no ledger: ids hold only as long as file names and dates stay as they are",
            help,
        );
    } else if let Some(stop) = &seen.stop {
        let message = format!("{stop}: `build` would stop");
        say(Level::Error, "ledger".to_owned(), None, &message, stop.help());
    } else if seen.ledger_from_store {
        let help = "commit it with the articles, or restore it from version control: both are merged";
        say(Level::Warning, "ledger".to_owned(), None, "it was missing: it is written from the store", help);
    } else if seen.new_ledger {
        say(
            Level::Info,
            "ledger".to_owned(),
            None,
            "there was no ledger yet: a new one begins",
            "commit it with the articles",
        );
    }
    lines
}

/// Feeds for each of something that no article names any more, and that are not frozen.
fn unnamed<'a>(house: &'a House, seen: &'a Seen, written: &'a [FeedWritten]) -> impl Iterator<Item = &'a str> {
    let of = written.iter().zip(&seen.plan.feeds).filter(|(feed, planned)| {
        feed.frozen.is_none() && planned.articles.is_empty() && house.definitions[planned.definition].each.is_some()
    });
    of.map(|(feed, _)| feed.report.path.as_str())
}

/// Takes a line: its level, place, line in the file, what is wrong, how to mend it.
type Say<'s> = dyn FnMut(Level, String, Option<u32>, &str, &str) + 's;

/// What is said of single feeds and their documents.
fn of_feeds(seen: &Seen, written: &[FeedWritten], say: &mut Say<'_>) {
    for feed in written {
        for why in &feed.refused {
            say(Level::Error, feed.report.path.clone(), None, why, "this document is not written");
        }
        for barred in &feed.barred {
            let what = format!("its new {} would be invalid: {}", barred.format.name(), barred.why);
            say(Level::Error, feed.report.path.clone(), None, &what, "the last good one stays");
        }
        for (at, why) in &feed.left_out {
            let place = seen.cards[*at as usize].origin.to_string();
            let what = format!("the feed {} would be invalid with it: {why}", feed.report.path);
            say(Level::Error, place, None, &what, "it is left out of that feed");
        }
        for (at, fate) in &feed.too_large {
            let (level, then) = match fate {
                TooLarge::Summary => (Level::Warning, "only its summary stands there"),
                TooLarge::LeftOut => (Level::Error, "even its summary is, so it is left out"),
            };
            let place = seen.cards[*at as usize].origin.to_string();
            let what = format!("it is larger than `max_bytes` of the feed {}: {then}", feed.report.path);
            say(level, place, None, &what, "shorten it, or raise `max_bytes` of the feed");
        }
    }
}
