//! What a run that looked at everything leaves to the next one.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::follow::Step;
use super::keep::Kept;
use super::prepare::FeedWritten;
use super::shelf::{Place, Stands as Bytes};
use super::{House, RunError, Seen};
use crate::article::{ArticleId, Origin};
use crate::desk::{Memory as _, Record, Stands, same_address};
use crate::feed::{Card, Definition, FeedRecord, Index as _, Limit, Order};
use crate::publish::Directory;
use crate::source::Stamp;
use crate::store::database::{
    ArticleRow, Candidates, Counts, ItemPlace, State, StoredDocument, StoredFeed, StoredPiece, StoredStanding, Writing,
    line_of, place_of,
};

/// Rows that are made at once.
const ROWS: usize = 4096;

/// Articles beyond its limit that are remembered of a feed: so many may leave it
/// before all have to be looked at to fill it again.
const BEYOND: usize = 40;

/// What the rows are made of.
pub(super) struct Retained<'a> {
    pub(super) house: &'a House,
    pub(super) seen: &'a Seen,
    pub(super) written: &'a [FeedWritten],
    pub(super) kept: &'a [Kept],
    pub(super) directory: &'a Directory,
}

impl Retained<'_> {
    /// Writes all rows anew, or those that a run which follows changes.
    pub(super) fn write(&self, writing: &Writing<'_>) -> Result<(), RunError> {
        if let Some(step) = &self.seen.step {
            return self.write_step(step, writing);
        }
        writing.forget_articles()?;
        writing.forget_feeds()?;
        let names = self.house.source_names();
        writing.forget_sources_but(&names)?;
        for source in &names {
            self.pieces(source, writing)?;
        }
        writing.keep_by_hand(&self.seen.ledger.lines_by_hand())?;
        let versions = self.articles(writing)?;
        writing.index_articles()?;
        self.feeds(writing)?;
        self.documents(&versions, writing)
    }

    /// Writes the rows of the documents that the run made.
    fn documents(&self, versions: &[u64], writing: &Writing<'_>) -> Result<(), RunError> {
        let planned = self.written.iter().zip(&self.seen.plan.feeds);
        for (written, planned) in planned {
            let definition = self.house.definitions[planned.definition].path.as_written();
            let value = planned.record.value.as_deref().unwrap_or_default();
            for place in &written.places {
                if let Some(document) = document(self.directory, definition, value, place, &self.seen.cards, versions) {
                    writing.put_document(&document)?;
                }
            }
        }
        Ok(())
    }

    fn pieces(&self, source: &Arc<str>, writing: &Writing<'_>) -> Result<(), RunError> {
        let heard = self.seen.hearing.pieces.get(source).map(Vec::as_slice).unwrap_or_default();
        let pieces: Vec<StoredPiece> = heard.iter().map(super::hear::Heed::stored).collect();
        Ok(writing.put_pieces(source, &pieces, &|_| true, &[], true)?)
    }

    /// Writes the rows of all articles; the versions of those that may stand.
    fn articles(&self, writing: &Writing<'_>) -> Result<Vec<u64>, RunError> {
        let (seen, ledger) = (self.seen, &self.seen.ledger);
        let mut versions = vec![0; seen.cards.len()];
        // In the order in which they lie in the store, where each row goes to the end.
        let mut order: Vec<(i64, u32)> =
            (0..).zip(&seen.cards).map(|(at, card)| (place_of(&card.origin), at)).collect();
        order.par_sort_unstable();
        for numbers in order.chunks(ROWS) {
            let rows: Vec<(ArticleRow<'_>, u64)> =
                numbers.par_iter().map(|(_, at)| seen.row(&seen.cards[*at as usize])).collect();
            for ((row, version), (_, at)) in rows.iter().zip(numbers) {
                writing.put_article(row)?;
                versions[*at as usize] = *version;
            }
        }
        let mut told: HashSet<&Origin> = seen.cards.iter().map(|card| &card.origin).collect();
        self.others(&mut told, writing)?;
        for (origin, record) in ledger.articles().filter(|(origin, _)| !told.contains(origin)) {
            let (standing, line) = (StoredStanding::Absent, Some(line_of(origin, record)));
            writing.put_article(&ArticleRow {
                origin,
                standing,
                due: None,
                address: None,
                known: known(ledger.record(origin)),
                line,
                card: None,
            })?;
        }
        Ok(versions)
    }

    /// Writes what changed.
    fn write_step(&self, step: &Step, writing: &Writing<'_>) -> Result<(), RunError> {
        let (seen, ledger) = (self.seen, &self.seen.ledger);
        for pieces in &step.pieces {
            if !(pieces.changed.is_empty() && pieces.gone.is_empty()) {
                let changed = |key: &str| pieces.changed.contains(key);
                writing.put_pieces(&pieces.source, &pieces.all, &changed, &pieces.gone, false)?;
            }
        }
        let mut versions: Vec<u64> = seen.cards.iter().map(|card| card.version).collect();
        for (origin, _) in &step.before {
            writing.forget_article(origin)?;
        }
        let mut told: HashSet<&Origin> = HashSet::new();
        let own =
            seen.cards.iter().zip(&seen.articles).zip(&mut versions).filter(|((_, article), _)| article.is_some());
        for ((card, _), known) in own {
            let (row, version) = seen.row(card);
            writing.put_article(&row)?;
            *known = version;
            told.insert(&card.origin);
        }
        self.others(&mut told, writing)?;
        for (origin, _) in step.before.iter().filter(|(origin, _)| !told.contains(origin)) {
            if let Some(record) = ledger.record(origin) {
                let (standing, line) = (StoredStanding::Absent, Some(line_of(origin, record)));
                writing.put_article(&ArticleRow {
                    origin,
                    standing,
                    due: None,
                    address: None,
                    known: known(ledger.record(origin)),
                    line,
                    card: None,
                })?;
            }
        }
        let records: BTreeMap<(&str, &str), &FeedRecord> = ledger
            .feeds()
            .map(|record| ((record.definition.as_str(), record.value.as_deref().unwrap_or_default()), record))
            .collect();
        let ends = seen.departures.ends(&ledger.departures());
        for (member, was) in seen.plan.members.iter().zip(&step.feeds) {
            let definition = &self.house.definitions[member.definition];
            let value = member.name.as_ref().map(|name| &*name.key).unwrap_or_default();
            let record = records.get(&(definition.path.as_written(), value)).copied().cloned();
            let marker = record.as_ref().and_then(|record| ends.get(&record.path)).copied();
            let mut feed = stored_feed(definition, value, record, &member.articles, &seen.cards, seen.now, marker);
            feed.candidates.complete &= was.as_ref().is_none_or(|was| was.candidates.complete);
            writing.put_feed(&feed)?;
        }
        self.documents(&versions, writing)
    }

    /// Writes the rows of articles that were heard and may not stand.
    fn others<'s>(&'s self, told: &mut HashSet<&'s Origin>, writing: &Writing<'_>) -> Result<(), RunError> {
        let (seen, ledger) = (self.seen, &self.seen.ledger);
        let line = |origin: &Origin| ledger.record(origin).map(|record| line_of(origin, record));
        for (origin, stands, until) in &seen.decided.stands {
            told.insert(origin);
            let (standing, line) = (standing(*stands), line(origin));
            writing.put_article(&ArticleRow {
                origin,
                standing,
                due: *until,
                address: None,
                known: known(ledger.record(origin)),
                line,
                card: None,
            })?;
        }
        let refused = seen.refused.iter().map(|remark| &remark.origin);
        for origin in refused.chain(seen.decided.refused.iter().map(|undecided| &undecided.origin)) {
            if told.insert(origin) {
                let (standing, line) = (StoredStanding::Refused, line(origin));
                writing.put_article(&ArticleRow {
                    origin,
                    standing,
                    due: None,
                    address: None,
                    known: known(ledger.record(origin)),
                    line,
                    card: None,
                })?;
            }
        }
        Ok(())
    }

    /// Writes the rows of all feeds: those that articles could stand in, and those
    /// that the ledger knows.
    fn feeds(&self, writing: &Writing<'_>) -> Result<(), RunError> {
        let key = |record: &'_ FeedRecord| (record.definition.clone(), record.value.clone().unwrap_or_default());
        let mut records: BTreeMap<(String, String), &FeedRecord> =
            self.seen.ledger.feeds().map(|record| (key(record), record)).collect();
        let ends = self.seen.departures.ends(&self.seen.ledger.departures());
        for member in &self.seen.plan.members {
            let definition = &self.house.definitions[member.definition];
            let value = member.name.as_ref().map(|name| &*name.key).unwrap_or_default();
            let record = records.remove(&(definition.path.as_written().to_owned(), value.to_owned())).cloned();
            let (articles, cards) = (&member.articles, &self.seen.cards);
            let marker = record.as_ref().and_then(|record| ends.get(&record.path)).copied();
            writing.put_feed(&stored_feed(definition, value, record, articles, cards, self.seen.now, marker))?;
        }
        for ((definition, value), record) in records {
            let candidates = Candidates { places: Vec::new(), complete: true };
            let due = ends.get(&record.path).copied();
            let record = Some(record.clone());
            writing.put_feed(&StoredFeed { definition, value, record, candidates, due, unsettled: false })?;
        }
        Ok(())
    }

    /// Whether the run left nothing that the next one has to look at again.
    pub(super) fn is_settled(&self) -> bool {
        let seen = self.seen;
        seen.outages.is_empty()
            && seen.decided.refused.is_empty()
            && seen.plan.kept.is_empty()
            && self.kept.is_empty()
            && self.written.iter().all(FeedWritten::is_settled)
            && !self.house.definitions.iter().any(|definition| definition.select.has_inner_window())
    }

    /// What the run leaves as a whole, after what the last one left.
    pub(super) fn state(&self, last: Option<&State>) -> State {
        let seen = self.seen;
        let counts = match (&seen.step, last) {
            (Some(step), Some(last)) => {
                let was = step.before.iter().filter_map(|(_, row)| Some(row.as_ref()?.standing));
                last.counts.moved(was, &self.counts())
            }
            _ => self.counts(),
        };
        State {
            under: self.house.under,
            ledger: None,
            written: false,
            settled: self.is_settled(),
            ran: seen.now.timestamp(),
            due: None,
            counts,
        }
    }

    /// How the articles stand that the run looked at.
    fn counts(&self) -> Counts {
        let seen = self.seen;
        let of = |wanted: Stands| seen.decided.stands.iter().filter(|(_, stands, _)| *stands == wanted).count();
        Counts {
            live: match seen.step {
                None => seen.cards.len(),
                Some(_) => seen.articles.iter().flatten().count(),
            },
            held: of(Stands::Held),
            embargoed: of(Stands::Embargoed),
            drafts: of(Stands::Draft),
            out: of(Stands::Out),
            refused: seen.refused.len() + seen.decided.refused.len(),
        }
    }
}

