//! Times in lines.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

/// A time in whole seconds of UTC, as `2026-01-31T09:00:00Z`.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Instant(pub(in crate::store) DateTime<Utc>);

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match digits(self.0) {
            Some(text) => serializer.serialize_str(std::str::from_utf8(&text).unwrap_or_default()),
            None => serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true)),
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        if let Some(time) = undigits(text.as_bytes()) {
            return Ok(Self(time));
        }
        let time =
            DateTime::parse_from_rfc3339(&text).map_err(|_| serde::de::Error::custom("a time is not RFC 3339"))?;
        Ok(Self(time.to_utc()))
    }
}

/// A time as it is written, where its year has four digits; by hand, since each
/// line has three of them.
fn digits(time: DateTime<Utc>) -> Option<[u8; 20]> {
    let mut text = *b"0000-00-00T00:00:00Z";
    let mut put = |at: usize, digits: usize, number: u32| {
        let mut rest = number;
        for place in (at..at + digits).rev() {
            text[place] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
    };
    // A second that is leapt over is chrono's own to write.
    if time.nanosecond() >= 1_000_000_000 {
        return None;
    }
    put(0, 4, u32::try_from(time.year()).ok().filter(|year| *year <= 9999)?);
    put(5, 2, time.month());
    put(8, 2, time.day());
    put(11, 2, time.hour());
    put(14, 2, time.minute());
    put(17, 2, time.second());
    Some(text)
}

/// Reads what [`digits`] writes.
fn undigits(text: &[u8]) -> Option<DateTime<Utc>> {
    let text: &[u8; 20] = text.try_into().ok()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')];
    if marks.iter().any(|(at, mark)| text[*at] != *mark) {
        return None;
    }
    let number = |from: usize, to: usize| {
        text[from..to]
            .iter()
            .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    Some(day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn times_are_written_and_read_as_rfc_3339_says(seconds in -62_200_000_000_i64..253_500_000_000) {
            let time = DateTime::from_timestamp(seconds, 0).unwrap();
            let text = time.to_rfc3339_opts(SecondsFormat::Secs, true);
            if let Some(digits) = digits(time) {
                prop_assert_eq!(std::str::from_utf8(&digits).unwrap(), &text);
                prop_assert_eq!(undigits(&digits), Some(time));
            }
            prop_assert_eq!(digits(time).is_some(), text.len() == 20);
        }

        #[test]
        fn what_is_no_time_is_left_to_chrono(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z") {
            let known = DateTime::parse_from_rfc3339(&text).map(|time| time.to_utc()).ok();
            if let Some(time) = undigits(text.as_bytes()) {
                prop_assert_eq!(Some(time), known);
            }
        }
    }
}
