//! Looking: what the sources say, what the desk decides, which feeds there are.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::begin::{self, Begun};
use super::follow::Step;
use super::hand::{self, Handed};
use super::hear::{self, Hearing};
use super::memory::Memory;
use super::{Build, House, RunError, Stop, marks, twice};
use crate::article::{Article, Origin};
use crate::desk::{Decided, Heard};
use crate::feed::{Card, Departures, Names, Offer, Plan};
use crate::source::{Outage, Remark};
use crate::store::Ledger;

/// All that one look brought, before anything is rendered.
pub struct Seen {
    /// What a run that follows changes; none where it looked at everything.
    pub(super) step: Option<Step>,
    /// The run's time.
    pub now: DateTime<Utc>,
    /// What is remembered.
    pub ledger: Ledger,
    /// Whether config names a ledger, and none was there yet.
    pub new_ledger: bool,
    /// Whether the ledger is missing, and is written from the store.
    pub ledger_from_store: bool,
    /// Why a run that writes would not begin.
    pub stop: Option<Stop>,
    /// How many articles were read, refused ones included.
    pub read: usize,
    /// Articles that could not be read, and why.
    pub refused: Vec<Remark>,
    /// What was repaired in articles that may be told of.
    pub notices: Vec<Remark>,
    /// What was repaired in articles that wait for their time: only counted.
    pub hidden_notices: usize,
    /// Sources that are out.
    pub outages: Vec<(Arc<str>, Outage)>,
    /// Per source: name, articles read, refused.
    pub sources: Vec<(Arc<str>, usize, usize)>,
    /// What the sources told.
    pub hearing: Hearing,
    /// What the desk decided.
    pub decided: Decided,
    /// The cards of the articles that may stand, newest first.
    pub cards: Vec<Card>,
    /// The names on them.
    pub names: Names,
    /// Their articles, where their words are here; else they are read again.
    pub articles: Vec<Option<Arc<Article>>>,
    /// The feeds that follow.
    pub plan: Plan,
    /// What became of the articles that a person named.
    pub handed: Vec<Handed>,
    /// Stories of which feeds may tell that they left.
    pub departures: Departures,
}

impl Seen {
    /// Looks at all sources at `now`, and writes nothing.
    ///
    /// # Errors
    /// As a run that writes.
    pub fn look(house: &House, now: DateTime<Utc>) -> Result<Self, RunError> {
        Self::of(house, &Memory::look(house)?, now, &Build { dry_run: true, ..Build::default() }, None)
    }

    /// Nothing, at `now`.
    pub(super) fn none(now: DateTime<Utc>) -> Self {
        Self {
            step: None,
            now,
            ledger: Ledger::forgetful(),
            new_ledger: false,
            ledger_from_store: false,
            stop: None,
            read: 0,
            refused: Vec::new(),
            notices: Vec::new(),
            hidden_notices: 0,
            outages: Vec::new(),
            sources: Vec::new(),
            hearing: Hearing::default(),
            decided: Decided::default(),
            cards: Vec::new(),
            names: Names::default(),
            articles: Vec::new(),
            plan: Plan::default(),
            handed: Vec::new(),
            departures: Departures::default(),
        }
    }

    /// Looks at all sources at `now`.
    ///
    /// # Errors
    /// When what is remembered cannot be used, or no source could be read.
    pub(super) fn of(
        house: &House,
        memory: &Memory,
        now: DateTime<Utc>,
        options: &Build<'_>,
        keep: Option<&mut Heard>,
    ) -> Result<Self, RunError> {
        let mut looks = hear::looks(house, options)?;
        if keep.is_none()
            && let Some(seen) = Self::gradual(house, memory, now, options, &mut looks)?
        {
            return Ok(seen);
        }
        let Begun { mut ledger, is_new, from_store, stop } = begin::open(house, memory, now, options)?;
        let hand = options.hand;
        let mut hearing = Hearing::of(house, options, looks)?;
        if hearing.heard.answered.is_empty() && hand.is_none() && keep.is_none() {
            let all: Vec<String> = hearing
                .outages
                .iter()
                .map(|(name, outage)| format!("{name}: {}; {}", outage.what, outage.help))
                .collect();
            return Err(RunError::NoSource(all.join("; ")));
        }
        let read = hearing.heard.articles.len() + hearing.heard.refused.len();
        let handed = match hand {
            Some(hand) => {
                let files = |origin: &Origin| hearing.file_of(origin);
                hand::apply(house, hand, &hearing.of_hand(&files), &mut ledger, now)?
            }
            None => Vec::new(),
        };
        // Once decided, only what is live is kept.
        let heard = std::mem::take(&mut hearing.heard);
        let mut decided = house.desk().decide(&heard, &ledger, now);
        options.give_way()?;
        let ghosts = marks::ghosts(&decided, &heard);
        match keep {
            Some(keep) => *keep = heard,
            None => drop(heard),
        }
        let names = house.source_names();
        let out: Vec<Arc<str>> = hearing.outages.iter().map(|(name, _)| name.clone()).collect();
        let (cards, spelled) = Card::all_of(decided.live.iter(), &house.site.language);
        options.give_way()?;
        let offer = house.offer(&names, &out);
        let plan = offer.plan(&cards, &spelled, &ledger, now);
        options.give_way()?;
        let departures = marks::departures(&decided, ghosts, &ledger, &offer, now);
        let articles = std::mem::take(&mut decided.live).into_iter().map(|live| live.article);
        let articles = articles.map(|article| (!article.body.is_left()).then_some(article)).collect();
        let (mut notices, refused) = (std::mem::take(&mut hearing.notices), std::mem::take(&mut hearing.refused));
        let (outages, sources) = (std::mem::take(&mut hearing.outages), std::mem::take(&mut hearing.sources));
        let before = notices.len();
        let embargoed = decided.waiting.iter().filter(|waiting| waiting.embargoed).map(|waiting| &waiting.origin);
        let hidden: std::collections::HashSet<&Origin> = embargoed.chain(&decided.hushed).collect();
        let refused = twice::hide(refused, &hearing.twice, &hidden);
        notices.retain(|notice| !hidden.contains(&notice.origin));
        let hidden_notices = before - notices.len();
        Ok(Self {
            step: None,
            now,
            ledger,
            new_ledger: is_new,
            ledger_from_store: from_store,
            stop,
            read,
            refused,
            notices,
            hidden_notices,
            outages,
            sources,
            hearing,
            decided,
            cards,
            names: spelled,
            articles,
            plan,
            handed,
            departures,
        })
    }
}

impl House {
    /// What is offered, with the names of all sources and of those that are out.
    #[must_use]
    pub fn offer<'a>(&'a self, sources: &'a [Arc<str>], out: &'a [Arc<str>]) -> Offer<'a> {
        Offer { site: &self.site, definitions: &self.definitions, sources, out, hubs: &self.notify.hubs }
    }
}
