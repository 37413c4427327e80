//! The latest time that a line tells. It is that of a run's clock, or earlier,
//! so no run that wrote the line had an earlier clock.

use chrono::{DateTime, Utc};

use crate::desk::Record;
use crate::feed::FeedRecord;

/// The latest time in an article's line. `published` and what its decision
/// calls `touched` are no later than these, or say nothing of a run.
#[must_use]
pub fn of_article(record: &Record) -> DateTime<Utc> {
    let left = record.left.as_ref().map(|left| left.at);
    let decided = record.decision.as_ref().map(|decision| decision.at);
    [left, decided].into_iter().flatten().fold(record.first_seen.max(record.updated), DateTime::max)
}

/// The latest time in a feed's line.
#[must_use]
pub fn of_feed(record: &FeedRecord) -> DateTime<Utc> {
    record.began
}
