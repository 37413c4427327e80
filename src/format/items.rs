//! Items found again in documents that stand: where each one is, and what
//! readers tell it by.

use std::ops::Range;

use chrono::{DateTime, Utc};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

use super::FormatError;
use crate::feed::Shown;

/// The names of an item's elements in one XML format.
pub(super) struct Names {
    pub(super) item: &'static str,
    pub(super) id: &'static str,
    pub(super) published: &'static str,
    pub(super) updated: &'static str,
}

/// One item: where it stands, and what it tells, as it is written.
struct Found<'a> {
    range: Range<usize>,
    id: Option<&'a str>,
    link: Option<String>,
    published: Option<&'a str>,
    updated: Option<&'a str>,
}

/// The items of an XML document with their places, in order.
///
/// # Errors
/// When it is not well-formed, or an id cannot be read.
pub(super) fn places(document: &[u8], names: &Names) -> Result<Vec<(Range<usize>, String)>, FormatError> {
    let of = |found: Found<'_>| {
        let id = found.id.map(text).transpose().map_err(|error| unreadable(&error))?;
        Ok((found.range, id.unwrap_or_default()))
    };
    find(document, names)?.into_iter().map(of).collect()
}

/// What readers tell the items of an XML document by, in order. One without an
/// id is told by its address.
///
/// # Errors
/// When it is not well-formed.
pub(super) fn shown(document: &[u8], names: &Names) -> Result<Vec<Shown>, FormatError> {
    let of = |found: Found<'_>| Shown {
        id: found.id.and_then(|id| text(id).ok()).or_else(|| found.link.clone()).unwrap_or_default(),
        link: found.link,
        published: found.published.and_then(date),
        updated: found.updated.and_then(date),
    };
    Ok(find(document, names)?.into_iter().map(of).collect())
}

/// A date of RFC 3339 or RFC 822.
pub(super) fn date(written: &str) -> Option<DateTime<Utc>> {
    let written = written.trim();
    let date = DateTime::parse_from_rfc3339(written).or_else(|_| DateTime::parse_from_rfc2822(written));
    Some(date.ok()?.to_utc())
}

fn find<'a>(document: &'a [u8], names: &Names) -> Result<Vec<Found<'a>>, FormatError> {
    let mut reader = Reader::from_reader(document);
    let mut all = Vec::new();
    // The item that is open, with its depth; where the text of a child of it begins.
    let (mut open, mut begin): (Option<(Found<'a>, usize)>, usize) = (None, 0);
    let mut depth = 0;
    loop {
        let before = place(reader.buffer_position());
        match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(tag) => {
                depth += 1;
                begin = place(reader.buffer_position());
                match &mut open {
                    Some((found, level)) if depth == *level + 1 => found.take_link(&tag),
                    None if tag.name().as_ref() == names.item.as_bytes() => open = Some((Found::at(before), depth)),
                    Some(_) | None => {}
                }
            }
            Event::Empty(tag) => {
                if let Some((found, level)) = &mut open
                    && depth == *level
                {
                    found.take_link(&tag);
                }
            }
            Event::End(tag) => {
                if let Some((found, level)) = &mut open
                    && depth == *level + 1
                {
                    let written = std::str::from_utf8(&document[begin..before]).map_err(|error| unreadable(&error))?;
                    found.take(tag.name().as_ref(), written, names);
                }
                if let Some((mut found, _)) = open.take_if(|(_, level)| *level == depth) {
                    found.range.end = place(reader.buffer_position());
                    all.push(found);
                }
                depth -= 1;
            }
            Event::Eof if depth == 0 => return Ok(all),
            Event::Eof => return Err(unreadable(&"it is not whole")),
            _ => {}
        }
    }
}

impl<'a> Found<'a> {
    fn at(begin: usize) -> Self {
        Self { range: begin..begin, id: None, link: None, published: None, updated: None }
    }

    /// Takes the text of a child.
    fn take(&mut self, name: &[u8], written: &'a str, names: &Names) {
        match name {
            name if name == names.id.as_bytes() => self.id = Some(written),
            name if name == names.published.as_bytes() => self.published = Some(written),
            name if name == names.updated.as_bytes() => self.updated = Some(written),
            b"link" if !written.is_empty() => self.link = text(written).ok().map(|link| link.trim().to_owned()),
            _ => {}
        }
    }

    /// Takes the address of Atom's `link`, where it is that of the story.
    fn take_link(&mut self, tag: &BytesStart<'_>) {
        if tag.name().as_ref() != b"link" {
            return;
        }
        let value = |name: &str| {
            let attribute = tag.try_get_attribute(name).ok().flatten()?;
            let raw = std::str::from_utf8(&attribute.value).ok()?;
            Some(escape::unescape(raw).ok()?.into_owned())
        };
        if value("rel").is_none_or(|rel| rel == "alternate")
            && let Some(href) = value("href")
        {
            self.link = Some(href);
        }
    }
}

/// A text as it is meant.
fn text(written: &str) -> Result<String, escape::EscapeError> {
    let bare = written.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
    match bare {
        Some(text) => Ok(text.to_owned()),
        None => Ok(escape::unescape(written)?.into_owned()),
    }
}

fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

pub(super) fn unreadable(error: &dyn std::fmt::Display) -> FormatError {
    FormatError(format!("the document that stands there cannot be read: {error}"))
}
