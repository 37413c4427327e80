//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), by types of our own.

mod wire;

use serde_json::value::RawValue;

use super::{Cut, Format, FormatError, Frame, Instead, cut, items};
use crate::feed::{Feed, Item, Notice, Shown};
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

    fn notice(&self, notice: &Notice<'_>) -> Result<Option<Vec<u8>>, FormatError> {
        write(&wire::NoticeItem::of(notice)).map(Some)
    }

    fn without(
        &self,
        document: &[u8],
        gone: &dyn Fn(&str) -> bool,
        instead: &Instead,
    ) -> Result<Option<Cut>, FormatError> {
        let written: wire::Written<'_> = serde_json::from_slice(document).map_err(|error| items::unreadable(&error))?;
        // A text is a piece of the document, so it begins so far into it.
        let range = |text: &str| {
            let begin = text.as_ptr().addr() - document.as_ptr().addr();
            begin..begin + text.len()
        };
        let place = |item: &&RawValue| -> Result<cut::Place, FormatError> {
            let told: wire::Told = serde_json::from_str(item.get()).map_err(|error| items::unreadable(&error))?;
            Ok((range(item.get()), told.id))
        };
        let items = written.items.iter().map(place).collect::<Result<_, _>>()?;
        let date = written.extension.as_ref().and_then(|extension| {
            let text = extension.date_modified.get();
            Some((range(text), items::date(text.trim_matches('"'))?))
        });
        let scan = cut::Scan { items, date, tombstones: Vec::new() };
        Ok(scan.cut(document, SEPARATOR, gone, instead, |date| format!("\"{}\"", wire::date(date))))
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
