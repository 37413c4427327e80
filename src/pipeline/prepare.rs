//! Preparing: each feed's documents beside their places, and what follows for
//! the ledger, the readers and the world. Feeds that stay as they are stand in
//! `keep`.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use xxhash_rust::xxh3::xxh3_64;

use super::freeze::Fates;
use super::gate::Gate;
use super::render::Items;
use super::shelf::{Made, Place, Stands};
use super::write::{self, Barred, Document, TooLarge};
use super::{Build, FeedReport, House, RunError, Seen};
use crate::article::ArticleId;
use crate::feed::{Freeze, Planned};
use crate::format;
use crate::notify::Topic;
use crate::publish::{Address, Directory, Held, Prepared, PublishError, Stage};
use crate::xml::XmlText;

/// What became of one feed.
pub(super) struct FeedWritten {
    pub(super) report: FeedReport,
    pub(super) topics: Vec<Topic>,
    /// Places of documents for the catalogue: target, entry without file facts.
    pub(super) places: Vec<Place>,
    /// Indices of leaving articles that its old documents held.
    pub(super) held: Vec<usize>,
    /// Whether it has no documents yet that could tell what it held.
    pub(super) fresh: bool,
    /// Why the guard froze it.
    pub(super) frozen: Option<Freeze>,
    pub(super) refused: Vec<String>,
    /// Indices of articles that are too large for its documents.
    pub(super) too_large: BTreeMap<u32, TooLarge>,
    /// Documents that the gate barred.
    pub(super) barred: Vec<Barred>,
    /// Indices of articles that a document had to go without, and why.
    pub(super) left_out: BTreeMap<u32, String>,
}

impl FeedWritten {
    /// Whether the next run need not look at it again unless something changes.
    pub(super) fn is_settled(&self) -> bool {
        self.frozen.is_none() && self.refused.is_empty() && self.barred.is_empty() && self.left_out.is_empty()
    }
}

/// What preparing needs.
pub(super) struct Writing<'a> {
    pub(super) house: &'a House,
    pub(super) seen: &'a Seen,
    pub(super) items: &'a Items,
    pub(super) gate: &'a Gate,
    pub(super) directory: &'a Directory,
    pub(super) stage: &'a Stage<'a>,
    pub(super) options: &'a Build<'a>,
    pub(super) now: DateTime<Utc>,
    /// What became of articles that went; found out once a document changes.
    pub(super) fates: OnceLock<Fates<'a>>,
}

/// What stands in the place of a new document.
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// The same bytes.
    Same,
    /// Others.
    Other(Vec<u8>),
}

