//! Taking over the ids and dates of an older system's feeds: a look at the
//! sources, what `adopt` makes of it, and the ledger.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::gate::Gate;
use super::hear::{self, Hearing};
use super::lock::Lock;
use super::{Build, House, RunError};
use crate::adopt::{self, Atom, FeedId, How, Old, Outcome, Paper, Taken, Target};
use crate::article::{ArticleId, Origin};
use crate::compare::{Document, page};
use crate::config::{ConfigError, nearest};
use crate::desk::{Decided, Memory as _, Record};
use crate::feed::{Card, FeedRecord, Index as _, Plan};
use crate::format;
use crate::store::Ledger;

/// A feed of an older system.
#[derive(Debug)]
pub struct OldFeed {
    /// As it was named.
    pub name: String,
    /// Where it was fetched, where it was.
    pub url: Option<String>,
    /// What it holds.
    pub document: Document,
}

/// What was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Adopted {
    /// Each old feed.
    pub feeds: Vec<AdoptedFeed>,
    /// Articles that may stand in feeds now.
    pub articles: usize,
    /// Lines that the ledger learned, or would.
    pub learned: usize,
    /// Articles that are out already with another date than an old feed has.
    pub dates_kept: usize,
    /// Sources that could not be asked.
    pub sources_out: Vec<String>,
}

/// What was taken over from one old feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdoptedFeed {
    /// As it was named.
    pub name: String,
    /// Its format.
    pub format: &'static str,
    /// Its items.
    pub items: usize,
    /// The feed of ours that its readers will read, where that is known.
    pub feed: Option<String>,
    /// What became of the feed's own id: `taken`, `same`, or why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_id: Option<&'static str>,
    /// Items whose id is their article's now.
    pub taken: usize,
    /// Items whose id is their article's in that feed now.
    pub for_feed: usize,
    /// Items whose id was their article's already.
    pub same: usize,
    /// How the articles were found.
    pub by: BTreeMap<How, usize>,
    /// Items that nothing was taken of.
    pub not_taken: Vec<NotTaken>,
}

/// An item that nothing was taken of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotTaken {
    /// Its address, else its id.
    pub item: String,
    /// Why.
    pub why: &'static str,
}

impl Adopted {
    /// Whether something was not taken over.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        !self.sources_out.is_empty() || self.feeds.iter().any(|feed| !feed.not_taken.is_empty())
    }
}

/// Takes over what old feeds say at `now`. `feed` names the feed that their
/// readers will read: a path, or a path and a format (`all.atom`). A dry run
/// leaves the ledger as it is.
///
/// # Errors
/// When there is no ledger, or it cannot be used; when there is no such feed;
/// when no source could be read.
pub fn adopt(
    house: &House,
    olds: &[OldFeed],
    feed: Option<&str>,
    dry_run: bool,
    now: DateTime<Utc>,
) -> Result<Adopted, RunError> {
    if house.store.ledger.is_none() {
        let help = "name a `ledger` in [store], such as ledger = \"articles/ledger.jsonl\"";
        return Err(ConfigError::nowhere("ids cannot be taken over without a ledger", help).into());
    }
    let _lock = (!dry_run).then(|| Lock::take(house)).transpose()?;
    let mut seen = Asked::all(house, now)?;
    let feeds = seen.feeds();
    let targets: Vec<Option<Target>> = match feed {
        Some(name) => olds.iter().map(|old| named(house, &feeds, name, old).map(Some)).collect::<Result<_, _>>()?,
        None => olds.iter().map(|old| guessed(house, &feeds, old)).collect(),
    };
    let mut memory = Remembered::of(house, &seen);
    let taken = memory.take(house, &seen, olds, &targets, &feeds, now)?;
    let report = report(&seen, olds, &targets, &taken);
    if !dry_run {
        let moved: Vec<Origin> =
            taken.learned.iter().filter_map(|(to, record)| memory.moved(&seen, to, record)).collect();
        seen.ledger.learn(&moved, taken.learned, taken.feeds);
        seen.ledger.save()?;
    }
    Ok(report)
}

/// All articles of all sources, whatever changed: an old feed may name any.
struct Asked {
    ledger: Ledger,
    decided: Decided,
    plan: Plan,
    out: Vec<Arc<str>>,
}

