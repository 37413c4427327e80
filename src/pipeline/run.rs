//! A run: look, render, join, and put everything in its place, in the order
//! that leaves no gap (design, 9): temporaries, their sync, the ledger, the
//! renames. What is owed to the world is handed over as a value.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::render::Items;
use super::write::{self, Document};
use super::{FeedReport, House, Level, Line, Report, RunError, Seen, SourceReport};
use crate::article::ArticleId;
use crate::feed::Planned;
use crate::notify::{Debt, Topic};
use crate::publish::{Catalogue, Directory, Entry, Prepared, PublishError, Stage};
use crate::xml::XmlText;

/// Whether a run hands over a catalogue of its documents, for serving them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelve {
    /// Nobody serves them.
    #[default]
    Never,
    /// When a document changed.
    WhenChanged,
    /// In any case.
    Always,
}

/// How a run is done.
#[derive(Default)]
pub struct Build<'a> {
    /// Compute everything, write nothing.
    pub dry_run: bool,
    /// Whether to hand over a catalogue.
    pub shelve: Shelve,
    /// Told of progress: a phase, how many of how many are done.
    pub progress: Option<&'a (dyn Fn(&'static str, usize, usize) + Sync)>,
}

/// What a run did, and what follows from it.
#[derive(Debug)]
pub struct Outcome {
    /// What it did.
    pub report: Report,
    /// What is owed to the world, now that the documents are in place.
    pub debts: Vec<Debt>,
    /// The documents, where they were asked for.
    pub catalogue: Option<Catalogue>,
}

/// Runs the flow once, at `now`.
///
/// # Errors
/// When nothing could be published; what was out is still out.
pub fn build(house: &House, now: DateTime<Utc>, options: &Build<'_>) -> Result<Outcome, RunError> {
    let phase = |name, done, of| {
        if let Some(progress) = options.progress {
            progress(name, done, of);
        }
    };
    let directory = Directory::new(house.output.dir.clone());
    if !options.dry_run {
        directory.sweep()?;
    }
    phase("Reading", 0, 0);
    let mut seen = Seen::look(house, now)?;
    let done = std::sync::atomic::AtomicUsize::new(0);
    let total = seen.decided.live.len();
    let tick = |by| phase("Rendering", done.fetch_add(by, std::sync::atomic::Ordering::Relaxed) + by, total);
    let items = Items::render(house, &seen.plan, &seen.decided.live, &tick);
    phase("Writing", 0, seen.plan.feeds.len());
    let stage = directory.stage();
    let written = Writing { house, seen: &seen, items: &items, directory: &directory, stage: &stage, options }.all()?;
    if !options.dry_run {
        stage.sync()?;
        remember(&mut seen, &written)?;
        stage.reveal()?;
    }
    let changed = written.iter().any(|feed| !feed.topics.is_empty());
    let shelve = options.shelve == Shelve::Always || options.shelve == Shelve::WhenChanged && changed;
    let catalogue = shelve.then(|| catalogue(house, &directory, &written, &seen.plan.kept)).transpose()?;
    let report = report(house, &seen, &items, &written, now);
    let debts = debts(house, &written);
    Ok(Outcome { report, debts, catalogue })
}

/// Looks and renders as a run would, and writes nothing.
///
/// # Errors
/// As [`build`].
pub fn check(house: &House, now: DateTime<Utc>) -> Result<Report, RunError> {
    Ok(build(house, now, &Build { dry_run: true, ..Build::default() })?.report)
}

/// What became of one feed.
struct FeedWritten {
    report: FeedReport,
    topics: Vec<Topic>,
    /// Places of documents for the catalogue: target, entry without file facts.
    places: Vec<Place>,
    /// Indices of leaving articles that its old documents held.
    held: Vec<usize>,
    frozen: bool,
    refused: Vec<String>,
}

struct Place {
    target: String,
    file: String,
    content_type: &'static str,
    self_url: crate::xml::AbsoluteUrl,
    title: String,
}

struct Writing<'a> {
    house: &'a House,
    seen: &'a Seen,
    items: &'a Items,
    directory: &'a Directory,
    stage: &'a Stage<'a>,
    options: &'a Build<'a>,
}

