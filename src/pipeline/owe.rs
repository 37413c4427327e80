//! What a run owes to the world, as the database keeps it until it was told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{House, RunError};
use crate::notify::{Debt, Delivery, Topic};
use crate::store::database::Owed;
use crate::store::{Database, StoreError};
use crate::xml::{AbsoluteUrl, XmlText};

/// What is owed so long is given up, in seconds: three days. Who was away longer
/// finds the feeds as they are.
const PATIENCE: i64 = 3 * 24 * 3600;

/// What is owed of earlier runs and may be tried again: after a minute, then
/// after twice the time each.
pub(super) fn earlier(
    database: &Database,
    house: &House,
    new: &[Debt],
    now: DateTime<Utc>,
) -> Result<Vec<Debt>, StoreError> {
    let is_new = |debt: &Debt| new.iter().any(|new| new.target == debt.target && new.topic.url == debt.topic.url);
    let is_time = |owed: &Owed| {
        let wait = 60_i64.saturating_mul((1_i64 << owed.tries.min(20)) - 1);
        owed.since.saturating_add(wait) <= now.timestamp()
    };
    let owed = database.owed()?;
    let debts = owed.iter().filter(|owed| is_time(owed)).filter_map(|owed| Debt::of_owed(owed, house));
    Ok(debts.filter(|debt| !is_new(debt)).collect())
}

/// Notes who was told; what was not stays owed until a later run, for three days
/// at most.
///
/// # Errors
/// When the store cannot be written: then it is told once more.
pub fn settle(house: &House, deliveries: &[Delivery], now: DateTime<Utc>) -> Result<(), RunError> {
    let Some(path) = &house.store.database else { return Ok(()) };
    let database = Database::open(path)?;
    let all = database.owed()?;
    if all.is_empty() {
        return Ok(());
    }
    let writing = database.write()?;
    for owed in all {
        let debt = Debt::of_owed(&owed, house);
        let is_it = |delivery: &&Delivery| {
            debt.as_ref()
                .is_some_and(|debt| delivery.debt.target == debt.target && delivery.debt.topic.url == debt.topic.url)
        };
        let is_old = owed.since.saturating_add(PATIENCE) < now.timestamp();
        match deliveries.iter().find(is_it) {
            Some(delivery) if delivery.answer.is_told() => writing.settle(owed.id)?,
            // Nobody waits for it any more.
            _ if debt.is_none() || is_old => writing.settle(owed.id)?,
            Some(_) => writing.try_again(owed.id)?,
            None => {}
        }
    }
    Ok(writing.commit()?)
}

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
