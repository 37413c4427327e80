//! How articles are told apart: by their key in their source, and for the world
//! by an id that never changes.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use sha2::{Digest, Sha256};

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The source's name.
    pub source: Arc<str>,
    /// The article's key in it: for a file its path below the source's folder,
    /// with `/` and in Unicode's form NFC; for one of several in a file, that
    /// path, `#` and what tells it from the others there (its id).
    pub key: Arc<str>,
}

/// An article's id for the world: a URI that never changes once published.
///
/// Made here it is a `tag:` URI (RFC 4151); one that an older system gave is
/// kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(Arc<str>);

/// Hex digits of the hash in an id: 128 bits, so that no two articles of any
/// newsroom meet.
const HASH_DIGITS: usize = 32;

impl Origin {
    /// An origin of a source's name and a key in it.
    #[must_use]
    pub fn new(source: impl Into<Arc<str>>, key: impl Into<Arc<str>>) -> Self {
        Self { source: source.into(), key: key.into() }
    }
}

impl ArticleId {
    /// The id of an article that has never been published: from its source's
    /// name, its key there and its first publication, so that two machines
    /// agree; hashed, so that it tells nothing. `host` is the site's.
    #[must_use]
    pub fn mint(host: &str, origin: &Origin, first_published: DateTime<Utc>) -> Self {
        let mut hash = Sha256::new();
        for part in [&*origin.source, &*origin.key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.update(first_published.timestamp().to_be_bytes());
        let digest = hash.finalize();
        let (year, day) = (first_published.year(), first_published.day());
        let mut id = String::with_capacity(host.len() + 48);
        // Written by hand, since a pattern would be read anew for each article.
        let written = match year {
            0..=9999 => write!(id, "tag:{host},{year:04}-{:02}-{day:02}:", first_published.month()),
            _ => write!(id, "tag:{host},{}:", first_published.format("%Y-%m-%d")),
        };
        debug_assert!(written.is_ok(), "a string takes everything");
        for byte in &digest[..HASH_DIGITS / 2] {
            id.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])));
        }
        Self(id.into())
    }

    /// An id that is already out in the world, as the ledger remembers it.
    #[must_use]
    pub fn remembered(id: &str) -> Self {
        Self(id.into())
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids are promises: this value may never change.
    #[test]
    fn an_id_is_the_same_for_ever() {
        let origin = Origin::new("articles", "2026/harbour.md");
        let id = ArticleId::mint("daily.example", &origin, DateTime::from_timestamp(1_767_225_600, 0).unwrap());
        assert_eq!(id.as_str(), "tag:daily.example,2026-01-01:e10076b46819c41beebe735ed0f2bb6c");
    }

    #[test]
    fn source_and_key_do_not_run_together() {
        let at = DateTime::UNIX_EPOCH;
        let one = ArticleId::mint("a.example", &Origin::new("ab", "c"), at);
        let two = ArticleId::mint("a.example", &Origin::new("a", "bc"), at);
        assert_ne!(one, two);
    }
}
