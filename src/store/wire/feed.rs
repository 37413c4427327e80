//! The line of a feed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Instant;
use crate::feed::FeedRecord;
use crate::xml::XmlText;

/// A feed's line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct FeedLine<'a> {
    #[serde(borrow)]
    pub(super) feed: Cow<'a, str>,
    #[serde(borrow)]
    definition: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    began: Instant,
}

impl<'a> FeedLine<'a> {
    pub(in crate::store) fn of(record: &'a FeedRecord) -> Self {
        Self {
            feed: Cow::Borrowed(&record.path),
            definition: Cow::Borrowed(&record.definition),
            value: record.value.as_deref().map(Cow::Borrowed),
            name: record.name.as_deref().map(Cow::Borrowed),
            id: Cow::Borrowed(&record.id),
            began: Instant(record.began),
        }
    }

    pub(in crate::store) fn into_record(self) -> FeedRecord {
        FeedRecord {
            path: self.feed.into_owned(),
            definition: self.definition.into_owned(),
            value: self.value.map(Cow::into_owned),
            name: self.name.as_deref().and_then(XmlText::line),
            id: self.id.into_owned(),
            began: self.began.0,
        }
    }
}
