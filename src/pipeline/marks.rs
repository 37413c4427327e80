//! What a document tells of stories that left its feed: tombstones where its
//! format has them, and notices in their places where the feed wants them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::gate::Gate;
use super::render::Judged;
use super::spool::Span;
use super::write::Fitting;
use crate::article::{ArticleId, LiveArticle, Origin};
use crate::config::Site;
use crate::desk::{Decided, Heard, Record, Told};
use crate::feed::{Card, Definition, Departed, Departures, Index as _, Markers, Offer};
use crate::format::{Format, Instead};
use crate::store::{Ledger, departure};

/// The share of `max_bytes` that markers may take: one in so many.
const SHARE: usize = 4;

/// All departures of which feeds may tell after `decided`: what the ledger
/// remembers, less what it has to unlearn, and those of this run. Of the latter
/// the feeds are told that would hold them if they could still stand, so that a
/// run which finds no documents (a fresh machine with the ledger alone) tells of
/// them too.
pub(super) fn departures(
    decided: &Decided,
    ghosts: Vec<LiveArticle>,
    ledger: &Ledger,
    offer: &Offer<'_>,
    now: DateTime<Utc>,
) -> Departures {
    let learned = || decided.learned.iter().map(|(_, record)| record);
    let news: HashSet<&ArticleId> = learned().map(|record| &record.id).collect();
    let leaving: HashSet<&ArticleId> = decided.leaving.iter().map(|(_, id)| id).collect();
    let mut remembered = ledger.departures();
    remembered.retain(|departure| !news.contains(&departure.id));
    let (mut leaving, again): (Vec<_>, Vec<_>) =
        learned().filter_map(departure).partition(|departure| leaving.contains(&departure.id));
    remembered.extend(again);
    let mut all = ghosts;
    if !all.is_empty() {
        let at: HashMap<ArticleId, usize> = leaving.iter().enumerate().map(|(at, of)| (of.id.clone(), at)).collect();
        all.extend(decided.live.iter().cloned());
        all.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
        let (cards, names) = Card::all_of(all.iter(), &offer.site.language);
        for feed in offer.plan(&cards, &names, ledger, now).feeds.iter().filter(|feed| feed.known) {
            for at in feed.articles.iter().filter_map(|article| at.get(&cards[*article as usize].id)) {
                leaving[*at].feeds.push(feed.record.path.clone());
            }
        }
    }
    Departures::new(remembered, leaving, now, offer.site.markers)
}

/// Articles that leave in this run, as if they could still stand. Of one that
/// nothing is heard of any more, there is none.
pub(super) fn ghosts(decided: &Decided, heard: &Heard) -> Vec<LiveArticle> {
    if decided.leaving.is_empty() {
        return Vec::new();
    }
    let gone: HashSet<&Origin> = decided.leaving.iter().map(|(origin, _)| origin).collect();
    let records = decided.learned.iter().filter(|(origin, _)| gone.contains(origin));
    let records: HashMap<&Origin, &Record> = records.map(|(origin, record)| (origin, record)).collect();
    let ghost = |told: &Told| {
        let article = &told.article;
        let record = records.get(&article.origin)?;
        departure(record)?;
        Some(LiveArticle {
            id: record.id.clone(),
            feed_ids: record.feed_ids.clone(),
            permalink: record.permalink.clone(),
            published: record.published,
            updated: record.updated,
            changed: record.changed,
            lagging: Vec::new(),
            note: None,
            pinned: article.pinned,
            due: None,
            article: Arc::clone(article),
        })
    };
    heard.articles.iter().filter_map(ghost).collect()
}

/// A marker in a format.
enum Mark {
    Tombstone(Vec<u8>),
    Notice(Vec<u8>),
}

