//! `Feed` → bytes: one file per format. Items are rendered once and joined into
//! every document that holds them.

mod atom;
mod cut;
mod error;
mod items;
mod json;
mod media;
mod namespace;
mod ours;
mod rss;
#[cfg(test)]
mod tests;

pub use cut::{Cut, Instead};
pub use error::FormatError;
pub use ours::{Ours, ours};

use crate::feed::{Departed, Feed, Item, Notice, Shown};
use crate::xml::AbsoluteUrl;

/// A format that feeds are written in.
pub trait Format: Send + Sync {
    /// The word in `formats = […]`.
    fn name(&self) -> &'static str;

    /// The extension of its files, without the dot.
    fn extension(&self) -> &'static str;

    /// What a server sends as `Content-Type`.
    fn content_type(&self) -> &'static str;

    /// An item's bytes, complete from its first tag to its last.
    ///
    /// # Errors
    /// When the item cannot stand in this format.
    fn item(&self, item: &Item<'_>) -> Result<Vec<u8>, FormatError>;

    /// What stands around the items of a document that lives at `self_url`.
    ///
    /// # Errors
    /// When the feed cannot stand in this format.
    fn frame(&self, feed: &Feed, self_url: &AbsoluteUrl) -> Result<Frame, FormatError>;

    /// What stands around an item in the barest document of this format: to judge
    /// an item apart from the documents that will hold it.
    ///
    /// # Errors
    /// When the writer fails.
    fn bare(&self) -> Result<Frame, FormatError>;

    /// The element about an item that is gone; it stands at the end of the head.
    /// `None` where the format has none.
    fn tombstone(&self, _departed: &Departed) -> Option<Vec<u8>> {
        None
    }

    /// An item that stands in place of a story that was taken back. `None` where
    /// the format has a marker of its own.
    ///
    /// # Errors
    /// When the writer fails.
    fn notice(&self, _notice: &Notice<'_>) -> Result<Option<Vec<u8>>, FormatError> {
        Ok(None)
    }

    /// A document of this format without the items whose ids are `gone`, and
    /// with what stands `instead`; `None` when it holds none of them.
    ///
    /// # Errors
    /// When the document cannot be read.
    fn without(
        &self,
        document: &[u8],
        gone: &dyn Fn(&str) -> bool,
        instead: &Instead,
    ) -> Result<Option<Cut>, FormatError>;

    /// What readers tell the items of a document of this format by, in order.
    ///
    /// # Errors
    /// When the document cannot be read.
    fn items(&self, document: &[u8]) -> Result<Vec<Shown>, FormatError>;
}

/// What stands around the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Before the first item.
    pub head: Vec<u8>,
    /// Between two items.
    pub separator: &'static [u8],
    /// After the last item.
    pub tail: Vec<u8>,
}

impl Frame {
    /// The document: head, items, tail.
    #[must_use]
    pub fn join(&self, items: &[&[u8]]) -> Vec<u8> {
        let size = items.iter().map(|item| item.len() + self.separator.len()).sum::<usize>();
        let mut document = Vec::with_capacity(self.head.len() + size + self.tail.len());
        document.extend_from_slice(&self.head);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                document.extend_from_slice(self.separator);
            }
            document.extend_from_slice(item);
        }
        document.extend_from_slice(&self.tail);
        document
    }
}

/// All formats, in alphabetical order.
pub static FORMATS: &[&dyn Format] = &[&atom::Atom, &json::JsonFeed, &rss::Rss];

/// The format of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}
