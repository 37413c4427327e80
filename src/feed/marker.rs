//! What a feed tells of stories that left it, for a while: markers. A reader
//! that has a story learns that it is gone; one that never had it learns nothing
//! but an id and a time.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Card, Feed, Order};
use crate::article::{ArticleId, FeedIds, id_in};
use crate::config::Site;
use crate::xml::{AbsoluteUrl, XmlText};

/// So many markers a document holds at most, the newest ones; together they may
/// take a quarter of its `max_bytes`.
pub const MOST: usize = 1_000;

/// A story that is not out any more and of which feeds may tell, as the ledger
/// remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Its id for the world.
    pub id: ArticleId,
    /// Ids that single feeds use instead.
    pub feed_ids: FeedIds,
    /// Its first publication.
    pub published: DateTime<Utc>,
    /// Its last significant change.
    pub updated: DateTime<Utc>,
    /// When it left.
    pub at: DateTime<Utc>,
    /// Paths of the feeds that held it.
    pub feeds: Vec<String>,
    /// What readers are told in its place.
    pub notice: Option<XmlText>,
    /// Whether it was killed, withheld or withdrawn: then a notice may stand in
    /// its place. Never of one that waits for its time.
    pub recalled: bool,
}

/// A story that left one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departed {
    /// Its id in that feed.
    pub id: ArticleId,
    /// When it left.
    pub at: DateTime<Utc>,
    /// Its first publication.
    pub published: DateTime<Utc>,
    /// Its last significant change.
    pub updated: DateTime<Utc>,
    /// What readers are told in its place, where a person wrote it.
    pub notice: Option<XmlText>,
    /// Whether a notice may stand in its place.
    pub recalled: bool,
}

/// What stands in the place of a story that was taken back: its id and its date
/// of publication, and none of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice<'a> {
    /// The story's id in the feed.
    pub id: &'a ArticleId,
    /// The site's home page, with a fragment so that no two notices share a
    /// link: the story's own address tells its headline.
    pub link: AbsoluteUrl,
    /// The neutral sentence.
    pub title: &'a XmlText,
    /// The public notice of the decision, else the neutral sentence.
    pub text: &'a XmlText,
    /// The story's first publication.
    pub published: DateTime<Utc>,
    /// When it left.
    pub at: DateTime<Utc>,
}

/// What one feed tells of stories that left it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markers {
    /// Those that left within the marker time, the last one first, at most [`MOST`].
    pub departed: Vec<Departed>,
    /// When a story last left it, however long ago.
    pub last: Option<DateTime<Utc>>,
}

/// All stories of which feeds may tell that they left.
#[derive(Debug, Default)]
pub struct Departures {
    by_id: HashMap<ArticleId, Departure>,
    /// Ids by the path of a feed that held them.
    by_path: HashMap<String, Vec<ArticleId>>,
    /// Those that leave in this run: which feeds hold them, their documents tell.
    leaving: HashSet<ArticleId>,
    now: Option<DateTime<Utc>>,
    keep: TimeDelta,
}

impl Departure {
    /// All ids under which documents may have held it, its own first.
    fn ids(&self) -> impl Iterator<Item = &ArticleId> {
        std::iter::once(&self.id).chain(self.feed_ids.values())
    }
}

impl Departures {
    /// What is `remembered`, each article once, and those that are `leaving` in
    /// this run, at `now`; markers stand for the time `keep`.
    #[must_use]
    pub fn new(remembered: Vec<Departure>, leaving: Vec<Departure>, now: DateTime<Utc>, keep: Duration) -> Self {
        let keep = TimeDelta::from_std(keep).unwrap_or(TimeDelta::MAX);
        let mut departures = Self { now: Some(now), keep, ..Self::default() };
        departures.leaving = leaving.iter().map(|departure| departure.id.clone()).collect();
        for departure in remembered.into_iter().chain(leaving) {
            for path in &departure.feeds {
                departures.by_path.entry(path.clone()).or_default().push(departure.id.clone());
            }
            departures.by_id.insert(departure.id.clone(), departure);
        }
        departures
    }

