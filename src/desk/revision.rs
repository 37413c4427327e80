//! When a change of words counts as an update for readers.

use chrono::{DateTime, Utc};

use super::{Record, Words};
use crate::article::Article;

/// A body counts as updated where less than this share of its distinct words
/// is common to the old and the new one: more than 20 % changed (0.8 / 1.2).
const SAME_STORY: f64 = 0.66;

/// The significant update that `article` carries, at a run at `now`; `None`
/// where readers need not be told again.
///
/// The desk's own word counts: an update date, the date of a correction. A date
/// ahead is not yet true and counts for nothing.
pub(super) fn updated(
    article: &Article,
    words: &Words,
    remembered: Option<&Record>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let corrections = article.corrections.iter().filter_map(|correction| correction.at);
    let said = article.updated.into_iter().chain(corrections).filter(|at| *at <= now).max();
    let Some(record) = remembered else { return said };
    let said = said.filter(|at| record.said.and_then(|said| said.updated).is_none_or(|known| *at > known));
    let touched = record.decision.as_ref().and_then(|decision| decision.touched);
    let rewritten = record.words.hash != words.hash && record.words.sketch.likeness(&words.sketch) < SAME_STORY;
    [said, touched, rewritten.then_some(now)].into_iter().flatten().filter(|at| *at > record.updated).max()
}