impl Writing<'_> {
    /// Prepares every feed of the plan.
    pub(super) fn all(&self) -> Result<Vec<FeedWritten>, RunError> {
        write::for_all(&self.seen.plan.feeds, |planned| self.feed(planned))
    }

    fn feed(&self, planned: &Planned) -> Result<FeedWritten, RunError> {
        self.options.give_way()?;
        let names: Vec<Arc<str>> = self.house.source_names();
        let out: Vec<Arc<str>> = self.seen.outages.iter().map(|(name, _)| name.clone()).collect();
        let offer = self.house.offer(&names, &out);
        let stood = self.stood(planned)?;
        let holds = |id: &ArticleId| stood.iter().any(|bytes| holds(bytes, id));
        let fresh = stood.is_empty();
        let held: Option<&dyn Fn(&ArticleId) -> bool> = if fresh { None } else { Some(&holds) };
        let tell = |format: &str| self.seen.departures.of(&planned.record.path, format, held);
        let joined = write::join(self.house, &offer, planned, &tell, &self.seen.cards, self.items, self.gate)?;
        let mut written = FeedWritten {
            report: joined.report(planned, &[]),
            topics: Vec::new(),
            places: Vec::new(),
            held: Vec::new(),
            fresh,
            frozen: None,
            refused: joined.refused.iter().map(ToString::to_string).collect(),
            too_large: joined.too_large.clone(),
            barred: joined.barred.clone(),
            left_out: joined.left_out.clone(),
        };
        let before = joined.documents.iter().map(|document| self.before(document)).collect::<Result<Vec<_>, _>>()?;
        written.frozen = self.freeze(planned, &joined, &before);
        if written.frozen.is_some() {
            written.report = joined.report(planned, &vec![false; joined.documents.len()]);
            return Ok(written);
        }
        let mut changed = Vec::new();
        for (document, before) in joined.documents.iter().zip(&before) {
            let (change, stands) = self.document(&planned.record.path, document, before, &mut written)?;
            if change {
                written.topics.push(Topic {
                    feed: planned.record.path.clone(),
                    title: XmlText::new(&joined.title),
                    url: document.address.url.clone(),
                    home: joined.home.clone(),
                });
            }
            written.places.push(Place {
                target: document.address.target(),
                stands,
                content_type: document.format.content_type(),
                self_url: document.address.url.clone(),
                title: joined.title.clone(),
                made: Some(Made {
                    format: document.format.name(),
                    items: document.items.clone(),
                    hash: xxh3_64(&document.bytes),
                    changed: change,
                }),
            });
            changed.push(change);
        }
        written.report = joined.report(planned, &changed);
        Ok(written)
    }

    /// The documents of a feed that stand, where a story leaves: else nobody asks
    /// what they hold.
    fn stood(&self, planned: &Planned) -> Result<Vec<Vec<u8>>, PublishError> {
        if self.seen.decided.leaving.is_empty() {
            return Ok(Vec::new());
        }
        let definition = &self.house.definitions[planned.definition];
        let formats = definition.formats.iter().filter_map(|name| format::by_name(name));
        let stood = formats.map(|format| self.current(&self.house.address(definition, &planned.record.path, format)));
        Ok(stood.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn before(&self, document: &Document) -> Result<Before, PublishError> {
        if let Some(file) = &document.address.file
            && self.directory.holds(file, &document.bytes)?
        {
            return Ok(Before::Same);
        }
        Ok(match self.current(&document.address)? {
            None => Before::Nothing,
            Some(old) if old == document.bytes => Before::Same,
            Some(old) => Before::Other(old),
        })
    }

    /// Prepares one document; whether it changed, and where it stands then.
    fn document(
        &self,
        path: &str,
        document: &Document,
        before: &Before,
        written: &mut FeedWritten,
    ) -> Result<(bool, Stands), PublishError> {
        let Document { address, bytes, .. } = document;
        let stands = match &address.file {
            Some(file) => Stands::File(file.clone()),
            None => Stands::Memory(bytes.clone()),
        };
        self.show(path, document.format, address, bytes)?;
        let mut urgent = false;
        match before {
            Before::Same => return Ok((false, stands)),
            Before::Nothing => {}
            Before::Other(old) => {
                for (at, (_, id)) in self.seen.decided.leaving.iter().enumerate() {
                    if holds(old, id) {
                        urgent = true;
                        if !written.held.contains(&at) {
                            written.held.push(at);
                        }
                    }
                }
            }
        }
        Ok((self.put(address, bytes, urgent)?, stands))
    }

    /// The bytes that the world gets at an address now.
    pub(super) fn current(&self, address: &Address) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(file) = &address.file else {
            let entry = self.options.before.and_then(|before| before.entries.get(&address.target()));
            return Ok(entry.and_then(|entry| match &entry.held {
                Held::Memory(bytes) => Some(bytes.to_vec()),
                Held::File(_) => None,
            }));
        };
        self.directory.current(file)
    }

    /// Prepares bytes for an address, or finds out whether they are others than
    /// now. What stood where only memory holds it before this process, nobody knows.
    pub(super) fn put(&self, address: &Address, bytes: &[u8], urgent: bool) -> Result<bool, PublishError> {
        match &address.file {
            Some(file) if !self.options.dry_run => Ok(self.stage.prepare(file, bytes, urgent)? == Prepared::Written),
            None if self.options.before.is_none() => Ok(false),
            _ => Ok(self.current(address)?.as_deref() != Some(bytes)),
        }
    }
}

/// Whether a document holds an id. Ids are URIs of plain characters; one that
/// holds an `&` stands escaped, and is then told by its unescaped part.
pub(super) fn holds(document: &[u8], id: &ArticleId) -> bool {
    let id = id.as_str().split('&').max_by_key(|part| part.len()).unwrap_or_default();
    !id.is_empty() && memchr::memmem::find(document, id.as_bytes()).is_some()
}
