//! Which changes of an article move the update date of its item in a feed.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::Card;
use crate::article::LiveArticle;
use crate::config::{ConfigError, Section};

/// Which changes move an item's update date. Besides article, profile and format
/// it is all that an item's bytes depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Updates {
    /// Significant ones.
    Significant,
    /// Every one.
    Every,
    /// Every one, but at most once in so many seconds.
    AtMostEvery(u32),
}

/// The longest time that a date may be kept back.
const LONGEST: Duration = Duration::from_hours(7 * 24);

impl Updates {
    /// Reads `updated` and `at_most_every` of a feed.
    ///
    /// # Errors
    /// For a wrong value, or a time between dates that do not move with every change.
    pub(super) fn read(section: &Section) -> Result<Self, ConfigError> {
        let said = section.choice("updated", &[("significant", false), ("every", true)])?;
        let every = said.unwrap_or_default();
        let Some(time) = section.duration("at_most_every")? else {
            return Ok(if every { Self::Every } else { Self::Significant });
        };
        // A feed may say `significant` where the defaults hold both keys.
        if said == Some(false) {
            return Ok(Self::Significant);
        }
        if !every {
            let what = format!("`at_most_every` of [{}] goes with `updated = \"every\"`", section.name());
            return Err(section.error("at_most_every", what, "set `updated = \"every\"` as well, or take it out"));
        }
        match u32::try_from(time.as_secs()) {
            Ok(0) => Ok(Self::Every),
            Ok(seconds) if time <= LONGEST => Ok(Self::AtMostEvery(seconds)),
            _ => {
                let what = format!("`at_most_every` of [{}] is longer than 7 days", section.name());
                Err(section.error("at_most_every", what, "write a shorter time, such as \"10m\""))
            }
        }
    }

    /// The least time in seconds between two moves of a date, where there is one.
    #[must_use]
    pub fn at_most_every(self) -> Option<u32> {
        match self {
            Self::AtMostEvery(seconds) => Some(seconds),
            Self::Significant | Self::Every => None,
        }
    }

    /// The update date of an article's item.
    #[must_use]
    pub fn date(self, live: &LiveArticle) -> DateTime<Utc> {
        self.of(live.updated, live.changed, &live.lagging)
    }

    /// The same, by the article's card.
    #[must_use]
    pub fn date_of(self, card: &Card) -> DateTime<Utc> {
        self.of(card.updated, card.changed, &card.lagging)
    }

    fn of(self, updated: DateTime<Utc>, changed: DateTime<Utc>, lagging: &[(u32, DateTime<Utc>)]) -> DateTime<Utc> {
        let lagging = |every| lagging.iter().find(|(time, _)| *time == every).map(|(_, date)| *date);
        match self {
            Self::Significant => updated,
            Self::Every => changed,
            Self::AtMostEvery(seconds) => lagging(seconds).unwrap_or(changed),
        }
    }
}
