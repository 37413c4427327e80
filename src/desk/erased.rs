//! Articles that were erased: what is left of them, and how they are known again.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::{Decision, Left, Record};
use crate::article::{ArticleId, FeedIds, Origin};
use crate::xml::XmlText;

/// What stays of an article whose words a court had taken out: no address, no
/// key, no sketch of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// What stands in place of its source's name and its key there.
    pub seal: Seal,
    /// Its id for the world, if it was ever out.
    pub id: Option<ArticleId>,
    /// Its dates, if it was ever out.
    pub dates: Option<Dates>,
    /// Ids that single feeds use instead, by the feed's path.
    pub feed_ids: FeedIds,
    /// When it left the feeds, and which held it.
    pub left: Option<Left>,
    /// The number of the decision that erased it.
    pub number: u32,
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// What readers are told in place of the story.
    pub notice: Option<XmlText>,
}

/// The dates of an erased article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// When a run first let it out.
    pub first_seen: DateTime<Utc>,
    /// First publication.
    pub published: DateTime<Utc>,
    /// The last significant change.
    pub updated: DateTime<Utc>,
}

/// A keyed hash of where an article came from (HMAC-SHA-256, RFC 2104).
///
/// Whoever reads the hash alone learns nothing, and two newsrooms' hashes of one
/// name differ. The key stands beside it, so that every machine that has the
/// ledger knows the article again: who has the ledger can test a guess, as who
/// ever fetched the article's id from a feed can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seal {
    /// The key: random, the same for all that one machine erases.
    pub key: [u8; 16],
    /// The hash.
    pub hash: [u8; 32],
}

impl Seal {
    /// Seals an origin under a key.
    #[must_use]
    pub fn of(origin: &Origin, key: [u8; 16]) -> Self {
        let mut message = Vec::with_capacity(origin.source.len() + origin.key.len() + 16);
        for part in [&*origin.source, &*origin.key] {
            message.extend((part.len() as u64).to_be_bytes());
            message.extend(part.as_bytes());
        }
        Self { key, hash: hmac(key, &message) }
    }

    /// Whether it is that of an origin.
    #[must_use]
    pub fn is_of(&self, origin: &Origin) -> bool {
        Self::of(origin, self.key) == *self
    }
}

fn hmac(key: [u8; 16], message: &[u8]) -> [u8; 32] {
    let pad = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

impl Erased {
    /// What stays of the article at `origin`, of which `record` is remembered.
    #[must_use]
    pub fn of(origin: &Origin, record: &Record, key: [u8; 16]) -> Self {
        let decision = record.decision.as_ref();
        let Record { first_seen, published, updated, .. } = *record;
        Self {
            seal: Seal::of(origin, key),
            id: Some(record.id.clone()),
            dates: Some(Dates { first_seen, published, updated }),
            feed_ids: record.feed_ids.clone(),
            left: record.left.clone(),
            number: decision.map_or(1, |decision| decision.number),
            at: decision.map_or(updated, |decision| decision.at),
            notice: decision.and_then(|decision| decision.notice.clone()),
        }
    }

    /// What stays of the article at `origin`, which was never out.
    #[must_use]
    pub fn never_out(origin: &Origin, decision: &Decision, key: [u8; 16]) -> Self {
        Self {
            seal: Seal::of(origin, key),
            id: None,
            dates: None,
            feed_ids: FeedIds::new(),
            left: None,
            number: decision.number,
            at: decision.at,
            notice: decision.notice.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_rfc_2104() {
        // RFC 4231, test case 2, of which the key is shorter: zeros fill it up.
        let mut key = [0; 16];
        key[..4].copy_from_slice(b"Jefe");
        let hash: String =
            hmac(key, b"what do ya want for nothing?").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn a_seal_knows_its_origin_and_no_other() {
        let seal = Seal::of(&Origin::new("articles", "a.md"), [7; 16]);
        assert!(seal.is_of(&Origin::new("articles", "a.md")));
        assert!(!seal.is_of(&Origin::new("articlesa", ".md")));
    }
}
