//! The guard: whether a feed that stands may be replaced by what became of it.
//! Files that vanish by mistake, ids that change and dates that move would be
//! told to every reader at once and could not be taken back; so the feed is
//! frozen until a person says that it is meant.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::config::{ConfigError, Key, Section};

/// The keys of `guard`.
pub const KEYS: &[Key] = &[
    Key::new(
        "lose",
        "a share from 0 to 1",
        "0.5",
        "A feed that would lose more than this share of its items is frozen.",
    ),
    Key::new(
        "ids",
        "a share from 0 to 1",
        "0.2",
        "The same, of the items at addresses that the feed already has: those that would get another id.",
    ),
    Key::new(
        "dates",
        "a share from 0 to 1",
        "0.3",
        "The same, of the items that stay: those that would get another date of publication, or a later update with at most a fifth of their words changed.",
    ),
    Key::new("least", "a number", "5", "Fewer items than this freeze no feed."),
];

/// How much of a feed may change at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Guard {
    /// The share of items that it may lose.
    pub lose: f64,
    /// The share of ids that may change.
    pub ids: f64,
    /// The share of dates that may move.
    pub dates: f64,
    /// Fewer items than this are let pass.
    pub least: usize,
}

impl Default for Guard {
    fn default() -> Self {
        Self { lose: 0.5, ids: 0.2, dates: 0.3, least: 5 }
    }
}

/// Most items that `least` may ask for: as many as a document may hold.
const MOST: u64 = 10_000;

impl Guard {
    /// Reads `guard` of a feed, which takes from that of `defaults` what it does
    /// not say; `None` where it is turned off.
    ///
    /// # Errors
    /// For a wrong key or value.
    pub(super) fn read(feed: &Section, defaults: &Section) -> Result<Option<Self>, ConfigError> {
        let of_defaults = Self::default().with(defaults)?;
        if !feed.has("guard") {
            return Ok(of_defaults);
        }
        of_defaults.unwrap_or_default().with(feed)
    }

    /// Itself with what `guard` of a section says.
    fn with(mut self, section: &Section) -> Result<Option<Self>, ConfigError> {
        if section.is_off("guard") {
            return Ok(None);
        }
        let Some(table) = section.section("guard")? else { return Ok(Some(self)) };
        table.expect_keys(&[KEYS])?;
        for (key, share) in [("lose", &mut self.lose), ("ids", &mut self.ids), ("dates", &mut self.dates)] {
            if let Some(written) = table.share(key)? {
                *share = written;
            }
        }
        if let Some(least) = table.integer("least", 1..=MOST)? {
            self.least = usize::try_from(least).unwrap_or(usize::MAX);
        }
        Ok(Some(self))
    }
}

/// One item of a document, as far as readers tell it from others by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Its address.
    pub link: Option<String>,
    /// Its date of publication.
    pub published: Option<DateTime<Utc>>,
    /// Its last update.
    pub updated: Option<DateTime<Utc>>,
}

/// Why an item of the old feed is not in the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// Its article may stand, but newer ones took its place, or the feed holds fewer.
    Displaced,
    /// Its time is over: an expiry, or the feed's window.
    Over,
    /// It must go: killed, withheld, withdrawn by word, embargoed.
    MustGo,
    /// Nothing was heard of its article any more, and nobody said that it goes.
    Vanished,
    /// Any other reason: its article moved, was refused, or is not selected any more.
    Dropped,
}

/// So many items of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub items: usize,
    /// Of how many.
    pub of: usize,
}

/// Why a feed is frozen; at least one reason is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Freeze {
    /// It would be empty, since the files of its articles vanished.
    pub emptied: bool,
    /// Items that it would lose, where these are too many.
    pub lost: Option<Share>,
    /// Items that would get another id, where these are too many.
    pub ids: Option<Share>,
    /// Items that would get another date, where these are too many.
    pub dates: Option<Share>,
}

