//! Single lines of the ledger, as the database holds them.

use super::ledger::line as write;
use super::wire::{ArticleLine, FeedLine, HeadLine, Sources, VERSION};
use crate::article::Origin;
use crate::desk::Record;
use crate::feed::FeedRecord;

/// The line of an article.
pub(super) fn of_article(origin: &Origin, record: &Record) -> String {
    text(&ArticleLine::of(origin, record))
}

/// The article of a line; `None` where it is none.
pub(super) fn article(line: &str) -> Option<(Origin, Record)> {
    let line: ArticleLine<'_> = serde_json::from_str(line).ok()?;
    line.into_record(&mut Sources::default()).ok()
}

/// The line of a feed.
pub(super) fn of_feed(record: &FeedRecord) -> String {
    text(&FeedLine::of(record))
}

/// The feed of a line; `None` where it is none.
pub(super) fn feed(line: &str) -> Option<FeedRecord> {
    let line: FeedLine<'_> = serde_json::from_str(line).ok()?;
    Some(line.into_record())
}

/// The first line of a ledger.
pub(super) fn head() -> String {
    text(&HeadLine { feedroom_ledger: VERSION })
}

fn text<T: serde::Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes, value);
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}