/// The markers that a document of a feed in a format has, the last story that
/// left first, within their share of its size.
fn marks<'a>(
    format: &dyn Format,
    definition: &Definition,
    markers: &'a Markers,
    site: &Site,
) -> Vec<(&'a Departed, Mark)> {
    let notice = |departed: &Departed| {
        let notice = departed.notice(site).filter(|_| definition.notices)?;
        format.notice(&notice).ok().flatten().map(Mark::Notice)
    };
    let mut room = definition.max_bytes / SHARE;
    let mut marks = Vec::new();
    for departed in &markers.departed {
        let mark = format.tombstone(departed).map(Mark::Tombstone).or_else(|| notice(departed));
        let Some(mark) = mark else { continue };
        let (Mark::Tombstone(bytes) | Mark::Notice(bytes)) = &mark;
        // One byte for what may separate two of them.
        let Some(less) = room.checked_sub(bytes.len() + 1) else { break };
        room = less;
        marks.push((departed, mark));
    }
    marks
}

/// What a document that stands gets when stories are cut out of it.
pub(super) fn instead(format: &dyn Format, definition: &Definition, markers: &Markers, site: &Site) -> Instead {
    let mut instead = Instead { date: markers.last, ..Instead::default() };
    for (departed, mark) in marks(format, definition, markers, site) {
        let id = departed.id.as_str().to_owned();
        match mark {
            Mark::Tombstone(bytes) => instead.tombstones.push((id, bytes)),
            Mark::Notice(bytes) => drop(instead.notices.insert(id, bytes)),
        }
    }
    instead
}

/// The markers of one document.
pub(super) struct Marks<'a> {
    /// Elements that stand at the end of its head, one after the other.
    pub(super) tombstones: Vec<u8>,
    /// Items in place of stories, in the order of the feed.
    notices: Vec<(&'a Departed, Judged)>,
}

/// What stands at a place among the items of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// The item of that article; whether it is the one that the feed wants, and
    /// not the summary in its place.
    Article { article: u32, whole: bool },
    /// That notice.
    Notice(usize),
}

/// An item at its place.
pub(super) struct Placed<'a> {
    pub(super) stand: Stand,
    pub(super) item: &'a Judged,
}

impl<'a> Marks<'a> {
    /// Renders what a document of a feed in a format tells; a notice that the
    /// gate does not let pass is not told.
    pub(super) fn of(
        format: &dyn Format,
        definition: &Definition,
        markers: &'a Markers,
        site: &Site,
        gate: &Gate,
    ) -> Self {
        let (mut tombstones, mut notices) = (Vec::new(), Vec::new());
        for (departed, mark) in marks(format, definition, markers, site) {
            match mark {
                Mark::Tombstone(bytes) => tombstones.extend_from_slice(&bytes),
                Mark::Notice(bytes) => notices.extend(
                    gate.item(format, &bytes).map(|part| (departed, Judged { bytes: Span::here(bytes), part })),
                ),
            }
        }
        notices.sort_by(|(a, _), (b, _)| a.in_order(b, definition.order));
        Self { tombstones, notices }
    }

    /// The bytes that the notices take, with what separates them.
    pub(super) fn size(&self, separator: usize) -> usize {
        self.notices.iter().map(|(_, notice)| notice.bytes.len() + separator).sum()
    }

    /// The items with the notices among them, each in the place of the story
    /// that it is about; pinned ones stay first.
    pub(super) fn among<'b>(
        &'b self,
        items: &[Fitting<'b>],
        definition: &Definition,
        cards: &[Card],
    ) -> Vec<Placed<'b>> {
        let mut placed = Vec::with_capacity(items.len() + self.notices.len());
        let mut notices = self.notices.iter().enumerate().peekable();
        for Fitting { article, item, whole } in items {
            let card = &cards[*article as usize];
            let is_before = |(_, (departed, _)): &(usize, &(&Departed, Judged))| {
                !card.pinned && departed.stands_before(card, definition.order)
            };
            while let Some((number, (_, notice))) = notices.next_if(is_before) {
                placed.push(Placed { stand: Stand::Notice(number), item: notice });
            }
            placed.push(Placed { stand: Stand::Article { article: *article, whole: *whole }, item });
        }
        placed.extend(notices.map(|(number, (_, item))| Placed { stand: Stand::Notice(number), item }));
        placed
    }

    /// Goes without a notice.
    pub(super) fn drop_notice(&mut self, at: usize) {
        self.notices.remove(at);
    }
}
