//! The catalogue of a run's documents, from which HTTP serves them.

use super::House;
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
