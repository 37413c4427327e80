//! The order of lines in a file.

use super::{ArticleLine, FeedLine};
use crate::article::Origin;
use crate::desk::Record;
use crate::feed::FeedRecord;
use crate::store::by_hand::ByHand;

/// Where a line stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum Key {
    Head,
    Feed(String),
    /// A line that a person's hand makes.
    ByHand,
    /// First publication in seconds, and the place in the source.
    Article(i64, Origin),
}

impl Key {
    pub(in crate::store) fn feed(record: &FeedRecord) -> Self {
        Self::Feed(record.path.clone())
    }

    pub(in crate::store) fn article(origin: &Origin, record: &Record) -> Self {
        Self::Article(record.published.timestamp(), origin.clone())
    }

    /// The key of a line; `None` where it is none of a ledger.
    pub(in crate::store) fn of_line(line: &[u8]) -> Option<Self> {
        if line.starts_with(b"{\"article\"") {
            let line: ArticleLine<'_> = serde_json::from_slice(line).ok()?;
            let origin = Origin::new(&*line.source, &*line.article);
            return Some(Self::Article(line.published.0.timestamp(), origin));
        }
        if line.starts_with(b"{\"feed\"") {
            let line: FeedLine<'_> = serde_json::from_slice(line).ok()?;
            return Some(Self::Feed(line.feed.into_owned()));
        }
        if ByHand::owns(line) {
            return Some(Self::ByHand);
        }
        line.starts_with(b"{\"feedroom_ledger\"").then_some(Self::Head)
    }
}
