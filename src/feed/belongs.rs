//! Whether an article that a feed does not hold now belongs to it all the same.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Card, Definition, FeedRecord, Names};

/// How an article that may stand stands to a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// The feed is about it.
    Now,
    /// It was, but its window moved on.
    Before,
    /// It is not.
    Not,
}

impl Definition {
    /// Whether the feed of `record` is about the article of a card, whatever its
    /// limit. `names` are those on the card, `sources` are the names of all sources.
    #[must_use]
    pub fn belongs(
        &self,
        record: &FeedRecord,
        card: &Card,
        names: &Names,
        sources: &[Arc<str>],
        now: DateTime<Utc>,
    ) -> Belongs {
        let is_about = |each| {
            let key = |number: &u32| &*names.of(each).name(*number).key;
            card.facets.of(each).iter().any(|number| record.value.as_deref() == Some(key(number)))
        };
        // The outermost window is no part of a compiled selection.
        let holds =
            |at| self.select.compile(names, sources, at).holds(card) && self.select.admits_date(card.published, at);
        if !self.each.is_none_or(is_about) {
            Belongs::Not
        } else if holds(now) {
            Belongs::Now
        } else if self.select.has_window() && holds(card.published) {
            Belongs::Before
        } else {
            Belongs::Not
        }
    }
}