impl Guard {
    /// Judges what would become of a document: `old` are the items that stand,
    /// `new` those that would. `gone` says why an old one is not among the new,
    /// `rewritten` since when an item's words are others than before by more
    /// than a fifth. `None` when nothing speaks against it.
    ///
    /// Items that must go, and those whose time is over, are counted nowhere: so
    /// it makes no difference whether they leave before, with, or after the others.
    #[must_use]
    pub fn judge(
        &self,
        old: &[Shown],
        new: &[Shown],
        gone: &dyn Fn(&Shown) -> Gone,
        rewritten: &dyn Fn(&str) -> Option<DateTime<Utc>>,
    ) -> Option<Freeze> {
        let stays: HashMap<&str, &Shown> = new.iter().map(|item| (item.id.as_str(), item)).collect();
        let links: HashSet<&str> = new.iter().filter_map(|item| item.link.as_deref()).collect();
        let (mut lost, mut ids, mut dates) = (Share::NONE, Share::NONE, Share::NONE);
        let mut vanished = false;
        for item in old {
            let has_link = item.link.as_deref().is_some_and(|link| links.contains(link));
            if let Some(now) = stays.get(item.id.as_str()) {
                lost.of += 1;
                ids.of += usize::from(has_link);
                dates.add(is_redated(item, now, rewritten(&item.id)));
                continue;
            }
            match gone(item) {
                Gone::MustGo | Gone::Over => {}
                _ if has_link => {
                    lost.of += 1;
                    ids.add(true);
                }
                Gone::Displaced => lost.of += 1,
                why @ (Gone::Vanished | Gone::Dropped) => {
                    lost.add(true);
                    vanished |= why == Gone::Vanished;
                }
            }
        }
        let over = |share: Share, most: f64| share.exceeds(most, self.least).then_some(share);
        let freeze = Freeze {
            emptied: new.is_empty() && vanished,
            lost: over(lost, self.lose),
            ids: over(ids, self.ids),
            dates: over(dates, self.dates),
        };
        (freeze != Freeze::default()).then_some(freeze)
    }
}

/// Whether readers would take an item that stays for a newer or an older one.
fn is_redated(old: &Shown, new: &Shown, rewritten: Option<DateTime<Utc>>) -> bool {
    let differ = |old: Option<DateTime<Utc>>, new: Option<DateTime<Utc>>| {
        old.zip(new).is_some_and(|(old, new)| old.timestamp() != new.timestamp())
    };
    let later = old.updated.zip(new.updated).is_some_and(|(old, new)| new.timestamp() > old.timestamp());
    let earned = rewritten.zip(old.updated).is_some_and(|(at, old)| at.timestamp() > old.timestamp());
    differ(old.published, new.published) || later && !earned
}

impl Share {
    const NONE: Self = Self { items: 0, of: 0 };

    fn add(&mut self, counts: bool) {
        self.of += 1;
        self.items += usize::from(counts);
    }

    /// Whether it is more than `most` of all, and at least so many.
    #[expect(clippy::cast_precision_loss, reason = "a document holds some thousands of items")]
    fn exceeds(self, most: f64, least: usize) -> bool {
        self.items >= least && self.items as f64 > most * self.of as f64 + 1e-9
    }
}

