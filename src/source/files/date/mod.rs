//! Dates as people write them.

mod reader;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use reader::Reader;

/// Why a date is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// It has no zone, and the newsroom's is not known.
    NoZone,
    /// The clock was put back: this local time was there twice.
    Ambiguous,
    /// The clock was put forward: this local time never was.
    Impossible,
    /// It cannot be read, or there is no such day.
    Unreadable,
    /// It asks a site generator for the file's own time.
    FileTime,
}

impl DateFault {
    /// What is wrong, in a plain sentence, and how to mend it.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NoZone => (
                "a date has no time zone, and the newsroom's is not known",
                "set `time_zone` in [site], such as \"Europe/Berlin\", or write the date with its offset",
            ),
            Self::Ambiguous => (
                "a local time was there twice that night, since the clock was put back",
                "write it with its offset, such as 2026-10-25T02:30:00+02:00",
            ),
            Self::Impossible => (
                "a local time was not there that night, since the clock was put forward",
                "correct the time, or write it with its offset",
            ),
            Self::Unreadable => ("a date cannot be read", "write it like 2026-11-23 or 2026-11-23T14:30:00+01:00"),
            Self::FileTime => (
                "a date asks for the time of the file or of its commit, which a copy of the files does not keep",
                "write the date itself, such as 2026-11-23",
            ),
        }
    }
}

/// Reads a date: RFC 3339 and its relatives (a space for the `T`, seconds,
/// offset or time left out, one-digit months, days and hours), RFC 5322, and
/// English month names. Without an offset it is local time in `zone`; without a
/// time it is the first instant of that day there.
///
/// # Errors
/// When it cannot be read, or local time has no or two meanings.
pub fn parse(text: &str, zone: Option<Tz>) -> Result<DateTime<Utc>, DateFault> {
    let text = text.trim();
    let mut reader = Reader::new(text);
    match reader.date() {
        Some(date) => reader.rest(date, zone).map_err(|fault| fault.unwrap_or(DateFault::Unreadable)),
        None if asks_for_file_time(text) => Err(DateFault::FileTime),
        None => with_month_name(text, zone),
    }
}

/// The first instant of a day in the newsroom's zone.
///
/// # Errors
/// When that zone is not known.
pub fn start_of_day(date: NaiveDate, zone: Option<Tz>) -> Result<DateTime<Utc>, DateFault> {
    let zone = zone.ok_or(DateFault::NoZone)?;
    let mut local = date.and_time(NaiveTime::MIN);
    // Where the clock is put forward at midnight, the day begins later.
    for _ in 0..16 {
        if let Some(first) = zone.from_local_datetime(&local).earliest() {
            return Ok(first.with_timezone(&Utc));
        }
        local += TimeDelta::minutes(15);
    }
    Err(DateFault::Impossible)
}

/// The day that `year`, `month` and `day` name, written with digits.
#[must_use]
pub fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let digits = |text: &str, length: std::ops::RangeInclusive<usize>| {
        (length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let year = digits(year, 4..=4)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(month, 1..=2)?, digits(day, 1..=2)?).filter(|_| year >= 1)
}

