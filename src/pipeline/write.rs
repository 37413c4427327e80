//! Documents: frame and items joined, trimmed to their size, and prepared in
//! the output directory.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::render::Items;
use super::{DocumentReport, FeedReport, House};
use crate::article::LiveArticle;
use crate::feed::{Content, Offer, Planned};
use crate::format::{self, Format, FormatError};
use crate::publish::{Address, PublishError};
use crate::xml::AbsoluteUrl;

/// The documents of one feed, joined.
pub(super) struct Joined {
    pub(super) title: String,
    /// The page that shows the same to people.
    pub(super) home: AbsoluteUrl,
    pub(super) documents: Vec<Document>,
    /// Formats in which the feed itself cannot stand.
    pub(super) refused: Vec<FormatError>,
    /// Articles that are too large for a document of it.
    pub(super) too_large: BTreeMap<u32, TooLarge>,
}

/// What becomes of a story that is larger than a whole document may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TooLarge {
    /// Its summary stands in its place.
    Summary,
    /// Even that is too large.
    LeftOut,
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
    let mut joined = Joined {
        title: String::new(),
        home: offer.home(definition, planned.name.as_deref().unwrap_or_default()),
        documents: Vec::new(),
        refused: Vec::new(),
        too_large: BTreeMap::new(),
    };
    for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
        let rendered = |at: &&u32| items.get(**at, definition.content, format).is_some();
        let held = planned.articles.iter().filter(rendered).copied().collect();
        match document(house, offer, planned, format, held, live, items, &mut joined.too_large) {
            Ok((title, document)) => {
                joined.title = title;
                joined.documents.push(document);
            }
            Err(why) => joined.refused.push(why),
        }
    }
    joined
}

#[expect(clippy::too_many_arguments, reason = "the parts of one document")]
fn document(
    house: &House,
    offer: &Offer<'_>,
    planned: &Planned,
    format: &'static dyn Format,
    mut held: Vec<u32>,
    live: &[LiveArticle],
    items: &Items,
    too_large: &mut BTreeMap<u32, TooLarge>,
) -> Result<(String, Document), FormatError> {
    let definition = &house.definitions[planned.definition];
    let address = house.address(definition, &planned.record.path, format);
    loop {
        let articles: Vec<&LiveArticle> = held.iter().map(|at| &live[*at as usize]).collect();
        let feed = offer.feed(planned, &articles);
        let frame = format.frame(&feed, &address.url)?;
        let room = definition.max_bytes.saturating_sub(frame.head.len() + frame.tail.len());
        let fitting = fitting(&held, room, frame.separator.len(), too_large, |at, content| {
            items.get(at, if content == Content::Full { definition.content } else { content }, format)
        });
        if fitting.len() < held.len() {
            // The dates of the head are those of the items that stay.
            held = fitting.into_iter().map(|(at, _)| at).collect();
            continue;
        }
        let bytes: Vec<&[u8]> = fitting.into_iter().map(|(_, bytes)| bytes).collect();
        let document = Document { format, address, items: bytes.len(), bytes: frame.join(&bytes) };
        return Ok((feed.title.into(), document));
    }
}

/// The items that fit into `room`, the first ones first. One that does not fit
/// alone stands with its summary, so that it drives nobody else out; one of
/// which even that is too large is passed over.
fn fitting<'a>(
    held: &[u32],
    room: usize,
    separator: usize,
    too_large: &mut BTreeMap<u32, TooLarge>,
    item: impl Fn(u32, Content) -> Option<&'a [u8]>,
) -> Vec<(u32, &'a [u8])> {
    let (mut fitting, mut used) = (Vec::with_capacity(held.len()), 0);
    for at in held {
        let fits = |content| item(*at, content).filter(|bytes| bytes.len() <= room);
        let bytes = fits(Content::Full).or_else(|| {
            let summary = fits(Content::Summary);
            let fate = if summary.is_some() { TooLarge::Summary } else { TooLarge::LeftOut };
            let known = too_large.entry(*at).or_insert(fate);
            *known = fate.max(*known);
            summary
        });
        let Some(bytes) = bytes else { continue };
        used += bytes.len() + if fitting.is_empty() { 0 } else { separator };
        if used > room {
            break;
        }
        fitting.push((*at, bytes));
    }
    fitting
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
            home: self.home.to_string(),
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
