//! What has become of an article, in one word for people.

use chrono::{DateTime, Utc};

use super::standing::{Standing, standing, waits};
use super::{Decision, DecisionStatus};
use crate::article::{Article, Status};

/// The state of an article at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// It stands in feeds.
    Live,
    /// It waits for a person.
    Held,
    /// It waits for its time.
    Embargoed,
    /// Not finished.
    Draft,
    /// Taken out by a person; it may return.
    Withheld,
    /// Taken back by its source.
    Withdrawn,
    /// Out until it is restored.
    Killed,
    /// Out for ever, and its words with it.
    Erased,
    /// Its time is over.
    Expired,
    /// It cannot be read, or not be decided about.
    Refused,
    /// It was out, and its source knows nothing of it any more.
    Vanished,
    /// Its source is out: nobody knows.
    Unknown,
}

/// All states with their words, in the order in which they are listed.
pub const STATES: &[(&str, State)] = &[
    ("live", State::Live),
    ("held", State::Held),
    ("embargoed", State::Embargoed),
    ("draft", State::Draft),
    ("withheld", State::Withheld),
    ("withdrawn", State::Withdrawn),
    ("killed", State::Killed),
    ("erased", State::Erased),
    ("expired", State::Expired),
    ("refused", State::Refused),
    ("vanished", State::Vanished),
    ("unknown", State::Unknown),
];

impl State {
    /// The state of `article` at `now`, under a person's `decision`. One that
    /// waits for its time is told of as such, whoever else took it out.
    #[must_use]
    pub fn of(article: &Article, decision: Option<&Decision>, now: DateTime<Utc>) -> Self {
        if waits(article, now) {
            return Self::Embargoed;
        }
        match standing(article, decision, now) {
            Standing::Live => Self::Live,
            Standing::Draft => Self::Draft,
            Standing::Held(_) => Self::Held,
            Standing::Embargoed(_) => Self::Embargoed,
            Standing::Expired => Self::Expired,
            Standing::Out(_) => Self::taken_out(decision).unwrap_or(match article.status {
                Status::Withheld => Self::Withheld,
                Status::Withdrawn => Self::Withdrawn,
                _ => Self::Killed,
            }),
        }
    }

    /// The state that a person's decision alone gives, where it takes out.
    #[must_use]
    pub fn taken_out(decision: Option<&Decision>) -> Option<Self> {
        match decision?.status? {
            DecisionStatus::Live => None,
            DecisionStatus::Held => Some(Self::Held),
            DecisionStatus::Withheld => Some(Self::Withheld),
            DecisionStatus::Killed => Some(Self::Killed),
            DecisionStatus::Erased => Some(Self::Erased),
        }
    }

    /// The state in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        STATES.iter().find(|(_, state)| *state == self).map_or("unknown", |(word, _)| word)
    }
}