    /// What the feed at `path` tells in a format. Of those that leave in this run
    /// it tells the ones of which its documents `held` an id; where it has no
    /// documents, those that would stand in it if they could.
    #[must_use]
    pub fn of(&self, path: &str, format: &str, held: Option<&dyn Fn(&ArticleId) -> bool>) -> Markers {
        let known = self.by_path.get(path).map(Vec::as_slice).unwrap_or_default().iter();
        let known = known.filter(|id| held.is_none() || !self.leaving.contains(*id));
        let stood = |id: &&ArticleId| held.is_some_and(|held| self.by_id.get(*id).is_some_and(|of| of.ids().any(held)));
        let ids: HashSet<&ArticleId> = known.chain(self.leaving.iter().filter(stood)).collect();
        let all: Vec<&Departure> = ids.into_iter().filter_map(|id| self.by_id.get(id)).collect();
        let last = all.iter().map(|departure| departure.at).max();
        let mut departed: Vec<Departed> = all
            .into_iter()
            .filter(|departure| self.end(departure).is_some())
            .map(|departure| Departed {
                id: id_in(&departure.id, &departure.feed_ids, path, format).clone(),
                at: departure.at,
                published: departure.published,
                updated: departure.updated,
                notice: departure.notice.clone(),
                recalled: departure.recalled,
            })
            .collect();
        departed.sort_by(|a, b| (b.at, b.published, &a.id).cmp(&(a.at, a.published, &b.id)));
        departed.truncate(MOST);
        Markers { departed, last }
    }

    /// Whether the story of that id left the feed at `path` in an earlier run:
    /// then nothing follows from its file's absence any more.
    #[must_use]
    pub fn has_left(&self, path: &str, id: &ArticleId) -> bool {
        let known = self.by_path.get(path).map(Vec::as_slice).unwrap_or_default();
        let mut known = known.iter().filter(|of| !self.leaving.contains(of)).filter_map(|of| self.by_id.get(of));
        known.any(|departure| departure.ids().any(|of| of == id))
    }

    /// Paths of the feeds that are known to have held the story, or, where it
    /// leaves in this run, that would hold it if it could stand.
    #[must_use]
    pub fn feeds_of(&self, id: &ArticleId) -> &[String] {
        self.by_id.get(id).map(|departure| &*departure.feeds).unwrap_or_default()
    }

    /// When the next marker ends.
    #[must_use]
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.by_id.values().filter_map(|departure| self.end(departure)).min()
    }

    /// When the next marker ends that each feed has, by its path; `remembered` is
    /// all that left, with the feeds that held it.
    #[must_use]
    pub fn ends(&self, remembered: &[Departure]) -> HashMap<String, DateTime<Utc>> {
        let mut ends: HashMap<String, DateTime<Utc>> = HashMap::new();
        for departure in remembered {
            let Some(end) = self.end(departure) else { continue };
            for path in &departure.feeds {
                let first = ends.entry(path.clone()).or_insert(end);
                *first = end.min(*first);
            }
        }
        ends
    }

    /// When the marker of a story ends, if it has not yet.
    fn end(&self, departure: &Departure) -> Option<DateTime<Utc>> {
        let end = departure.at.checked_add_signed(self.keep).unwrap_or(DateTime::<Utc>::MAX_UTC);
        (Some(end) > self.now).then_some(end)
    }
}

impl Markers {
    /// Gives the head of the feed its date: a story that leaves is a change as
    /// much as one that comes (RFC 4287, 4.2.15). The date does not go back when
    /// the marker ends.
    pub fn date(&self, feed: &mut Feed) {
        feed.updated = self.last.map_or(feed.updated, |last| last.max(feed.updated));
    }
}

impl Departed {
    /// What stands in its place, where something may.
    #[must_use]
    pub fn notice<'a>(&'a self, site: &'a Site) -> Option<Notice<'a>> {
        let tail: Vec<char> = self.id.as_str().chars().rev().filter(char::is_ascii_alphanumeric).take(16).collect();
        let fragment: String = tail.into_iter().rev().collect();
        Some(Notice {
            link: site.url.join(&format!("#withdrawn-{fragment}")).ok().filter(|_| self.recalled)?,
            id: &self.id,
            title: &site.withdrawn_notice,
            text: self.notice.as_ref().unwrap_or(&site.withdrawn_notice),
            published: self.published,
            at: self.at,
        })
    }

    /// Whether its place in a feed of that order is before that of `article`,
    /// which is not pinned.
    #[must_use]
    pub fn stands_before(&self, article: &Card, order: Order) -> bool {
        let date = match order {
            Order::Published => article.published,
            Order::Updated => article.updated,
        };
        (self.date(order), &article.id) > (date, &self.id)
    }

