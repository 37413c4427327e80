//! What a run owes to the world, as the database keeps it until it was told.

use serde::{Deserialize, Serialize};

use super::House;
use crate::notify::{Debt, Topic};
use crate::store::database::Owed;
use crate::xml::{AbsoluteUrl, XmlText};

/// A topic in the database. Its form is a promise: what one version owes, the
/// next one tells.
#[derive(Serialize, Deserialize)]
struct TopicWire {
    feed: String,
    title: String,
    url: String,
    home: String,
}

impl Debt {
    /// The debt as the database keeps it.
    pub(super) fn owed(&self, house: &House, since: i64) -> Owed {
        let Topic { feed, title, url, home } = &self.topic;
        let topic =
            TopicWire { feed: feed.clone(), title: title.to_string(), url: url.to_string(), home: home.to_string() };
        Owed {
            id: 0,
            target: house.notify.targets[self.target].describe(),
            // Plain texts, which always serialise.
            topic: serde_json::to_string(&topic).unwrap_or_default(),
            since,
            tries: 0,
        }
    }

    /// A debt of an earlier run; `None` where config no longer names its target.
    pub(super) fn of_owed(owed: &Owed, house: &House) -> Option<Self> {
        let target = house.notify.targets.iter().position(|target| target.describe() == owed.target)?;
        let topic: TopicWire = serde_json::from_str(&owed.topic).ok()?;
        let topic = Topic {
            feed: topic.feed,
            title: XmlText::line(&topic.title)?,
            url: AbsoluteUrl::parse(&topic.url).ok()?,
            home: AbsoluteUrl::parse(&topic.home).ok()?,
        };
        Some(Self { target, topic })
    }
}