impl Writing<'_> {
    fn all(&self) -> Result<Vec<FeedWritten>, PublishError> {
        write::for_all(&self.seen.plan.feeds, |planned| self.feed(planned))
    }

    fn feed(&self, planned: &Planned) -> Result<FeedWritten, PublishError> {
        let names: Vec<Arc<str>> = self.house.source_names();
        let out: Vec<Arc<str>> = self.seen.outages.iter().map(|(name, _)| name.clone()).collect();
        let offer = self.house.offer(&names, &out);
        let joined = write::join(self.house, &offer, planned, &self.seen.decided.live, self.items);
        let mut written = FeedWritten {
            report: joined.report(planned, &[]),
            topics: Vec::new(),
            places: Vec::new(),
            held: Vec::new(),
            frozen: false,
            refused: joined.refused.iter().map(ToString::to_string).collect(),
        };
        let mut changed = Vec::new();
        for document in &joined.documents {
            let change = self.document(planned, document, &mut written)?;
            if change {
                written.topics.push(self.topic(planned, document, &joined.title));
            }
            if let Some(file) = &document.address.file {
                written.places.push(Place {
                    target: document.address.target(),
                    file: file.clone(),
                    content_type: document.format.content_type(),
                    self_url: document.address.url.clone(),
                    title: joined.title.clone(),
                });
            }
            changed.push(change);
        }
        written.report = joined.report(planned, &changed);
        Ok(written)
    }

    /// Prepares one document; whether it changed.
    fn document(
        &self,
        planned: &Planned,
        document: &Document,
        written: &mut FeedWritten,
    ) -> Result<bool, PublishError> {
        // A URL with a query has no file; serving it needs none of the others either.
        let Some(file) = &document.address.file else { return Ok(false) };
        let leaving = &self.seen.decided.leaving;
        let mut urgent = false;
        if !leaving.is_empty() || planned.articles.is_empty() {
            let old = self.directory.current(file)?.unwrap_or_default();
            if self.would_empty(planned, &old) {
                written.frozen = true;
                return Ok(false);
            }
            for (at, (_, id)) in leaving.iter().enumerate() {
                if holds(&old, id) {
                    urgent = true;
                    if !written.held.contains(&at) {
                        written.held.push(at);
                    }
                }
            }
        }
        if self.options.dry_run {
            return Ok(self.directory.current(file)?.as_deref() != Some(&document.bytes));
        }
        Ok(self.stage.prepare(file, &document.bytes, urgent)? == Prepared::Written)
    }

    /// Whether a feed that had items would be empty only because files
    /// vanished: then the last good one stays (design, 2).
    fn would_empty(&self, planned: &Planned, old: &[u8]) -> bool {
        planned.articles.is_empty()
            && !self.house.definitions[planned.definition].select.has_window()
            && self.seen.decided.vanished.iter().any(|id| holds(old, id))
            && !self.seen.decided.out_by_word.iter().any(|id| holds(old, id))
    }

    fn topic(&self, planned: &Planned, document: &Document, title: &str) -> Topic {
        Topic {
            feed: planned.record.path.clone(),
            title: XmlText::new(title),
            url: document.address.url.clone(),
            home: self.house.site.url.clone(),
        }
    }
}

/// Whether a document holds an id. Ids are URIs of plain characters; one that
/// holds an `&` stands escaped, and is then told by its unescaped part.
fn holds(document: &[u8], id: &ArticleId) -> bool {
    let id = id.as_str().split('&').max_by_key(|part| part.len()).unwrap_or_default();
    !id.is_empty() && memchr::memmem::find(document, id.as_bytes()).is_some()
}

/// Writes the ledger: before the documents come to their places, so that no id
/// is out that it does not know.
fn remember(seen: &mut Seen, written: &[FeedWritten]) -> Result<(), RunError> {
    let mut learned = std::mem::take(&mut seen.decided.learned);
    let mut left: BTreeMap<&crate::article::Origin, Vec<String>> = BTreeMap::new();
    for feed in written {
        for at in &feed.held {
            left.entry(&seen.decided.leaving[*at].0).or_default().push(feed.report.path.clone());
        }
    }
    for (origin, record) in &mut learned {
        if let (Some(gone), Some(feeds)) = (&mut record.left, left.get(origin)) {
            gone.feeds.clone_from(feeds);
            gone.feeds.sort();
        }
    }
    let feeds = std::mem::take(&mut seen.plan.learned);
    seen.ledger.learn(&seen.decided.moved, learned, feeds);
    seen.ledger.save()?;
    Ok(())
}

fn debts(house: &House, written: &[FeedWritten]) -> Vec<Debt> {
    let topics = || written.iter().flat_map(|feed| &feed.topics);
    (0..house.notify.targets.len())
        .flat_map(|target| topics().map(move |topic| Debt { target, topic: topic.clone() }))
        .collect()
}