impl Asked {
    fn all(house: &House, now: DateTime<Utc>) -> Result<Self, RunError> {
        let ledger = match &house.store.ledger {
            Some(place) => Ledger::read(place)?,
            None => Ledger::forgetful(),
        };
        let hearing = Hearing::of(house, &Build::default(), hear::looks(house, &Build::default())?)?;
        if hearing.heard.answered.is_empty() {
            let all = hearing.outages.iter().map(|(name, outage)| format!("{name}: {}; {}", outage.what, outage.help));
            return Err(RunError::NoSource(all.collect::<Vec<_>>().join("; ")));
        }
        let decided = house.desk().decide(&hearing.heard, &ledger, now);
        let out: Vec<Arc<str>> = hearing.outages.iter().map(|(name, _)| name.clone()).collect();
        let (cards, spelled) = Card::all_of(decided.live.iter(), &house.site.language);
        let plan = house.offer(&house.source_names(), &out).plan(&cards, &spelled, &ledger, now);
        Ok(Self { ledger, decided, plan, out })
    }

    /// The lines of all our feeds, remembered or about to begin.
    fn feeds(&self) -> BTreeMap<String, FeedRecord> {
        let planned = self.plan.feeds.iter().map(|planned| &planned.record).chain(&self.plan.kept);
        self.ledger.feeds().chain(planned).map(|record| (record.path.clone(), record.clone())).collect()
    }
}

/// The formats that a feed is written in.
fn formats(house: &House, feed: &FeedRecord) -> Vec<&'static str> {
    let definition = house.definitions.iter().find(|definition| definition.path.as_written() == feed.definition);
    definition.map(|definition| definition.formats.clone()).unwrap_or_default()
}

fn named(house: &House, feeds: &BTreeMap<String, FeedRecord>, name: &str, old: &OldFeed) -> Result<Target, RunError> {
    if let Some(feed) = feeds.get(name) {
        return Ok(of_kind(house, feed, old));
    }
    let of_format = feeds.values().find_map(|feed| {
        let format = name.strip_prefix(&*feed.path)?.strip_prefix('.')?;
        let format = formats(house, feed).into_iter().find(|name| *name == format)?;
        Some(Target { feed: feed.path.clone(), format: Some(format) })
    });
    of_format.ok_or_else(|| {
        let help = match nearest(name, feeds.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`feedroom feeds` lists them".to_owned(),
        };
        ConfigError::nowhere(format!("there is no feed `{name}`"), help).into()
    })
}

/// The feed, in the old one's format where it has that.
fn of_kind(house: &House, feed: &FeedRecord, old: &OldFeed) -> Target {
    let kind = old.document.kind.name();
    Target { feed: feed.path.clone(), format: formats(house, feed).into_iter().find(|format| *format == kind) }
}

/// The feed that lives where the old one did, or the only one there is.
fn guessed(house: &House, feeds: &BTreeMap<String, FeedRecord>, old: &OldFeed) -> Option<Target> {
    let lived: Vec<String> =
        [&old.url, &old.document.self_url].into_iter().flatten().filter_map(|url| page(url)).collect();
    for feed in feeds.values() {
        let Some(definition) = house.definitions.iter().find(|known| known.path.as_written() == feed.definition) else {
            continue;
        };
        for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
            let here = page(house.address(definition, &feed.path, format).url.as_str());
            if here.is_some_and(|here| lived.contains(&here)) {
                return Some(Target { feed: feed.path.clone(), format: Some(format.name()) });
            }
        }
    }
    match (&*house.definitions, feeds.len()) {
        ([_], 1) => feeds.values().next().map(|feed| of_kind(house, feed, old)),
        _ => None,
    }
}

/// All ids that the ledger knows, each with its article.
struct Remembered(HashMap<ArticleId, Origin>);

impl Remembered {
    fn of(house: &House, seen: &Asked) -> Self {
        let mut ids = HashMap::new();
        for source in house.source_names() {
            for (origin, record) in seen.ledger.of_source(&source) {
                ids.extend(record.ids().map(|id| (id.clone(), origin.clone())));
            }
        }
        for erased in seen.ledger.all_erased() {
            ids.extend(erased.id.iter().map(|id| (id.clone(), Origin::new("", "an erased article"))));
        }
        Self(ids)
    }

