//! Following: a run that looks only at what changed since the last one. Whatever
//! is out of the ordinary (a source that is out, another config, an address that
//! two stories want) is left to a run that looks at everything.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use rayon::prelude::*;

use super::hear::{Hearing, Heed, keys};
use super::look::Seen;
use super::marks;
use super::memory::Memory;
use super::retain::{address, needed, version};
use super::reuse::Reuse;
use super::{House, RunError};
use crate::article::{Article, Origin};
use crate::desk::{Heard, Memory as _, Record, Told};
use crate::feed::{Card, Definition, Facets, FeedRecord, Member, Name, Names, Order, Plan};
use crate::publish::Directory;
use crate::source::{Look, Reading, Remark, Stamp, nanoseconds};
use crate::store::database::{
    Candidates, StoredArticle, StoredFeed, StoredPiece, StoredStanding, Told as Keys, line_of, place_of,
};
use crate::store::{Database, Ledger};

/// A clock may be set back by so much between two runs before anything is said.
const BACK: TimeDelta = TimeDelta::seconds(60);

/// Where more articles changed than this, and more than a twentieth of all,
/// looking at everything costs less.
const MANY: usize = 2_000;

/// What a run that follows has to put down.
pub(super) struct Step {
    /// The articles that it looked at, as they were; of those that are new, none.
    pub(super) before: Vec<(Origin, Option<StoredArticle>)>,
    /// The pieces of each source, those that changed, and those that are gone.
    pub(super) pieces: Vec<Pieces>,
    /// The feeds that it looks at, as they were, in the order of its plan's members.
    pub(super) feeds: Vec<Option<StoredFeed>>,
    /// The items of their documents.
    pub(super) reuse: Reuse,
}

/// The pieces of a source.
pub(super) struct Pieces {
    pub(super) source: Arc<str>,
    pub(super) all: Vec<StoredPiece>,
    pub(super) changed: HashSet<Arc<str>>,
    pub(super) gone: Vec<Arc<str>>,
}

impl Step {
    /// Whether nothing at all is to be put down.
    pub(super) fn is_nothing(&self) -> bool {
        self.before.is_empty()
            && self.feeds.is_empty()
            && self.pieces.iter().all(|pieces| pieces.changed.is_empty() && pieces.gone.is_empty())
    }
}