    /// Which of two comes first in a feed of that order.
    #[must_use]
    pub fn in_order(&self, other: &Self, order: Order) -> Ordering {
        other.date(order).cmp(&self.date(order)).then_with(|| self.id.cmp(&other.id))
    }

    fn date(&self, order: Order) -> DateTime<Utc> {
        match order {
            Order::Published => self.published,
            Order::Updated => self.updated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::testing::at;

    const KEEP: Duration = Duration::from_hours(31 * 24);

    /// The documents of a feed hold none of the stories that leave.
    const NOTHING: Option<&dyn Fn(&ArticleId) -> bool> = Some(&|_| false);

    fn left(id: &str, when: DateTime<Utc>, feeds: &[&str]) -> Departure {
        Departure {
            id: ArticleId::remembered(id),
            feed_ids: FeedIds::new(),
            published: at("01-01T00:00"),
            updated: at("01-01T00:00"),
            at: when,
            feeds: feeds.iter().map(|path| (*path).to_owned()).collect(),
            notice: None,
            recalled: true,
        }
    }

    fn ids(markers: &Markers) -> Vec<&str> {
        markers.departed.iter().map(|departed| departed.id.as_str()).collect()
    }

    #[test]
    fn a_feed_tells_of_the_stories_that_it_held_the_last_one_first() {
        let remembered = vec![
            left("urn:a", at("01-10T00:00"), &["all", "town"]),
            left("urn:b", at("01-11T00:00"), &["all"]),
            left("urn:c", at("01-11T00:00"), &["town"]),
        ];
        let leaving = vec![left("urn:d", at("01-12T00:00"), &["all"]), left("urn:e", at("01-12T00:00"), &[])];
        let departures = Departures::new(remembered, leaving, at("01-12T00:00"), KEEP);
        let all = departures.of("all", "atom", Some(&|id| id.as_str() == "urn:d"));
        assert_eq!(ids(&all), ["urn:d", "urn:b", "urn:a"]);
        assert_eq!(all.last, Some(at("01-12T00:00")));
        assert_eq!(
            ids(&departures.of("town", "atom", Some(&|id| id.as_str() == "urn:e"))),
            ["urn:e", "urn:c", "urn:a"]
        );
        assert_eq!(ids(&departures.of("all", "atom", None)), ["urn:d", "urn:b", "urn:a"], "as if it had stood there");
        assert!(departures.of("sport", "atom", NOTHING).departed.is_empty());
        assert!(departures.has_left("town", &ArticleId::remembered("urn:c")));
        assert!(!departures.has_left("all", &ArticleId::remembered("urn:d")), "it leaves now");
    }

    #[test]
    fn a_marker_ends_by_time_and_the_date_of_its_feed_stays() {
        let then = at("01-01T00:00");
        let until = then + TimeDelta::days(31);
        let remembered = || vec![left("urn:a", then, &["all"])];
        let before = Departures::new(remembered(), Vec::new(), until - TimeDelta::seconds(1), KEEP);
        assert_eq!(before.of("all", "atom", NOTHING).departed.len(), 1);
        assert_eq!(before.next_due(), Some(until));
        let after = Departures::new(remembered(), Vec::new(), until, KEEP);
        let markers = after.of("all", "atom", NOTHING);
        assert_eq!((markers.departed.len(), markers.last, after.next_due()), (0, Some(then), None));
    }

    #[test]
    fn an_id_that_one_feed_has_taken_over_is_told_there() {
        let mut story = left("urn:a", at("01-10T00:00"), &["all", "town"]);
        story.feed_ids.insert("town".into(), ArticleId::remembered("urn:old"));
        let departures = Departures::new(vec![story], Vec::new(), at("01-12T00:00"), KEEP);
        assert_eq!(ids(&departures.of("all", "atom", NOTHING)), ["urn:a"]);
        assert_eq!(ids(&departures.of("town", "atom", NOTHING)), ["urn:old"]);
        assert!(departures.has_left("town", &ArticleId::remembered("urn:old")));
    }

    #[test]
    fn so_many_markers_and_no_more() {
        let many = (0..2_000).map(|n| left(&format!("urn:{n:04}"), at("01-10T00:00"), &["all"])).collect();
        let departures = Departures::new(many, Vec::new(), at("01-12T00:00"), KEEP);
        let markers = departures.of("all", "atom", NOTHING);
        assert_eq!((markers.departed.len(), markers.departed[0].id.as_str()), (MOST, "urn:0000"));
    }
}
