//! The ledger as a database holds it: all of it, or the lines that a run needs
//! which only follows what changed.

use std::collections::HashSet;

use super::by_hand::ByHand;
use super::gather::Gathering;
use super::wire::Sources;
use super::{Database, Ledger, LedgerError, Place, Prints, StoreError, lines};
use crate::article::Origin;
use crate::desk::Record;
use crate::feed::FeedRecord;

/// Why what is remembered cannot be recalled.
#[derive(Debug, thiserror::Error)]
pub enum RecallError {
    /// A file or a line of the ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Ledger {
    /// All that a database remembers, merged with the files at `place`, where
    /// there is one: of two decisions the higher number, of equals the kill; else
    /// the earlier publication, the later update.
    ///
    /// # Errors
    /// When either cannot be read.
    pub fn recall(database: &Database, place: Option<&Place>) -> Result<Self, RecallError> {
        let text = database.ledger_lines()?;
        let mut ledger = Gathering::of_both(place, database.path(), &text)?;
        ledger.kept = true;
        Ok(ledger)
    }

    /// All that a database remembers, of which the files at `place` are an earlier
    /// state: they are to be written anew.
    ///
    /// # Errors
    /// When either cannot be read.
    pub fn ahead_of(database: &Database, place: &Place) -> Result<Self, RecallError> {
        let mut ledger = Self::recall(database, None)?;
        ledger.prints = Prints::of(place)?;
        ledger.unfinished = place.list()?.unfinished;
        ledger.place = Some(place.clone());
        ledger.learned = true;
        Ok(ledger)
    }

    /// A ledger of these lines alone, beside what was decided by hand, which
    /// `by_hand` holds as lines.
    #[must_use]
    pub fn of_part(
        articles: impl IntoIterator<Item = (Origin, Record)>,
        feeds: impl IntoIterator<Item = FeedRecord>,
        by_hand: &str,
    ) -> Self {
        let mut ledger = Self {
            articles: articles.into_iter().collect(),
            feeds: feeds.into_iter().map(|feed| (feed.path.clone(), feed)).collect(),
            kept: true,
            ..Self::default()
        };
        ledger.take_by_hand(by_hand);
        ledger
    }

    /// Takes what was decided by hand, as lines.
    pub(super) fn take_by_hand(&mut self, lines: &str) {
        let mut sources = Sources::default();
        for line in lines.lines().filter(|line| ByHand::owns(line.as_bytes())) {
            // They were read by the run that kept them.
            let _ = self.by_hand.take(line.as_bytes(), &mut sources);
            self.learned = true;
        }
    }

    /// Lets decisions ahead of articles at these places concern nobody: their
    /// files are there and are not looked at.
    pub fn pass_over(&mut self, places: HashSet<Origin>) {
        self.elsewhere = places;
    }

    /// Gets to know articles that left long ago and that a run has no other word of.
    pub fn know_departed(&mut self, articles: impl IntoIterator<Item = (Origin, Record)>) {
        for (origin, record) in articles {
            self.articles.entry(origin).or_insert(record);
        }
    }

    /// Gets to know feeds that the database holds.
    pub fn know_feeds(&mut self, feeds: impl IntoIterator<Item = FeedRecord>) {
        self.feeds.extend(feeds.into_iter().map(|feed| (feed.path.clone(), feed)));
    }

    /// Says that a database keeps it as well.
    pub fn keep(&mut self) {
        self.kept = true;
    }

    /// What was decided by hand, as lines.
    #[must_use]
    pub fn lines_by_hand(&self) -> String {
        let mut bytes = Vec::new();
        self.by_hand.write(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// All articles that it remembers.
    pub fn articles(&self) -> impl Iterator<Item = (&Origin, &Record)> {
        self.articles.iter()
    }
}

impl Database {
    /// The ledger's lines, in no order but that of their kinds.
    fn ledger_lines(&self) -> Result<Vec<u8>, StoreError> {
        let mut text = format!("{}\n", lines::head());
        for line in self.kept_lines()? {
            text.push_str(&line);
            text.push('\n');
        }
        text.push_str(&self.by_hand()?);
        Ok(text.into_bytes())
    }
}
