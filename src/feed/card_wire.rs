//! A card as the database keeps it: what no ledger line says of the article.

use std::borrow::Cow;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::{Card, Facets, Names, Pool};
use crate::article::Correction;
use crate::xml::XmlText;

/// A name: what it is told apart by, and how it is shown where that differs.
#[derive(Serialize, Deserialize)]
struct NameWire<'a>(#[serde(borrow)] Cow<'a, str>, #[serde(borrow)] Option<Cow<'a, str>>);

#[derive(Serialize, Deserialize)]
struct CardWire<'a> {
    version: u64,
    print: u64,
    lagging: Vec<(u32, i64)>,
    #[serde(borrow)]
    note: Option<(Cow<'a, str>, Option<i64>)>,
    flags: u8,
    weight: Option<i64>,
    #[serde(borrow)]
    sections: Vec<NameWire<'a>>,
    #[serde(borrow)]
    tags: Vec<NameWire<'a>>,
    #[serde(borrow)]
    authors: Vec<NameWire<'a>>,
    #[serde(borrow)]
    language: NameWire<'a>,
}

impl Card {
    /// The bytes to keep of it, with the version of the article that they are of.
    #[must_use]
    pub fn to_bytes(&self, names: &Names, version: u64) -> Vec<u8> {
        let facets = &self.facets;
        let all = |pool: &'_ Pool, numbers: &[u32]| -> Vec<NameWire<'static>> {
            numbers.iter().map(|number| name(pool, *number)).collect()
        };
        let wire = CardWire {
            version,
            print: self.print,
            lagging: self.lagging.iter().map(|(every, at)| (*every, at.timestamp())).collect(),
            note: self.note.as_ref().map(|note| (Cow::Borrowed(&*note.note), note.at.map(|at| at.timestamp()))),
            flags: self.flags(),
            weight: self.weight,
            sections: all(&names.sections, &facets.sections),
            tags: all(&names.tags, &facets.tags),
            authors: all(&names.authors, &facets.authors),
            language: name(&names.languages, facets.language),
        };
        // Plain data, which always serialises.
        postcard::to_stdvec(&wire).unwrap_or_default()
    }

    /// The card with what was kept of it; `None` where the bytes are not a card's.
    #[must_use]
    pub fn recalled(mut self, bytes: &[u8], names: &mut Names) -> Option<Self> {
        let wire: CardWire<'_> = postcard::from_bytes(bytes).ok()?;
        let all = |pool: &mut Pool, names: &[NameWire<'_>]| -> Vec<u32> {
            names.iter().map(|name| number(pool, name)).collect()
        };
        let flag = |at: u8| wire.flags & (1 << at) != 0;
        let time = |at: i64| DateTime::from_timestamp(at, 0);
        (self.version, self.print) = (wire.version, wire.print);
        self.lagging = wire.lagging.into_iter().map(|(every, at)| Some((every, time(at)?))).collect::<Option<_>>()?;
        self.note = match wire.note {
            None => None,
            Some((note, at)) => Some(Correction { note: XmlText::line(&note)?, at: at.and_then(time) }),
        };
        self.pinned = flag(0);
        self.weight = wire.weight;
        self.facets = Facets {
            sections: all(&mut names.sections, &wire.sections),
            tags: all(&mut names.tags, &wire.tags),
            authors: all(&mut names.authors, &wire.authors),
            language: number(&mut names.languages, &wire.language),
            image: flag(1),
            audio: flag(2),
            video: flag(3),
            sponsored: flag(4),
            syndicate: flag(5),
            subscribers: flag(6),
        };
        Some(self)
    }

    fn flags(&self) -> u8 {
        let Facets { image, audio, video, sponsored, syndicate, subscribers, .. } = self.facets;
        let flags = [self.pinned, image, audio, video, sponsored, syndicate, subscribers];
        (0..).zip(flags).fold(0, |all, (at, flag)| all | u8::from(flag) << at)
    }
}

fn name(pool: &Pool, number: u32) -> NameWire<'static> {
    let (key, shown) = pool.written(number);
    NameWire(Cow::Owned(key.to_owned()), (*key != *shown).then(|| Cow::Owned(shown.to_owned())))
}

fn number(pool: &mut Pool, NameWire(key, shown): &NameWire<'_>) -> u32 {
    pool.number(key, shown.as_deref().unwrap_or(key))
}