/// How the database calls a standing.
pub(super) fn standing(stands: Stands) -> StoredStanding {
    match stands {
        Stands::Held => StoredStanding::Held,
        Stands::Embargoed => StoredStanding::Embargoed,
        Stands::Draft => StoredStanding::Draft,
        Stands::Out => StoredStanding::Out,
    }
}

/// What an item was made of: the bytes of its article's piece, and what the
/// ledger says of it.
pub(super) fn version(line: &str, card: &Card) -> u64 {
    let mut version = xxh3_64_with_seed(line.as_bytes(), card.print);
    for (every, at) in &card.lagging {
        version = xxh3_64_with_seed(&at.timestamp().to_le_bytes(), version ^ u64::from(*every));
    }
    version
}

fn known(record: Option<&Record>) -> Option<(&ArticleId, Option<DateTime<Utc>>)> {
    record.map(|record| (&record.id, record.left.as_ref().map(|left| left.at)))
}

/// The hash of an address.
pub(super) fn address(url: &crate::xml::AbsoluteUrl) -> u64 {
    xxh3_64(same_address(url).as_bytes())
}

impl Seen {
    /// The row of an article that may stand, and the version of its items.
    pub(super) fn row<'a>(&'a self, card: &'a Card) -> (ArticleRow<'a>, u64) {
        let origin = &card.origin;
        let record = self.ledger.record(origin);
        let line = record.map(|record| line_of(origin, record));
        let version = version(line.as_deref().unwrap_or_default(), card);
        let row = ArticleRow {
            origin,
            standing: StoredStanding::Live,
            due: card.due,
            address: Some(address(&card.permalink)),
            known: known(record),
            line,
            card: Some(card.to_bytes(&self.names, version)),
        };
        (row, version)
    }
}

