//! Feeds that are frozen: the guard is asked before a document is replaced, and
//! where it speaks against it, every document of the feed stays as it is.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::prepare::{Before, FeedWritten, Writing};
use super::write::{Document, Joined, TooLarge};
use super::{House, Level, Line, Seen};
use crate::article::ArticleId;
use crate::config::{ConfigError, nearest};
use crate::desk::Memory as _;
use crate::feed::{Belongs, FeedRecord, Freeze, Gone, Plan, Planned, Share, Shown};

/// Feeds that a person wants to have written whatever the guard says.
#[derive(Debug, Clone, Default)]
pub struct Accept {
    /// Paths of feeds, or as config writes them, such as `section/{section}`.
    pub feeds: Vec<String>,
    /// All of them.
    pub all: bool,
}

impl Accept {
    fn covers(&self, record: &FeedRecord) -> bool {
        self.all || self.feeds.iter().any(|feed| *feed == record.path || *feed == record.definition)
    }

    /// Refuses the name of a feed that there is not.
    pub(super) fn check(&self, house: &House, plan: &Plan) -> Result<(), ConfigError> {
        let known = || {
            let planned = plan.feeds.iter().map(|feed| &feed.record);
            let paths = planned.chain(&plan.kept).map(|record| record.path.as_str());
            paths.chain(house.definitions.iter().map(|definition| definition.path.as_written()))
        };
        let Some(unknown) = self.feeds.iter().find(|feed| !known().any(|path| path == *feed)) else { return Ok(()) };
        let help = match nearest(unknown, known()) {
            Some(near) => format!("did you mean `--accept {near}`?"),
            None => "`feedroom status` names the feeds that are frozen".to_owned(),
        };
        Err(ConfigError::nowhere(format!("there is no feed `{unknown}` to accept"), help))
    }
}

/// What became of the articles whose items stand in documents.
pub(super) struct Fates<'a> {
    live: HashMap<&'a str, u32>,
    out: HashSet<&'a str>,
    out_at: HashSet<&'a str>,
    vanished: HashSet<&'a str>,
}

impl<'a> Fates<'a> {
    fn of(Seen { decided, cards, .. }: &'a Seen) -> Self {
        Self {
            live: (0..).zip(cards).flat_map(|(at, card)| card.ids().map(move |id| (id.as_str(), at))).collect(),
            out: decided.out_by_word.iter().map(|(_, id)| id.as_str()).collect(),
            out_at: decided.out_at.iter().map(crate::xml::AbsoluteUrl::as_str).collect(),
            vanished: decided.vanished.iter().map(crate::article::ArticleId::as_str).collect(),
        }
    }

    /// Whether an item is that of an article which may not stand: told by its
    /// id, or, where that was another one when the item was written, by its address.
    pub(super) fn must_go(&self, item: &Shown) -> bool {
        let at = |link: &String| self.out_at.contains(link.as_str());
        self.out.contains(&*item.id) || !self.live.contains_key(&*item.id) && item.link.as_ref().is_some_and(at)
    }
}

