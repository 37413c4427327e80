//! Items that stand in a document already and are still the same: they are taken
//! from there, so that one changed story does not cost its neighbours.

use std::collections::HashMap;

use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use super::gate::Gate;
use super::render::{Judged, Slot};
use super::spool::Span;
use super::{House, RunError};
use crate::feed::{Card, Content, FeedRecord, Updates};
use crate::format;
use crate::publish::Directory;
use crate::store::Database;
use crate::store::database::place_of;

/// What an item is made of: article, version, format, and how the feed wants it.
type Key = (i64, u64, &'static str, bool, Updates);

/// The items of the documents that stand.
#[derive(Default)]
pub(super) struct Reuse(HashMap<Key, Bytes>);

impl Reuse {
    /// Takes apart the documents of feeds, as far as they are those that the last
    /// run wrote.
    pub(super) fn of<'f>(
        house: &House,
        database: &Database,
        directory: &Directory,
        feeds: impl Iterator<Item = (usize, &'f FeedRecord)>,
    ) -> Result<Self, RunError> {
        let mut items = HashMap::new();
        for (definition, record) in feeds {
            let definition = &house.definitions[definition];
            for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
                let address = house.address(definition, &record.path, format);
                let Some(stored) = database.document(&address.target())? else { continue };
                let bytes = match (&stored.file, stored.bytes) {
                    (Some(file), _) => directory.current(file)?,
                    (None, bytes) => bytes,
                };
                let Some(bytes) = bytes.filter(|bytes| xxh3_64(bytes) == stored.hash).map(Bytes::from) else {
                    continue;
                };
                for place in stored.places {
                    let range = place.from as usize..place.to as usize;
                    if range.start <= range.end && range.end <= bytes.len() {
                        let key = (place.place, place.version, format.name(), place.full, definition.updates);
                        items.entry(key).or_insert_with(|| bytes.slice(range));
                    }
                }
            }
        }
        Ok(Self(items))
    }

    /// The item of an article for a slot, if it stands somewhere and passes the
    /// gate again. One that is larger than `most` bytes is made anew, since it may
    /// need a shorter one in its place.
    pub(super) fn item(&self, card: &Card, slot: Slot, most: usize, gate: &Gate) -> Option<Judged> {
        if self.0.is_empty() || card.version == 0 {
            return None;
        }
        let full = slot.content == Content::Full;
        let key = (place_of(&card.origin), card.version, slot.format.name(), full, slot.updates);
        let bytes = self.0.get(&key).filter(|bytes| bytes.len() <= most)?;
        let part = gate.item(slot.format, bytes).ok()?;
        Some(Judged { bytes: Span::here(bytes.clone()), part })
    }
}
