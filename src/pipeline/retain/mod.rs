//! What a run leaves to the next one: rows of the database, all of them after a
//! look at everything, else those that changed.

mod articles;
mod documents;
mod feeds;
mod state;

use chrono::{DateTime, Utc};
use xxhash_rust::xxh3::xxh3_64;

pub(super) use articles::{recalled, version};
pub(super) use documents::print;
pub(super) use feeds::{most, needed};

use super::follow::Step;
use super::prepare::FeedWritten;
use super::{Build, House, RunError, Seen};
use crate::desk::same_address;
use crate::publish::Directory;
use crate::store::database::{StoredPiece, Writing};

/// What the rows are made of.
pub(super) struct Retained<'a> {
    pub(super) house: &'a House,
    pub(super) seen: &'a Seen,
    pub(super) written: &'a [FeedWritten],
    pub(super) directory: &'a Directory,
    pub(super) options: &'a Build<'a>,
}

impl Retained<'_> {
    /// Writes all rows anew, or those that a run which follows changes.
    pub(super) fn write(&self, writing: &Writing<'_>) -> Result<(), RunError> {
        let versions = match &self.seen.step {
            Some(step) if step.whole.is_some() => self.rest(writing)?,
            Some(step) => self.step(step, writing)?,
            None => self.everything(writing)?,
        };
        self.options.give_way()?;
        self.documents(&versions, writing)?;
        // The last time: from now on there is nothing to be taken back.
        self.options.give_way()
    }

    /// Writes what a look in batches has not written yet, but the rows of documents.
    fn rest(&self, writing: &Writing<'_>) -> Result<Vec<u64>, RunError> {
        writing.forget_feeds()?;
        self.all_feeds(writing)?;
        self.left_articles(writing)?;
        Ok(self.seen.cards.iter().map(|card| card.version).collect())
    }

    /// Writes what one batch of a look at everything told: pieces and articles.
    pub(super) fn batch(&self, step: &Step, writing: &Writing<'_>) -> Result<(), RunError> {
        for (source, edits) in &step.pieces {
            writing.patch_pieces(source, edits)?;
        }
        self.changed_articles(step, writing).map(drop)
    }

    /// Writes all rows but those of documents; the versions of the articles that
    /// may stand.
    fn everything(&self, writing: &Writing<'_>) -> Result<Vec<u64>, RunError> {
        writing.forget_articles()?;
        writing.forget_feeds()?;
        let names = self.house.source_names();
        writing.forget_sources_but(&names)?;
        for source in &names {
            let heard = self.seen.hearing.pieces.get(source).map(Vec::as_slice).unwrap_or_default();
            let pieces: Vec<StoredPiece> = heard.iter().map(super::hear::Heed::stored).collect();
            writing.put_pieces(source, &pieces)?;
        }
        writing.keep_by_hand(&self.seen.ledger.lines_by_hand())?;
        let versions = self.all_articles(writing)?;
        self.options.give_way()?;
        writing.index_articles()?;
        self.options.give_way()?;
        self.all_feeds(writing)?;
        Ok(versions)
    }

    /// Writes the rows that changed but those of documents; the versions of the
    /// articles that the run knows and that may stand.
    fn step(&self, step: &Step, writing: &Writing<'_>) -> Result<Vec<u64>, RunError> {
        for (source, edits) in &step.pieces {
            if !edits.is_empty() {
                writing.patch_pieces(source, edits)?;
            }
        }
        let by_hand = self.seen.ledger.lines_by_hand();
        if by_hand != step.by_hand {
            writing.keep_by_hand(&by_hand)?;
        }
        let versions = self.changed_articles(step, writing)?;
        self.changed_feeds(step, writing)?;
        Ok(versions)
    }
}

/// The earlier of two times, where there are any.
fn earliest(times: [Option<DateTime<Utc>>; 2]) -> Option<DateTime<Utc>> {
    times.into_iter().flatten().min()
}

/// The hash of an address.
pub(super) fn address(url: &crate::xml::AbsoluteUrl) -> u64 {
    xxh3_64(same_address(url).as_bytes())
}
