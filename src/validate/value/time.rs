//! Spans of time and places in one: those of Media RSS and of podcasts.

use std::time::Duration;

/// The place that `text` names as normal play time (RFC 2326, section 3.6): `now`,
/// taken for the start, `42`, `22.9`, `12:34:56` or `12:34:56.7`.
pub(crate) fn npt(text: &str) -> Option<Duration> {
    if text == "now" {
        return Some(Duration::ZERO);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds = match whole.split_once(':') {
        None => number(whole)?,
        Some((hours, rest)) => {
            let (minutes, seconds) = rest.split_once(':')?;
            let (minutes, seconds) = (sixty(minutes)?, sixty(seconds)?);
            number(hours)?.checked_mul(3600)?.checked_add(minutes * 60 + seconds)?
        }
    };
    let nanos = if fraction.is_empty() {
        0
    } else {
        number(fraction)?;
        let digits = fraction.bytes().map(|byte| u32::from(byte - b'0')).chain(std::iter::repeat(0));
        digits.take(9).fold(0, |sum, digit| sum * 10 + digit)
    };
    Some(Duration::new(seconds, nanos))
}

/// How long `text` says as `itunes:duration`: seconds, `m:ss` or `h:mm:ss`.
pub(crate) fn itunes_duration(text: &str) -> Option<Duration> {
    let two = |part: &str| if part.len() == 2 { sixty(part) } else { None };
    let Some((first, rest)) = text.split_once(':') else { return number(text).map(Duration::from_secs) };
    let first = number(first)?;
    let seconds = match rest.split_once(':') {
        None => first.checked_mul(60)?.checked_add(two(rest)?)?,
        Some((minutes, seconds)) => first.checked_mul(3600)?.checked_add(two(minutes)? * 60 + two(seconds)?)?,
    };
    Some(Duration::from_secs(seconds))
}

/// Digits and nothing else; saturates.
fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(digits.bytes().fold(0u64, |sum, byte| sum.saturating_mul(10).saturating_add((byte - b'0').into())))
}

/// One or two digits below 60.
fn sixty(digits: &str) -> Option<u64> {
    number(digits).filter(|number| digits.len() <= 2 && *number < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(found: Option<Duration>) -> Option<f64> {
        found.map(|span| span.as_secs_f64())
    }

    #[test]
    fn normal_play_time_has_its_forms() {
        assert_eq!(seconds(npt("now")), Some(0.0));
        assert_eq!(seconds(npt("42")), Some(42.0));
        assert_eq!(seconds(npt("22.9")), Some(22.9));
        assert_eq!(seconds(npt("12:34:56")), Some(45_296.0));
        assert_eq!(seconds(npt("0:0:1.25")), Some(1.25));
        for text in ["", "+17sec", "-1", "12:34", "1:60:00", "1:00:60", "1:2:3:4", "Now", "1.x", ".5", "1 "] {
            assert_eq!(npt(text), None, "{text}");
        }
    }

    #[test]
    fn a_podcasts_duration_is_in_seconds_or_on_a_clock() {
        assert_eq!(seconds(itunes_duration("95")), Some(95.0));
        assert_eq!(seconds(itunes_duration("7:04")), Some(424.0));
        assert_eq!(seconds(itunes_duration("90:00")), Some(5400.0));
        assert_eq!(seconds(itunes_duration("1:07:04")), Some(4024.0));
        for text in ["", "00:07:74", "7:4", "1:60:00", "1:00:00:00", "7m", "1.5", ":30", "7:"] {
            assert_eq!(itunes_duration(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_too_long() {
        let digits = "9".repeat(1000);
        assert!(npt(&digits).is_some());
        assert!(npt(&format!("{digits}:00:00.{digits}")).is_none());
        assert!(itunes_duration(&format!("{digits}:00")).is_none());
    }
}