fn catalogue(
    house: &House,
    directory: &Directory,
    written: &[FeedWritten],
    kept: &[crate::feed::FeedRecord],
) -> Result<Catalogue, PublishError> {
    let mut catalogue = Catalogue::default();
    let mut add = |place: &Place| -> Result<(), PublishError> {
        let entry = Entry::of_file(
            directory.place(&place.file),
            place.content_type,
            &place.self_url,
            &house.notify.hubs,
            &place.title,
        )?;
        if let Some(entry) = entry {
            catalogue.entries.insert(place.target.clone(), entry);
        }
        Ok(())
    };
    for feed in written {
        feed.places.iter().try_for_each(&mut add)?;
    }
    for record in kept {
        let Some(definition) =
            house.definitions.iter().find(|definition| definition.path.as_written() == record.definition)
        else {
            continue;
        };
        for format in definition.formats.iter().filter_map(|name| crate::format::by_name(name)) {
            let address = house.address(definition, &record.path, format);
            if let Some(file) = address.file.clone() {
                add(&Place {
                    target: address.target(),
                    file,
                    content_type: format.content_type(),
                    self_url: address.url,
                    title: definition
                        .title
                        .with_name(record.name.as_deref().or(record.value.as_deref()).unwrap_or_default()),
                })?;
            }
        }
    }
    Ok(catalogue)
}

fn report(house: &House, seen: &Seen, items: &Items, written: &[FeedWritten], now: DateTime<Utc>) -> Report {
    let decided = &seen.decided;
    let count = |changed: bool| {
        let documents = written.iter().flat_map(|feed| &feed.report.documents);
        documents.filter(|document| document.file.is_some() && document.changed == changed).count()
    };
    let frozen: Vec<String> = written.iter().filter(|feed| feed.frozen).map(|feed| feed.report.path.clone()).collect();
    Report {
        at: now,
        read: seen.read,
        taken: decided.live.len(),
        unchanged: decided.unchanged,
        held: decided.waiting.iter().filter(|waiting| waiting.until.is_none()).count(),
        embargoed: decided.waiting.iter().filter(|waiting| waiting.until.is_some()).count(),
        drafts: decided.drafts,
        out: decided.out,
        refused: seen.refused.len() + decided.refused.len(),
        written: count(true),
        unchanged_files: count(false),
        kept: seen.plan.kept.iter().map(|record| record.path.clone()).collect(),
        lines: lines(house, seen, items, written, &frozen),
        frozen,
        next_due: [decided.next_due, seen.plan.next_due].into_iter().flatten().min(),
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
    }
}

fn lines(house: &House, seen: &Seen, items: &Items, written: &[FeedWritten], frozen: &[String]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut say = |level, place: String, line, message: &str, help: &str| {
        lines.push(Line { level, place, line, message: message.to_owned(), help: help.to_owned() });
    };
    for (name, outage) in &seen.outages {
        say(Level::Error, name.to_string(), None, &outage.what, &outage.help);
    }
    for path in frozen {
        let help = "bring the files back; a story that is to go says `status: withdrawn` in its file";
        say(Level::Error, path.clone(), None, "all its articles vanished: the last good feed stays", help);
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
    for feed in written {
        for why in &feed.refused {
            say(Level::Error, feed.report.path.clone(), None, why, "this document is not written");
        }
        for document in feed.report.documents.iter().filter(|document| document.file.is_none()) {
            say(
                Level::Warning,
                feed.report.path.clone(),
                None,
                &format!("{} has a query: it cannot be a file", document.url),
                "only a server can answer it",
            );
        }
    }
    for waiting in seen.decided.waiting.iter().filter(|waiting| waiting.until.is_none()) {
        say(
            Level::Info,
            waiting.origin.to_string(),
            None,
            &format!("held: {}", waiting.reason),
            "set `status: live` in its front matter or sidecar to release it",
        );
    }
    for remark in &seen.notices {
        say(Level::Warning, remark.origin.to_string(), remark.line, &remark.what, &remark.help);
    }
    for (origin, notice) in &items.notices {
        say(Level::Warning, origin.to_string(), None, notice, "");
    }
    if seen.hidden_notices > 0 {
        let message = format!("{} things were repaired in articles that wait for their time", seen.hidden_notices);
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
    } else if !seen.ledger.existed() {
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
