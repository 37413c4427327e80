//! Lines of the ledger that a person's hand makes: decisions about articles that
//! were never out, and what is left of those that were erased.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, RandomState};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ledger::line;
use super::merge;
use super::wire::{DecisionLine, Instant, LeftLine, Sources};
use crate::article::{ArticleId, Origin};
use crate::desk::{Ahead, Dates, DecisionStatus, Erased, Record, Seal, Sketch, Words};
use crate::xml::XmlText;

/// A decision ahead of its article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AheadLine<'a> {
    #[serde(borrow)]
    ahead: Cow<'a, str>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    words: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    sketch: Option<Cow<'a, str>>,
    decision: DecisionLine,
}

/// What is left of an erased article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ErasedLine<'a> {
    #[serde(borrow)]
    erased: Cow<'a, str>,
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<Instant>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    feed_ids: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<LeftLine>,
    number: u32,
    at: Instant,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    notice: Option<Cow<'a, str>>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct ByHand {
    ahead: HashMap<Origin, Ahead>,
    erased: Vec<Erased>,
}

impl ByHand {
    /// Whether a line is one of these.
    pub(super) fn owns(line: &[u8]) -> bool {
        line.starts_with(b"{\"ahead\"") || line.starts_with(b"{\"erased\"")
    }

    /// Takes a line of the file; an error says what is wrong with it.
    pub(super) fn take(&mut self, line: &[u8], sources: &mut Sources) -> Result<(), String> {
        let wrong = |error: serde_json::Error| super::read::not("a decision's line", &error).0;
        if line.starts_with(b"{\"erased\"") {
            let line: ErasedLine<'_> = serde_json::from_slice(line).map_err(wrong)?;
            self.erased.push(line.into_erased().ok_or("its `erased` or its `key` is not a hash")?);
            return Ok(());
        }
        let line: AheadLine<'_> = serde_json::from_slice(line).map_err(wrong)?;
        let words = match (&line.words, &line.sketch) {
            (Some(words), Some(sketch)) => Some(Words {
                hash: u64::from_str_radix(words, 16).map_err(|_| "its `words` are not a hash")?,
                sketch: Sketch::from_hex(sketch).ok_or("its `sketch` is not a sketch")?,
                parts: None,
            }),
            _ => None,
        };
        let origin = Origin::new(sources.name(&line.source), &*line.ahead);
        self.add(origin, Ahead { decision: line.decision.into_decision(), words });
        Ok(())
    }

    fn add(&mut self, origin: Origin, mut new: Ahead) {
        if let Some(known) = self.ahead.remove(&origin) {
            // Whichever comes first.
            new.words =
                new.words.into_iter().chain(known.words).min_by_key(|words| (words.hash, words.sketch.to_hex()));
            new.decision = merge::decisions(known.decision, new.decision);
        }
        self.ahead.insert(origin, new);
    }

    /// Takes what another part of the ledger says.
    pub(super) fn join(&mut self, other: Self) {
        other.ahead.into_iter().for_each(|(origin, ahead)| self.add(origin, ahead));
        self.erased.extend(other.erased);
    }

    /// Learns decisions ahead; `moved` places are void.
    pub(super) fn learn(&mut self, moved: &[Origin], ahead: Vec<(Origin, Ahead)>) {
        for origin in moved {
            self.ahead.remove(origin);
        }
        self.ahead.extend(ahead);
    }

    /// Brings decisions and articles together: what was decided ahead moves into
    /// the record of an article that is out by now, and what is to be erased is,
    /// once it has left the feeds. Two lines about one erased article become one.
    pub(super) fn settle(&mut self, articles: &mut HashMap<Origin, Record>) {
        self.ahead.retain(|origin, ahead| {
            let Some(record) = articles.get_mut(origin) else { return true };
            let ahead = ahead.decision.clone();
            record.decision = Some(match record.decision.take() {
                Some(known) => merge::decisions(known, ahead),
                None => ahead,
            });
            false
        });
        let to_erase = |record: &Record| {
            let status = record.decision.as_ref().and_then(|decision| decision.status);
            status == Some(DecisionStatus::Erased) && record.left.is_some()
        };
        let places: Vec<Origin> =
            articles.iter().filter(|(_, record)| to_erase(record)).map(|(origin, _)| origin.clone()).collect();
        for origin in places {
            if let Some(record) = articles.remove(&origin) {
                let key = self.key();
                self.erased.push(Erased::of(&origin, &record, key));
            }
        }
        let ahead: Vec<Origin> = self.ahead.keys().cloned().collect();
        for origin in ahead {
            let status = self.ahead[&origin].decision.status;
            if self.erased(&origin).is_some() {
                self.ahead.remove(&origin);
            } else if status == Some(DecisionStatus::Erased)
                && let Some(Ahead { decision, .. }) = self.ahead.remove(&origin)
            {
                let key = self.key();
                self.erased.push(Erased::never_out(&origin, &decision, key));
            }
        }
        self.unite(articles);
    }