impl Seen {
    /// Looks at what changed since the last run; `None` where a look at everything
    /// is needed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn follow(
        house: &House,
        memory: &Memory,
        directory: &Directory,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, RunError> {
        let (Some(database), Some(state)) = (&memory.database, &memory.state) else { return Ok(None) };
        if !memory.is_trusted(house) || now.timestamp() < state.ran - BACK.num_seconds() {
            return Ok(None);
        }
        let by_hand = database.by_hand()?;
        let Some(changes) = Changes::of(house, database, now, state.counts.live)? else { return Ok(None) };
        let Changes { hearing, before, pieces, heard, read, refused } = changes;

        let mut records: Vec<(Origin, Record)> = Vec::new();
        let known = before.iter().filter_map(|(origin, row)| Some((origin, row.as_ref()?.record.as_ref()?)));
        records.extend(known.map(|(origin, record)| (origin.clone(), record.clone())));
        let has_new = |told: &Told| !records.iter().any(|(origin, _)| *origin == told.article.origin);
        if heard.articles.iter().any(has_new) {
            let absent = database.standing(StoredStanding::Absent)?;
            records.extend(absent.into_iter().filter_map(|row| Some((row.origin, row.record?))));
        }
        let mut ledger = Ledger::of_part(records, [], &by_hand);
        if !ledger.all_ahead().is_empty() {
            return Ok(None);
        }
        let mut decided = house.desk().decide(&heard, &ledger, now);
        if !(decided.refused.is_empty() && decided.learned_ahead.is_empty() && decided.missing.is_empty()) {
            return Ok(None);
        }
        let mut dirty: HashSet<i64> = before.iter().map(|(origin, _)| place_of(origin)).collect();
        dirty.extend(decided.moved.iter().map(place_of));
        if decided.learned.iter().any(|(origin, _)| !dirty.contains(&place_of(origin))) {
            return Ok(None);
        }
        for live in &decided.live {
            let is_new = ledger.record(&live.article.origin).is_none();
            if is_new && database.holds_id(&live.id)? {
                return Ok(None);
            }
            let others = database.at_address(address(&live.permalink))?;
            if others.iter().any(|other| !dirty.contains(&place_of(&other.origin))) {
                return Ok(None);
            }
        }

        let mut names = Names::default();
        let mut cards = Vec::new();
        let mut articles: Vec<Option<Arc<Article>>> = Vec::new();
        let learned: HashMap<&Origin, &Record> =
            decided.learned.iter().map(|(origin, record)| (origin, record)).collect();
        for live in &decided.live {
            let mut card = Card::of(live, &mut names, &house.site.language);
            let record = learned.get(&card.origin).copied().or_else(|| ledger.record(&card.origin));
            let line = record.map(|record| line_of(&card.origin, record)).unwrap_or_default();
            card.version = version(&line, &card);
            cards.push(card);
            articles.push(Some(Arc::clone(&live.article)));
        }
        drop(learned);
        let mut desk = Bench { house, database, dirty: &dirty, names, cards, articles, loaded: HashMap::new(), now };
        let moved: Vec<Option<StoredArticle>> =
            decided.moved.iter().map(|origin| database.article(origin)).collect::<Result<_, _>>()?;
        let was = before.iter().filter_map(|(_, row)| row.as_ref()).chain(moved.iter().flatten());
        let Some(old) = was.map(|row| desk.old_card(row)).collect::<Option<Vec<_>>>() else { return Ok(None) };
        let mut touched = desk.touched(&old.into_iter().flatten().collect::<Vec<_>>(), directory)?;
        let left = before.iter().filter_map(|(_, row)| row.as_ref()?.record.as_ref()?.left.as_ref());
        let told: HashSet<&str> = left.flat_map(|left| left.feeds.iter().map(String::as_str)).collect();
        if !told.is_empty() {
            desk.touch_paths(&told, &mut touched)?;
        }
        let Some((members, feeds)) = desk.members(touched)? else { return Ok(None) };
        let Bench { names, cards, articles, .. } = desk;

        let is_new = |member: &Member, feed: &Option<StoredFeed>| {
            member.name.is_some() && feed.as_ref().is_none_or(|feed| feed.record.is_none())
        };
        let feed_records: Vec<FeedRecord> = if members.iter().zip(&feeds).any(|(member, feed)| is_new(member, feed)) {
            database.all_feeds()?.into_iter().filter_map(|feed| feed.record).collect()
        } else {
            feeds.iter().flatten().filter_map(|feed| feed.record.clone()).collect()
        };
        ledger.know_feeds(feed_records);
        let sources = house.source_names();
        let offer = house.offer(&sources, &[]);
        let mut plan = Plan::default();
        offer.plan_members(&mut plan, &members, &cards, &ledger, now);
        plan.members = members;
        let departed = database.left_since(DateTime::UNIX_EPOCH)?;
        let departed = departed.into_iter().filter(|row| !dirty.contains(&place_of(&row.origin)));
        ledger.know_departed(departed.filter_map(|row| Some((row.origin, row.record?))));
        let departures = marks::departures(&decided, Vec::new(), &ledger, &offer, now);
        let planned = plan.feeds.iter().map(|planned| (planned.definition, &planned.record));
        let reuse = Reuse::of(house, database, directory, planned)?;
        decided.live = Vec::new();
        let step = Step {
            before: before.into_iter().chain(decided.moved.iter().cloned().zip(moved)).collect(),
            pieces,
            feeds,
            reuse,
        };
        let sources = house.sources.iter().map(|source| {
            let heeds = hearing.pieces.get(source.name()).map(Vec::as_slice).unwrap_or_default();
            let told: usize = heeds.iter().map(|heed| heed.keys()).sum();
            let not: usize = refused.iter().filter(|remark| remark.origin.source == *source.name()).count();
            (source.name().clone(), told, not)
        });
        Ok(Some(Self {
            now,
            ledger,
            new_ledger: false,
            ledger_from_store: false,
            stop: None,
            read,
            sources: sources.collect(),
            refused,
            notices: Vec::new(),
            hidden_notices: 0,
            outages: Vec::new(),
            departures,
            hearing,
            decided,
            cards,
            names,
            articles,
            plan,
            handed: Vec::new(),
            step: Some(step),
        }))
    }
}