impl<'a> Writing<'a> {
    pub(super) fn fates(&self) -> &Fates<'a> {
        self.fates.get_or_init(|| Fates::of(self.seen))
    }

    /// Why a feed has to stay as it is; `before` is what stands in the place of
    /// each of its documents. What cannot be read is nothing to keep.
    pub(super) fn freeze(&self, planned: &Planned, joined: &Joined, before: &[Before]) -> Option<Freeze> {
        let guard = self.house.definitions[planned.definition].guard.as_ref()?;
        if self.options.accept.covers(&planned.record) {
            return None;
        }
        joined.documents.iter().zip(before).find_map(|(document, before)| {
            let Before::Other(bytes) = before else { return None };
            // What stands in place of stories that went is none of the feed's items.
            let mut old = document.format.items(bytes).ok()?;
            old.retain(|item| !self.seen.departures.has_left(&planned.record.path, &ArticleId::remembered(&item.id)));
            let mut new = document.format.items(&document.bytes).ok()?;
            new.retain(|item| self.fates().live.contains_key(&*item.id));
            let gone = |item: &Shown| self.fate(planned, joined, document, item);
            guard.judge(&old, &new, &gone, &|id| self.rewritten(id))
        })
    }

    /// Since when the words of an item are others than before.
    fn rewritten(&self, id: &str) -> Option<DateTime<Utc>> {
        let card = &self.seen.cards[*self.fates().live.get(id)? as usize];
        self.seen.decided.rewritten.get(&card.id).copied()
    }

    /// Why an item is not in a new document.
    fn fate(&self, planned: &Planned, joined: &Joined, document: &Document, item: &Shown) -> Gone {
        let (fates, definition) = (self.fates(), &self.house.definitions[planned.definition]);
        if fates.must_go(item) {
            return Gone::MustGo;
        }
        if let Some(at) = fates.live.get(&*item.id) {
            if planned.articles.contains(at) {
                let refused = joined.left_out.contains_key(at)
                    || joined.too_large.get(at) == Some(&TooLarge::LeftOut)
                    || self
                        .items
                        .get(&planned.record.path, *at, definition.content, definition.updates, document.format)
                        .is_none();
                return if refused { Gone::Dropped } else { Gone::Displaced };
            }
            let (card, names, sources) = (&self.seen.cards[*at as usize], &self.seen.names, self.house.source_names());
            return match definition.belongs(&planned.record, card, names, &sources, self.now) {
                Belongs::Now => Gone::Displaced,
                Belongs::Before => Gone::Over,
                Belongs::Not => Gone::Dropped,
            };
        }
        if item.published.is_some_and(|published| !definition.select.admits_date(published, self.now)) {
            return Gone::Over;
        }
        // Without a memory, a story whose date was moved ahead is not known again:
        // it could be any of those that are missing, and may not stay.
        if !self.seen.ledger.lasts() && self.seen.decided.waiting.iter().any(|waiting| waiting.embargoed) {
            return Gone::Over;
        }
        if fates.vanished.contains(&*item.id) { Gone::Vanished } else { Gone::Dropped }
    }
}

/// A feed that stays as it is until a person looks at it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenReport {
    /// Its path.
    pub feed: String,
    /// Why, in words and numbers.
    pub why: String,
    /// Items that it would lose, where these are too many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<ShareReport>,
    /// Ids that would change, where these are too many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<ShareReport>,
    /// Dates that would move, where these are too many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<ShareReport>,
}

/// So many items of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareReport {
    /// How many.
    pub items: usize,
    /// Of how many.
    pub of: usize,
}

/// The feeds that are frozen, by the guard or by the gate.
pub(super) fn frozen(written: &[FeedWritten]) -> Vec<FrozenReport> {
    let share = |share: Share| ShareReport { items: share.items, of: share.of };
    let of = |feed: &FeedWritten| {
        let invalid = || feed.barred.iter().map(|barred| format!("its new {} would be invalid", barred.format.name()));
        let freeze = match &feed.frozen {
            Some(freeze) => freeze.clone(),
            None if feed.barred.is_empty() => return None,
            None => Freeze::default(),
        };
        let why = if feed.frozen.is_some() { freeze.why() } else { invalid().collect::<Vec<_>>().join(", and ") };
        Some(FrozenReport {
            feed: feed.report.path.clone(),
            why,
            lost: freeze.lost.map(share),
            ids: freeze.ids.map(share),
            dates: freeze.dates.map(share),
        })
    };
    written.iter().filter_map(of).collect()
}

/// What is said of the feeds that the guard froze.
pub(super) fn lines(written: &[FeedWritten]) -> impl Iterator<Item = Line> {
    written.iter().filter_map(|feed| {
        let freeze = feed.frozen.as_ref()?;
        let path = &feed.report.path;
        let mend = if freeze.emptied || freeze.lost.is_some() {
            "bring the articles back; a story that is to go says `status: withdrawn` in its file"
        } else if freeze.ids.is_some() {
            "give a source that moved the `name` that it had, and the ledger its lines back"
        } else {
            "take the new dates back"
        };
        Some(Line {
            level: Level::Error,
            place: path.clone(),
            line: None,
            message: format!("{}: the last good feed stays", freeze.why()),
            help: format!("{mend}; or, if it is meant, run `feedroom build --accept {path}`"),
        })
    })
}
