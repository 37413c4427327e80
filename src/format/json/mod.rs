//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), by types of our own.

mod wire;

use serde_json::value::RawValue;

use super::{Cut, Format, FormatError, Frame, cut, items};
use crate::feed::{Feed, Item, Shown};
use crate::xml::AbsoluteUrl;

/// JSON Feed 1.1.
pub(super) struct JsonFeed;

/// What stands between two items.
const SEPARATOR: &[u8] = b",\n";
/// The end of a feed's object up to its items, which are written last.
const ITEMS: &str = ",\n\"items\": [\n";

impl Format for JsonFeed {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn content_type(&self) -> &'static str {
        "application/feed+json; charset=utf-8"
    }

    fn item(&self, item: &Item<'_>) -> Result<Vec<u8>, FormatError> {
        write(&wire::Item::of(item))
    }

    fn frame(&self, feed: &Feed, self_url: &AbsoluteUrl) -> Result<Frame, FormatError> {
        Ok(parted(write(&wire::Feed::of(feed, self_url))?))
    }

    fn bare(&self) -> Result<Frame, FormatError> {
        Ok(parted(br#"{"version":"https://jsonfeed.org/version/1.1","title":""}"#.to_vec()))
    }

    fn without(&self, document: &[u8], gone: &dyn Fn(&str) -> bool) -> Result<Option<Cut>, FormatError> {
        let written: wire::Written<'_> = serde_json::from_slice(document).map_err(|error| items::unreadable(&error))?;
        let place = |item: &&RawValue| -> Result<cut::Place, FormatError> {
            let told: wire::Told = serde_json::from_str(item.get()).map_err(|error| items::unreadable(&error))?;
            // The text is a piece of the document, so it begins so far into it.
            let begin = item.get().as_ptr().addr() - document.as_ptr().addr();
            Ok((begin..begin + item.get().len(), told.id))
        };
        let places = written.items.iter().map(place).collect::<Result<_, _>>()?;
        Ok(Cut::of(document, places, SEPARATOR, gone))
    }

    fn items(&self, document: &[u8]) -> Result<Vec<Shown>, FormatError> {
        let written: wire::Written<'_> = serde_json::from_slice(document).map_err(|error| items::unreadable(&error))?;
        let shown = |item: &&RawValue| -> Result<Shown, FormatError> {
            let told: wire::Told = serde_json::from_str(item.get()).map_err(|error| items::unreadable(&error))?;
            let date = |written: Option<String>| written.as_deref().and_then(items::date);
            let (published, updated) = (date(told.date_published), date(told.date_modified));
            Ok(Shown { id: told.id, link: told.url, published, updated })
        };
        written.items.iter().map(shown).collect()
    }
}

/// The document of a feed without items, parted where they will stand.
fn parted(mut head: Vec<u8>) -> Frame {
    // An object ends in one brace; the items come before it.
    head.pop();
    head.extend_from_slice(ITEMS.as_bytes());
    Frame { head, separator: SEPARATOR, tail: b"\n]}\n".to_vec() }
}

fn write<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, FormatError> {
    serde_json::to_vec(value).map_err(|error| FormatError(format!("JSON cannot be written: {error}")))
}
