//! The form that begins with the year: `2024-08-20 14:30:00 -0500` and its kin.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::{DateFault, start_of_day};

/// Reads a date byte by byte.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// `None` is a form that cannot be read.
pub(super) type Rest = Result<DateTime<Utc>, Option<DateFault>>;

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, bytes: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| bytes.contains(byte))?;
        self.at += 1;
        Some(byte)
    }

    fn spaces(&mut self) {
        while self.eat(b" \t").is_some() {}
    }

    /// A number of `min` to `max` digits, and no digit after it.
    fn number(&mut self, min: usize, max: usize) -> Option<u32> {
        let start = self.at;
        let mut value: u32 = 0;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            if self.at - start == max {
                return None;
            }
            value = value * 10 + u32::from(digit - b'0');
            self.at += 1;
        }
        (self.at - start >= min).then_some(value)
    }

    fn fixed(&mut self, length: usize) -> Option<u32> {
        let mut value = 0;
        for _ in 0..length {
            value = value * 10 + u32::from(self.eat(b"0123456789")? - b'0');
        }
        Some(value)
    }

    /// Year, month and day, in this order.
    pub(super) fn date(&mut self) -> Option<NaiveDate> {
        let year = self.fixed(4).filter(|year| *year >= 1)?;
        let (month, day) = if let Some(separator) = self.eat(b"-/.") {
            let month = self.number(1, 2)?;
            self.eat(&[separator])?;
            (month, self.number(1, 2)?)
        } else {
            let pair = (self.fixed(2)?, self.fixed(2)?);
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return None;
            }
            pair
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// What follows the date.
    pub(super) fn rest(&mut self, date: NaiveDate, zone: Option<Tz>) -> Rest {
        if self.eat(b"Tt").is_none() {
            self.eat(b",");
            self.spaces();
            if self.peek().is_none() {
                return start_of_day(date, zone).map_err(Some);
            }
        }
        let time = self.time().ok_or(None)?;
        self.spaces();
        let local = date.and_time(time);
        match self.zone().ok_or(None)? {
            Zone::Offset(seconds) => Ok(local.and_utc() - TimeDelta::seconds(seconds)),
            Zone::Named(named) => local_time(local, named).map_err(Some),
            Zone::None => local_time(local, zone.ok_or(Some(DateFault::NoZone))?).map_err(Some),
        }
    }

    fn time(&mut self) -> Option<NaiveTime> {
        let start = self.at;
        let mut hour = self.fixed_or_short_hour()?;
        let (mut minute, mut second) = (0, 0);
        let colon = self.eat(b":").is_some();
        if colon || self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            minute = self.fixed(2)?;
            let more = if colon { self.eat(b":").is_some() } else { self.peek().is_some_and(|b| b.is_ascii_digit()) };
            if more {
                second = self.fixed(2)?;
                if self.eat(b".,").is_some() {
                    // No feed format carries less than a second.
                    self.number(1, 12)?;
                }
            }
        }
        let back = self.at;
        match self.half() {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(afternoon) => hour = hour % 12 + if afternoon { 12 } else { 0 },
            // An hour alone is no time.
            None if self.at - start <= 2 => return None,
            None => self.at = back,
        }
        // RFC 3339, section 5.7: a leap second is a time; clocks here have none.
        NaiveTime::from_hms_opt(hour, minute, if second == 60 { 59 } else { second })
    }

    /// `am` or `p.m.`: whether it is the afternoon.
    fn half(&mut self) -> Option<bool> {
        self.spaces();
        let afternoon = self.eat(b"aApP")?.eq_ignore_ascii_case(&b'p');
        self.eat(b".");
        self.eat(b"mM")?;
        self.eat(b".");
        (!self.peek().is_some_and(|byte| byte.is_ascii_alphabetic())).then_some(afternoon)
    }

    fn fixed_or_short_hour(&mut self) -> Option<u32> {
        let first = u32::from(self.eat(b"0123456789")? - b'0');
        Some(match self.eat(b"0123456789") {
            Some(second) => first * 10 + u32::from(second - b'0'),
            None => first,
        })
    }

    fn zone(&mut self) -> Option<Zone> {
        let rest = std::str::from_utf8(&self.bytes[self.at..]).ok()?;
        if rest.is_empty() {
            return Some(Zone::None);
        }
        if let Some(sign) = self.eat(b"+-") {
            let start = self.at;
            while self.eat(b"0123456789").is_some() {}
            let (hours, minutes) = match self.at - start {
                1 | 2 => {
                    self.at = start;
                    let hours = self.number(1, 2)?;
                    (hours, if self.eat(b":").is_some() { self.fixed(2)? } else { 0 })
                }
                4 => {
                    self.at = start;
                    (self.fixed(2)?, self.fixed(2)?)
                }
                _ => return None,
            };
            let seconds = i64::from(hours * 3_600 + minutes * 60);
            return (self.peek().is_none() && hours < 24 && minutes < 60).then_some(Zone::Offset(if sign == b'-' {
                -seconds
            } else {
                seconds
            }));
        }
        // RFC 5322, section 4.3, has these names; others of the kind mean several zones.
        let hours = match rest.to_ascii_uppercase().as_str() {
            "Z" | "UTC" | "GMT" | "UT" => 0,
            "EDT" => -4,
            "EST" | "CDT" => -5,
            "CST" | "MDT" => -6,
            "MST" | "PDT" => -7,
            "PST" => -8,
            _ => return rest.contains('/').then(|| rest.parse().ok().map(Zone::Named))?,
        };
        Some(Zone::Offset(hours * 3_600))
    }
}

enum Zone {
    None,
    Offset(i64),
    Named(Tz),
}

fn local_time(local: NaiveDateTime, zone: Tz) -> Result<DateTime<Utc>, DateFault> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Ok(at.with_timezone(&Utc)),
        LocalResult::Ambiguous(..) => Err(DateFault::Ambiguous),
        LocalResult::None => Err(DateFault::Impossible),
    }
}
