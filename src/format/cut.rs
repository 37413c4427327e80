//! Items cut out of documents that were written earlier: for a story that has
//! to go while the document cannot be made anew.

use std::ops::Range;

use quick_xml::events::Event;
use quick_xml::{Reader, escape};

use super::FormatError;

/// A document that lost items.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// What is left of it.
    pub document: Vec<u8>,
    /// The ids of the items that are gone.
    pub ids: Vec<String>,
}

/// One item in a document: where it stands, and its id.
pub(super) type Place = (Range<usize>, String);

impl Cut {
    /// Cuts the items that are `gone` out of a document; `None` when it has none of them.
    pub(super) fn of(
        document: &[u8],
        places: Vec<Place>,
        separator: &[u8],
        gone: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let (first, last) = (places.first()?.0.start, places.last()?.0.end);
        let (out, stay): (Vec<Place>, Vec<Place>) = places.into_iter().partition(|(_, id)| gone(id));
        if out.is_empty() {
            return None;
        }
        let items: Vec<&[u8]> = stay.into_iter().map(|(range, _)| &document[range]).collect();
        let document = [&document[..first], &items.join(separator), &document[last..]].concat();
        Some(Self { document, ids: out.into_iter().map(|(_, id)| id).collect() })
    }
}

/// The elements `item` of an XML document, each with the text of its child `id`.
///
/// # Errors
/// When it is not well-formed.
pub(super) fn places(document: &[u8], item: &str, id: &str) -> Result<Vec<Place>, FormatError> {
    let mut reader = Reader::from_reader(document);
    let mut places = Vec::new();
    // Begin and depth of the item that is open; where its id begins, and its id.
    let (mut open, mut text, mut found): (Option<(usize, usize)>, usize, Option<String>) = (None, 0, None);
    let mut depth = 0;
    loop {
        let before = place(reader.buffer_position());
        match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(tag) => {
                depth += 1;
                if open.is_none() && tag.name().as_ref() == item.as_bytes() {
                    open = Some((before, depth));
                }
                text = place(reader.buffer_position());
            }
            Event::End(tag) => {
                if let Some((_, level)) = open
                    && depth == level + 1
                    && tag.name().as_ref() == id.as_bytes()
                {
                    let written = std::str::from_utf8(&document[text..before]).map_err(|error| unreadable(&error))?;
                    found = Some(escape::unescape(written).map_err(|error| unreadable(&error))?.into_owned());
                }
                if let Some((begin, _)) = open.take_if(|(_, level)| *level == depth) {
                    places.push((begin..place(reader.buffer_position()), found.take().unwrap_or_default()));
                }
                depth -= 1;
            }
            Event::Eof if depth == 0 => return Ok(places),
            Event::Eof => return Err(unreadable(&"it is not whole")),
            _ => {}
        }
    }
}

fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

pub(super) fn unreadable(error: &dyn std::fmt::Display) -> FormatError {
    FormatError(format!("the document that stands there cannot be read: {error}"))
}
