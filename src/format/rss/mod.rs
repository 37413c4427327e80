//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), through the crate `rss`.

mod channel;
mod item;

use std::sync::OnceLock;

use super::cut::{self, Beside};
use super::items::{self, Names};
use super::{Cut, Format, FormatError, Frame, Instead};
use crate::feed::{Feed, Item, Notice, Shown};
use crate::xml::AbsoluteUrl;

/// RSS 2.0 with `content`, `dc`, `dcterms`, `atom` and `media`.
pub(super) struct Rss;

const TAIL: &str = "</channel></rss>";
const NAMES: Names = Names { item: "item", id: "guid", published: "pubDate", updated: "dcterms:modified" };
const BESIDE: Beside = Beside { item: "item", date: "lastBuildDate", tombstone: "" };

impl Format for Rss {
    fn name(&self) -> &'static str {
        "rss"
    }

    fn extension(&self) -> &'static str {
        "rss"
    }

    fn content_type(&self) -> &'static str {
        "application/rss+xml; charset=utf-8"
    }

    fn item(&self, item: &Item<'_>) -> Result<Vec<u8>, FormatError> {
        element(item::of(item), item.content.as_deref().map_or(0, str::len) + 4096)
    }

    fn frame(&self, feed: &Feed, self_url: &AbsoluteUrl) -> Result<Frame, FormatError> {
        parted(write(&channel::of(feed, self_url), 2048)?)
    }

    fn bare(&self) -> Result<Frame, FormatError> {
        parted(write(&channel::bare(), 1024)?)
    }

    fn notice(&self, notice: &Notice<'_>) -> Result<Option<Vec<u8>>, FormatError> {
        element(item::of_notice(notice), 1024).map(Some)
    }

    fn without(
        &self,
        document: &[u8],
        gone: &dyn Fn(&str) -> bool,
        instead: &Instead,
    ) -> Result<Option<Cut>, FormatError> {
        let scan = cut::scan(document, items::places(document, &NAMES)?, &BESIDE, items::date)?;
        Ok(scan.cut(document, b"", gone, instead, date))
    }

    fn items(&self, document: &[u8]) -> Result<Vec<Shown>, FormatError> {
        items::shown(document, &NAMES)
    }
}

/// The bytes of one item; `size` is about how many.
fn element(item: rss::Item, size: usize) -> Result<Vec<u8>, FormatError> {
    // All channels of this kind have the same head and tail: its length.
    static HEAD: OnceLock<usize> = OnceLock::new();
    let mut channel = channel::bare();
    channel.items.push(item);
    let mut document = write(&channel, size)?;
    let head = match HEAD.get() {
        Some(head) => *head,
        None => *HEAD.get_or_init(|| write(&channel::bare(), 1024).map_or(0, |bare| bare.len() - TAIL.len())),
    };
    if !document.ends_with(TAIL.as_bytes()) || !document[head.min(document.len())..].starts_with(b"<item>") {
        return Err(FormatError("the RSS writer did not put the item last".to_owned()));
    }
    document.truncate(document.len() - TAIL.len());
    document.drain(..head);
    Ok(document)
}

/// The document of a feed without items, parted where they will stand.
fn parted(mut head: Vec<u8>) -> Result<Frame, FormatError> {
    if !head.ends_with(TAIL.as_bytes()) {
        return Err(FormatError("the RSS writer did not end the channel".to_owned()));
    }
    let tail = head.split_off(head.len() - TAIL.len());
    Ok(Frame { head, separator: b"", tail })
}

fn write(channel: &rss::Channel, size: usize) -> Result<Vec<u8>, FormatError> {
    channel.write_to(Vec::with_capacity(size)).map_err(|error| FormatError(format!("RSS cannot be written: {error}")))
}

/// The date of RFC 822 with a year of four digits, as RSS wants it.
fn date(date: chrono::DateTime<chrono::Utc>) -> String {
    date.format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

#[cfg(test)]
pub(super) fn whole(feed: &Feed, self_url: &AbsoluteUrl, items: &[Item<'_>]) -> Vec<u8> {
    let mut channel = channel::of(feed, self_url);
    channel.items.extend(items.iter().map(item::of));
    write(&channel, 0).expect("writing to memory")
}
