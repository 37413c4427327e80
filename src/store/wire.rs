//! The ledger's lines, version 1: one JSON object a line.
//!
//! Lines are promises: a later version still reads these. Members that are not
//! known are refused, since leaving one out when the file is written again
//! would lose what a newer version remembered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Origin};
use crate::desk::{Decision, DecisionStatus, Left, Pace, Parts, Record, Said, Sketch, Why, Words};
use crate::feed::FeedRecord;
use crate::xml::{AbsoluteUrl, XmlText};

/// The version that this module writes.
pub(super) const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadLine {
    /// The version of all lines.
    pub(super) feedroom_ledger: u32,
}

/// A feed's line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedLine<'a> {
    #[serde(borrow)]
    feed: Cow<'a, str>,
    #[serde(borrow)]
    definition: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    began: Instant,
}

/// An article's line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleLine<'a> {
    #[serde(borrow)]
    article: Cow<'a, str>,
    #[serde(borrow)]
    source: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    seen: Instant,
    published: Instant,
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

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeftLine {
    at: Instant,
    feeds: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<WhyWord>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WhyWord {
    Killed,
    Withheld,
    Withdrawn,
    Embargoed,
    Held,
    Draft,
    Expired,
    Refused,
    Vanished,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionLine {
    number: u32,
    at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<StatusWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pinned: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    touched: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatusWord {
    Live,
    Held,
    Withheld,
    Killed,
    Erased,
}

/// A time in whole seconds of UTC, as `2026-01-31T09:00:00Z`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instant(pub(super) DateTime<Utc>);

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match digits(self.0) {
            Some(text) => serializer.serialize_str(std::str::from_utf8(&text).unwrap_or_default()),
            None => serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true)),
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        if let Some(time) = undigits(text.as_bytes()) {
            return Ok(Self(time));
        }
        let time =
            DateTime::parse_from_rfc3339(&text).map_err(|_| serde::de::Error::custom("a time is not RFC 3339"))?;
        Ok(Self(time.to_utc()))
    }
}

