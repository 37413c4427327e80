//! Whether an article may stand in feeds now, and until when.

use chrono::{DateTime, Utc};

use super::{Decision, DecisionStatus, Stands, Why};
use crate::article::{Article, Status};

/// What becomes of an article at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// It may stand, until its expiry where it has one.
    Live,
    /// Nobody waits for it.
    Draft,
    /// It waits for a person.
    Held(String),
    /// It waits for its time, where that is known.
    Embargoed(Option<DateTime<Utc>>),
    /// Killed, withheld or withdrawn.
    Out(Why),
    /// Its time is over.
    Expired,
}

impl Standing {
    /// How an article stands that may not stand in feeds, and until when.
    pub(super) fn kind(&self) -> Option<(Stands, Option<DateTime<Utc>>)> {
        match self {
            Self::Live => None,
            Self::Draft => Some((Stands::Draft, None)),
            Self::Held(_) => Some((Stands::Held, None)),
            Self::Embargoed(until) => Some((Stands::Embargoed, *until)),
            Self::Out(_) | Self::Expired => Some((Stands::Out, None)),
        }
    }

    /// Why an article of this standing may not stand; `None` where it may.
    pub(super) fn why(&self) -> Option<Why> {
        match self {
            Self::Live => None,
            Self::Draft => Some(Why::Draft),
            Self::Held(_) => Some(Why::Held),
            Self::Embargoed(_) => Some(Why::Embargoed),
            Self::Out(why) => Some(*why),
            Self::Expired => Some(Why::Expired),
        }
    }
}

/// The standing of `article` at `now`, under a person's `decision`.
pub(super) fn standing(article: &Article, decision: Option<&Decision>, now: DateTime<Utc>) -> Standing {
    let until = until(article, now);
    match decision.and_then(|decision| decision.status) {
        Some(DecisionStatus::Killed | DecisionStatus::Erased) => return Standing::Out(Why::Killed),
        Some(DecisionStatus::Withheld) => return Standing::Out(Why::Withheld),
        // What is known to be embargoed is told of as such, whoever else holds it.
        Some(DecisionStatus::Held) if until.is_none() => return Standing::Held("a person holds it".to_owned()),
        Some(DecisionStatus::Live) if matches!(article.status, Status::Held(_) | Status::Live) => {}
        Some(DecisionStatus::Live | DecisionStatus::Held) | None => match &article.status {
            Status::Live => {}
            Status::Embargoed => return Standing::Embargoed(None),
            Status::Held(_) if until.is_some() => {}
            Status::Draft => return Standing::Draft,
            Status::Held(reason) => return Standing::Held(reason.clone()),
            Status::Withheld => return Standing::Out(Why::Withheld),
            Status::Withdrawn => return Standing::Out(Why::Withdrawn),
            Status::Killed => return Standing::Out(Why::Killed),
        },
    }
    match until {
        Some(until) => Standing::Embargoed(Some(until)),
        _ if article.expiry.is_some_and(|expiry| expiry <= now) => Standing::Expired,
        _ => Standing::Live,
    }
}

/// Whether an article waits for its time, whatever else is said of it.
pub(super) fn waits(article: &Article, now: DateTime<Utc>) -> bool {
    until(article, now).is_some() || article.status == Status::Embargoed
}

/// The time ahead that an article waits for.
fn until(article: &Article, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    // A publication date ahead is an embargo as well (of a story that is out, it takes it back).
    article.embargo.max(article.published).filter(|until| *until > now)
}
