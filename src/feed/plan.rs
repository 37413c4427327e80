//! Which feeds there are now, and which articles each holds, in order.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::names::Paths;
use super::{Card, Compiled, Definition, Feed, FeedRecord, Index, Name, Names, Order};
use crate::config::Site;
use crate::xml::{AbsoluteUrl, XmlText};

/// What the newsroom offers, and what stands around it.
pub struct Offer<'a> {
    /// The newsroom.
    pub site: &'a Site,
    /// Its feeds.
    pub definitions: &'a [Definition],
    /// Names of all its sources.
    pub sources: &'a [Arc<str>],
    /// Names of those that are out in this run.
    pub out: &'a [Arc<str>],
    /// Hubs that push its feeds.
    pub hubs: &'a [AbsoluteUrl],
}

/// The feeds of one run.
#[derive(Debug, Default)]
pub struct Plan {
    /// The feeds that are to be written, in the order of the config, those of
    /// one `each` by path.
    pub feeds: Vec<Planned>,
    /// The articles that each feed may hold whatever the time, those that have not
    /// begun included.
    pub members: Vec<Member>,
    /// Feeds that stay as they are, since a source of theirs is out.
    pub kept: Vec<FeedRecord>,
    /// Lines that the ledger has to learn: feeds that begin in this run, and
    /// those whose name is shown in another form.
    pub learned: Vec<FeedRecord>,
    /// When time alone next changes what a feed holds.
    pub next_due: Option<DateTime<Utc>>,
}

/// One feed of a run.
#[derive(Debug)]
pub struct Planned {
    /// Which definition it comes from.
    pub definition: usize,
    /// Its line in the ledger, remembered or new.
    pub record: FeedRecord,
    /// Whether it was ever written before.
    pub known: bool,
    /// The section, author, tag or language that it is about, as it is shown.
    pub name: Option<XmlText>,
    /// Indices of its articles, in the order of its items.
    pub articles: Vec<u32>,
}

/// The articles that a feed may hold whatever the time.
#[derive(Debug, Clone)]
pub struct Member {
    /// Which definition the feed comes from.
    pub definition: usize,
    /// What it is about, where the definition makes a feed for each; as the
    /// earliest of its articles spells it.
    pub name: Option<Name>,
    /// Indices of the articles' cards, newest first.
    pub articles: Vec<u32>,
}

