//! Items cut out of documents that were written earlier: for a story that has
//! to go while the document cannot be made anew. What tells of it takes its place.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use chrono::{DateTime, Utc};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::FormatError;
use super::items::unreadable;

/// A document that lost items.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// What is left of it.
    pub document: Vec<u8>,
    /// The ids of the items that are gone.
    pub ids: Vec<String>,
}

/// What a document gets for the items that it loses.
#[derive(Debug, Default)]
pub struct Instead {
    /// Items that stand in the place of others, by their id.
    pub notices: HashMap<String, Vec<u8>>,
    /// All tombstones that it is to have, each with its id: those that stand in
    /// it are taken out.
    pub tombstones: Vec<(String, Vec<u8>)>,
    /// The date that it is to have, unless it has a later one.
    pub date: Option<DateTime<Utc>>,
}

/// One item in a document: where it stands, and its id.
pub(super) type Place = (Range<usize>, String);

/// What was found in a document.
pub(super) struct Scan {
    /// Its items, in order.
    pub(super) items: Vec<Place>,
    /// Where its own date stands, and what it says.
    pub(super) date: Option<(Range<usize>, DateTime<Utc>)>,
    /// Where elements about items that are gone stand.
    pub(super) tombstones: Vec<Range<usize>>,
}

/// Names of the elements that stand beside the items of an XML format.
pub(super) struct Beside {
    /// The item itself.
    pub(super) item: &'static str,
    /// The document's own date.
    pub(super) date: &'static str,
    /// The element about an item that is gone; empty for none.
    pub(super) tombstone: &'static str,
}

impl Scan {
    /// Cuts the items that are `gone` out of the document; `None` when it has
    /// none of them. `write` writes the document's date.
    pub(super) fn cut(
        self,
        document: &[u8],
        separator: &[u8],
        gone: &dyn Fn(&str) -> bool,
        instead: &Instead,
        write: impl Fn(DateTime<Utc>) -> String,
    ) -> Option<Cut> {
        let (first, last) = (self.items.first()?.0.start, self.items.last()?.0.end);
        let (mut items, mut ids, mut stay): (Vec<&[u8]>, Vec<String>, HashSet<&str>) = <_>::default();
        for (range, id) in &self.items {
            if gone(id) {
                items.extend(instead.notices.get(id).map(Vec::as_slice));
                ids.push(id.clone());
            } else {
                items.push(&document[range.clone()]);
                stay.insert(id);
            }
        }
        if ids.is_empty() {
            return None;
        }
        let tombstones = instead.tombstones.iter().filter(|(id, _)| !stay.contains(&**id));
        let mut between = tombstones.flat_map(|(_, bytes)| bytes).copied().collect::<Vec<u8>>();
        between.extend_from_slice(&items.join(separator));
        let mut changes: Vec<(Range<usize>, Vec<u8>)> = vec![(first..last, between)];
        changes.extend(self.tombstones.into_iter().map(|range| (range, Vec::new())));
        if let (Some((range, date)), Some(new)) = (self.date, instead.date)
            && new > date
        {
            changes.push((range, write(new).into_bytes()));
        }
        // Those in the span of the items are gone with what stood between these.
        changes.retain(|(range, _)| *range == (first..last) || range.end <= first || range.start >= last);
        changes.sort_by_key(|(range, _)| range.start);
        let (mut cut, mut at) = (Vec::with_capacity(document.len()), 0);
        for (range, bytes) in changes {
            cut.extend_from_slice(&document[at..range.start]);
            cut.extend_from_slice(&bytes);
            at = range.end;
        }
        cut.extend_from_slice(&document[at..]);
        Some(Cut { document: cut, ids })
    }
}

/// Finds in an XML document what stands beside its `items`; `date_of` reads its date.
///
/// # Errors
/// When it is not well-formed.
pub(super) fn scan(
    document: &[u8],
    items: Vec<Place>,
    beside: &Beside,
    date_of: impl Fn(&str) -> Option<DateTime<Utc>>,
) -> Result<Scan, FormatError> {
    let mut reader = Reader::from_reader(document);
    // An empty element is told as one that begins and ends.
    reader.config_mut().expand_empty_elements = true;
    let mut scan = Scan { items, date: None, tombstones: Vec::new() };
    // The item or tombstone that is open: where it begins, its depth, and whether it is a tombstone.
    let mut open: Option<(usize, usize, bool)> = None;
    let (mut text, mut depth) = (0, 0);
    loop {
        let before = place(reader.buffer_position());
        match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(tag) => {
                depth += 1;
                let is = |name: &str| tag.name().as_ref() == name.as_bytes();
                if open.is_none() && (is(beside.item) || is(beside.tombstone)) {
                    open = Some((before, depth, is(beside.tombstone)));
                }
                text = place(reader.buffer_position());
            }
            Event::End(tag) => {
                if open.is_none() && tag.name().as_ref() == beside.date.as_bytes() {
                    let written = std::str::from_utf8(&document[text..before]).map_err(|error| unreadable(&error))?;
                    scan.date = scan.date.or_else(|| Some((text..before, date_of(written.trim())?)));
                }
                if let Some((begin, _, true)) = open.take_if(|(_, level, _)| *level == depth) {
                    scan.tombstones.push(begin..place(reader.buffer_position()));
                }
                depth -= 1;
            }
            Event::Eof if depth == 0 => return Ok(scan),
            Event::Eof => return Err(unreadable(&"it is not whole")),
            _ => {}
        }
    }
}

fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