/// A time as it is written, where its year has four digits; by hand, since each
/// line has three of them.
fn digits(time: DateTime<Utc>) -> Option<[u8; 20]> {
    let mut text = *b"0000-00-00T00:00:00Z";
    let mut put = |at: usize, digits: usize, number: u32| {
        let mut rest = number;
        for place in (at..at + digits).rev() {
            text[place] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
    };
    // A second that is leapt over is chrono's own to write.
    if time.nanosecond() >= 1_000_000_000 {
        return None;
    }
    put(0, 4, u32::try_from(time.year()).ok().filter(|year| *year <= 9999)?);
    put(5, 2, time.month());
    put(8, 2, time.day());
    put(11, 2, time.hour());
    put(14, 2, time.minute());
    put(17, 2, time.second());
    Some(text)
}

/// Reads what [`digits`] writes.
fn undigits(text: &[u8]) -> Option<DateTime<Utc>> {
    let text: &[u8; 20] = text.try_into().ok()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')];
    if marks.iter().any(|(at, mark)| text[*at] != *mark) {
        return None;
    }
    let number = |from: usize, to: usize| {
        text[from..to]
            .iter()
            .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    Some(day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?.and_utc())
}

impl<'a> FeedLine<'a> {
    pub(super) fn of(record: &'a FeedRecord) -> Self {
        Self {
            feed: Cow::Borrowed(&record.path),
            definition: Cow::Borrowed(&record.definition),
            value: record.value.as_deref().map(Cow::Borrowed),
            name: record.name.as_deref().map(Cow::Borrowed),
            id: Cow::Borrowed(&record.id),
            began: Instant(record.began),
        }
    }

    pub(super) fn into_record(self) -> FeedRecord {
        FeedRecord {
            path: self.feed.into_owned(),
            definition: self.definition.into_owned(),
            value: self.value.map(Cow::into_owned),
            name: self.name.as_deref().and_then(XmlText::line),
            id: self.id.into_owned(),
            began: self.began.0,
        }
    }
}

impl<'a> ArticleLine<'a> {
    pub(super) fn of(origin: &'a Origin, record: &'a Record) -> Self {
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
    pub(super) fn into_record(self, sources: &mut Sources) -> Result<(Origin, Record), &'static str> {
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

/// The order of lines in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Head,
    Feed(String),
    /// A line that a person's hand makes.
    ByHand,
    /// First publication in seconds, and the place in the source.
    Article(i64, Origin),
}

impl Key {
    pub(super) fn feed(record: &FeedRecord) -> Self {
        Self::Feed(record.path.clone())
    }

    pub(super) fn article(origin: &Origin, record: &Record) -> Self {
        Self::Article(record.published.timestamp(), origin.clone())
    }

    /// The key of a line; `None` where it is none of a ledger.
    pub(super) fn of_line(line: &[u8]) -> Option<Self> {
        if line.starts_with(b"{\"article\"") {
            let line: ArticleLine<'_> = serde_json::from_slice(line).ok()?;
            let origin = Origin::new(&*line.source, &*line.article);
            return Some(Self::Article(line.published.0.timestamp(), origin));
        }
        if line.starts_with(b"{\"feed\"") {
            let line: FeedLine<'_> = serde_json::from_slice(line).ok()?;
            return Some(Self::Feed(line.feed.into_owned()));
        }
        if super::by_hand::ByHand::owns(line) {
            return Some(Self::ByHand);
        }
        line.starts_with(b"{\"feedroom_ledger\"").then_some(Self::Head)
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

/// The names of sources, each kept once.
#[derive(Debug, Default)]
pub(super) struct Sources(Vec<std::sync::Arc<str>>);

impl Sources {
    pub(super) fn name(&mut self, name: &str) -> std::sync::Arc<str> {
        if let Some(known) = self.0.iter().find(|known| ***known == *name) {
            return known.clone();
        }
        let name: std::sync::Arc<str> = name.into();
        self.0.push(name.clone());
        name
    }
}

impl LeftLine {
    pub(super) fn of(left: &Left) -> Self {
        Self {
            at: Instant(left.at),
            feeds: left.feeds.clone(),
            why: left.why.map(|why| match why {
                Why::Killed => WhyWord::Killed,
                Why::Withheld => WhyWord::Withheld,
                Why::Withdrawn => WhyWord::Withdrawn,
                Why::Embargoed => WhyWord::Embargoed,
                Why::Held => WhyWord::Held,
                Why::Draft => WhyWord::Draft,
                Why::Expired => WhyWord::Expired,
                Why::Refused => WhyWord::Refused,
                Why::Vanished => WhyWord::Vanished,
            }),
        }
    }

    pub(super) fn into_left(self) -> Left {
        Left {
            at: self.at.0,
            feeds: self.feeds,
            why: self.why.map(|why| match why {
                WhyWord::Killed => Why::Killed,
                WhyWord::Withheld => Why::Withheld,
                WhyWord::Withdrawn => Why::Withdrawn,
                WhyWord::Embargoed => Why::Embargoed,
                WhyWord::Held => Why::Held,
                WhyWord::Draft => Why::Draft,
                WhyWord::Expired => Why::Expired,
                WhyWord::Refused => Why::Refused,
                WhyWord::Vanished => Why::Vanished,
            }),
        }
    }
}

impl DecisionLine {
    pub(super) fn of(decision: &Decision) -> Self {
        Self {
            number: decision.number,
            at: Instant(decision.at),
            status: decision.status.map(|status| match status {
                DecisionStatus::Live => StatusWord::Live,
                DecisionStatus::Held => StatusWord::Held,
                DecisionStatus::Withheld => StatusWord::Withheld,
                DecisionStatus::Killed => StatusWord::Killed,
                DecisionStatus::Erased => StatusWord::Erased,
            }),
            pinned: decision.pinned,
            touched: decision.touched.map(Instant),
            note: decision.note.clone().map(String::from),
            notice: decision.notice.clone().map(String::from),
        }
    }

    pub(super) fn into_decision(self) -> Decision {
        Decision {
            number: self.number,
            at: self.at.0,
            status: self.status.map(|status| match status {
                StatusWord::Live => DecisionStatus::Live,
                StatusWord::Held => DecisionStatus::Held,
                StatusWord::Withheld => DecisionStatus::Withheld,
                StatusWord::Killed => DecisionStatus::Killed,
                StatusWord::Erased => DecisionStatus::Erased,
            }),
            pinned: self.pinned,
            touched: self.touched.map(|touched| touched.0),
            note: self.note.as_deref().and_then(XmlText::line),
            notice: self.notice.as_deref().and_then(XmlText::line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn times_are_written_and_read_as_rfc_3339_says(seconds in -62_200_000_000_i64..253_500_000_000) {
            let time = DateTime::from_timestamp(seconds, 0).unwrap();
            let text = time.to_rfc3339_opts(SecondsFormat::Secs, true);
            if let Some(digits) = digits(time) {
                prop_assert_eq!(std::str::from_utf8(&digits).unwrap(), &text);
                prop_assert_eq!(undigits(&digits), Some(time));
            }
            prop_assert_eq!(digits(time).is_some(), text.len() == 20);
        }

        #[test]
        fn what_is_no_time_is_left_to_chrono(text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z") {
            let known = DateTime::parse_from_rfc3339(&text).map(|time| time.to_utc()).ok();
            if let Some(time) = undigits(text.as_bytes()) {
                prop_assert_eq!(Some(time), known);
            }
        }
    }
}