fn asks_for_file_time(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text == "last modified" || text == "created" || text.starts_with("git ") || text.starts_with(':')
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// `Tue, 20 Aug 2024 00:00:00 -0500`, `August 20th, 2024`, `20 August 2024 14:30`.
fn with_month_name(text: &str, zone: Option<Tz>) -> Result<DateTime<Utc>, DateFault> {
    let mut words = text.split([' ', ',', '\t']).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_some_and(|word| named(word, &DAYS).is_some()) {
        words.next();
    }
    let mut next = || words.next().ok_or(DateFault::Unreadable);
    let (first, second, year) = (next()?, next()?, next()?);
    let (month, day) = match (named(first, &MONTHS), named(second, &MONTHS)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return Err(DateFault::Unreadable),
    };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let mut rest: Vec<&str> = words.collect();
    if rest.first().is_some_and(|word| word.eq_ignore_ascii_case("at")) {
        rest.remove(0);
    }
    if day_of(year, &month.to_string(), day).is_none() {
        return Err(DateFault::Unreadable);
    }
    parse(&format!("{year}-{month}-{day} {}", rest.join(" ")), zone)
}

/// The number, from 1, of the name that `word` is or abbreviates to three letters.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    (word.len() >= 3)
        .then(|| {
            names.iter().position(|name| *name == word || name[..3] == word || word == "sept" && *name == "september")
        })?
        .map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NEW_YORK: Option<Tz> = Some(chrono_tz::America::New_York);

    fn utc(text: &str, zone: Option<Tz>) -> String {
        parse(text, zone).map_or_else(|fault| format!("{fault:?}"), |at| at.to_rfc3339())
    }

    #[test]
    fn dates_with_a_zone_need_no_other() {
        for text in [
            "2024-08-20T05:00:00Z",
            "2024-08-20 00:00:00 -0500",
            "2024-08-20 0:00:00 -5",
            "2024-08-20T00:00-05:00",
            "2024-08-20T05:00:00.123Z",
            "2024-8-20 05:00 UTC",
            "20240820T050000Z",
            "2024/08/20 01:00 America/New_York",
            "Tue, 20 Aug 2024 00:00:00 -0500",
            "August 20th, 2024 at 5:00 am GMT",
            "20 Aug 2024 05:00:00 GMT",
        ] {
            assert_eq!(utc(text, None), "2024-08-20T05:00:00+00:00", "{text}");
        }
    }

    #[test]
    fn local_time_is_the_newsrooms() {
        assert_eq!(utc("2024-08-20", NEW_YORK), "2024-08-20T04:00:00+00:00");
        assert_eq!(utc("2024-12-5", NEW_YORK), "2024-12-05T05:00:00+00:00");
        assert_eq!(utc("2024-08-20 6:15 PM", NEW_YORK), "2024-08-20T22:15:00+00:00");
        assert_eq!(utc("2024-08-20 12 a.m.", NEW_YORK), "2024-08-20T04:00:00+00:00");
        assert_eq!(utc("2024-08-20", None), "NoZone");
        assert_eq!(utc("2024-08-20T10:00:00", None), "NoZone");
    }

    #[test]
    fn the_clocks_changes_are_told() {
        assert_eq!(utc("2026-03-08 02:30", NEW_YORK), "Impossible");
        assert_eq!(utc("2026-11-01 01:30", NEW_YORK), "Ambiguous");
        assert_eq!(utc("2026-11-01 01:30 -0400", NEW_YORK), "2026-11-01T05:30:00+00:00");
        // Cuba puts its clock forward at midnight: the day begins at one.
        assert_eq!(utc("2026-03-08", Some(chrono_tz::America::Havana)), "2026-03-08T05:00:00+00:00");
    }

    #[test]
    fn what_is_no_date_is_never_now() {
        for text in [
            "",
            "soon",
            "2024",
            "2024-13-01",
            "2024-02-30",
            "2024-08-20 25:00",
            "2024-08-20 13 pm",
            "2024-08-20 13",
            "2024-08-20T",
            "08/20/2024",
            "0000-01-01",
        ] {
            assert_eq!(utc(text, NEW_YORK), "Unreadable", "{text}");
        }
        assert_eq!(utc("2024-08-20 10:00 XYZ", NEW_YORK), "Unreadable");
        assert_eq!(utc("Last Modified", NEW_YORK), "FileTime");
        assert_eq!(utc("git Created", NEW_YORK), "FileTime");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[-0-9TZ:+ ./a-m,é]{0,30}") {
            let _ = parse(&text, NEW_YORK);
        }

        #[test]
        fn reads_what_chrono_writes(seconds in -60_000_000_000i64..250_000_000_000) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            prop_assert_eq!(parse(&at.to_rfc3339(), None), Ok(at));
        }
    }
}
