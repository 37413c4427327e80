//! The catalogue of a run's documents, from which HTTP serves them.

use chrono::{DateTime, Utc};

use super::keep::Kept;
use super::memory::Memory;
use super::prepare::FeedWritten;
use super::write::Standing;
use super::{House, RunError, Seen};
use crate::format;
use crate::publish::{Catalogue, Directory, Entry, PublishError};
use crate::store::Database;
use crate::xml::AbsoluteUrl;

/// Where one document is, and what is sent with it.
pub(super) struct Place {
    pub(super) target: String,
    pub(super) stands: Stands,
    pub(super) content_type: &'static str,
    pub(super) self_url: crate::xml::AbsoluteUrl,
    pub(super) title: String,
    /// What this run put there; none where it stays as it was.
    pub(super) made: Option<Made>,
}

/// What a run made of a document.
pub(super) struct Made {
    pub(super) format: &'static str,
    pub(super) items: Vec<Standing>,
    /// XXH3 (64 bits) of its bytes.
    pub(super) hash: u64,
    /// Whether it differs from what stands there.
    pub(super) changed: bool,
}

/// Where a document's bytes are.
pub(super) enum Stands {
    /// In a file below the output directory.
    File(String),
    /// Here: its URL can have no file.
    Memory(Vec<u8>),
}

/// All documents: those that the run made or left as they are, and, where it
/// followed, those that it did not look at.
pub(super) fn shelf(
    house: &House,
    memory: &Memory,
    directory: &Directory,
    seen: &Seen,
    (written, kept): (&[FeedWritten], &[Kept]),
    before: Option<&Catalogue>,
) -> Result<Catalogue, RunError> {
    let mut new = catalogue(house, directory, written, kept, before, seen.now)?;
    if let (Some(_), Some(database)) = (&seen.step, &memory.database) {
        add_standing(&mut new, house, database, directory, before, seen.now)?;
    }
    Ok(new)
}

/// The documents that the last run left.
pub(super) fn standing(
    house: &House,
    database: &Database,
    directory: &Directory,
    now: DateTime<Utc>,
) -> Result<Catalogue, RunError> {
    let mut all = Catalogue::default();
    add_standing(&mut all, house, database, directory, None, now)?;
    Ok(all)
}

/// Adds the documents that are remembered and not among those of the catalogue.
fn add_standing(
    new: &mut Catalogue,
    house: &House,
    database: &Database,
    directory: &Directory,
    before: Option<&Catalogue>,
    now: DateTime<Utc>,
) -> Result<(), RunError> {
    for stored in database.documents(false)? {
        if new.entries.contains_key(&stored.target) {
            continue;
        }
        let known = before.and_then(|before| before.entries.get(&stored.target));
        let Some(format) = format::by_name(&stored.format) else { continue };
        let Ok(url) = AbsoluteUrl::parse(&stored.url) else { continue };
        let (hubs, kind) = (&house.notify.hubs, format.content_type());
        let entry = match (known, stored.file, stored.bytes) {
            (Some(known), ..) => Some(known.clone()),
            (None, Some(file), _) => Entry::of_file(directory.place(&file), kind, &url, hubs, &stored.title)?,
            (None, None, bytes) => {
                bytes.map(|bytes| Entry::of_bytes(bytes.into(), kind, &url, hubs, &stored.title, None, now.into()))
            }
        };
        new.entries.extend(entry.map(|entry| (stored.target, entry)));
    }
    Ok(())
}

/// The documents that were written, and those of feeds that stay as they are.
fn catalogue(
    house: &House,
    directory: &Directory,
    written: &[FeedWritten],
    kept: &[Kept],
    before: Option<&Catalogue>,
    now: DateTime<Utc>,
) -> Result<Catalogue, PublishError> {
    let mut catalogue = Catalogue::default();
    let mut add = |place: &Place| -> Result<(), PublishError> {
        let (hubs, url, title) = (&house.notify.hubs, &place.self_url, &place.title);
        let entry = match &place.stands {
            Stands::File(file) => Entry::of_file(directory.place(file), place.content_type, url, hubs, title)?,
            Stands::Memory(bytes) => {
                let before = before.and_then(|before| before.entries.get(&place.target));
                let bytes = bytes.clone().into();
                Some(Entry::of_bytes(bytes, place.content_type, url, hubs, title, before, now.into()))
            }
        };
        if let Some(entry) = entry {
            catalogue.entries.insert(place.target.clone(), entry);
        }
        Ok(())
    };
    written.iter().flat_map(|feed| &feed.places).try_for_each(&mut add)?;
    kept.iter().flat_map(|feed| &feed.places).try_for_each(&mut add)?;
    Ok(catalogue)
}
