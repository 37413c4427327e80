//! A person's decision about an article, in a line.

use serde::{Deserialize, Serialize};

use super::Instant;
use crate::desk::{Decision, DecisionStatus};
use crate::xml::XmlText;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct DecisionLine {
    number: u32,
    at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<StatusWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pinned: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    touched: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatusWord {
    Live,
    Held,
    Withheld,
    Killed,
    Erased,
}

impl DecisionLine {
    pub(in crate::store) fn of(decision: &Decision) -> Self {
        Self {
            number: decision.number,
            at: Instant(decision.at),
            status: decision.status.map(|status| match status {
                DecisionStatus::Live => StatusWord::Live,
                DecisionStatus::Held => StatusWord::Held,
                DecisionStatus::Withheld => StatusWord::Withheld,
                DecisionStatus::Killed => StatusWord::Killed,
                DecisionStatus::Erased => StatusWord::Erased,
            }),
            pinned: decision.pinned,
            touched: decision.touched.map(Instant),
            note: decision.note.clone().map(String::from),
            notice: decision.notice.clone().map(String::from),
        }
    }

    pub(in crate::store) fn into_decision(self) -> Decision {
        Decision {
            number: self.number,
            at: self.at.0,
            status: self.status.map(|status| match status {
                StatusWord::Live => DecisionStatus::Live,
                StatusWord::Held => DecisionStatus::Held,
                StatusWord::Withheld => DecisionStatus::Withheld,
                StatusWord::Killed => DecisionStatus::Killed,
                StatusWord::Erased => DecisionStatus::Erased,
            }),
            pinned: self.pinned,
            touched: self.touched.map(|touched| touched.0),
            note: self.note.as_deref().and_then(XmlText::line),
            notice: self.notice.as_deref().and_then(XmlText::line),
        }
    }
}
