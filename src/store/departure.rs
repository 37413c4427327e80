//! Records of articles that left, as feeds need them to tell of it.

use crate::article::FeedIds;
use crate::desk::{Erased, Record, Why};
use crate::feed::Departure;

/// What feeds may tell of an article that left. `None` where they tell nothing:
/// it is out, its time was over, it returns when its file is mended, or an older
/// version left no word why.
#[must_use]
pub fn departure(record: &Record) -> Option<Departure> {
    let left = record.left.as_ref()?;
    let recalled = match left.why? {
        Why::Killed | Why::Withheld | Why::Withdrawn => true,
        Why::Embargoed | Why::Held | Why::Draft | Why::Vanished => false,
        Why::Expired | Why::Refused => return None,
    };
    Some(Departure {
        id: record.id.clone(),
        feed_ids: record.feed_ids.clone(),
        published: record.published,
        updated: record.updated,
        at: left.at,
        feeds: left.feeds.clone(),
        // Of a story that waits for its time nothing is told.
        notice: record.decision.as_ref().and_then(|decision| decision.notice.clone()).filter(|_| recalled),
        recalled,
    })
}

/// What feeds may tell of an article that was erased, if it was ever out: it
/// tells no more than that of a killed one.
pub(super) fn departure_of_erased(erased: &Erased) -> Option<Departure> {
    let (left, dates) = (erased.left.as_ref()?, erased.dates.as_ref()?);
    Some(Departure {
        id: erased.id.clone()?,
        feed_ids: FeedIds::new(),
        published: dates.published,
        updated: dates.updated,
        at: left.at,
        feeds: left.feeds.clone(),
        notice: erased.notice.clone(),
        recalled: true,
    })
}