/// The row of a feed.
pub(super) fn stored_feed(
    definition: &Definition,
    value: &str,
    record: Option<FeedRecord>,
    articles: &[u32],
    cards: &[Card],
    now: DateTime<Utc>,
    marker: Option<DateTime<Utc>>,
) -> StoredFeed {
    StoredFeed {
        definition: definition.path.as_written().to_owned(),
        value: value.to_owned(),
        record,
        candidates: candidates(definition, articles, cards),
        due: [definition.window_ends(articles, cards, now), marker].into_iter().flatten().min(),
        unsettled: false,
    }
}

/// The articles to remember of a feed: the pinned ones, and some more than it
/// shows.
fn candidates(definition: &Definition, articles: &[u32], cards: &[Card]) -> Candidates {
    let most = most(definition);
    let card = |at: &u32| &cards[*at as usize];
    let mut kept: Vec<u32> = articles.to_vec();
    if kept.len() > most {
        if definition.order == Order::Updated {
            kept.sort_by(|a, b| card(b).updated.cmp(&card(a).updated).then_with(|| a.cmp(b)));
        }
        let pinned: Vec<u32> = kept[most..].iter().filter(|at| card(at).pinned).copied().collect();
        kept.truncate(most);
        kept.extend(pinned);
        kept.sort_unstable();
    }
    let complete = kept.len() == articles.len();
    Candidates { places: kept.iter().map(|at| place_of(&card(at).origin)).collect(), complete }
}

