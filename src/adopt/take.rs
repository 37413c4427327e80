//! What is taken over from items whose articles are known: ids and dates, and
//! an id that no two articles share.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike as _, Utc};

use super::find::{How, Match, Paper, matches};
use crate::article::{ArticleId, Link, Origin};
use crate::compare::{Document, Item};
use crate::desk::{Record, Said};
use crate::feed::FeedRecord;

/// A longer id is not taken.
const LONGEST: usize = 2_000;
/// Nor is a date before this year: what knows no date says the year 1.
const FIRST_YEAR: i32 = 1000;

/// The feed of ours whose readers an old feed had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its path.
    pub feed: String,
    /// One format of it; `None` for all.
    pub format: Option<&'static str>,
}

/// An old feed.
#[derive(Debug, Clone, Copy)]
pub struct Old<'a> {
    /// Its document.
    pub document: &'a Document,
    /// The feed that its readers will read, where that is known.
    pub target: Option<&'a Target>,
}

/// What Atom has to say about ids, which must be URIs there.
pub struct Atom<'a> {
    /// Whether any feed is written in it.
    pub written: bool,
    /// Whether it can hold an id.
    pub holds: &'a dyn Fn(&str) -> bool,
}

/// What became of an item of an old feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its id is its article's from now on.
    Taken(How),
    /// Its id is its article's in that feed from now on.
    ForFeed(How),
    /// Its id is its article's already.
    AsItIs(How),
    /// No article that is out is it.
    NotFound,
    /// Several are, or several items are the same article.
    Ambiguous,
    /// It has neither id nor address.
    NoId,
    /// No feed could hold its id.
    BadId,
    /// Its id is that of another article.
    OfAnother,
    /// Its article is out under another id already, and whose id this one is to
    /// be is not known.
    NeedsFeed,
    /// Atom cannot hold its id, and which feed's alone it is to be is not known.
    NeedsRss,
}

/// What became of an old feed's own id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedId {
    /// It has none, or none that Atom could hold.
    None,
    /// It is our feed's from now on.
    Taken,
    /// It is our feed's already.
    AsItIs,
    /// Another feed has it.
    OfAnother,
    /// Which feed is to have it is not known.
    NeedsFeed,
}

/// What is taken over.
#[derive(Debug, Default)]
pub struct Taken {
    /// Lines that the ledger has to learn.
    pub learned: Vec<(Origin, Record)>,
    /// Feeds' lines that it has to learn.
    pub feeds: Vec<FeedRecord>,
    /// For each old feed, what became of its id and of each of its items.
    pub outcomes: Vec<(FeedId, Vec<Outcome>)>,
    /// How many articles have other dates in an old feed than they are out with.
    pub dates_kept: usize,
}

/// An article on its way into the ledger.
struct Draft {
    record: Record,
    /// As the desk would publish it, or as it is out.
    was: Record,
    /// Whether it is out already.
    known: bool,
    /// Whether its id is an old feed's.
    adopted: bool,
    touched: bool,
    published: Option<DateTime<Utc>>,
    updated: Option<DateTime<Utc>>,
}

/// Takes over what old feeds say, the first one's word first. `records` are the
/// articles of `paper` as the desk would publish them, or as they are out (then
/// the mark is true); `ids` are all ids that the ledger knows, with their
/// articles; `feeds` are the lines of our feeds.
#[must_use]
#[expect(clippy::implicit_hasher, reason = "one caller, with the usual maps")]
pub fn take(
    olds: &[Old<'_>],
    paper: &Paper<'_>,
    records: Vec<(Record, bool)>,
    ids: HashMap<ArticleId, Origin>,
    feeds: &BTreeMap<String, FeedRecord>,
    atom: &Atom<'_>,
    now: DateTime<Utc>,
) -> Taken {
    let draft = |(record, known): (Record, bool)| Draft {
        was: record.clone(),
        record,
        known,
        adopted: false,
        touched: false,
        published: None,
        updated: None,
    };
    let mut taking = Taking { paper, drafts: records.into_iter().map(draft).collect(), ids, atom, now };
    let mut taken = Taken::default();
    let mut our_feeds = feeds.clone();
    for old in olds {
        let found = matches(old.document, paper);
        let items = old.document.items.iter().zip(found);
        let outcomes = items.map(|(item, found)| taking.item(old, item, found)).collect();
        taken.outcomes.push((feed_id(old, &mut our_feeds, atom), outcomes));
    }
    taken.feeds = our_feeds.into_values().filter(|feed| feeds.get(&feed.path) != Some(feed)).collect();
    for (at, draft) in taking.drafts.iter_mut().enumerate().filter(|(_, draft)| draft.touched) {
        let live = paper.article(at);
        if draft.known {
            taken.dates_kept += usize::from(draft.published.is_some_and(|date| date != draft.record.published));
        } else {
            draft.date(live.article.published.or(live.article.embargo).is_some());
            if let Link::Pattern(pattern) = &live.article.link
                && let Ok(permalink) = pattern.expand(&live.article, draft.record.dated())
            {
                draft.record.permalink = permalink;
            }
        }
        if !draft.known || draft.record != draft.was {
            taken.learned.push((live.article.origin.clone(), draft.record.clone()));
        }
    }
    taken
}

struct Taking<'a> {
    paper: &'a Paper<'a>,
    drafts: Vec<Draft>,
    ids: HashMap<ArticleId, Origin>,
    atom: &'a Atom<'a>,
    now: DateTime<Utc>,
}

