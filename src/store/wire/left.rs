//! That a story left the feeds, and why, in a line.

use serde::{Deserialize, Serialize};

use super::Instant;
use crate::desk::{Left, Why};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct LeftLine {
    at: Instant,
    feeds: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<WhyWord>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WhyWord {
    Killed,
    Withheld,
    Withdrawn,
    Embargoed,
    Held,
    Draft,
    Expired,
    Refused,
    Vanished,
}

impl LeftLine {
    pub(in crate::store) fn of(left: &Left) -> Self {
        Self {
            at: Instant(left.at),
            feeds: left.feeds.clone(),
            why: left.why.map(|why| match why {
                Why::Killed => WhyWord::Killed,
                Why::Withheld => WhyWord::Withheld,
                Why::Withdrawn => WhyWord::Withdrawn,
                Why::Embargoed => WhyWord::Embargoed,
                Why::Held => WhyWord::Held,
                Why::Draft => WhyWord::Draft,
                Why::Expired => WhyWord::Expired,
                Why::Refused => WhyWord::Refused,
                Why::Vanished => WhyWord::Vanished,
            }),
        }
    }

    pub(in crate::store) fn into_left(self) -> Left {
        Left {
            at: self.at.0,
            feeds: self.feeds,
            why: self.why.map(|why| match why {
                WhyWord::Killed => Why::Killed,
                WhyWord::Withheld => Why::Withheld,
                WhyWord::Withdrawn => Why::Withdrawn,
                WhyWord::Embargoed => Why::Embargoed,
                WhyWord::Held => Why::Held,
                WhyWord::Draft => Why::Draft,
                WhyWord::Expired => Why::Expired,
                WhyWord::Refused => Why::Refused,
                WhyWord::Vanished => Why::Vanished,
            }),
        }
    }
}
