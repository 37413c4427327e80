//! What the ledger remembers of a feed.

use chrono::{DateTime, Utc};

use super::Departure;
use crate::xml::XmlText;

/// One feed's line in the ledger, written when the feed first had an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRecord {
    /// Its path, as it was first written: it is not made anew from a name again.
    pub path: String,
    /// The path in the config that it comes from, with its placeholder.
    pub definition: String,
    /// The section, author, tag or language that it is about, folded.
    pub value: Option<String>,
    /// The same as it was last shown, for the title while no article names it;
    /// lines of older ledgers have none.
    pub name: Option<XmlText>,
    /// Its id for the world.
    pub id: String,
    /// The run in which it first had an item.
    pub began: DateTime<Utc>,
}

/// What the feeds must be able to ask of the ledger.
pub trait Index {
    /// All feeds that were ever written, by path.
    fn feeds<'a>(&'a self) -> Box<dyn Iterator<Item = &'a FeedRecord> + 'a>;

    /// All articles that left a feed and of which feeds may tell, however long
    /// ago, each once, in any order.
    fn departures(&self) -> Vec<Departure>;
}