impl Taking<'_> {
    fn item(&mut self, old: &Old<'_>, item: &Item, found: Match) -> Outcome {
        let (at, how) = match found {
            Match::One(at, how) => (at, how),
            Match::Ambiguous => return Outcome::Ambiguous,
            Match::None => return Outcome::NotFound,
        };
        let Some(id) = item.remembered() else { return Outcome::NoId };
        if id.len() > LONGEST || id.chars().any(char::is_control) {
            return Outcome::BadId;
        }
        let id = ArticleId::remembered(id);
        let origin = &self.paper.article(at).article.origin;
        if self.ids.get(&id).is_some_and(|owner| owner != origin) {
            return Outcome::OfAnother;
        }
        let draft = &mut self.drafts[at];
        let everywhere = !self.atom.written || (self.atom.holds)(id.as_str());
        let outcome = if draft.current(old) == &id {
            draft.adopted = true;
            Outcome::AsItIs(how)
        } else if !draft.known && !draft.adopted && everywhere {
            draft.record.id = id.clone();
            draft.adopted = true;
            Outcome::Taken(how)
        } else {
            let Some(target) = old.target else {
                return if draft.known || draft.adopted { Outcome::NeedsFeed } else { Outcome::NeedsRss };
            };
            if !everywhere && target.format.is_none_or(|format| format == "atom") {
                return Outcome::BadId;
            }
            draft.record.feed_ids.insert(target.key(), id.clone());
            Outcome::ForFeed(how)
        };
        self.ids.insert(id, origin.clone());
        draft.touched = true;
        let good = |date: &DateTime<Utc>| *date <= self.now && date.year() >= FIRST_YEAR;
        draft.published = draft.published.or(item.published.filter(good));
        draft.updated = draft.updated.or(item.updated.filter(good));
        outcome
    }
}

impl Target {
    /// Its key among a record's feed ids.
    fn key(&self) -> String {
        self.format.map_or_else(|| self.feed.clone(), |format| format!("{}.{format}", self.feed))
    }
}

impl Draft {
    /// The id that the readers of an old feed would meet now.
    fn current(&self, old: &Old<'_>) -> &ArticleId {
        match old.target {
            None => &self.record.id,
            Some(Target { feed, format: Some(format) }) => self.record.id_in(feed, format),
            Some(Target { feed, format: None }) => self.record.feed_ids.get(feed).unwrap_or(&self.record.id),
        }
    }

    /// Gives an article that was never out the dates that the old feeds told;
    /// `dated` says whether its source told one.
    fn date(&mut self, dated: bool) {
        let (was, record) = (&self.was, &mut self.record);
        let published = self.published.or_else(|| self.updated.map(|updated| was.published.min(updated)));
        let Some(published) = published else { return };
        record.published = published;
        let was_updated = if was.updated == was.published { published } else { was.updated };
        record.updated = self.updated.unwrap_or(was_updated).max(published);
        if (record.published, record.updated) != (was.published, was.updated) {
            record.said = Some(Said {
                published: (dated && published != was.published).then_some(was.published),
                updated: self.updated.map(|_| was.updated),
            });
        }
    }
}

fn feed_id(old: &Old<'_>, feeds: &mut BTreeMap<String, FeedRecord>, atom: &Atom<'_>) -> FeedId {
    let Some(id) = old.document.id.as_deref().filter(|id| (atom.holds)(id)) else { return FeedId::None };
    let Some(target) = old.target else { return FeedId::NeedsFeed };
    if feeds.values().any(|feed| feed.id == id && feed.path != target.feed) {
        return FeedId::OfAnother;
    }
    match feeds.get_mut(&target.feed) {
        None => FeedId::NeedsFeed,
        Some(feed) if feed.id == id => FeedId::AsItIs,
        Some(feed) => {
            id.clone_into(&mut feed.id);
            FeedId::Taken
        }
    }
}
