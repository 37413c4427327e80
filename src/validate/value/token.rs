//! Values of which there are only so many, and those of a given alphabet.

use chrono::Weekday;

/// `true` or `false`, in any case.
pub(crate) fn true_false(text: &str) -> Option<bool> {
    one_of(text, [("true", true), ("false", false)])
}

/// `true` or `false`, in small letters.
pub(crate) fn true_false_strict(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// `yes` or `no`, in any case.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    one_of(text, [("yes", true), ("no", false)])
}

fn one_of<T, const N: usize>(text: &str, words: [(&str, T); N]) -> Option<T> {
    words.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, value)| value)
}

/// The day of the week that RSS's `skipDays` names: in English, with a capital.
pub(crate) fn day(text: &str) -> Option<Weekday> {
    Some(match text {
        "Monday" => Weekday::Mon,
        "Tuesday" => Weekday::Tue,
        "Wednesday" => Weekday::Wed,
        "Thursday" => Weekday::Thu,
        "Friday" => Weekday::Fri,
        "Saturday" => Weekday::Sat,
        "Sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// What RSS's `skipHours` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hour {
    /// An hour from 0 to 23.
    At(u8),
    /// 24, which RSS 0.91 took for midnight.
    Midnight,
}

/// The hour that `text` names.
pub(crate) fn hour(text: &str) -> Option<Hour> {
    match super::number::non_negative(text).ok()? {
        24 => Some(Hour::Midnight),
        hour => u8::try_from(hour).ok().filter(|hour| *hour < 24).map(Hour::At),
    }
}

/// Whether `text` is a period of RSS 1.0's syndication module.
pub(crate) fn is_update_period(text: &str) -> bool {
    matches!(text, "hourly" | "daily" | "weekly" | "monthly" | "yearly")
}

/// Whether `text` can name a control of a form (HTML 4.01, section 6.2, `NAME`).
pub(crate) fn is_form_component(text: &str) -> bool {
    let [first, rest @ ..] = text.as_bytes() else { return false };
    first.is_ascii_alphabetic() && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte))
}

/// Whether `text` is a colour: `#` and six hexadecimal digits.
pub(crate) fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| is_hexadecimal(digits, 6))
}

/// Whether `text` is a list of keywords: of several words, some comma stands between.
pub(crate) fn is_keywords(text: &str) -> bool {
    text.contains(',') || !text.trim().contains(char::is_whitespace)
}

/// Whether `text` is that many hexadecimal digits.
pub(crate) fn is_hexadecimal(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_in_the_cases_that_their_places_take() {
        assert_eq!(true_false("True"), Some(true));
        assert_eq!(true_false_strict("True"), None);
        assert_eq!(true_false(" true "), None);
        assert_eq!(true_false("0"), None);
        assert_eq!(yes_no("NO"), Some(false));
        assert_eq!(yes_no("kinda"), None);
        assert!(is_update_period("hourly") && !is_update_period("Hourly") && !is_update_period(""));
    }

    #[test]
    fn days_and_hours_are_those_of_a_clock() {
        assert_eq!(day("Friday"), Some(Weekday::Fri));
        assert_eq!(day("Fantabuday"), None);
        assert_eq!(hour("0"), Some(Hour::At(0)));
        assert_eq!(hour("23"), Some(Hour::At(23)));
        assert_eq!(hour("24"), Some(Hour::Midnight));
        for text in ["25", "2.5", "-1", "", "noon"] {
            assert_eq!(hour(text), None, "{text}");
        }
    }

    #[test]
    fn alphabets_are_kept_to() {
        assert!(is_form_component("q") && is_form_component("search.term-1"));
        assert!(!is_form_component("42") && !is_form_component("") && !is_form_component("a b"));
        assert!(is_colour("#A0b1C2") && !is_colour("red") && !is_colour("#fff"));
        assert!(is_keywords("salt, pepper") && is_keywords("salt") && !is_keywords("salt pepper shaker"));
    }
}
