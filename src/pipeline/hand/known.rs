//! All articles that a person may name: what is heard, what is remembered, what
//! was decided about those that never came, and what was erased.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::article::{ArticleId, Link, Origin};
use crate::config::Site;
use crate::desk::{self, Ahead, Decision, Erased, Heard, Memory, Names, Record, State, Told, bare_url};
use crate::store::Ledger;

/// One article, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// Where it comes from.
    pub(super) place: &'a Origin,
    /// Where its line of the ledger stands: elsewhere after a rename.
    pub(super) stands_at: &'a Origin,
    /// What its source says now.
    pub(super) told: Option<&'a Told>,
    pub(super) record: Option<&'a Record>,
    pub(super) ahead: Option<&'a Ahead>,
    pub(super) erased: Option<&'a Erased>,
    /// What has become of it.
    pub(super) state: State,
}

/// The place of a story that has not come yet.
#[derive(Debug, Clone)]
pub(super) struct Nobody(pub(super) Origin);

/// All of them, ordered by place. Those that were erased and whose files are
/// gone have no place and are not among them.
pub(super) fn all<'a>(heard: &'a Heard, ledger: &'a Ledger, now: DateTime<Utc>) -> Vec<Known<'a>> {
    let moved = desk::places(heard, ledger);
    let mut all = Vec::with_capacity(heard.articles.len());
    let mut places: HashSet<&Origin> = HashSet::with_capacity(heard.articles.len());
    for (at, told) in heard.articles.iter().enumerate() {
        let place = &told.article.origin;
        let stands_at = moved.get(&at).copied().unwrap_or(place);
        places.extend([place, stands_at]);
        let record = ledger.record(stands_at);
        let ahead = ledger.ahead(stands_at).filter(|_| record.is_none());
        let erased = if record.is_none() { ledger.erased(place) } else { None };
        let mut known = Known { place, stands_at, told: Some(told), record, ahead, erased, state: State::Erased };
        if erased.is_none() {
            known.state = State::of(&told.article, known.decision(), now);
        }
        all.push(known);
    }
    for place in &heard.refused {
        if places.insert(place) {
            all.push(unheard(place, ledger, State::Refused));
        }
    }
    let sources: HashSet<&str> = ledger.sources().collect();
    let records = sources.into_iter().flat_map(|source| ledger.of_source(source)).map(|(place, _)| place);
    for place in records.chain(ledger.all_ahead().into_iter().map(|(place, _)| place)) {
        if places.insert(place) {
            let answered = heard.answered.contains(&place.source);
            all.push(unheard(place, ledger, if answered { State::Vanished } else { State::Unknown }));
        }
    }
    all.sort_by(|a, b| a.place.cmp(b.place));
    all
}

fn unheard<'a>(place: &'a Origin, ledger: &'a Ledger, state: State) -> Known<'a> {
    let record = ledger.record(place);
    let ahead = ledger.ahead(place).filter(|_| record.is_none());
    let mut known = Known { place, stands_at: place, told: None, record, ahead, erased: None, state };
    known.state = State::taken_out(known.decision()).unwrap_or(state);
    known
}

impl<'a> Known<'a> {
    pub(super) fn nobody(place: &'a Origin) -> Self {
        let state = State::Unknown;
        Self { place, stands_at: place, told: None, record: None, ahead: None, erased: None, state }
    }

    /// Whether nothing was ever heard or decided of it.
    pub(super) fn is_nobody(&self) -> bool {
        self.told.is_none() && self.record.is_none() && self.ahead.is_none() && self.state == State::Unknown
    }

    /// What a person decided about it last.
    pub(super) fn decision(&self) -> Option<&'a Decision> {
        match self.record {
            Some(record) => record.decision.as_ref(),
            None => self.ahead.map(|ahead| &ahead.decision),
        }
    }

    pub(super) fn id(&self) -> Option<&'a ArticleId> {
        self.record.map(|record| &record.id).or_else(|| self.erased?.id.as_ref())
    }

    /// Whether nothing but its source may be told: it waits for its time, or it
    /// was never out and nobody knows what it waits for.
    pub(super) fn is_hushed(&self) -> bool {
        let unseen = self.told.is_none() && self.record.is_none() && self.ahead.is_some();
        self.state == State::Embargoed || unseen
    }

    /// Its addresses: that under which it is or would be out, and earlier ones.
    pub(super) fn urls(&self, site: &Site) -> Vec<String> {
        let remembered = self.record.map(|record| record.permalink.as_str().to_owned());
        let article = self.told.map(|told| &told.article);
        let own = article.and_then(|article| match &article.link {
            Link::Url(url) => Some(url.as_str().to_owned()),
            Link::Pattern(pattern) => {
                let published = self.record.map(|record| record.published).or(article.published)?;
                Some(pattern.expand(article, published).ok()?.as_str().to_owned())
            }
        });
        let aliases = article.map(|article| &*article.aliases).unwrap_or_default();
        let aliases = aliases.iter().filter_map(|alias| Some(site.url.join(alias).ok()?.as_str().to_owned()));
        remembered.into_iter().chain(own).chain(aliases).map(|url| bare_url(&url)).collect()
    }

    /// All that it may be called; its addresses only where they are asked for.
    pub(super) fn names(&self, site: &Site, with_urls: bool) -> Names<'a> {
        let mut ids: Vec<&ArticleId> = self.id().into_iter().collect();
        ids.extend(self.record.into_iter().flat_map(|record| record.feed_ids.values()));
        Names { place: self.place, ids, urls: if with_urls { self.urls(site) } else { Vec::new() } }
    }
}