impl Offer<'_> {
    /// Plans all feeds for the cards of articles that are ordered newest first.
    #[must_use]
    pub fn plan(&self, cards: &[Card], names: &Names, index: &dyn Index, now: DateTime<Utc>) -> Plan {
        let mut due = None;
        let members = self.members(cards, names, now, &mut due);
        self.plan_of(members, cards, index, now, due)
    }

    /// Plans all feeds, of which the articles are given; `due` is when time alone
    /// next changes which these are.
    #[must_use]
    pub fn plan_of(
        &self,
        members: Vec<Member>,
        cards: &[Card],
        index: &dyn Index,
        now: DateTime<Utc>,
        due: Option<DateTime<Utc>>,
    ) -> Plan {
        let mut plan = Plan { next_due: due, ..Plan::default() };
        self.plan_members(&mut plan, &members, cards, index, now);
        for at in (0..self.definitions.len()).filter(|at| self.definitions[*at].each.is_some()) {
            let of_definition = members.iter().filter(|member| member.definition == at);
            let here: HashSet<&str> = of_definition.filter_map(|member| Some(&*member.name.as_ref()?.key)).collect();
            self.plan_emptied(at, &here, index, cards, &mut plan);
        }
        plan.members = members;
        plan
    }

    /// All feeds that there could be, with the articles of each, in the order of
    /// the config, those of one `each` by name.
    #[must_use]
    pub fn members(
        &self,
        cards: &[Card],
        names: &Names,
        now: DateTime<Utc>,
        due: &mut Option<DateTime<Utc>>,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        for (at, definition) in self.definitions.iter().enumerate() {
            let select = definition.select.compile(names, self.sources, now);
            let selected = (0..).zip(cards).filter(|(_, card)| select.holds(card));
            let selected: Vec<u32> = selected.map(|(number, _)| number).collect();
            if definition.select.has_inner_window() {
                *due = earliest(*due, cards.iter().filter_map(|card| select.next_due(card)).min());
            }
            match definition.each {
                None => members.push(Member { definition: at, name: None, articles: selected }),
                Some(each) => {
                    let mut groups: BTreeMap<u32, Member> = BTreeMap::new();
                    let pool = names.of(each);
                    for article in selected {
                        for number in cards[article as usize].facets.of(each) {
                            let name = pool.name(*number);
                            let member = groups.entry(pool.kin(*number)).or_insert_with(|| Member {
                                definition: at,
                                name: None,
                                articles: Vec::new(),
                            });
                            member.articles.push(article);
                            if member.name.as_ref().is_none_or(|known| known.shown != name.shown) {
                                member.name = Some(name.clone());
                            }
                        }
                    }
                    members.extend(groups.into_values());
                }
            }
        }
        members
    }

    /// Plans those feeds of which the articles are given.
    pub fn plan_members(
        &self,
        plan: &mut Plan,
        members: &[Member],
        cards: &[Card],
        index: &dyn Index,
        now: DateTime<Utc>,
    ) {
        let fixed = self.definitions.iter().filter(|definition| definition.each.is_none());
        let mut paths = Paths::new(index, fixed.map(|definition| definition.path.as_written()));
        for member in members {
            let definition = &self.definitions[member.definition];
            let mut articles = &member.articles[..];
            let within: Vec<u32>;
            if let Some(window) = definition.select.window() {
                let published = |at: &&u32| cards[**at as usize].published;
                let since = now.checked_sub_signed(window).unwrap_or(DateTime::<Utc>::MIN_UTC);
                within = articles.iter().filter(|at| published(at) > since).copied().collect();
                plan.next_due = earliest(plan.next_due, definition.window_ends(&within, cards, now));
                articles = &within;
            }
            let at = member.definition;
            match &member.name {
                None => self.plan_one(at, articles, cards, &paths, plan, now),
                Some(name) => self.plan_named(at, name, articles, cards, &mut paths, plan, now),
            }
        }
    }

    fn plan_one(
        &self,
        at: usize,
        selected: &[u32],
        cards: &[Card],
        paths: &Paths<'_>,
        plan: &mut Plan,
        now: DateTime<Utc>,
    ) {
        let definition = &self.definitions[at];
        let path = definition.path.as_written();
        let known = paths.remembered(path, None);
        if known.is_none() && selected.is_empty() && !definition.allow_empty {
            return;
        }
        let record = known.cloned().unwrap_or_else(|| self.begin(path.to_owned(), definition, None, now));
        self.add(plan, at, record, known, None, selected, cards);
    }

    #[expect(clippy::too_many_arguments, reason = "the state of one pass over the definitions")]
    fn plan_named(
        &self,
        at: usize,
        name: &Name,
        articles: &[u32],
        cards: &[Card],
        paths: &mut Paths<'_>,
        plan: &mut Plan,
        now: DateTime<Utc>,
    ) {
        let definition = &self.definitions[at];
        let known = paths.remembered(definition.path.as_written(), Some(&name.key));
        if known.is_none() && articles.len() < definition.at_least {
            return;
        }
        let mut record = known.cloned().unwrap_or_else(|| {
            let path = paths.take(&definition.path, &name.shown, &name.key);
            self.begin(path, definition, Some((*name.key).to_owned()), now)
        });
        // A feed keeps the name that it was first shown with.
        let shown = record.name.get_or_insert_with(|| name.shown.clone()).clone();
        self.add(plan, at, record, known, Some(shown), articles, cards);
    }

    /// Plans the feeds of an `each` that no article names any more: a story that
    /// was killed, embargoed or moved must leave the last feed that held it.
    fn plan_emptied(&self, at: usize, here: &HashSet<&str>, index: &dyn Index, cards: &[Card], plan: &mut Plan) {
        let definition = self.definitions[at].path.as_written();
        for record in index.feeds().filter(|record| record.definition == definition) {
            let Some(value) = record.value.as_deref().filter(|value| !here.contains(value)) else { continue };
            let name = record.name.clone().unwrap_or_else(|| XmlText::new(value));
            self.add(plan, at, record.clone(), Some(record), Some(name), &[], cards);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one planned feed")]
    fn add(
        &self,
        plan: &mut Plan,
        definition: usize,
        record: FeedRecord,
        known: Option<&FeedRecord>,
        name: Option<XmlText>,
        articles: &[u32],
        cards: &[Card],
    ) {
        if self.out.iter().any(|source| self.definitions[definition].select.admits_source(source)) {
            plan.kept.push(record);
            return;
        }
        if known != Some(&record) {
            plan.learned.push(record.clone());
        }
        let known = known.is_some();
        let articles = in_order(&self.definitions[definition], articles, cards);
        plan.feeds.push(Planned { definition, record, known, name, articles });
    }

    fn begin(&self, path: String, definition: &Definition, value: Option<String>, now: DateTime<Utc>) -> FeedRecord {
        // A tag needs a date at which its authority held the name (RFC 4151); two
        // machines that remember nothing must agree, so it is always the same.
        let id = format!("tag:{},2026:feed/{path}", self.site.url.host());
        FeedRecord { path, definition: definition.path.as_written().to_owned(), value, name: None, id, began: now }
    }

    /// The page that shows a feed to people; `name` is what it is about.
    #[must_use]
    pub fn home(&self, definition: &Definition, name: &str) -> AbsoluteUrl {
        let home = definition.home.as_ref().and_then(|home| self.site.url.join(&home.with_slug(name)).ok());
        home.unwrap_or_else(|| self.site.url.clone())
    }

    /// The head of a feed that holds `articles`.
    #[must_use]
    pub fn feed(&self, planned: &Planned, articles: &[&Card]) -> Feed {
        let definition = &self.definitions[planned.definition];
        let name = planned.name.as_deref().unwrap_or_default();
        let text = |text: String| XmlText::line(&text).unwrap_or_else(|| self.site.title.clone());
        Feed {
            id: XmlText::new(&planned.record.id),
            title: text(definition.title.with_name(name)),
            publisher: self.site.title.clone(),
            description: text(definition.description.with_name(name)),
            home: self.home(definition, name),
            language: definition.language.clone(),
            rights: definition.rights.clone(),
            image: definition.image.clone(),
            icon: definition.icon.clone(),
            hubs: self.hubs.to_vec(),
            published: articles.iter().map(|article| article.published).max(),
            updated: articles
                .iter()
                .map(|article| definition.updates.date_of(article))
                .max()
                .unwrap_or(planned.record.began),
        }
    }
}

impl Definition {
    /// Its selection, ready for these names; its window apart.
    #[must_use]
    pub fn selects(&self, names: &Names, sources: &[Arc<str>], now: DateTime<Utc>) -> Compiled {
        self.select.compile(names, sources, now)
    }

    /// When the window of the selection next ends for one of these articles, which
    /// are ordered newest first.
    #[must_use]
    pub fn window_ends(&self, articles: &[u32], cards: &[Card], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let window = self.select.window()?;
        let ends = articles.iter().rev().filter_map(|at| cards[*at as usize].published.checked_add_signed(window));
        ends.filter(|end| *end > now).min()
    }
}

/// The earlier of two times, where there are any.
fn earliest(a: Option<DateTime<Utc>>, b: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    [a, b].into_iter().flatten().min()
}

/// The articles that a document may hold: pinned ones first, by weight, then
/// the newest, as many as the limit says.
fn in_order(definition: &Definition, articles: &[u32], cards: &[Card]) -> Vec<u32> {
    let article = |at: &u32| &cards[*at as usize];
    let mut ordered: Vec<u32>;
    let articles = match definition.order {
        Order::Published => articles,
        Order::Updated => {
            ordered = articles.to_vec();
            ordered.sort_by(|a, b| article(b).updated.cmp(&article(a).updated).then_with(|| a.cmp(b)));
            &ordered
        }
    };
    let date = |at: &u32| match definition.order {
        Order::Published => article(at).published,
        Order::Updated => article(at).updated,
    };
    let take = definition.limit.take(articles.iter().map(date));
    let mut items: Vec<u32> = articles.iter().filter(|at| article(at).pinned).copied().collect();
    items.sort_by_key(|at| article(at).weight.unwrap_or(i64::MAX));
    items.extend(articles.iter().filter(|at| !article(at).pinned).take(take));
    items.truncate(take);
    items
}
