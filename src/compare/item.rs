//! What a reader program remembers of a feed: ids, addresses, dates, words.

use chrono::{DateTime, Utc};

/// The family of a document's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// RSS, of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl Kind {
    /// Its word in `formats = […]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }
}

/// A feed's document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its format.
    pub kind: Kind,
    /// The feed's own id: an Atom feed's.
    pub id: Option<String>,
    /// Its title, as plain text.
    pub title: Option<String>,
    /// Where it says that it lives.
    pub self_url: Option<String>,
    /// Its items, in its order.
    pub items: Vec<Item>,
}

/// One item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id to the letter, but for space around it; `None` where it has none.
    pub id: Option<String>,
    /// The page that it stands for.
    pub link: Option<String>,
    /// Its headline, as plain text.
    pub title: Option<String>,
    /// First publication, in whole seconds.
    pub published: Option<DateTime<Utc>>,
    /// Last update, in whole seconds; `None` where the document says only when
    /// it was published.
    pub updated: Option<DateTime<Utc>>,
    /// Its content, else its summary.
    pub contents: Contents,
}

/// The words of an item, in brief.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// A hash of the markup as it was written.
    pub markup: u64,
    /// Hashes of its distinct words, sorted.
    pub words: Vec<u64>,
}

impl Item {
    /// What a reader program tells the item by: its id, else its address.
    #[must_use]
    pub fn remembered(&self) -> Option<&str> {
        self.id.as_deref().or(self.link.as_deref())
    }

    /// What a person finds it by: its address, else its id.
    #[must_use]
    pub fn place(&self) -> &str {
        self.link.as_deref().or(self.id.as_deref()).unwrap_or("an item without id and link")
    }

    /// Its publication, else its update.
    #[must_use]
    pub fn date(&self) -> Option<DateTime<Utc>> {
        self.published.or(self.updated)
    }
}

impl Contents {
    /// The share of distinct words that only one of two texts has, from 0 to 1.
    #[must_use]
    pub fn changed(&self, other: &Self) -> f64 {
        let common = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let all = self.words.len() + other.words.len() - common;
        if all == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "documents hold fewer words than 2^52")]
        let share = (all - common) as f64 / all as f64;
        share
    }
}
