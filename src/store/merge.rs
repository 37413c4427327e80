//! Two lines about one article, as a merge of branches leaves them.

use std::cmp::Reverse;

use crate::desk::{Decision, DecisionStatus, Left, Record};

/// One record of two: of decisions the one with the higher number, of equals
/// the kill; else the earlier publication and the later update (design, 8).
pub(super) fn records(a: Record, b: Record) -> Record {
    let decision = match (a.decision.clone(), b.decision.clone()) {
        (Some(a), Some(b)) => Some(decisions(a, b)),
        (a, b) => a.or(b),
    };
    let updated = a.updated.max(b.updated);
    let version = |record: &Record| (record.updated, record.changed, record.words.hash);
    // The words, and what was told of them, are those of the later version; the
    // identity is that of the earlier publication.
    let later = if version(&b) > version(&a) { b.clone() } else { a.clone() };
    let changed = a.changed.max(b.changed);
    let rewritten = a.rewritten.max(b.rewritten);
    let first_seen = a.first_seen.min(b.first_seen);
    let (mut first, other) = if (b.published, &b.id) < (a.published, &a.id) { (b, a) } else { (a, b) };
    let mut feed_ids = other.feed_ids;
    feed_ids.append(&mut first.feed_ids);
    let left = match (first.left, other.left) {
        (Some(a), Some(b)) => Some(departures(a, b)),
        _ => None,
    };
    let Record { words, corrections, significant, paces, .. } = later;
    Record {
        first_seen,
        updated,
        changed,
        rewritten,
        words,
        corrections,
        significant,
        paces,
        feed_ids,
        left,
        decision,
        ..first
    }
}

/// Of two departures the later one, of equals the graver.
fn departures(a: Left, b: Left) -> Left {
    let rank = |left: &Left| (left.at, left.why.map(Reverse), left.feeds.clone());
    if rank(&b) > rank(&a) { b } else { a }
}

/// Of two decisions the one with the higher number, of equals the kill, and what
/// is erased stays so.
pub(super) fn decisions(a: Decision, b: Decision) -> Decision {
    let is = |decision: &Decision, status| decision.status == Some(status);
    let rank = |decision: &Decision| {
        let (erased, killed) = (is(decision, DecisionStatus::Erased), is(decision, DecisionStatus::Killed));
        let Decision { number, at, status, pinned, touched, note, notice } = decision;
        // The rest only so that it does not matter which of them comes first.
        (erased, *number, killed, *at, *status, *pinned, *touched, note.clone(), notice.clone())
    };
    if rank(&b) > rank(&a) { b } else { a }
}
