//! The line of an article that was out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DecisionLine, Instant, LeftLine, Sources};
use crate::article::{ArticleId, Origin};
use crate::desk::{Pace, Parts, Record, Said, Sketch, Words};
use crate::xml::AbsoluteUrl;

/// An article's line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct ArticleLine<'a> {
    #[serde(borrow)]
    pub(super) article: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) source: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    seen: Instant,
    pub(super) published: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rewritten: Option<Instant>,
    #[serde(borrow)]
    words: Cow<'a, str>,
    #[serde(borrow)]
    sketch: Cow<'a, str>,
    /// Lines of older ledgers have none.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    parts: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    significant: bool,
    /// By the seconds of `at_most_every`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    paces: BTreeMap<u32, PaceLine>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    feed_ids: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<SaidLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<LeftLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionLine>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PaceLine {
    shown: Instant,
    moved: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidLine {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<Instant>,
}

impl<'a> ArticleLine<'a> {
    pub(in crate::store) fn of(origin: &'a Origin, record: &'a Record) -> Self {
        Self {
            article: Cow::Borrowed(&origin.key),
            source: Cow::Borrowed(&origin.source),
            id: Cow::Borrowed(record.id.as_str()),
            url: Cow::Borrowed(record.permalink.as_str()),
            seen: Instant(record.first_seen),
            published: Instant(record.published),
            updated: (record.updated != record.published).then_some(Instant(record.updated)),
            changed: (record.changed != record.updated).then_some(Instant(record.changed)),
            rewritten: record.rewritten.map(Instant),
            words: Cow::Owned(format!("{:016x}", record.words.hash)),
            sketch: Cow::Owned(record.words.sketch.to_hex()),
            parts: record.words.parts.map(|parts| Cow::Owned(parts.to_hex())),
            corrections: record.corrections.clone(),
            significant: record.significant,
            paces: record.paces.iter().map(|(every, pace)| (*every, PaceLine::of(*pace))).collect(),
            feed_ids: record.feed_ids.iter().map(|(feed, id)| (feed.clone(), id.to_string())).collect(),
            said: record
                .said
                .map(|said| SaidLine { published: said.published.map(Instant), updated: said.updated.map(Instant) }),
            left: record.left.as_ref().map(LeftLine::of),
            decision: record.decision.as_ref().map(DecisionLine::of),
        }
    }

    /// The record, or which of its members is wrong.
    pub(in crate::store) fn into_record(self, sources: &mut Sources) -> Result<(Origin, Record), &'static str> {
        let words = Words {
            hash: u64::from_str_radix(&self.words, 16).map_err(|_| "its `words` are not a hash")?,
            sketch: Sketch::from_hex(&self.sketch).ok_or("its `sketch` is not a sketch")?,
            parts: match &self.parts {
                Some(parts) => Some(Parts::from_hex(parts).ok_or("its `parts` are not hashes")?),
                None => None,
            },
        };
        let updated = self.updated.map_or(self.published.0, |updated| updated.0);
        let record = Record {
            id: ArticleId::remembered(&self.id),
            permalink: AbsoluteUrl::parse(&self.url).map_err(|_| "its `url` is not an absolute URL")?,
            first_seen: self.seen.0,
            published: self.published.0,
            updated,
            changed: self.changed.map_or(updated, |changed| changed.0.max(updated)),
            rewritten: self.rewritten.map(|rewritten| rewritten.0),
            words,
            corrections: self.corrections,
            significant: self.significant,
            paces: self.paces.into_iter().map(|(every, pace)| (every, pace.into_pace())).collect(),
            feed_ids: self.feed_ids.into_iter().map(|(feed, id)| (feed, ArticleId::remembered(&id))).collect(),
            said: self.said.map(|said| Said {
                published: said.published.map(|published| published.0),
                updated: said.updated.map(|updated| updated.0),
            }),
            left: self.left.map(LeftLine::into_left),
            decision: self.decision.map(DecisionLine::into_decision),
        };
        Ok((Origin::new(sources.name(&self.source), &*self.article), record))
    }
}

impl PaceLine {
    fn of(pace: Pace) -> Self {
        Self { shown: Instant(pace.shown), moved: Instant(pace.moved) }
    }

    fn into_pace(self) -> Pace {
        Pace { shown: self.shown.0, moved: self.moved.0 }
    }
}