    fn unite(&mut self, articles: &mut HashMap<Origin, Record>) {
        if self.erased.is_empty() {
            return;
        }
        self.erased.sort_by_key(sort_key);
        let mut by_id: BTreeMap<ArticleId, usize> = BTreeMap::new();
        let mut united: Vec<Erased> = Vec::with_capacity(self.erased.len());
        for erased in self.erased.drain(..) {
            let Some(id) = erased.id.clone() else {
                if !united.iter().any(|known| known.seal == erased.seal) {
                    united.push(erased);
                }
                continue;
            };
            if let Some(at) = by_id.get(&id) {
                united[*at].left = united[*at].left.take().or(erased.left);
            } else {
                by_id.insert(id, united.len());
                united.push(erased);
            }
        }
        self.erased = united;
        // A branch that does not know of it yet still has its line.
        articles.retain(|_, record| !by_id.contains_key(&record.id));
    }

    /// The key under which this ledger seals: that of what it erased before.
    fn key(&self) -> [u8; 16] {
        self.erased.first().map_or_else(fresh_key, |erased| erased.seal.key)
    }

    pub(super) fn ahead(&self, origin: &Origin) -> Option<&Ahead> {
        self.ahead.get(origin)
    }

    pub(super) fn all_ahead(&self) -> Vec<(&Origin, &Ahead)> {
        self.ahead.iter().collect()
    }

    pub(super) fn erased(&self, origin: &Origin) -> Option<&Erased> {
        let mut last: Option<Seal> = None;
        self.erased.iter().find(|erased| {
            let seal = last.filter(|seal| seal.key == erased.seal.key);
            let seal = seal.unwrap_or_else(|| Seal::of(origin, erased.seal.key));
            last = Some(seal);
            seal == erased.seal
        })
    }

    pub(super) fn all_erased(&self) -> &[Erased] {
        &self.erased
    }

    /// The latest time in any of them.
    pub(super) fn newest(&self) -> Option<DateTime<Utc>> {
        let ahead = self.ahead.values().map(|ahead| ahead.decision.at);
        ahead.chain(self.erased.iter().map(|erased| erased.at)).max()
    }

    /// Writes the lines: decisions by place, what is erased by date.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        let mut ahead: Vec<_> = self.ahead.iter().collect();
        ahead.sort_by_key(|(origin, _)| *origin);
        for (origin, ahead) in ahead {
            line(bytes, &AheadLine::of(origin, ahead));
        }
        for erased in &self.erased {
            line(bytes, &ErasedLine::of(erased));
        }
    }
}

fn sort_key(erased: &Erased) -> impl Ord + use<> {
    (erased.dates.map(|dates| dates.published), erased.at, erased.seal)
}

/// A key that no other ledger has. It stands in the file beside what it seals,
/// so the system's seeds of hash tables, 128 bits, are good enough for it.
fn fresh_key() -> [u8; 16] {
    let mut key = [0; 16];
    for half in key.chunks_mut(8) {
        half.copy_from_slice(&RandomState::new().hash_one(0_u8).to_le_bytes());
    }
    key
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

impl<'a> AheadLine<'a> {
    fn of(origin: &'a Origin, ahead: &'a Ahead) -> Self {
        Self {
            ahead: Cow::Borrowed(&origin.key),
            source: Cow::Borrowed(&origin.source),
            words: ahead.words.map(|words| Cow::Owned(format!("{:016x}", words.hash))),
            sketch: ahead.words.map(|words| Cow::Owned(words.sketch.to_hex())),
            decision: DecisionLine::of(&ahead.decision),
        }
    }
}

impl<'a> ErasedLine<'a> {
    fn of(erased: &'a Erased) -> Self {
        Self {
            erased: Cow::Owned(hex(&erased.seal.hash)),
            key: Cow::Owned(hex(&erased.seal.key)),
            id: erased.id.as_ref().map(|id| Cow::Borrowed(id.as_str())),
            seen: erased.dates.map(|dates| Instant(dates.first_seen)),
            published: erased.dates.map(|dates| Instant(dates.published)),
            updated: erased.dates.map(|dates| Instant(dates.updated)),
            feed_ids: erased.feed_ids.iter().map(|(feed, id)| (feed.clone(), id.to_string())).collect(),
            left: erased.left.as_ref().map(LeftLine::of),
            number: erased.number,
            at: Instant(erased.at),
            notice: erased.notice.as_ref().map(|notice| Cow::Borrowed(notice.as_str())),
        }
    }

    fn into_erased(self) -> Option<Erased> {
        let dates = self.published.map(|published| Dates {
            published: published.0,
            first_seen: self.seen.unwrap_or(published).0,
            updated: self.updated.unwrap_or(published).0,
        });
        Some(Erased {
            seal: Seal { key: unhex(&self.key)?, hash: unhex(&self.erased)? },
            id: self.id.as_deref().map(ArticleId::remembered),
            dates,
            feed_ids: self.feed_ids.into_iter().map(|(feed, id)| (feed, ArticleId::remembered(&id))).collect(),
            left: self.left.map(LeftLine::into_left),
            number: self.number,
            at: self.at.0,
            notice: self.notice.as_deref().and_then(XmlText::line),
        })
    }
}

#[cfg(test)]
mod tests;
