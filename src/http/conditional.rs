//! Conditional requests: RFC 9110, section 13, as a pure function.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hyper::header::{HeaderMap, HeaderName, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE};

/// What is known of the document that would be sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Validators<'a> {
    /// Its strong entity tag, with quotes.
    pub(super) etag: &'a str,
    /// When it last changed, where that is known.
    pub(super) modified: Option<SystemTime>,
}

/// What a request's conditions say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Send it.
    Proceed,
    /// The client has it: 304.
    NotModified,
    /// The client wanted another one: 412.
    Failed,
}

/// Evaluates the conditions of a GET or HEAD in the order of RFC 9110, section
/// 13.2.2. Its numbers stand at each step; ranges (step 5) are not served.
pub(super) fn evaluate(headers: &HeaderMap, current: Validators<'_>) -> Outcome {
    // 1. If-Match, by strong comparison (13.1.1).
    if headers.contains_key(IF_MATCH) {
        if !any_tag(headers, &IF_MATCH, |tag| tag == current.etag) {
            return Outcome::Failed;
        }
    // 2. If-Unmodified-Since, only without If-Match (13.1.4).
    } else if let Some(date) = date(headers, &IF_UNMODIFIED_SINCE)
        && current.modified.is_some_and(|modified| whole_seconds(modified) > whole_seconds(date))
    {
        return Outcome::Failed;
    }
    // 3. If-None-Match, by weak comparison (13.1.2).
    if headers.contains_key(IF_NONE_MATCH) {
        let has_it = any_tag(headers, &IF_NONE_MATCH, |tag| tag.strip_prefix("W/").unwrap_or(tag) == current.etag);
        return if has_it { Outcome::NotModified } else { Outcome::Proceed };
    }
    // 4. If-Modified-Since, only without If-None-Match (13.1.3).
    if let Some(date) = date(headers, &IF_MODIFIED_SINCE)
        && current.modified.is_some_and(|modified| whole_seconds(modified) <= whole_seconds(date))
    {
        return Outcome::NotModified;
    }
    // 6. Otherwise the method is performed.
    Outcome::Proceed
}

/// Whether the field is `*`, or a tag of its list fits. The lines of a field
/// make one list (5.3); what is not an entity tag (8.8.3) fits nothing.
fn any_tag(headers: &HeaderMap, name: &HeaderName, fits: impl Fn(&str) -> bool) -> bool {
    headers.get_all(name).iter().filter_map(|line| std::str::from_utf8(line.as_bytes()).ok()).any(|line| {
        if line.trim() == "*" {
            return true;
        }
        let mut rest = line;
        while let Some((tag, after)) = next_tag(rest) {
            if fits(tag) {
                return true;
            }
            rest = after;
        }
        false
    })
}

/// The next entity tag of a list and what follows it. A tag may hold commas.
fn next_tag(list: &str) -> Option<(&str, &str)> {
    let list = list.trim_start_matches([' ', '\t', ',']);
    let quote = if list.starts_with("W/") { 2 } else { 0 };
    let inside = list.get(quote..)?.strip_prefix('"')?;
    let end = quote + 1 + inside.find('"')? + 1;
    Some((&list[..end], &list[end..]))
}

/// The date of a field that stands once and holds a date in one of the three
/// forms of 5.6.7; any other is to be ignored.
fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    let mut lines = headers.get_all(name).iter();
    let line = lines.next()?.to_str().ok()?;
    if lines.next().is_some() {
        return None;
    }
    httpdate::parse_http_date(line.trim()).ok()
}

