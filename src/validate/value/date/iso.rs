//! The profiles of ISO 8601: RFC 3339, the W3C's note on date and time, and what the
//! modules of RSS 1.0 make of it.

use chrono::{DateTime, Utc};

use super::{Age, Civil, Cursor, Missing};

/// What the last part of a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    /// `2002`
    Year,
    /// `2002-12`
    Month,
    /// `2002-12-31`
    Day,
    /// `2002-12-31T19:20`
    Minute,
    /// `2002-12-31T19:20:30`, or a fraction of a second.
    Second,
}

/// What a date in a profile of ISO 8601 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IsoDate {
    /// The first moment that it can mean; UTC is its zone where it has none.
    pub(crate) at: DateTime<Utc>,
    /// Whether it is likely. The W3C says so of RFC 3339 only.
    pub(crate) age: Age,
    /// How exact it is.
    pub(crate) precision: Precision,
    /// Whether it has a zone.
    pub(crate) zone: bool,
}

/// Why a text is no such date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IsoFault {
    /// It does not look like one, or has parts that this profile leaves out.
    Form,
    /// It has a time and no zone.
    NoZone,
    /// Its `T` or its `Z` is a small letter.
    LowerCase,
    /// There is no such day: 31 June, month 13, year 0.
    NoSuchDay,
    /// There is no such time or offset: 25:00, 01:60. The W3C is silent of an offset.
    NoSuchTime,
}

impl From<Missing> for IsoFault {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Day => Self::NoSuchDay,
            Missing::Time => Self::NoSuchTime,
        }
    }
}

/// The date of RFC 3339 that `text` writes, section 5.6's `date-time` in capitals, as
/// RFC 4287, section 3.3 demands.
pub(crate) fn rfc3339(text: &str, now: DateTime<Utc>) -> Result<IsoDate, IsoFault> {
    let date = read(text, now)?;
    match (date.precision, date.zone) {
        (Precision::Second, true) => Ok(date),
        (Precision::Second, false) => Err(IsoFault::NoZone),
        _ => Err(IsoFault::Form),
    }
}

/// The date of <https://www.w3.org/TR/NOTE-datetime> that `text` writes: from a year
/// to a fraction of a second; with a time it needs a zone.
pub(crate) fn w3cdtf(text: &str, now: DateTime<Utc>) -> Result<IsoDate, IsoFault> {
    let date = read(text, now)?;
    if date.precision >= Precision::Minute && !date.zone { Err(IsoFault::NoZone) } else { Ok(date) }
}

/// As [`w3cdtf`], and the zone may be left out.
pub(crate) fn iso8601(text: &str, now: DateTime<Utc>) -> Result<IsoDate, IsoFault> {
    read(text, now)
}

/// A whole day: `2002-12-31`.
pub(crate) fn iso8601_date(text: &str, now: DateTime<Utc>) -> Result<IsoDate, IsoFault> {
    read(text, now).and_then(|date| if date.precision == Precision::Day { Ok(date) } else { Err(IsoFault::Form) })
}

fn read(text: &str, now: DateTime<Utc>) -> Result<IsoDate, IsoFault> {
    let mut cursor = Cursor(text.as_bytes());
    let mut civil = Civil { month: 1, day: 1, ..Civil::default() };
    let mut zone = false;
    let precision = day(&mut cursor, &mut civil).ok_or(IsoFault::Form)?;
    let precision = if precision == Precision::Day && !cursor.is_done() {
        if cursor.eat(b't') {
            return Err(IsoFault::LowerCase);
        }
        if !cursor.eat(b'T') {
            return Err(IsoFault::Form);
        }
        let precision = clock(&mut cursor, &mut civil).ok_or(IsoFault::Form)?;
        zone = !cursor.is_done();
        civil.offset = match cursor.0 {
            [] | b"Z" => 0,
            b"z" => return Err(IsoFault::LowerCase),
            _ => offset(cursor).ok_or(IsoFault::Form)??,
        };
        precision
    } else if cursor.is_done() {
        precision
    } else {
        return Err(IsoFault::Form);
    };
    let at = civil.moment()?;
    Ok(IsoDate { at, age: civil.age(1970, at, now), precision, zone })
}

/// The parts of a day that come.
fn day(cursor: &mut Cursor<'_>, civil: &mut Civil) -> Option<Precision> {
    civil.year = i32::try_from(cursor.digits(4)?).ok()?;
    if !cursor.eat(b'-') {
        return Some(Precision::Year);
    }
    civil.month = cursor.digits(2)?;
    if !cursor.eat(b'-') {
        return Some(Precision::Month);
    }
    civil.day = cursor.digits(2)?;
    Some(Precision::Day)
}

/// `19:20`, `19:20:30` or `19:20:30.45`.
fn clock(cursor: &mut Cursor<'_>, civil: &mut Civil) -> Option<Precision> {
    let before = cursor.0.len();
    cursor.clock(civil)?;
    if before - cursor.0.len() < "19:20:30".len() {
        return Some(Precision::Minute);
    }
    if cursor.eat(b'.') {
        let length = cursor.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digits = cursor.take(length).filter(|digits| !digits.is_empty())?;
        let kept = &digits[..length.min(9)];
        let scale = 10u32.pow(9 - u32::try_from(kept.len()).ok()?);
        civil.nanos = super::number(kept)? * scale;
    }
    Some(Precision::Second)
}

/// `+01:00` in minutes.
fn offset(mut cursor: Cursor<'_>) -> Option<Result<i32, IsoFault>> {
    let sign = if cursor.eat(b'-') { -1 } else { cursor.expect(b'+').map(|()| 1)? };
    let hours = cursor.digits(2)?;
    cursor.expect(b':')?;
    let minutes = cursor.digits(2)?;
    if !cursor.is_done() {
        return None;
    }
    let whole = i32::try_from(hours * 60 + minutes).ok()?;
    Some(if hours < 24 && minutes < 60 { Ok(sign * whole) } else { Err(IsoFault::NoSuchTime) })
}