    fn take(
        &mut self,
        house: &House,
        seen: &Asked,
        olds: &[OldFeed],
        targets: &[Option<Target>],
        feeds: &BTreeMap<String, FeedRecord>,
        now: DateTime<Utc>,
    ) -> Result<Taken, RunError> {
        let learned: HashMap<&Origin, &Record> =
            seen.decided.learned.iter().map(|(origin, record)| (origin, record)).collect();
        let mut ids = self.0.clone();
        let mut live = Vec::with_capacity(seen.decided.live.len());
        let mut records = Vec::with_capacity(seen.decided.live.len());
        for article in &seen.decided.live {
            let origin = &article.article.origin;
            let known = self.0.contains_key(&article.id);
            // The desk learns what is new or changed; the rest stands in the ledger.
            let Some(record) = learned.get(origin).copied().or_else(|| seen.ledger.record(origin)) else { continue };
            ids.extend(record.ids().map(|id| (id.clone(), origin.clone())));
            let stands = seen.ledger.record(origin).filter(|_| known).unwrap_or(record);
            live.push((article, known.then_some(stands)));
            records.push((stands.clone(), known));
        }
        let paper = Paper::new(&live, &house.site.url);
        let olds: Vec<Old<'_>> = olds
            .iter()
            .zip(targets)
            .map(|(old, target)| Old { document: &old.document, target: target.as_ref() })
            .collect();
        let (gate, writer) = (Gate::new(now)?, format::by_name("atom"));
        let holds = |id: &str| writer.is_none_or(|writer| gate.item(writer, entry(id).as_bytes()).is_ok());
        let written = house.definitions.iter().any(|definition| definition.formats.contains(&"atom"));
        Ok(adopt::take(&olds, &paper, records, ids, feeds, &Atom { written, holds: &holds }, now))
    }

    /// The place that an article moved away from, if it did.
    fn moved(&self, seen: &Asked, to: &Origin, record: &Record) -> Option<Origin> {
        let from = self.0.get(&record.id).filter(|from| *from != to)?;
        seen.decided.moved.contains(from).then(|| from.clone())
    }
}

/// The barest entry with an id: the gate says whether Atom can hold it.
fn entry(id: &str) -> String {
    let id = quick_xml::escape::escape(id);
    format!(
        "<entry><id>{id}</id><title>x</title><updated>2026-01-01T00:00:00Z</updated><author><name>x</name></author><content>x</content></entry>"
    )
}

fn report(seen: &Asked, olds: &[OldFeed], targets: &[Option<Target>], taken: &Taken) -> Adopted {
    let feeds = olds.iter().zip(targets).zip(&taken.outcomes).map(|((old, target), (feed_id, outcomes))| {
        let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
        let mut by = BTreeMap::new();
        for outcome in outcomes {
            if let Outcome::Taken(how) | Outcome::ForFeed(how) | Outcome::AsItIs(how) = outcome {
                *by.entry(*how).or_default() += 1;
            }
        }
        let not_taken =
            old.document.items.iter().zip(outcomes).filter_map(|(item, outcome)| {
                Some(NotTaken { item: item.place().to_owned(), why: why_not(*outcome)? })
            });
        AdoptedFeed {
            name: old.name.clone(),
            format: old.document.kind.name(),
            items: old.document.items.len(),
            feed: target.as_ref().map(|target| match target.format {
                Some(format) => format!("{}.{format}", target.feed),
                None => target.feed.clone(),
            }),
            feed_id: match feed_id {
                FeedId::None => None,
                FeedId::Taken => Some("taken"),
                FeedId::AsItIs => Some("same"),
                FeedId::OfAnother => Some("another feed has it"),
                FeedId::NeedsFeed => Some("not taken: --feed says whose it is to be"),
            },
            taken: count(|outcome| matches!(outcome, Outcome::Taken(_))),
            for_feed: count(|outcome| matches!(outcome, Outcome::ForFeed(_))),
            same: count(|outcome| matches!(outcome, Outcome::AsItIs(_))),
            by,
            not_taken: not_taken.collect(),
        }
    });
    Adopted {
        feeds: feeds.collect(),
        articles: seen.decided.live.len(),
        learned: taken.learned.len() + taken.feeds.len(),
        dates_kept: taken.dates_kept,
        sources_out: seen.out.iter().map(ToString::to_string).collect(),
    }
}

fn why_not(outcome: Outcome) -> Option<&'static str> {
    Some(match outcome {
        Outcome::Taken(_) | Outcome::ForFeed(_) | Outcome::AsItIs(_) => return None,
        Outcome::NotFound => "no article that is out is it",
        Outcome::Ambiguous => "more than one article could be it, or more than one item that article",
        Outcome::NoId => "it has neither id nor address",
        Outcome::BadId => "its id cannot stand in that feed",
        Outcome::OfAnother => "its id is that of another article",
        Outcome::NeedsFeed => "its article has another id already; --feed says in which feed it keeps this one",
        Outcome::NeedsRss => "its id cannot stand in Atom; --feed says in which feed it keeps it",
    })
}
