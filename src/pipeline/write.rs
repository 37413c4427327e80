//! Documents: frame and items joined, trimmed to their size, and prepared in
//! the output directory.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::gate::{Gate, Verdict};
use super::marks::{Marks, Placed, Stand};
use super::render::{Items, Judged};
use super::{DocumentReport, FeedReport, House, RunError};
use crate::feed::{Card, Content, Markers, Offer, Planned};
use crate::format::{self, Format, FormatError, Frame};
use crate::publish::Address;
use crate::validate::Part;
use crate::xml::AbsoluteUrl;

/// The documents of one feed, joined.
pub(super) struct Joined {
    pub(super) title: String,
    /// The page that shows the same to people.
    pub(super) home: AbsoluteUrl,
    pub(super) documents: Vec<Document>,
    /// Formats in which the feed itself cannot stand.
    pub(super) refused: Vec<FormatError>,
    /// Documents that the gate barred.
    pub(super) barred: Vec<Barred>,
    /// Articles that a document had to go without, and why.
    pub(super) left_out: BTreeMap<u32, String>,
    /// Articles that are too large for a document of it.
    pub(super) too_large: BTreeMap<u32, TooLarge>,
}

/// A document that may not go out: the last good one stays.
#[derive(Clone)]
pub(super) struct Barred {
    pub(super) format: &'static dyn Format,
    pub(super) why: String,
}

/// Why a document is not there.
enum Missing {
    Unwritable(FormatError),
    Barred(String),
    Unreadable(std::io::Error),
}

/// So many items a document may lose at the gate before it is barred whole.
const MOST_LEFT_OUT: usize = 100;

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
    /// Where each article stands in it.
    pub(super) items: Vec<Standing>,
    pub(super) bytes: Vec<u8>,
}

/// Where an article stands in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) article: u32,
    /// Whether with the whole story.
    pub(super) full: bool,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// Joins a feed's documents from its rendered items.
pub(super) fn join(
    house: &House,
    offer: &Offer<'_>,
    planned: &Planned,
    tell: &dyn Fn(&str) -> Markers,
    cards: &[Card],
    items: &Items,
    gate: &Gate,
) -> Result<Joined, RunError> {
    let definition = &house.definitions[planned.definition];
    let mut joined = Joined {
        title: String::new(),
        home: offer.home(definition, planned.name.as_deref().unwrap_or_default()),
        documents: Vec::new(),
        refused: Vec::new(),
        barred: Vec::new(),
        left_out: BTreeMap::new(),
        too_large: BTreeMap::new(),
    };
    for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
        let get = |at: u32| items.get(&planned.record.path, at, definition.content, definition.updates, format);
        let rendered = |at: &&u32| get(**at).is_some();
        let held = planned.articles.iter().filter(rendered).copied().collect();
        let markers = tell(format.name());
        match document(house, offer, planned, format, held, &markers, cards, items, gate, &mut joined) {
            Ok((title, document)) => {
                joined.title = title;
                joined.documents.push(document);
            }
            Err(Missing::Unwritable(why)) => joined.refused.push(why),
            Err(Missing::Barred(why)) => joined.barred.push(Barred { format, why }),
            Err(Missing::Unreadable(why)) => return Err(RunError::Spool(why)),
        }
    }
    Ok(joined)
}