impl Freeze {
    /// The reasons in numbers, as the rest of a sentence.
    #[must_use]
    pub fn why(&self) -> String {
        let of = |share: Share, does: &str, what: &str| format!("{does} {} of {} {what}", share.items, share.of);
        let lost = match (self.emptied, self.lost) {
            (true, _) => Some("all its articles vanished".to_owned()),
            (false, Some(lost)) => Some(of(lost, "it would lose", "items")),
            (false, None) => None,
        };
        let ids = self.ids.map(|ids| of(ids, "it would change the ids of", "items whose addresses stay"));
        let dates = self.dates.map(|dates| of(dates, "it would re-date", "items that stay"));
        [lost, ids, dates].into_iter().flatten().collect::<Vec<_>>().join(", and ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::testing::at;

    fn items(range: std::ops::Range<u32>) -> Vec<Shown> {
        range
            .map(|number| Shown {
                id: format!("tag:{number}"),
                link: Some(format!("https://daily.example/{number}/")),
                published: Some(at("01-01T09:00")),
                updated: Some(at("01-01T09:00")),
            })
            .collect()
    }

    fn judge(old: &[Shown], new: &[Shown], gone: impl Fn(&Shown) -> Gone) -> Option<Freeze> {
        Guard::default().judge(old, new, &gone, &|_| None)
    }

    #[test]
    fn more_than_half_may_not_vanish() {
        let old = items(0..10);
        assert_eq!(judge(&old, &items(0..5), |_| Gone::Vanished), None, "half is not more than half");
        let freeze = judge(&old, &items(0..4), |_| Gone::Vanished).unwrap();
        assert_eq!(freeze.why(), "it would lose 6 of 10 items");
        assert_eq!(judge(&items(0..6), &items(0..2), |_| Gone::Vanished), None, "four are too few to tell");
        // New stories in their place do not make up for it.
        assert!(judge(&old, &[items(0..4), items(20..40)].concat(), |_| Gone::Dropped).is_some());
    }

    #[test]
    fn what_must_go_what_is_over_and_what_is_displaced_is_no_loss() {
        let old = items(0..200);
        for why in [Gone::MustGo, Gone::Over, Gone::Displaced] {
            assert_eq!(judge(&old, &[], |_| why), None, "{why:?}");
        }
        // Of the ten that nobody took back, six vanished.
        let gone = |item: &Shown| if item.id.len() > "tag:9".len() { Gone::MustGo } else { Gone::Vanished };
        assert_eq!(judge(&old, &items(0..4), gone).unwrap().lost, Some(Share { items: 6, of: 10 }));
    }

    #[test]
    fn a_feed_is_not_emptied_by_a_single_file_that_vanished() {
        let freeze = judge(&items(0..1), &[], |_| Gone::Vanished).unwrap();
        assert_eq!(freeze.why(), "all its articles vanished");
        assert_eq!(judge(&items(0..1), &[], |_| Gone::Dropped), None, "its story moved");
    }

    #[test]
    fn a_fifth_of_the_ids_may_change_and_addresses_may_all() {
        let old = items(0..30);
        let change = |count: usize| {
            let mut new = items(0..30);
            new[..count].iter_mut().for_each(|item| item.id.push_str("-new"));
            judge(&old, &new, |_| Gone::Dropped)
        };
        assert_eq!(change(6), None);
        assert_eq!(change(7).unwrap().why(), "it would change the ids of 7 of 30 items whose addresses stay");
        let mut moved = items(0..30);
        for item in &mut moved {
            item.link = item.link.as_ref().map(|link| link.replace("daily", "evening"));
        }
        assert_eq!(judge(&old, &moved, |_| Gone::Dropped), None);
    }

    #[test]
    fn dates_may_move_where_the_words_do() {
        let old = items(0..10);
        let mut new = items(0..10);
        new[..4].iter_mut().for_each(|item| item.updated = Some(at("01-02T09:00")));
        assert_eq!(judge(&old, &new, |_| Gone::Dropped), None, "four are too few to tell");
        new[4].published = Some(at("01-01T09:01"));
        assert_eq!(judge(&old, &new, |_| Gone::Dropped).unwrap().why(), "it would re-date 5 of 10 items that stay");
        let since = |_: &str| Some(at("01-02T09:00"));
        assert_eq!(Guard::default().judge(&old, &new, &|_| Gone::Dropped, &since), None);
        // Rewritten before what stands was written: the new date is not for that.
        let long_ago = |_: &str| Some(at("01-01T09:00"));
        assert!(Guard::default().judge(&old, &new, &|_| Gone::Dropped, &long_ago).is_some());
    }
}
