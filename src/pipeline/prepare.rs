//! Preparing: each feed's documents beside their places, and what follows for
//! the ledger, the readers and the world. Feeds that stay as they are stand in
//! `keep`.

use std::sync::Arc;

use super::render::Items;
use super::shelf::Place;
use super::write::{self, Document};
use super::{Build, FeedReport, House, Seen};
use crate::article::ArticleId;
use crate::feed::Planned;
use crate::notify::Topic;
use crate::publish::{Directory, Prepared, PublishError, Stage};
use crate::xml::{AbsoluteUrl, XmlText};

/// What became of one feed.
pub(super) struct FeedWritten {
    pub(super) report: FeedReport,
    pub(super) topics: Vec<Topic>,
    /// Places of documents for the catalogue: target, entry without file facts.
    pub(super) places: Vec<Place>,
    /// Indices of leaving articles that its old documents held.
    pub(super) held: Vec<usize>,
    pub(super) frozen: bool,
    pub(super) refused: Vec<String>,
}

/// What preparing needs.
pub(super) struct Writing<'a> {
    pub(super) house: &'a House,
    pub(super) seen: &'a Seen,
    pub(super) items: &'a Items,
    pub(super) directory: &'a Directory,
    pub(super) stage: &'a Stage<'a>,
    pub(super) options: &'a Build<'a>,
}

impl Writing<'_> {
    /// Prepares every feed of the plan.
    pub(super) fn all(&self) -> Result<Vec<FeedWritten>, PublishError> {
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
                written.topics.push(self.topic(&planned.record.path, &joined.title, &document.address.url));
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
            && !self.seen.decided.out_by_word.iter().any(|(_, id)| holds(old, id))
    }

    pub(super) fn topic(&self, feed: &str, title: &str, url: &AbsoluteUrl) -> Topic {
        Topic { feed: feed.to_owned(), title: XmlText::new(title), url: url.clone(), home: self.house.site.url.clone() }
    }
}

/// Whether a document holds an id. Ids are URIs of plain characters; one that
/// holds an `&` stands escaped, and is then told by its unescaped part.
pub(super) fn holds(document: &[u8], id: &ArticleId) -> bool {
    let id = id.as_str().split('&').max_by_key(|part| part.len()).unwrap_or_default();
    !id.is_empty() && memchr::memmem::find(document, id.as_bytes()).is_some()
}
