//! Dates of RSS: RFC 822 as RFC 1123 and RFC 5322 mended it.

use chrono::{DateTime, Datelike, Utc, Weekday};

use super::lax::{self, Lax};
use super::{Age, Civil, Cursor, Missing};

/// What an RFC 822 date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date822 {
    /// The moment.
    pub(crate) at: DateTime<Utc>,
    /// Whether it is likely. The W3C says so of dates that are not [lax](Self::lax) only.
    pub(crate) age: Age,
    /// Why readers may stumble over a form that RFC 822 allows, if they may.
    pub(crate) lax: Option<Lax>,
    /// The day of the week that it should have named, of a lax date that names
    /// another; the W3C is silent.
    pub(crate) wrong_weekday: Option<Weekday>,
}

/// Why a text is no RFC 822 date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault822 {
    /// It does not look like one.
    Form,
    /// There is no such day: the 31st of June.
    NoSuchDay,
    /// There is no such time: 25:61. The W3C is silent.
    NoSuchTime,
    /// It names another day of the week than the one that it was.
    Weekday {
        /// The moment, taken by the date.
        at: DateTime<Utc>,
        /// The day of the week that it was.
        right: Weekday,
    },
}

impl From<Missing> for Fault822 {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Day => Self::NoSuchDay,
            Missing::Time => Self::NoSuchTime,
        }
    }
}

/// The date that `text` writes: `Tue, 31 Dec 2002 14:20:20 GMT`, RFC 5322, section
/// 3.3, with the weekday, the first digit of the day and the seconds left out at will.
///
/// Days of the week are looked at from 1901 on.
pub(crate) fn rfc822(text: &str, now: DateTime<Utc>) -> Result<Date822, Fault822> {
    let (weekday, civil, lax) = match strict(text.as_bytes()) {
        Some((weekday, civil)) => (weekday, civil, None),
        None => lax::read(text).map(|(weekday, civil, why)| (weekday, civil, Some(why))).ok_or(Fault822::Form)?,
    };
    let right = civil.date()?.weekday();
    let at = civil.moment()?;
    let wrong = weekday.is_some_and(|weekday| weekday != right) && civil.year > 1900;
    if wrong && lax.is_none() {
        return Err(Fault822::Weekday { at, right });
    }
    Ok(Date822 { at, age: civil.age(1990, at, now), lax, wrong_weekday: wrong.then_some(right) })
}

/// The form that every reader understands.
fn strict(text: &[u8]) -> Option<(Option<Weekday>, Civil)> {
    let mut cursor = Cursor(text);
    let mut civil = Civil::default();
    let weekday = match cursor.0 {
        [first, second, third, b',', b' ', rest @ ..] => {
            cursor.0 = rest;
            Some(weekday([*first, *second, *third])?)
        }
        _ => None,
    };
    civil.day = cursor.one_or_two()?;
    cursor.expect(b' ')?;
    civil.month = month(cursor.take(3)?.try_into().ok()?)?;
    cursor.expect(b' ')?;
    civil.year = i32::try_from(cursor.digits(4)?).ok()?;
    cursor.expect(b' ')?;
    cursor.clock(&mut civil)?;
    cursor.expect(b' ')?;
    civil.offset = match cursor.0 {
        b"GMT" | b"UT" | b"Z" => 0,
        b"EST" | b"EDT" | b"CST" | b"CDT" | b"MST" | b"MDT" | b"PST" | b"PDT" => american(cursor.0)?,
        // The minutes of an offset that readers know: none, or a half hour.
        [.., b'0' | b'3', b'0'] => numeric(cursor.0)?,
        _ => return None,
    };
    Some((weekday, civil))
}

/// `+0100` in minutes; the sign may be left out.
pub(super) fn numeric(zone: &[u8]) -> Option<i32> {
    let (sign, digits) = match zone {
        [b'-', digits @ ..] => (-1, digits),
        [b'+', digits @ ..] | digits => (1, digits),
    };
    let mut cursor = Cursor(digits);
    let (hours, minutes) = (cursor.digits(2)?, cursor.digits(2)?);
    cursor.is_done().then_some(sign * i32::try_from(hours * 60 + minutes).ok()?)
}

/// The zones of North America, in minutes.
pub(super) fn american(zone: &[u8]) -> Option<i32> {
    let [first, summer, b'T'] = zone else { return None };
    let standard = match first {
        b'E' => -5,
        b'C' => -6,
        b'M' => -7,
        b'P' => -8,
        _ => return None,
    };
    match summer {
        b'S' => Some(standard * 60),
        b'D' => Some((standard + 1) * 60),
        _ => None,
    }
}

/// The day of the week with that name.
pub(super) fn weekday(name: [u8; 3]) -> Option<Weekday> {
    Some(match &name {
        b"Mon" => Weekday::Mon,
        b"Tue" => Weekday::Tue,
        b"Wed" => Weekday::Wed,
        b"Thu" => Weekday::Thu,
        b"Fri" => Weekday::Fri,
        b"Sat" => Weekday::Sat,
        b"Sun" => Weekday::Sun,
        _ => return None,
    })
}

/// The month with that name, from 1.
pub(super) fn month(name: [u8; 3]) -> Option<u32> {
    Some(match &name {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    })
}