/// What changed in the sources, and what time has changed.
struct Changes {
    hearing: Hearing,
    before: Vec<(Origin, Option<StoredArticle>)>,
    pieces: Vec<Pieces>,
    heard: Heard,
    /// Articles read or remembered, refused ones included.
    read: usize,
    refused: Vec<Remark>,
}

impl Changes {
    fn of(house: &House, database: &Database, now: DateTime<Utc>, live: usize) -> Result<Option<Self>, RunError> {
        let mut hearing = Hearing::default();
        let (mut heard, mut all_pieces, mut refused) = (Heard::default(), Vec::new(), Vec::new());
        let mut concerned: BTreeSet<Origin> = database.due(now)?.into_iter().map(|row| row.origin).collect();
        let most = MANY.max(live / 20);
        let mut read = 0;
        for source in &house.sources {
            let name = source.name();
            let taken = nanoseconds(SystemTime::now());
            let (look, stored) = (source.look(), database.pieces(name));
            let Look { pieces, refused: unreadable, outage, .. } = look;
            if outage.is_some() {
                return Ok(None);
            }
            let due: HashSet<&str> = concerned
                .iter()
                .filter(|origin| origin.source == *name)
                .map(|origin| origin.key.split_once('#').map_or(&*origin.key, |(file, _)| file))
                .collect();
            let mut stored = stored?.into_iter().peekable();
            let (mut heeds, mut wanted, mut gone) = (Vec::with_capacity(pieces.len()), Vec::new(), Vec::new());
            for piece in pieces {
                while let Some(lost) = stored.next_if(|known| known.key < piece.key) {
                    gone.push(lost);
                }
                let known = stored.next_if(|known| known.key == piece.key);
                let same = known.as_ref().is_some_and(|known| known.print == piece.stamp.print && known.print != 0);
                let is_due = due.contains(&*piece.key);
                if !same || is_due {
                    wanted.push((heeds.len(), known.clone(), is_due));
                }
                let (hash, told) = known.map_or((0, Keys::Keys(Vec::new())), |known| (known.hash, known.told));
                heeds.push(Heed { piece, hash, told, unsettled: false });
            }
            gone.extend(stored);
            if wanted.len() + gone.len() > most {
                return Ok(None);
            }
            let readings: Vec<Reading> = wanted.par_iter().map(|(at, ..)| source.read(&heeds[*at].piece)).collect();
            let mut changed = HashSet::new();
            for ((at, known, is_due), reading) in wanted.into_iter().zip(readings) {
                let Reading { articles, refused: not_read, hash, .. } = reading;
                let heed = &mut heeds[at];
                let was: Vec<Origin> = known
                    .iter()
                    .flat_map(|known| known.keys().iter().map(|key| Origin::new(name.clone(), key.clone())))
                    .collect();
                let told = keys(&heed.piece, &articles, &not_read);
                let unsettled = !not_read.is_empty() || heed.piece.stamp.is_young(taken);
                let print = if unsettled { 0 } else { heed.piece.stamp.print };
                if known.as_ref().is_none_or(|known| known.print != print || known.hash != hash || known.told != told) {
                    changed.insert(heed.piece.key.clone());
                }
                let same = known.as_ref().is_some_and(|known| known.hash == hash && known.told == told);
                (heed.hash, heed.told, heed.unsettled) = (hash, told, unsettled);
                refused.extend(not_read.iter().cloned());
                if same && !is_due && not_read.is_empty() {
                    continue;
                }
                concerned.extend(was);
                concerned.extend(articles.iter().map(|article| article.origin.clone()));
                concerned.extend(not_read.iter().map(|remark| remark.origin.clone()));
                heard.refused.extend(not_read.into_iter().map(|remark| remark.origin));
                heard.articles.extend(articles.into_iter().map(|mut article| {
                    article.print = hash;
                    Told::new(article)
                }));
            }
            // What the walk itself refuses was never a piece.
            for remark in unreadable {
                concerned.insert(remark.origin.clone());
                heard.refused.push(remark.origin.clone());
                refused.push(remark);
            }
            concerned.extend(gone.iter().flat_map(|lost| {
                lost.keys().iter().map(|key| Origin::new(name.clone(), key.clone())).collect::<Vec<_>>()
            }));
            read += heeds.iter().map(Heed::keys).sum::<usize>();
            all_pieces.push(Pieces {
                source: name.clone(),
                // Only where a row has to be written anew.
                all: if changed.is_empty() && gone.is_empty() {
                    Vec::new()
                } else {
                    heeds.iter().map(|heed| heed.stored()).collect()
                },
                changed,
                gone: gone.into_iter().map(|lost| lost.key).collect(),
            });
            hearing.pieces.insert(name.clone(), heeds);
            heard.answered.push(name.clone());
            if source.keeps_vanished() {
                heard.keeping.push(name.clone());
            }
        }
        if concerned.len() > 2 * most {
            return Ok(None);
        }
        let mut before = Vec::with_capacity(concerned.len());
        for origin in concerned {
            let row = database.article(&origin)?;
            before.push((origin, row));
        }
        Ok(Some(Self { hearing, before, pieces: all_pieces, heard, read, refused }))
    }
}

