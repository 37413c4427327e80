//! The rows of documents: where each item stands in them.

use super::Retained;
use crate::feed::Card;
use crate::pipeline::RunError;
use crate::pipeline::shelf::{Place, Stands};
use crate::publish::Directory;
use crate::source::Stamp;
use crate::store::database::{ItemPlace, StoredDocument, Writing, place_of};

impl Retained<'_> {
    /// Writes the rows of the documents that the run made; `versions` are those of
    /// its cards.
    pub(super) fn documents(&self, versions: &[u64], writing: &Writing<'_>) -> Result<(), RunError> {
        for (written, planned) in self.written.iter().zip(&self.seen.plan.feeds) {
            let definition = self.house.definitions[planned.definition].path.as_written();
            let value = planned.record.value.as_deref().unwrap_or_default();
            for place in &written.places {
                if let Some(document) = document(self.directory, definition, value, place, &self.seen.cards, versions) {
                    writing.put_document(&document)?;
                }
            }
        }
        Ok(())
    }
}

/// The row of a document that this run made.
fn document(
    directory: &Directory,
    definition: &str,
    value: &str,
    place: &Place,
    cards: &[Card],
    versions: &[u64],
) -> Option<StoredDocument> {
    let made = place.made.as_ref()?;
    let places = made.items.iter().map(|item| ItemPlace {
        place: place_of(&cards[item.article as usize].origin),
        version: versions[item.article as usize],
        full: item.full,
        from: item.from,
        to: item.to,
    });
    let (file, bytes) = match &place.stands {
        Stands::File(file) => (Some(file.clone()), None),
        Stands::Memory(bytes) => (None, Some(bytes.clone())),
    };
    Some(StoredDocument {
        target: place.target.clone(),
        definition: definition.to_owned(),
        value: value.to_owned(),
        format: made.format.to_owned(),
        print: if made.changed { 0 } else { file.as_deref().map_or(0, |file| print(directory, file)) },
        file,
        title: place.title.clone(),
        url: place.self_url.to_string(),
        hash: made.hash,
        places: places.collect(),
        bytes,
    })
}

/// What the file system says of a document; 0 where it says nothing.
pub(in crate::pipeline) fn print(directory: &Directory, file: &str) -> u128 {
    std::fs::metadata(directory.place(file)).map_or(0, |meta| Stamp::of(&[&meta]).print)
}
