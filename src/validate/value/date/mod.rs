//! The moments that feeds name: RFC 822 as RSS has it, and the profiles of ISO 8601
//! that the others have.

mod iso;
mod lax;
mod rfc822;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

pub(crate) use iso::{IsoDate, IsoFault, iso8601, iso8601_date, rfc3339, w3cdtf};
pub(crate) use rfc822::{Fault822, rfc822};

/// Whether a feed may well have been written at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// It may.
    Plausible,
    /// Its year is before 1990 in RFC 822, before 1970 elsewhere, as the W3C has it.
    Old,
    /// It is more than a day from now.
    Future,
}

/// A date and a time as written, each number still to be believed.
#[derive(Debug, Clone, Copy, Default)]
struct Civil {
    year: i32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    /// Of the second.
    nanos: u32,
    /// East of Greenwich, in minutes.
    offset: i32,
}

/// What of a [`Civil`] there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Day,
    Time,
}

impl Civil {
    fn date(&self) -> Result<NaiveDate, Missing> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day).filter(|_| self.year > 0).ok_or(Missing::Day)
    }

    /// The moment; a leap second is the last second of its minute.
    fn moment(&self) -> Result<DateTime<Utc>, Missing> {
        if self.second > 60 || self.offset.abs() >= 24 * 60 {
            return Err(Missing::Time);
        }
        self.date()?
            .and_hms_nano_opt(self.hour, self.minute, self.second.min(59), self.nanos)
            .and_then(|local| local.and_utc().checked_sub_signed(TimeDelta::minutes(self.offset.into())))
            .ok_or(Missing::Time)
    }

    /// How likely it is in a feed, of which none is older than the year `first`.
    fn age(&self, first: i32, at: DateTime<Utc>, now: DateTime<Utc>) -> Age {
        if self.year < first {
            Age::Old
        } else if at.signed_duration_since(now) > TimeDelta::days(1) {
            Age::Future
        } else {
            Age::Plausible
        }
    }
}

/// Reads from the front of a text.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn is_done(self) -> bool {
        self.0.is_empty()
    }

    /// Takes `byte` when it comes next.
    fn eat(&mut self, byte: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.eat(byte).then_some(())
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// As many digits as that.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        let number = number(taken)?;
        self.0 = rest;
        Some(number)
    }

    /// One digit, or two when two come.
    fn one_or_two(&mut self) -> Option<u32> {
        self.digits(2).or_else(|| self.digits(1))
    }

    /// `14:20` or `14:20:20`.
    fn clock(&mut self, civil: &mut Civil) -> Option<()> {
        civil.hour = self.digits(2)?;
        self.expect(b':')?;
        civil.minute = self.digits(2)?;
        if self.eat(b':') {
            civil.second = self.digits(2)?;
        }
        Some(())
    }
}

/// Digits as the number that they write; few enough never to overflow.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |sum, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| sum.wrapping_mul(10).wrapping_add(digit.into()))
    })
}

#[cfg(test)]
mod tests;
