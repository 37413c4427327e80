//! The rows of articles.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{Retained, address};
use crate::article::Origin;
use crate::desk::{Memory as _, Record, Stands};
use crate::feed::{Card, Facets, Names};
use crate::pipeline::follow::Step;
use crate::pipeline::{RunError, Seen};
use crate::store::database::{ArticleRow, StoredArticle, StoredRemark, StoredStanding, Writing, line_of, place_of};
use crate::store::departure;

/// Rows that are made at once.
const ROWS: usize = 4096;

impl Retained<'_> {
    /// Writes the rows of all articles; the versions of those that may stand.
    pub(super) fn all_articles(&self, writing: &Writing<'_>) -> Result<Vec<u64>, RunError> {
        let seen = self.seen;
        let mut versions = vec![0; seen.cards.len()];
        // In the order in which they lie in the store, where each row goes to the end.
        let mut order: Vec<(i64, u32)> =
            (0..).zip(&seen.cards).map(|(at, card)| (place_of(&card.origin), at)).collect();
        order.par_sort_unstable();
        for numbers in order.chunks(ROWS) {
            self.options.give_way()?;
            let rows: Vec<(ArticleRow<'_>, u64)> =
                numbers.par_iter().map(|(_, at)| seen.live_row(&seen.cards[*at as usize])).collect();
            for ((row, version), (_, at)) in rows.iter().zip(numbers) {
                writing.put_article(row)?;
                versions[*at as usize] = *version;
            }
        }
        let mut told: HashSet<&Origin> = seen.cards.iter().map(|card| &card.origin).collect();
        self.others(&mut told, writing)?;
        for (origin, _) in seen.ledger.articles().filter(|(origin, _)| !told.contains(origin)) {
            writing.put_article(&seen.row(origin, StoredStanding::Absent))?;
        }
        Ok(versions)
    }

    /// Writes the rows of the articles that the run looked at; the versions of all
    /// that it knows and that may stand.
    pub(super) fn changed_articles(&self, step: &Step, writing: &Writing<'_>) -> Result<Vec<u64>, RunError> {
        let seen = self.seen;
        let mut versions: Vec<u64> = seen.cards.iter().map(|card| card.version).collect();
        for (origin, _) in &step.before {
            writing.forget_article(origin)?;
        }
        let mut told: HashSet<&Origin> = HashSet::new();
        for (card, version) in seen.cards.iter().zip(&mut versions).take(step.own) {
            let (row, own) = seen.live_row(card);
            writing.put_article(&row)?;
            *version = own;
            told.insert(&card.origin);
        }
        self.others(&mut told, writing)?;
        for (origin, _) in step.before.iter().filter(|(origin, _)| !told.contains(origin)) {
            if seen.ledger.record(origin).is_some() {
                writing.put_article(&seen.row(origin, StoredStanding::Absent))?;
            }
        }
        Ok(versions)
    }

    /// Writes where articles stood that left, once it is known.
    pub(super) fn left_articles(&self, writing: &Writing<'_>) -> Result<(), RunError> {
        let seen = self.seen;
        for (origin, _) in &seen.decided.leaving {
            if let Some(record) = seen.ledger.record(origin) {
                writing.amend_article(origin, record, left(record).map_or(&[], |(_, feeds)| feeds))?;
            }
        }
        Ok(())
    }

    /// Writes the rows of articles that were heard and may not stand.
    fn others<'s>(&'s self, told: &mut HashSet<&'s Origin>, writing: &Writing<'_>) -> Result<(), RunError> {
        let (seen, decided) = (self.seen, &self.seen.decided);
        let held = decided.waiting.iter().filter(|waiting| !waiting.embargoed);
        let held: HashMap<&Origin, &str> = held.map(|waiting| (&waiting.origin, &*waiting.reason)).collect();
        for (origin, stands, until) in &decided.stands {
            told.insert(origin);
            let mut row = seen.row(origin, standing(*stands));
            row.due = *until;
            row.remark = held.get(origin).map(|reason| why(None, reason, ""));
            writing.put_article(&row)?;
        }
        for remark in &seen.refused {
            if told.insert(&remark.origin) {
                let mut row = seen.row(&remark.origin, StoredStanding::Refused);
                row.remark = Some(why(remark.line, &remark.what, &remark.help));
                writing.put_article(&row)?;
            }
        }
        for undecided in &decided.refused {
            if told.insert(&undecided.origin) {
                let mut row = seen.row(&undecided.origin, StoredStanding::Refused);
                row.address = undecided.wants.as_ref().map(address);
                row.said = undecided.said;
                row.remark = Some(why(None, &undecided.what, &undecided.help));
                writing.put_article(&row)?;
            }
        }
        Ok(())
    }
}

fn why(line: Option<u32>, what: &str, help: &str) -> StoredRemark {
    StoredRemark { line, what: what.to_owned(), help: help.to_owned() }
}

/// How the database calls a standing.
fn standing(stands: Stands) -> StoredStanding {
    match stands {
        Stands::Held => StoredStanding::Held,
        Stands::Embargoed => StoredStanding::Embargoed,
        Stands::Draft => StoredStanding::Draft,
        Stands::Out => StoredStanding::Out,
    }
}

/// What an item was made of: the bytes of its article's piece, and what the
/// ledger says of it.
pub(in crate::pipeline) fn version(line: &str, card: &Card) -> u64 {
    let mut version = xxh3_64_with_seed(line.as_bytes(), card.print);
    for (every, at) in &card.lagging {
        version = xxh3_64_with_seed(&at.timestamp().to_le_bytes(), version ^ u64::from(*every));
    }
    version
}

impl Seen {
    /// The row of an article of which no more is known than the ledger says.
    fn row<'a>(&'a self, origin: &'a Origin, standing: StoredStanding) -> ArticleRow<'a> {
        let record = self.ledger.record(origin);
        ArticleRow {
            origin,
            standing,
            due: None,
            address: None,
            id: record.map(|record| &record.id),
            said: None,
            left: record.and_then(left),
            line: record.map(|record| line_of(origin, record)),
            card: None,
            remark: None,
        }
    }

    /// The row of an article that may stand, and the version of its items.
    fn live_row<'a>(&'a self, card: &'a Card) -> (ArticleRow<'a>, u64) {
        let mut row = self.row(&card.origin, StoredStanding::Live);
        let version = version(row.line.as_deref().unwrap_or_default(), card);
        row.due = card.due;
        row.address = Some(address(&card.permalink));
        row.said = card.said;
        row.card = Some(card.to_bytes(&self.names, version));
        (row, version)
    }
}

/// When an article left, and the feeds that may tell of it.
fn left(record: &Record) -> Option<(chrono::DateTime<chrono::Utc>, &[String])> {
    let left = record.left.as_ref()?;
    let feeds = departure(record).map_or(&[][..], |_| &left.feeds);
    Some((left.at, feeds))
}

/// The card that the store holds of an article which may stand.
pub(in crate::pipeline) fn recalled(row: &StoredArticle, names: &mut Names) -> Option<Card> {
    let record = row.record.as_ref()?;
    Card {
        id: record.id.clone(),
        feed_ids: record.feed_ids.clone(),
        origin: row.origin.clone(),
        permalink: record.permalink.clone(),
        published: record.published,
        updated: record.updated,
        changed: record.changed,
        lagging: Vec::new(),
        note: None,
        pinned: false,
        due: row.due,
        print: 0,
        said: None,
        version: 0,
        weight: None,
        facets: Facets::default(),
    }
    .recalled(row.card.as_deref()?, names)
}
