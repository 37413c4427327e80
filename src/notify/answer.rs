//! What came of telling a target.

use std::fmt::{self, Write as _};

use crate::outbound::{OutboundError, Response};

/// Characters of a target's own words that are repeated in a report.
const LONGEST_WORDS: usize = 200;

/// What a target answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It took the news, and said this.
    Told(String),
    /// It did not, for this reason; trying again may help.
    Failed(String),
    /// It refused, for this reason; trying again will not help.
    Refused(String),
    /// It takes nothing at all just now, for this reason: it is down, too slow,
    /// or asked to be left alone. It is told nothing more in this run; trying
    /// again later may help.
    Unavailable(String),
    /// It was not asked in this run, for this reason; the debt stands.
    NotTried(String),
}

impl Answer {
    /// Whether the debt is paid.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Told(_))
    }

    /// Whether trying again may help.
    #[must_use]
    pub fn may_be_tried_again(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Unavailable(_) | Self::NotTried(_))
    }

    /// What an error on the way out means for the debt.
    pub(super) fn from_error(error: &OutboundError) -> Self {
        if error.is_of_the_host() { Self::Unavailable(error.to_string()) } else { Self::Failed(error.to_string()) }
    }

    /// What a status that is no success means for the debt: 408, 425, 429 and
    /// all from 500 pass, the others do not.
    pub(super) async fn from_status(response: Response) -> Self {
        let status = response.status();
        let line = response.status_line();
        if (300..400).contains(&status) {
            return Self::Refused(format!(
                "it answered {line}, and a ping follows no redirect; name the address it moved to in the config"
            ));
        }
        let wait = response.retry_after();
        let said = match response.body().await {
            Ok(body) => words(&String::from_utf8_lossy(&body)),
            // The status says enough.
            Err(_) => None,
        };
        // Writing to a String cannot fail.
        let mut reason = format!("it answered {line}");
        if let Some(said) = said {
            let _ = write!(reason, ": {said}");
        }
        if let Some(seconds) = wait {
            let _ = write!(reason, "; it asks to wait {seconds} s");
        }
        match status {
            429 => Self::Unavailable(reason),
            503 if wait.is_some() => Self::Unavailable(reason),
            408 | 425 | 500.. => Self::Failed(reason),
            _ => Self::Refused(reason),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(words) => write!(f, "told ({words})"),
            Self::Failed(reason) => write!(f, "failed: {reason}"),
            Self::Refused(reason) => write!(f, "refused: {reason}"),
            Self::Unavailable(reason) => write!(f, "unavailable: {reason}"),
            Self::NotTried(reason) => write!(f, "not tried: {reason}"),
        }
    }
}

/// What a target said, fit for a report: its first line that holds anything,
/// without control characters, cut off where it is long. `None` for a page of
/// HTML, which helps nobody there.
pub(super) fn words(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    if line.starts_with('<') {
        return None;
    }
    let mut said: String = line.chars().filter(|c| !c.is_control()).take(LONGEST_WORDS).collect();
    if line.chars().count() > LONGEST_WORDS {
        said.push('…');
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_targets_words_cannot_disturb_a_report() {
        assert_eq!(words("\n\u{1b}[31mred\u{7}\nmore"), Some("[31mred".to_owned()));
        assert_eq!(words("<!DOCTYPE html><html>"), None);
        assert_eq!(words(" \n "), None);
        assert_eq!(words(&"ü".repeat(300)).unwrap().chars().count(), 201);
    }
}
