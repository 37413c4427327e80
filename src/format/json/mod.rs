//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), by types of our own.

mod wire;

use super::{Format, FormatError, Frame};
use crate::feed::{Feed, Item};
use crate::xml::AbsoluteUrl;

/// JSON Feed 1.1.
pub(super) struct JsonFeed;

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
        let mut head = write(&wire::Feed::of(feed, self_url))?;
        // An object ends in one brace; the items come before it.
        head.pop();
        head.extend_from_slice(ITEMS.as_bytes());
        Ok(Frame { head, separator: b",\n", tail: b"\n]}\n".to_vec() })
    }
}

fn write<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, FormatError> {
    serde_json::to_vec(value).map_err(|error| FormatError(format!("JSON cannot be written: {error}")))
}
