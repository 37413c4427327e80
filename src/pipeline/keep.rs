//! Documents that stay as they are, since a source of theirs is out, the guard
//! froze their feed or the gate barred the new ones. A story that has to go
//! leaves their documents all the same: it is cut out of what stands, and what
//! tells of it is put in.

use std::collections::HashSet;

use super::marks;
use super::prepare::{FeedWritten, Writing, holds};
use super::shelf::{Place, Stands};
use crate::feed::{Definition, FeedRecord};
use crate::format::{self, Cut, Format};
use crate::notify::Topic;
use crate::publish::{Address, PublishError};
use crate::xml::XmlText;

/// What became of one feed that stays.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) path: String,
    pub(super) topics: Vec<Topic>,
    pub(super) places: Vec<Place>,
    /// Indices of leaving articles that its documents held.
    pub(super) held: Vec<usize>,
    /// Indices of articles that may not stand and could not be cut out, each
    /// with the file where it stands.
    pub(super) standing: Vec<(usize, String)>,
    /// Files that an article was cut out of.
    pub(super) cut: usize,
}

impl Writing<'_> {
    /// Looks after every feed that stays.
    pub(super) fn kept(&self) -> Result<Vec<Kept>, PublishError> {
        self.seen.plan.kept.iter().map(|record| self.keep(record)).collect()
    }

    fn keep(&self, record: &FeedRecord) -> Result<Kept, PublishError> {
        let mut kept = Kept { path: record.path.clone(), ..Kept::default() };
        let defines = |definition: &&Definition| definition.path.as_written() == record.definition;
        let Some(definition) = self.house.definitions.iter().find(defines) else { return Ok(kept) };
        let name = record.name.as_deref().or(record.value.as_deref()).unwrap_or_default();
        self.leave(&mut kept, record, definition, name, &formats(definition))?;
        Ok(kept)
    }

    /// Leaves the documents that the guard froze or the gate barred as they are.
    pub(super) fn frozen(&self, written: &[FeedWritten]) -> Result<Vec<Kept>, PublishError> {
        let mut all = Vec::new();
        for (feed, planned) in written.iter().zip(&self.seen.plan.feeds) {
            let definition = &self.house.definitions[planned.definition];
            let formats = match feed.frozen {
                Some(_) => formats(definition),
                None if feed.barred.is_empty() => continue,
                None => feed.barred.iter().map(|barred| barred.format).collect(),
            };
            let mut kept = Kept { path: planned.record.path.clone(), ..Kept::default() };
            let name = planned.name.as_deref().unwrap_or_default();
            self.leave(&mut kept, &planned.record, definition, name, &formats)?;
            all.push(kept);
        }
        Ok(all)
    }

    /// Leaves documents as they are, but for what has to go.
    fn leave(
        &self,
        kept: &mut Kept,
        record: &FeedRecord,
        definition: &Definition,
        name: &str,
        formats: &[&'static dyn Format],
    ) -> Result<(), PublishError> {
        let title = definition.title.with_name(name);
        for format in formats {
            let address = self.house.address(definition, &record.path, *format);
            let Some(mut stands) = self.current(&address)? else { continue };
            let less = self.cut_out(kept, definition, &address, *format, &stands);
            self.show(&record.path, *format, &address, less.as_deref().unwrap_or(&stands))?;
            if let Some(less) = less
                && self.put(&address, &less, true)?
            {
                kept.cut += usize::from(address.file.is_some());
                kept.topics.push(Topic {
                    feed: record.path.clone(),
                    title: XmlText::new(&title),
                    url: address.url.clone(),
                    home: self.house.offer(&[], &[]).home(definition, name),
                });
                stands = less;
            }
            kept.places.push(Place {
                target: address.target(),
                stands: address.file.clone().map_or(Stands::Memory(stands), Stands::File),
                content_type: format.content_type(),
                self_url: address.url,
                title: title.clone(),
                made: None,
            });
        }
        Ok(())
    }

    /// A document without what has to go; `None` where it stays as it is.
    fn cut_out(
        &self,
        kept: &mut Kept,
        definition: &Definition,
        address: &Address,
        format: &dyn Format,
        stands: &[u8],
    ) -> Option<Vec<u8>> {
        let decided = &self.seen.decided;
        if decided.out_by_word.is_empty() && decided.out_at.is_empty() {
            return None;
        }
        let cut = format.items(stands).and_then(|items| {
            let gone = items.iter().filter(|item| self.fates().must_go(item));
            let gone: HashSet<&str> = gone.map(|item| item.id.as_str()).collect();
            if gone.is_empty() {
                return Ok(None);
            }
            let markers = self.seen.departures.of(&kept.path, format.name(), Some(&|id| holds(stands, id)));
            let instead = marks::instead(format, definition, &markers, &self.house.site);
            format.without(stands, &|id| gone.contains(id), &instead)
        });
        let Ok(cut) = cut else {
            let place = address.file.clone().unwrap_or_else(|| address.target());
            let stand = decided.out_by_word.iter().enumerate().filter(|(_, (_, id))| holds(stands, id));
            kept.standing.extend(stand.map(|(at, _)| (at, place.clone())));
            return None;
        };
        let Cut { document, ids } = cut?;
        for (at, (_, id)) in decided.leaving.iter().enumerate() {
            if ids.iter().any(|cut| cut == id.as_str()) && !kept.held.contains(&at) {
                kept.held.push(at);
            }
        }
        Some(document)
    }
}

fn formats(definition: &Definition) -> Vec<&'static dyn Format> {
    definition.formats.iter().filter_map(|name| format::by_name(name)).collect()
}