/// HTTP's dates know no fractions: two times within a second are the same.
pub(super) fn whole_seconds(time: SystemTime) -> SystemTime {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    UNIX_EPOCH + Duration::from_secs(since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: &str = "Mon, 23 Nov 2026 10:00:00 GMT";
    const BEFORE: &str = "Mon, 23 Nov 2026 09:59:59 GMT";
    const AFTER: &str = "Monday, 23-Nov-26 10:00:01 GMT";

    fn ask(conditions: &[(HeaderName, &str)]) -> Outcome {
        let mut headers = HeaderMap::new();
        for (name, value) in conditions {
            headers.append(name, value.parse().unwrap());
        }
        let modified = httpdate::parse_http_date(DAY).unwrap() + Duration::from_millis(700);
        evaluate(&headers, Validators { etag: "\"abc\"", modified: Some(modified) })
    }

    #[test]
    fn without_conditions_it_is_sent() {
        assert_eq!(ask(&[]), Outcome::Proceed);
    }

    #[test]
    fn step_3_compares_tags_weakly_in_lists() {
        let of = |tags| ask(&[(IF_NONE_MATCH, tags)]);
        assert_eq!(of("\"abc\""), Outcome::NotModified);
        assert_eq!(of("W/\"abc\""), Outcome::NotModified);
        assert_eq!(of("\"x,\", W/\"y\" ,\"abc\""), Outcome::NotModified);
        assert_eq!(of("*"), Outcome::NotModified);
        assert_eq!(of("\"x\", \"y\""), Outcome::Proceed);
        assert_eq!(of("abc"), Outcome::Proceed);
        assert_eq!(of("\"abc"), Outcome::Proceed);
        assert_eq!(of("w/\"abc\""), Outcome::Proceed);
        assert_eq!(ask(&[(IF_NONE_MATCH, "\"x\""), (IF_NONE_MATCH, "\"abc\"")]), Outcome::NotModified);
    }

    #[test]
    fn step_3_silences_step_4() {
        assert_eq!(ask(&[(IF_NONE_MATCH, "\"x\""), (IF_MODIFIED_SINCE, DAY)]), Outcome::Proceed);
        assert_eq!(ask(&[(IF_NONE_MATCH, "\"abc\""), (IF_MODIFIED_SINCE, BEFORE)]), Outcome::NotModified);
    }

    #[test]
    fn step_4_compares_dates_by_the_second() {
        let since = |date| ask(&[(IF_MODIFIED_SINCE, date)]);
        assert_eq!(since(DAY), Outcome::NotModified);
        assert_eq!(since(AFTER), Outcome::NotModified);
        assert_eq!(since(BEFORE), Outcome::Proceed);
        assert_eq!(since("yesterday"), Outcome::Proceed);
        assert_eq!(since("Mon, 23 Nov 2026 10:00:00 +0100"), Outcome::Proceed);
        assert_eq!(ask(&[(IF_MODIFIED_SINCE, DAY), (IF_MODIFIED_SINCE, DAY)]), Outcome::Proceed);
    }

    #[test]
    fn steps_1_and_2_ask_for_the_very_one() {
        assert_eq!(ask(&[(IF_MATCH, "\"abc\"")]), Outcome::Proceed);
        assert_eq!(ask(&[(IF_MATCH, "*")]), Outcome::Proceed);
        assert_eq!(ask(&[(IF_MATCH, "W/\"abc\"")]), Outcome::Failed);
        assert_eq!(ask(&[(IF_MATCH, "\"x\""), (IF_NONE_MATCH, "\"abc\"")]), Outcome::Failed);
        assert_eq!(ask(&[(IF_UNMODIFIED_SINCE, BEFORE)]), Outcome::Failed);
        assert_eq!(ask(&[(IF_UNMODIFIED_SINCE, DAY)]), Outcome::Proceed);
        assert_eq!(ask(&[(IF_MATCH, "\"abc\""), (IF_UNMODIFIED_SINCE, BEFORE)]), Outcome::Proceed);
    }

    proptest! {
        #[test]
        fn never_panics(tags in "\\PC{0,40}", date in "\\PC{0,40}") {
            let mut headers = HeaderMap::new();
            for (name, value) in [(IF_NONE_MATCH, tags), (IF_MODIFIED_SINCE, date)] {
                if let Ok(value) = hyper::header::HeaderValue::from_bytes(value.as_bytes()) {
                    headers.append(name, value);
                }
            }
            let _ = evaluate(&headers, Validators { etag: "\"abc\"", modified: None });
        }
    }
}
