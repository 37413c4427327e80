//! Dates in feeds that carry the time of every change (`updated = "every"`), but
//! move an item's date at most once in a given time (`at_most_every`).
//!
//! The first change after a rest is shown with its date at once. What changes
//! earlier than the given time after a date moved is shown with the date that
//! the item has; when the time is over, its date becomes that of the last change.
//! So a partner that skips what has no newer date gets the last words all the
//! same. Which date is shown follows from the ledger's record and the time alone.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

/// By the least time between two moves, in seconds: how an article's date stands.
/// What is not there moved with the last change.
pub type Paces = BTreeMap<u32, Pace>;

/// The date that an article has in some feeds, and when it last moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The date.
    pub shown: DateTime<Utc>,
    /// When it moved there.
    pub moved: DateTime<Utc>,
}

impl Pace {
    /// The date of what last changed at `changed`, at `now`, and when it next moves.
    pub(super) fn at(
        self,
        every: u32,
        changed: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> (DateTime<Utc>, Option<DateTime<Utc>>) {
        let free = self.free(every);
        if changed > self.shown && free > now { (self.shown, Some(free)) } else { (changed, None) }
    }

    /// From when on the date may move again.
    fn free(self, every: u32) -> DateTime<Utc> {
        self.moved.checked_add_signed(TimeDelta::seconds(every.into())).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

/// Dates that lag behind the last change, by the least time between two moves.
pub(super) type Lagging = Vec<(u32, DateTime<Utc>)>;

/// The dates of what last changed at `changed` that lag behind it at `now`, and
/// when the next of them moves.
pub(super) fn lagging(
    paces: &Paces,
    every: &[u32],
    changed: DateTime<Utc>,
    now: DateTime<Utc>,
) -> (Lagging, Option<DateTime<Utc>>) {
    let (mut lagging, mut next) = (Lagging::new(), None::<DateTime<Utc>>);
    for every in every {
        let usual = Pace { shown: changed, moved: changed };
        let (date, due) = paces.get(every).unwrap_or(&usual).at(*every, changed, now);
        if date != changed {
            lagging.push((*every, date));
        }
        next = next.into_iter().chain(due).min();
    }
    (lagging, next)
}

/// How the dates stand after another change: what was last changed at `before`
/// is seen to have changed at `now`, with the date `changed`.
pub(super) fn after_change(
    paces: &Paces,
    every: &[u32],
    before: DateTime<Utc>,
    changed: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Paces {
    let mut after = Paces::new();
    for every in every {
        let mut pace = paces.get(every).copied().unwrap_or(Pace { shown: before, moved: before });
        let free = pace.free(*every);
        if before > pace.shown && free <= now {
            // What waited moved when its time came.
            pace = Pace { shown: before, moved: free };
        }
        if pace.free(*every) <= now {
            pace = Pace { shown: changed, moved: now };
        }
        if pace != (Pace { shown: changed, moved: changed }) {
            after.insert(*every, pace);
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::testing::at;

    const TEN: u32 = 600;

    /// The dates that a poll each minute sees, with the minute at which it first
    /// saw each, where a story out at 09:00 changes at the given minutes.
    fn seen(at_minutes: &[u32]) -> Vec<(u32, DateTime<Utc>)> {
        let minute = |minute: u32| at("01-01T09:00") + TimeDelta::minutes(minute.into());
        let (mut changed, mut paces) = (minute(0), Paces::new());
        let mut seen: Vec<(u32, DateTime<Utc>)> = Vec::new();
        for now in 0..120 {
            if at_minutes.contains(&now) {
                paces = after_change(&paces, &[TEN], changed, minute(now), minute(now));
                changed = minute(now);
            }
            let pace = paces.get(&TEN).copied().unwrap_or(Pace { shown: changed, moved: changed });
            let (date, due) = pace.at(TEN, changed, minute(now));
            assert!(due.is_none_or(|due| due > minute(now) && due <= minute(now + 10)));
            if seen.last().is_none_or(|(_, last)| *last != date) {
                seen.push((now, date));
            }
        }
        seen
    }

    fn minutes(changes: &[u32]) -> Vec<(u32, i64)> {
        let minutes = |date: DateTime<Utc>| (date - at("01-01T09:00")).num_minutes();
        seen(changes).into_iter().map(|(now, date)| (now, minutes(date))).collect()
    }

    #[test]
    fn the_first_change_is_shown_at_once_and_the_next_when_the_time_is_over() {
        assert_eq!(minutes(&[30]), [(0, 0), (30, 30)]);
        assert_eq!(minutes(&[30, 33]), [(0, 0), (30, 30), (40, 33)]);
        assert_eq!(minutes(&[30, 33, 36]), [(0, 0), (30, 30), (40, 36)], "with the last words");
        assert_eq!(minutes(&[30, 33, 41, 44]), [(0, 0), (30, 30), (40, 33), (50, 44)]);
        assert_eq!(minutes(&[30, 33, 55]), [(0, 0), (30, 30), (40, 33), (55, 55)]);
        assert_eq!(minutes(&[5]), [(0, 0), (10, 5)], "its publication counts as a move");
    }

    #[test]
    fn a_date_moves_at_most_once_in_the_time_and_always_to_the_last_change() {
        for seed in 0_u32..300 {
            let changes: Vec<u32> = (0..100)
                .filter(|minute| (seed.wrapping_mul(7919).wrapping_add(minute * 104_729) >> 3) % 5 == 0)
                .collect();
            let seen = minutes(&changes);
            for pair in seen.windows(2) {
                assert!(pair[1].0 - pair[0].0 >= 10, "{changes:?} {seen:?}");
                assert!(pair[1].1 > pair[0].1, "{changes:?} {seen:?}");
            }
            assert_eq!(seen.last().map(|(_, date)| *date), changes.last().map(|last| i64::from(*last)).or(Some(0)));
        }
    }
}