/// So many articles are remembered of a feed at most, pinned ones apart.
pub(super) fn most(definition: &Definition) -> usize {
    needed(definition) + BEYOND
}

/// So many articles a feed needs to know its items.
pub(super) fn needed(definition: &Definition) -> usize {
    match definition.limit {
        Limit::Exactly(limit) => limit,
        Limit::Usual => Limit::USUAL_MOST,
    }
}

/// The row of a document that this run made.
pub(super) fn document(
    directory: &Directory,
    definition: &str,
    value: &str,
    place: &Place,
    cards: &[Card],
    versions: &[u64],
) -> Option<StoredDocument> {
    let made = place.made.as_ref()?;
    let places = made.items.iter().map(|item| ItemPlace {
        place: place_of(&cards[item.article as usize].origin),
        version: versions[item.article as usize],
        full: item.full,
        from: item.from,
        to: item.to,
    });
    let (file, bytes) = match &place.stands {
        Bytes::File(file) => (Some(file.clone()), None),
        Bytes::Memory(bytes) => (None, Some(bytes.clone())),
    };
    Some(StoredDocument {
        target: place.target.clone(),
        definition: definition.to_owned(),
        value: value.to_owned(),
        format: made.format.to_owned(),
        print: if made.changed { 0 } else { file.as_deref().map_or(0, |file| print(directory, file)) },
        file,
        title: place.title.clone(),
        url: place.self_url.to_string(),
        hash: made.hash,
        places: places.collect(),
        bytes,
    })
}

/// What the file system says of a document; 0 where it says nothing.
pub(super) fn print(directory: &Directory, file: &str) -> u128 {
    std::fs::metadata(directory.place(file)).map_or(0, |meta| Stamp::of(&[&meta]).print)
}
