//! Documents: frame and items joined, trimmed to their size, and prepared in
//! the output directory.

use rayon::prelude::*;

use super::render::Items;
use super::{DocumentReport, FeedReport, House};
use crate::article::LiveArticle;
use crate::feed::{Definition, Offer, Planned};
use crate::format::{self, Format, FormatError};
use crate::publish::{Address, PublishError};

/// The documents of one feed, joined.
pub(super) struct Joined {
    pub(super) title: String,
    pub(super) documents: Vec<Document>,
    /// Formats in which the feed itself cannot stand.
    pub(super) refused: Vec<FormatError>,
}

/// One document, joined.
pub(super) struct Document {
    pub(super) format: &'static dyn Format,
    pub(super) address: Address,
    pub(super) items: usize,
    pub(super) bytes: Vec<u8>,
}

/// Joins a feed's documents from its rendered items.
pub(super) fn join(house: &House, offer: &Offer<'_>, planned: &Planned, live: &[LiveArticle], items: &Items) -> Joined {
    let definition = &house.definitions[planned.definition];
    let mut joined = Joined { title: String::new(), documents: Vec::new(), refused: Vec::new() };
    for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
        let held: Vec<(&LiveArticle, &[u8])> = planned
            .articles
            .iter()
            .filter_map(|at| Some((&live[*at as usize], items.get(*at, definition.content, format)?)))
            .collect();
        match document(house, offer, planned, definition, format, held) {
            Ok((title, document)) => {
                joined.title = title;
                joined.documents.push(document);
            }
            Err(why) => joined.refused.push(why),
        }
    }
    joined
}

fn document(
    house: &House,
    offer: &Offer<'_>,
    planned: &Planned,
    definition: &Definition,
    format: &'static dyn Format,
    mut held: Vec<(&LiveArticle, &[u8])>,
) -> Result<(String, Document), FormatError> {
    let address = house.address(definition, &planned.record.path, format);
    loop {
        let articles: Vec<&LiveArticle> = held.iter().map(|(article, _)| *article).collect();
        let feed = offer.feed(planned, &articles);
        let frame = format.frame(&feed, &address.url)?;
        let around = frame.head.len() + frame.tail.len();
        let fitting = fitting(&held, definition.max_bytes.saturating_sub(around), frame.separator.len());
        if fitting < held.len() {
            // The dates of the head are those of the items that stay.
            held.truncate(fitting);
            continue;
        }
        let bytes: Vec<&[u8]> = held.iter().map(|(_, bytes)| *bytes).collect();
        let document = Document { format, address, items: bytes.len(), bytes: frame.join(&bytes) };
        return Ok((feed.title.into(), document));
    }
}

/// How many of the items fit into `room`; one always stays, since a feed whose
/// newest story is too long is not an empty feed.
fn fitting(held: &[(&LiveArticle, &[u8])], room: usize, separator: usize) -> usize {
    let mut used = 0;
    let fits = held.iter().take_while(|(_, bytes)| {
        used += bytes.len() + separator;
        used <= room
    });
    fits.count().max(1).min(held.len())
}

impl Joined {
    pub(super) fn report(&self, planned: &Planned, changed: &[bool]) -> FeedReport {
        let documents = self.documents.iter().zip(changed).map(|(document, changed)| DocumentReport {
            format: document.format.name(),
            url: document.address.url.to_string(),
            file: document.address.file.clone(),
            content_type: document.format.content_type(),
            items: document.items,
            bytes: document.bytes.len(),
            changed: *changed,
        });
        FeedReport {
            path: planned.record.path.clone(),
            title: self.title.clone(),
            articles: planned.articles.len(),
            documents: documents.collect(),
        }
    }
}

/// Does `each` for all feeds of a plan on all cores, in the plan's order; the
/// first fault ends it.
pub(super) fn for_all<T: Send>(
    feeds: &[Planned],
    each: impl Fn(&Planned) -> Result<T, PublishError> + Sync + Send,
) -> Result<Vec<T>, PublishError> {
    feeds.par_iter().map(each).collect()
}
