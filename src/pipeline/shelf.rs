//! The catalogue of a run's documents, from which HTTP serves them.

use super::House;
use super::keep::Kept;
use super::prepare::FeedWritten;
use crate::publish::{Catalogue, Directory, Entry, PublishError};

/// Where one document is, and what is sent with it.
pub(super) struct Place {
    pub(super) target: String,
    pub(super) file: String,
    pub(super) content_type: &'static str,
    pub(super) self_url: crate::xml::AbsoluteUrl,
    pub(super) title: String,
}

/// The documents that were written, and those of feeds that stay as they are.
pub(super) fn catalogue(
    house: &House,
    directory: &Directory,
    written: &[FeedWritten],
    kept: &[Kept],
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
    written.iter().flat_map(|feed| &feed.places).try_for_each(&mut add)?;
    kept.iter().flat_map(|feed| &feed.places).try_for_each(&mut add)?;
    Ok(catalogue)
}
