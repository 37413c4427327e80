//! How many items a document holds.

use chrono::{DateTime, TimeDelta, Utc};

/// How many of a feed's articles its documents hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many.
    Exactly(usize),
    /// 30, or all within 48 hours of the newest, at most 200: a reader that
    /// polls twice a day misses nothing on a busy day.
    Usual,
}

const USUAL: usize = 30;
const USUAL_HOURS: i64 = 48;

impl Limit {
    /// More than so many [`Limit::Usual`] never takes.
    pub const USUAL_MOST: usize = 200;

    /// How many of a feed's articles fit, given when each was published, the
    /// newest first.
    #[must_use]
    pub fn take(self, published: impl Iterator<Item = DateTime<Utc>>) -> usize {
        match self {
            Self::Exactly(limit) => published.take(limit).count(),
            Self::Usual => {
                let mut newest = None;
                published
                    .take(Self::USUAL_MOST)
                    .enumerate()
                    .take_while(|(at, date)| {
                        let newest = *newest.get_or_insert(*date);
                        *at < USUAL || newest - *date <= TimeDelta::hours(USUAL_HOURS)
                    })
                    .count()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hourly(n: i64) -> impl Iterator<Item = DateTime<Utc>> {
        (0..n).map(|hour| DateTime::UNIX_EPOCH - TimeDelta::hours(hour))
    }

    #[test]
    fn a_busy_newsroom_gets_two_days_and_a_quiet_one_thirty() {
        assert_eq!(Limit::Usual.take(hourly(500)), 49);
        assert_eq!(Limit::Usual.take(hourly(500).step_by(24)), 21);
        assert_eq!(Limit::Usual.take(hourly(2_000).step_by(24)), 30);
        let minutely = (0..500).map(|minute| DateTime::UNIX_EPOCH - TimeDelta::minutes(minute));
        assert_eq!(Limit::Usual.take(minutely), 200);
        assert_eq!(Limit::Exactly(5).take(hourly(500)), 5);
    }
}
