//! Items cut out of documents that were written earlier: for a story that has
//! to go while the document cannot be made anew.

use std::ops::Range;

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
