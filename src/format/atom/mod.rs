//! Atom 1.0 (RFC 4287), through the crate `atom_syndication`.

mod entry;
mod feed;
mod tombstone;

use std::sync::OnceLock;

use atom_syndication::WriteConfig;

use super::cut::{self, Beside};
use super::items::{self, Names};
use super::{Cut, Format, FormatError, Frame, Instead};
use crate::feed::{Departed, Feed, Item, Shown};
use crate::xml::AbsoluteUrl;

/// Atom 1.0 with `media`.
pub(super) struct Atom;

/// The crate's own declaration names no encoding.
const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const TAIL: &str = "</feed>";
const NAMES: Names = Names { item: "entry", id: "id", published: "published", updated: "updated" };
const BESIDE: Beside = Beside { item: "entry", date: "updated", tombstone: tombstone::NAME };

impl Format for Atom {
    fn name(&self) -> &'static str {
        "atom"
    }

    fn extension(&self) -> &'static str {
        "atom"
    }

    fn content_type(&self) -> &'static str {
        "application/atom+xml; charset=utf-8"
    }

    fn item(&self, item: &Item<'_>) -> Result<Vec<u8>, FormatError> {
        // All feeds of this kind have the same head and tail: its length.
        static HEAD: OnceLock<usize> = OnceLock::new();
        let mut bare = feed::bare();
        bare.entries.push(entry::of(item));
        let size = item.content.as_deref().map_or(0, |content| content.len() + content.len() / 4) + 4096;
        let mut document = write(&bare, size)?;
        let head = match HEAD.get() {
            Some(head) => *head,
            None => *HEAD.get_or_init(|| write(&feed::bare(), 1024).map_or(0, |bare| bare.len() - TAIL.len())),
        };
        if !document.ends_with(TAIL.as_bytes()) || !document[head.min(document.len())..].starts_with(b"<entry>") {
            return Err(FormatError("the Atom writer did not put the entry last".to_owned()));
        }
        document.truncate(document.len() - TAIL.len());
        document.drain(..head);
        Ok(document)
    }

    fn frame(&self, feed: &Feed, self_url: &AbsoluteUrl) -> Result<Frame, FormatError> {
        parted(write(&feed::of(feed, self_url), 2048)?)
    }

    fn bare(&self) -> Result<Frame, FormatError> {
        parted(write(&feed::bare(), 1024)?)
    }

    fn tombstone(&self, departed: &Departed) -> Option<Vec<u8>> {
        Some(tombstone::of(departed))
    }

    fn without(
        &self,
        document: &[u8],
        gone: &dyn Fn(&str) -> bool,
        instead: &Instead,
    ) -> Result<Option<Cut>, FormatError> {
        let scan = cut::scan(document, items::places(document, &NAMES)?, &BESIDE, items::date)?;
        Ok(scan.cut(document, b"", gone, instead, |date| date.to_rfc3339()))
    }

    fn items(&self, document: &[u8]) -> Result<Vec<Shown>, FormatError> {
        items::shown(document, &NAMES)
    }
}

/// The document of a feed without entries, parted where they will stand.
fn parted(mut head: Vec<u8>) -> Result<Frame, FormatError> {
    if !head.ends_with(TAIL.as_bytes()) {
        return Err(FormatError("the Atom writer did not end the feed".to_owned()));
    }
    let tail = head.split_off(head.len() - TAIL.len());
    Ok(Frame { head, separator: b"", tail })
}

fn write(feed: &atom_syndication::Feed, size: usize) -> Result<Vec<u8>, FormatError> {
    let mut document = Vec::with_capacity(size);
    document.extend_from_slice(DECLARATION);
    let config = WriteConfig { write_document_declaration: false, indent_size: None };
    feed.write_with_config(document, config).map_err(|error| FormatError(format!("Atom cannot be written: {error}")))
}

/// A text in a language.
fn text(value: &str, lang: Option<&crate::xml::LangTag>) -> atom_syndication::Text {
    atom_syndication::Text {
        value: value.to_owned(),
        lang: lang.map(ToString::to_string),
        ..atom_syndication::Text::default()
    }
}

#[cfg(test)]
pub(super) fn whole(feed: &Feed, self_url: &AbsoluteUrl, items: &[Item<'_>]) -> Vec<u8> {
    let mut atom = feed::of(feed, self_url);
    atom.entries.extend(items.iter().map(entry::of));
    write(&atom, 0).expect("writing to memory")
}
