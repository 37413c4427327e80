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

/// What is owed so far, as a number for [`settle`]. Whoever is told from now on
/// finds the documents that it is about in their places.
///
/// # Errors
/// When the store cannot be read.
pub fn owed_so_far(house: &House) -> Result<i64, RunError> {
    let Some(path) = &house.store.database else { return Ok(0) };
    let Some(database) = Database::read(path)? else { return Ok(0) };
    Ok(database.owed()?.last().map_or(0, |owed| owed.id))
}

/// Notes who was told of what was owed `so_far` when the telling began; what was
/// not stays owed until a later run, for three days at most.
///
/// # Errors
/// When the store cannot be written: then it is told once more.
pub fn settle(house: &House, deliveries: &[Delivery], so_far: i64, now: DateTime<Utc>) -> Result<(), RunError> {
    let Some(path) = &house.store.database else { return Ok(()) };
    let database = Database::open(path)?;
    let mut all = database.owed()?;
    all.retain(|owed| owed.id <= so_far);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::notify::Answer;

    /// A hub is told of a change while the next build changes the same feed again.
    #[test]
    fn a_change_that_came_while_an_earlier_one_was_told_stays_owed() {
        let folder = tempfile::tempdir().unwrap();
        let text = "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n\
                    [[feed]]\npath = \"all\"\n[notify]\nwebsub = [\"https://hub.example/\"]\n";
        let config = Config::parse(&folder.path().join("config.toml"), text.to_owned()).unwrap();
        let house = House::open(&config).unwrap();
        let url = AbsoluteUrl::parse("https://t.example/all.rss").unwrap();
        let title = XmlText::line("All").unwrap();
        let topic = Topic { feed: "all".to_owned(), title, url: url.clone(), home: url };
        let debt = Debt { target: 0, topic };
        let database = Database::open(house.store.database.as_ref().unwrap()).unwrap();
        let owe = || {
            let writing = database.write().unwrap();
            writing.owe(&debt.owed(&house, 0)).unwrap();
            writing.reveal().unwrap();
            writing.commit().unwrap();
        };
        owe();
        let so_far = owed_so_far(&house).unwrap();
        owe();
        let told = [Delivery { debt: debt.clone(), answer: Answer::Told("204".to_owned()) }];
        settle(&house, &told, so_far, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(database.owed().unwrap().len(), 1, "of the second change nobody was told");
        settle(&house, &told, owed_so_far(&house).unwrap(), DateTime::UNIX_EPOCH).unwrap();
        assert!(database.owed().unwrap().is_empty());
    }
}
