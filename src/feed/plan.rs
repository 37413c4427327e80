//! Which feeds there are now, and which articles each holds, in order.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::facets::{Name, Pool};
use super::names::Paths;
use super::select::Compiled;
use super::{Definition, Each, Facets, Feed, FeedRecord, Index, Names, Order};
use crate::article::LiveArticle;
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

impl Offer<'_> {
    /// Plans all feeds for articles that are ordered newest first.
    #[must_use]
    pub fn plan(&self, live: &[LiveArticle], index: &dyn Index, now: DateTime<Utc>) -> Plan {
        let (names, facets) = Names::of(live, &self.site.language);
        let fixed = self.definitions.iter().filter(|definition| definition.each.is_none());
        let mut paths = Paths::new(index, fixed.map(|definition| definition.path.as_written()));
        let mut plan = Plan::default();
        for (at, definition) in self.definitions.iter().enumerate() {
            let select = definition.select.compile(&names, self.sources, now);
            let selected = selected(&select, live, &facets, &mut plan.next_due);
            match definition.each {
                None => self.plan_one(at, &selected, live, &paths, &mut plan, now),
                Some(each) => {
                    let (groups, pool) = (groups(each, &selected, &facets), names.pool(each));
                    for (number, articles) in &groups {
                        self.plan_of(at, pool.name(*number), articles, live, &mut paths, &mut plan, now);
                    }
                    let here: HashSet<&str> = groups.keys().map(|number| &*pool.name(*number).key).collect();
                    self.plan_emptied(at, &here, index, live, &mut plan);
                }
            }
        }
        plan
    }

    fn plan_one(
        &self,
        at: usize,
        selected: &[u32],
        live: &[LiveArticle],
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
        self.add(plan, at, record, known, None, selected, live);
    }

    #[expect(clippy::too_many_arguments, reason = "the state of one pass over the definitions")]
    fn plan_of(
        &self,
        at: usize,
        name: &Name,
        articles: &[u32],
        live: &[LiveArticle],
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
            self.begin(path, definition, Some(name.key.clone()), now)
        });
        record.name = Some(name.shown.clone());
        self.add(plan, at, record, known, Some(name.shown.clone()), articles, live);
    }

    /// Plans the feeds of an `each` that no article names any more: a story that
    /// was killed, embargoed or moved must leave the last feed that held it.
    fn plan_emptied(&self, at: usize, here: &HashSet<&str>, index: &dyn Index, live: &[LiveArticle], plan: &mut Plan) {
        let definition = self.definitions[at].path.as_written();
        for record in index.feeds().filter(|record| record.definition == definition) {
            let Some(value) = record.value.as_deref().filter(|value| !here.contains(value)) else { continue };
            let name = record.name.clone().unwrap_or_else(|| XmlText::new(value));
            self.add(plan, at, record.clone(), Some(record), Some(name), &[], live);
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
        live: &[LiveArticle],
    ) {
        if self.out.iter().any(|source| self.definitions[definition].select.admits_source(source)) {
            plan.kept.push(record);
            return;
        }
        if known != Some(&record) {
            plan.learned.push(record.clone());
        }
        let known = known.is_some();
        let articles = in_order(&self.definitions[definition], articles, live);
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
    pub fn feed(&self, planned: &Planned, articles: &[&LiveArticle]) -> Feed {
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
            updated: articles.iter().map(|article| article.updated).max().unwrap_or(planned.record.began),
        }
    }
}

/// Indices of the articles that are selected, newest first.
fn selected(select: &Compiled, live: &[LiveArticle], facets: &[Facets], due: &mut Option<DateTime<Utc>>) -> Vec<u32> {
    let mut selected = Vec::new();
    for (at, (article, facets)) in live.iter().zip(facets).enumerate() {
        if select.holds(article, facets) {
            selected.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        *due = match (*due, select.next_due(article)) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    selected
}

impl Names {
    fn pool(&self, each: Each) -> &Pool {
        match each {
            Each::Section => &self.sections,
            Each::Author => &self.authors,
            Each::Tag => &self.tags,
            Each::Language => &self.languages,
        }
    }
}

/// The selected articles by section, author, tag or language, in the order in
/// which these first occurred.
fn groups(each: Each, selected: &[u32], facets: &[Facets]) -> BTreeMap<u32, Vec<u32>> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for article in selected {
        let facets = &facets[*article as usize];
        let numbers = match each {
            Each::Section => &facets.sections[..],
            Each::Author => &facets.authors,
            Each::Tag => &facets.tags,
            Each::Language => std::slice::from_ref(&facets.language),
        };
        for number in numbers {
            groups.entry(*number).or_default().push(*article);
        }
    }
    groups
}

/// The articles that a document may hold: pinned ones first, by weight, then
/// the newest, as many as the limit says.
fn in_order(definition: &Definition, articles: &[u32], live: &[LiveArticle]) -> Vec<u32> {
    let article = |at: &u32| &live[*at as usize];
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
    items.sort_by_key(|at| article(at).article.weight.unwrap_or(i64::MAX));
    items.extend(articles.iter().filter(|at| !article(at).pinned).take(take));
    items.truncate(take);
    items
}
