//! The first articles of every feed, gathered from batches: so many as are
//! remembered of it, whatever the archive holds.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use crate::article::ArticleId;
use crate::feed::{Card, Member, Name, Names, Order};
use crate::pipeline::retain::{most, recalled};
use crate::pipeline::{House, RunError};
use crate::store::Database;
use crate::store::database::{StoredStanding, place_of};

/// All feeds that there could be, by definition and by what they are about.
pub(super) struct Ranks<'a> {
    house: &'a House,
    ranks: BTreeMap<(usize, String), Rank>,
}

/// One feed.
struct Rank {
    /// What it is about, as the earliest of its articles spells it.
    name: Option<Name>,
    earliest: (DateTime<Utc>, ArticleId),
    /// Its first articles, and some more until they are cut.
    first: Vec<Ranked>,
    /// How many it has in all.
    count: usize,
}

struct Ranked {
    /// By what it is ordered, the newest first.
    date: DateTime<Utc>,
    published: DateTime<Utc>,
    id: ArticleId,
    place: i64,
    pinned: bool,
}

/// The feeds at the end, with the cards of their articles.
pub(super) struct Ranking {
    pub(super) cards: Vec<Card>,
    pub(super) names: Names,
    pub(super) members: Vec<Member>,
    /// Those of which not all articles are among `members`.
    pub(super) incomplete: Vec<bool>,
}

impl<'a> Ranks<'a> {
    pub(super) fn new(house: &'a House) -> Self {
        Self { house, ranks: BTreeMap::new() }
    }

    /// Adds what a batch brought: its feeds, and the cards that these number.
    pub(super) fn add(&mut self, members: Vec<Member>, cards: &[Card]) {
        for Member { definition: at, name, articles } in members {
            let definition = &self.house.definitions[at];
            let value = name.as_ref().map(|name| name.key.to_string()).unwrap_or_default();
            // Newest first: the last one is the earliest.
            let Some(earliest) = articles.last().map(|at| &cards[*at as usize]) else {
                self.ranks.entry((at, value)).or_insert_with(|| Rank::new(None));
                continue;
            };
            let earliest = (earliest.published, earliest.id.clone());
            let rank = self.ranks.entry((at, value)).or_insert_with(|| Rank::new(Some(earliest.clone())));
            let is_earlier =
                earliest.0 < rank.earliest.0 || earliest.0 == rank.earliest.0 && earliest.1 > rank.earliest.1;
            if rank.name.is_none() || is_earlier {
                (rank.name, rank.earliest) = (name, earliest);
            }
            rank.count += articles.len();
            rank.first.extend(articles.iter().map(|at| Ranked::of(&cards[*at as usize], definition.order)));
            let most = most(definition);
            if rank.first.len() > 2 * most {
                rank.cut(most);
            }
        }
    }

    /// The feeds, with the cards of their articles as the database holds them. An
    /// article that had to give way to another one meanwhile is in none.
    pub(super) fn finish(self, database: &Database) -> Result<Ranking, RunError> {
        let mut ranking =
            Ranking { cards: Vec::new(), names: Names::default(), members: Vec::new(), incomplete: Vec::new() };
        let mut loaded: HashMap<i64, Option<u32>> = HashMap::new();
        for ((definition, _), mut rank) in self.ranks {
            rank.cut(most(&self.house.definitions[definition]));
            let mut articles = Vec::with_capacity(rank.first.len());
            for ranked in &rank.first {
                let at = if let Some(at) = loaded.get(&ranked.place) {
                    *at
                } else {
                    let row = database.article_at(ranked.place)?;
                    let row = row.filter(|row| row.standing == StoredStanding::Live);
                    let card = row.and_then(|row| recalled(&row, &mut ranking.names));
                    let at = u32::try_from(ranking.cards.len()).unwrap_or(u32::MAX);
                    let at = card.map(|card| {
                        ranking.cards.push(card);
                        at
                    });
                    loaded.insert(ranked.place, at);
                    at
                };
                articles.extend(at);
            }
            let card = |at: &u32| &ranking.cards[*at as usize];
            articles.sort_by(|a, b| {
                let (a, b) = (card(a), card(b));
                b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id))
            });
            ranking.incomplete.push(rank.first.len() < rank.count);
            ranking.members.push(Member { definition, name: rank.name, articles });
        }
        Ok(ranking)
    }
}

impl Rank {
    fn new(earliest: Option<(DateTime<Utc>, ArticleId)>) -> Self {
        let earliest = earliest.unwrap_or_else(|| (DateTime::<Utc>::MAX_UTC, ArticleId::remembered("")));
        Self { name: None, earliest, first: Vec::new(), count: 0 }
    }

    /// Keeps the first ones, and those that are pinned. One that was looked at
    /// twice counts once.
    fn cut(&mut self, most: usize) {
        let order = |a: &Ranked, b: &Ranked| {
            let dates = b.date.cmp(&a.date).then_with(|| b.published.cmp(&a.published));
            dates.then_with(|| a.id.cmp(&b.id))
        };
        self.first.sort_by(order);
        let before = self.first.len();
        self.first.dedup_by(|a, b| a.place == b.place);
        self.count -= before - self.first.len();
        let mut at = 0;
        self.first.retain(|ranked| {
            at += 1;
            at <= most || ranked.pinned
        });
    }
}

impl Ranked {
    fn of(card: &Card, order: Order) -> Self {
        let date = match order {
            Order::Published => card.published,
            Order::Updated => card.updated,
        };
        let (published, pinned) = (card.published, card.pinned);
        Self { date, published, id: card.id.clone(), place: place_of(&card.origin), pinned }
    }
}