#[expect(clippy::too_many_arguments, reason = "the parts of one document")]
fn document(
    house: &House,
    offer: &Offer<'_>,
    planned: &Planned,
    format: &'static dyn Format,
    mut held: Vec<u32>,
    markers: &Markers,
    cards: &[Card],
    items: &Items,
    gate: &Gate,
    joined: &mut Joined,
) -> Result<(String, Document), Missing> {
    let definition = &house.definitions[planned.definition];
    let address = house.address(definition, &planned.record.path, format);
    let mut marks = Marks::of(format, definition, markers, &house.site, gate);
    let mut lost = 0;
    loop {
        let articles: Vec<&Card> = held.iter().map(|at| &cards[*at as usize]).collect();
        let mut feed = offer.feed(planned, &articles);
        markers.date(&mut feed);
        let mut frame = format.frame(&feed, &address.url).map_err(Missing::Unwritable)?;
        frame.head.extend_from_slice(&marks.tombstones);
        let around = frame.head.len() + frame.tail.len() + marks.size(frame.separator.len());
        let room = definition.max_bytes.saturating_sub(around);
        let fitting = fitting(&held, room, frame.separator.len(), &mut joined.too_large, |at, content| {
            let content = if content == Content::Full { definition.content } else { content };
            items.get(&planned.record.path, at, content, definition.updates, format)
        });
        if fitting.len() < held.len() {
            // The dates of the head are those of the items that stay.
            held = fitting.into_iter().map(|fitting| fitting.article).collect();
            continue;
        }
        let placed = marks.among(&fitting, definition, cards);
        let parts: Vec<&Part> = placed.iter().map(|placed| &placed.item.part).collect();
        let (bytes, items) = joined_of(&frame, &placed, definition.content).map_err(Missing::Unreadable)?;
        match gate.document(&frame, &parts, bytes.len(), &address.url) {
            Verdict::Pass => {
                let document = Document { format, address, items, bytes };
                return Ok((feed.title.into(), document));
            }
            Verdict::Without(item, why) if lost < MOST_LEFT_OUT && item < placed.len() => {
                lost += 1;
                match placed[item].stand {
                    Stand::Article { article, .. } => {
                        held.retain(|other| *other != article);
                        joined.left_out.insert(article, why);
                    }
                    Stand::Notice(notice) => marks.drop_notice(notice),
                }
            }
            Verdict::Without(_, why) | Verdict::Bar(why) => return Err(Missing::Barred(why)),
        }
    }
}

/// The document: head, items, tail; and where each article stands in it.
fn joined_of(frame: &Frame, items: &[Placed<'_>], content: Content) -> std::io::Result<(Vec<u8>, Vec<Standing>)> {
    let size = items.iter().map(|placed| placed.item.bytes.len() + frame.separator.len()).sum::<usize>();
    let mut document = Vec::with_capacity(frame.head.len() + size + frame.tail.len());
    let mut standing = Vec::with_capacity(items.len());
    document.extend_from_slice(&frame.head);
    // No document is larger than `max_bytes` allows, which is far less than 4 GiB.
    let place = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    for (at, Placed { stand, item }) in items.iter().enumerate() {
        if at > 0 {
            document.extend_from_slice(frame.separator);
        }
        let from = place(document.len());
        item.bytes.append_to(&mut document)?;
        if let Stand::Article { article, whole } = *stand {
            let full = whole && content == Content::Full;
            standing.push(Standing { article, full, from, to: place(document.len()) });
        }
    }
    document.extend_from_slice(&frame.tail);
    Ok((document, standing))
}

/// An item that fits into a document.
pub(super) struct Fitting<'a> {
    pub(super) article: u32,
    pub(super) item: &'a Judged,
    /// Whether it is the item that the feed wants, and not the summary in its place.
    pub(super) whole: bool,
}

/// The items that fit into `room`, the first ones first. One that does not fit
/// alone stands with its summary, so that it drives nobody else out; one of
/// which even that is too large is passed over.
fn fitting<'a>(
    held: &[u32],
    room: usize,
    separator: usize,
    too_large: &mut BTreeMap<u32, TooLarge>,
    item: impl Fn(u32, Content) -> Option<&'a Judged>,
) -> Vec<Fitting<'a>> {
    let (mut fitting, mut used) = (Vec::with_capacity(held.len()), 0);
    for at in held {
        let fits = |content| item(*at, content).filter(|item| item.bytes.len() <= room);
        let full = fits(Content::Full);
        let whole = full.is_some();
        let item = full.or_else(|| {
            let summary = fits(Content::Summary);
            let fate = if summary.is_some() { TooLarge::Summary } else { TooLarge::LeftOut };
            let known = too_large.entry(*at).or_insert(fate);
            *known = fate.max(*known);
            summary
        });
        let Some(item) = item else { continue };
        used += item.bytes.len() + if fitting.is_empty() { 0 } else { separator };
        if used > room {
            break;
        }
        fitting.push(Fitting { article: *at, item, whole });
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
            items: document.items.len(),
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
    each: impl Fn(&Planned) -> Result<T, RunError> + Sync + Send,
) -> Result<Vec<T>, RunError> {
    feeds.par_iter().map(each).collect()
}
