//! The feeds that a change touches, and the cards of the articles that they may
//! hold.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::article::Article;
use crate::desk::{Decided, Record};
use crate::feed::{Card, Definition, Member, Name, Names, Order};
use crate::pipeline::retain::{needed, recalled};
use crate::pipeline::{House, RunError};
use crate::publish::Directory;
use crate::source::Stamp;
use crate::store::Database;
use crate::store::database::{Candidates, StoredArticle, StoredFeed, StoredStanding};

/// A feed that a change touches: its definition, and what it is about.
pub(super) type Touched = BTreeMap<(usize, String), Option<Name>>;

/// The cards that a run which follows lays out.
pub(super) struct Bench<'a> {
    pub(super) house: &'a House,
    pub(super) database: &'a Database,
    /// Numbers of the articles that it looks at anew.
    pub(super) dirty: &'a HashSet<i64>,
    pub(super) names: Names,
    /// Those that may stand of what it looks at anew, then those of other articles.
    pub(super) cards: Vec<Card>,
    pub(super) articles: Vec<Option<Arc<Article>>>,
    pub(super) loaded: HashMap<i64, u32>,
    /// Sources that are out.
    pub(super) out: &'a [Arc<str>],
    pub(super) now: DateTime<Utc>,
}

impl Bench<'_> {
    /// The cards of articles as they were, of those that could stand; `None` where
    /// the store does not hold what it should.
    pub(super) fn old_cards<'r>(&mut self, rows: impl Iterator<Item = &'r StoredArticle>) -> Option<Vec<Card>> {
        rows.filter(|row| row.standing == StoredStanding::Live).map(|row| recalled(row, &mut self.names)).collect()
    }

    /// The feeds that are touched by what changed or by time, and those that could
    /// not be brought up to date before.
    pub(super) fn touched(&mut self, old: &[Card]) -> Result<Touched, RunError> {
        let mut touched = Touched::new();
        let sources = self.house.source_names();
        for (at, definition) in self.house.definitions.iter().enumerate() {
            let select = definition.selects(&self.names, &sources, self.now);
            for card in self.cards.iter().chain(old).filter(|card| select.holds(card)) {
                match definition.each {
                    None => {
                        touched.insert((at, String::new()), None);
                    }
                    Some(each) => {
                        for number in card.facets.of(each) {
                            let name = self.names.of(each).name(*number);
                            touched.entry((at, (*name.key).to_owned())).or_insert_with(|| Some(name.clone()));
                        }
                    }
                }
            }
        }
        let changed: HashSet<(usize, String)> = touched.keys().cloned().collect();
        for feed in self.database.feeds_to_look_at(self.now)? {
            self.touch(&feed.definition, &feed.value, &mut touched);
        }
        // Nothing but what changed can be done about those that wait for a source.
        touched.retain(|(at, value), _| {
            let waits = self.out.iter().any(|out| self.house.definitions[*at].select.admits_source(out));
            !waits || changed.contains(&(*at, value.clone()))
        });
        Ok(touched)
    }

    /// Touches the feeds whose documents somebody else changed.
    pub(super) fn touch_strange(&mut self, directory: &Directory, touched: &mut Touched) -> Result<(), RunError> {
        let documents = self.database.documents(false)?;
        let strange: Vec<bool> = documents
            .par_iter()
            .map(|document| match &document.file {
                None => false,
                Some(file) => {
                    let meta = std::fs::metadata(directory.place(file));
                    meta.map_or(true, |meta| Stamp::of(&[&meta]).print != document.print)
                }
            })
            .collect();
        for (document, _) in documents.iter().zip(strange).filter(|(_, strange)| *strange) {
            self.touch(&document.definition, &document.value, touched);
        }
        Ok(())
    }

    fn touch(&mut self, definition: &str, value: &str, touched: &mut Touched) {
        let of = |known: &Definition| known.path.as_written() == definition;
        let Some(at) = self.house.definitions.iter().position(of) else { return };
        if touched.contains_key(&(at, value.to_owned())) {
            return;
        }
        let name = self.house.definitions[at].each.map(|each| {
            let number = self.names.of_mut(each).number(value, value);
            self.names.of(each).name(number).clone()
        });
        touched.insert((at, value.to_owned()), name);
    }

    /// Touches the feed at a path: it tells of a story which left it.
    pub(super) fn touch_path(&mut self, path: &str, touched: &mut Touched) -> Result<(), RunError> {
        for feed in self.database.feeds_at(path)? {
            self.touch(&feed.definition, &feed.value, touched);
        }
        Ok(())
    }

    /// Gets to know the articles that stand in documents of feeds which could not be
    /// brought up to date: they may be older than all that these may hold now, or
    /// gone since, which `decided` is told.
    pub(super) fn load_shown(&mut self, feeds: &[Option<StoredFeed>], decided: &mut Decided) -> Result<(), RunError> {
        let mut looked_at = HashSet::new();
        for feed in feeds.iter().flatten().filter(|feed| feed.unsettled) {
            for document in self.database.documents_of(&feed.definition, &feed.value)? {
                for item in &document.places {
                    if self.dirty.contains(&item.place) || !looked_at.insert(item.place) {
                        continue;
                    }
                    let Some(row) = self.database.article_at(item.place)? else { continue };
                    let ids = row.record.iter().flat_map(Record::ids).cloned();
                    match row.standing {
                        StoredStanding::Live => drop(self.load(item.place)?),
                        StoredStanding::Absent => decided.vanished.extend(ids),
                        StoredStanding::Refused => {}
                        _ => decided.out_by_word.extend(ids.map(|id| (row.origin.clone(), id))),
                    }
                }
            }
        }
        Ok(())
    }

    /// The articles of the touched feeds, and these as they were; `None` where a
    /// feed cannot be filled from what is remembered of it.
    #[expect(clippy::type_complexity, reason = "two lists in one order")]
    pub(super) fn members(
        &mut self,
        touched: Touched,
    ) -> Result<Option<(Vec<Member>, Vec<Option<StoredFeed>>)>, RunError> {
        let sources = self.house.source_names();
        let own = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        let (mut members, mut feeds) = (Vec::new(), Vec::new());
        for ((at, value), name) in touched {
            let definition = &self.house.definitions[at];
            let stored = self.database.feed(definition.path.as_written(), &value)?;
            let nothing = Candidates { places: Vec::new(), complete: true };
            let Candidates { places, complete } = stored.as_ref().map_or(&nothing, |feed| &feed.candidates).clone();
            let mut articles = Vec::with_capacity(places.len() + 1);
            for place in places.iter().filter(|place| !self.dirty.contains(place)) {
                let Some(card) = self.load(*place)? else { return Ok(None) };
                articles.push(card);
            }
            // Below the last one that is remembered others may stand that are not.
            let last = if complete {
                None
            } else {
                articles
                    .iter()
                    .copied()
                    .filter(|at| !self.card(*at).pinned)
                    .max_by(|a, b| self.order(definition.order, *a, *b))
            };
            let select = definition.selects(&self.names, &sources, self.now);
            for new in 0..own {
                let card = self.card(new);
                let is_of = match (definition.each, &name) {
                    (Some(each), Some(_)) => {
                        let pool = self.names.of(each);
                        card.facets.of(each).iter().any(|number| *pool.name(*number).key == *value)
                    }
                    _ => true,
                };
                let fits = complete
                    || card.pinned
                    || last.is_some_and(|last| self.order(definition.order, new, last) == std::cmp::Ordering::Less);
                if is_of && fits && select.holds(card) {
                    articles.push(new);
                }
            }
            if !complete && articles.len() < needed(definition) {
                return Ok(None);
            }
            articles.sort_by(|a, b| self.order(Order::Published, *a, *b));
            members.push(Member { definition: at, name, articles });
            feeds.push(stored);
        }
        Ok(Some((members, feeds)))
    }

    fn card(&self, at: u32) -> &Card {
        &self.cards[at as usize]
    }

    /// Newest first, then by id, as all feeds have them.
    fn order(&self, order: Order, a: u32, b: u32) -> std::cmp::Ordering {
        let (a, b) = (self.card(a), self.card(b));
        let published = b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id));
        match order {
            Order::Published => published,
            Order::Updated => b.updated.cmp(&a.updated).then(published),
        }
    }

    /// The card of an article that is not looked at anew.
    fn load(&mut self, place: i64) -> Result<Option<u32>, RunError> {
        if let Some(at) = self.loaded.get(&place) {
            return Ok(Some(*at));
        }
        let row = self.database.article_at(place)?.filter(|row| row.standing == StoredStanding::Live);
        let Some(card) = row.and_then(|row| recalled(&row, &mut self.names)) else {
            return Ok(None);
        };
        let at = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        self.cards.push(card);
        self.articles.push(None);
        self.loaded.insert(place, at);
        Ok(Some(at))
    }
}