/// A feed that a change touches: its definition, and what it is about.
type Touched = BTreeMap<(usize, String), Option<Name>>;

/// The cards that a run which follows lays out.
struct Bench<'a> {
    house: &'a House,
    database: &'a Database,
    /// Numbers of the articles that it looks at anew.
    dirty: &'a HashSet<i64>,
    names: Names,
    /// Those that may stand of what it looks at anew, then those of other articles.
    cards: Vec<Card>,
    articles: Vec<Option<Arc<Article>>>,
    loaded: HashMap<i64, u32>,
    now: DateTime<Utc>,
}

impl Bench<'_> {
    /// The card of an article as it was; `None` within where it may not stand,
    /// `None` where the store does not hold what it should.
    fn old_card(&mut self, row: &StoredArticle) -> Option<Option<Card>> {
        if row.standing != StoredStanding::Live {
            return Some(None);
        }
        card_of(row, &mut self.names).map(Some)
    }

    /// The feeds that are touched: by what changed, by time, or by somebody who
    /// changed their documents.
    fn touched(&mut self, old: &[Card], directory: &Directory) -> Result<Touched, RunError> {
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
        for feed in self.database.feeds_to_look_at(self.now)? {
            self.touch(&feed.definition, &feed.value, &mut touched);
        }
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
            self.touch(&document.definition, &document.value, &mut touched);
        }
        Ok(touched)
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

    /// Touches the feeds that tell of stories which left them.
    fn touch_paths(&mut self, paths: &HashSet<&str>, touched: &mut Touched) -> Result<(), RunError> {
        for feed in self.database.all_feeds()? {
            if feed.record.as_ref().is_some_and(|record| paths.contains(record.path.as_str())) {
                self.touch(&feed.definition, &feed.value, touched);
            }
        }
        Ok(())
    }

    /// The articles of the touched feeds, and these as they were; `None` where a
    /// feed cannot be filled from what is remembered of it.
    #[expect(clippy::type_complexity, reason = "two lists in one order")]
    fn members(&mut self, touched: Touched) -> Result<Option<(Vec<Member>, Vec<Option<StoredFeed>>)>, RunError> {
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
        let Some(card) = row.and_then(|row| card_of(&row, &mut self.names)) else {
            return Ok(None);
        };
        let at = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        self.cards.push(card);
        self.articles.push(None);
        self.loaded.insert(place, at);
        Ok(Some(at))
    }
}

/// The card that the store holds of an article which may stand.
fn card_of(row: &StoredArticle, names: &mut Names) -> Option<Card> {
    let record = row.record.as_ref()?;
    Card {
        id: record.id.clone(),
        feed_ids: record.feed_ids.clone(),
        origin: row.origin.clone(),
        permalink: record.permalink.clone(),
        published: record.published,
        updated: record.updated,
        changed: record.changed,
        lagging: Vec::new(),
        note: None,
        pinned: false,
        due: row.due,
        print: 0,
        version: 0,
        weight: None,
        facets: Facets::default(),
    }
    .recalled(row.card.as_deref()?, names)
}
