//! Which article an item of an old feed is.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::article::LiveArticle;
use crate::compare::{Document, Item, page, title_key};
use crate::desk::Record;
use crate::xml::AbsoluteUrl;

/// What told that an item is an article, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The id, which the ledger knows.
    Id,
    /// The address.
    Url,
    /// An address that it had before.
    Alias,
    /// The path of the address, of a site that moved, and headline or date; or
    /// the last part of the path and the headline.
    Path,
    /// Headline and date.
    Title,
}

/// What an item of an old feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// An article, by its place among those asked.
    One(usize, How),
    /// Several articles fit, or several items fit the same one.
    Ambiguous,
    /// None that is out now.
    None,
}

/// The articles that items may be, made ready for finding.
pub struct Paper<'a> {
    articles: Vec<Known<'a>>,
    by_id: HashMap<String, Vec<usize>>,
    by_page: HashMap<String, Vec<usize>>,
    by_alias: HashMap<String, Vec<usize>>,
    by_path: HashMap<String, Vec<usize>>,
    by_slug: HashMap<(String, String), Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
}

struct Known<'a> {
    live: &'a LiveArticle,
    title: String,
    /// None where nobody has said it yet.
    date: Option<DateTime<Utc>>,
}

impl<'a> Paper<'a> {
    /// The articles that may stand, with what the ledger remembers of each;
    /// aliases are joined to `site`.
    #[must_use]
    pub fn new(live: &[(&'a LiveArticle, Option<&'a Record>)], site: &AbsoluteUrl) -> Self {
        let mut paper = Self {
            articles: Vec::with_capacity(live.len()),
            by_id: HashMap::new(),
            by_page: HashMap::new(),
            by_alias: HashMap::new(),
            by_path: HashMap::new(),
            by_slug: HashMap::new(),
            by_title: HashMap::new(),
        };
        for (at, (live, record)) in live.iter().enumerate() {
            let article = &live.article;
            let dated = record.is_some() || article.published.or(article.embargo).is_some();
            let title = title_key(&article.headline);
            let pages = std::iter::once(&live.permalink).chain(record.map(|record| &record.permalink));
            for page in pages.filter_map(|url| page(url.as_str())).collect::<HashSet<_>>() {
                paper.by_path.entry(path(&page).to_owned()).or_default().push(at);
                paper.by_slug.entry((slug(&page), title.clone())).or_default().push(at);
                paper.by_page.entry(page).or_default().push(at);
            }
            let aliases = article.aliases.iter().filter_map(|alias| page(site.join(alias).ok()?.as_str()));
            for page in aliases.collect::<HashSet<_>>() {
                paper.by_path.entry(path(&page).to_owned()).or_default().push(at);
                paper.by_alias.entry(page).or_default().push(at);
            }
            for id in record.iter().flat_map(|record| record.ids()).collect::<HashSet<_>>() {
                paper.by_id.entry(id.to_string()).or_default().push(at);
            }
            paper.by_title.entry(title.clone()).or_default().push(at);
            paper.articles.push(Known { live, title, date: dated.then_some(live.published) });
        }
        paper.by_path.remove("");
        paper.by_title.remove("");
        for places in paper.by_path.values_mut().chain(paper.by_slug.values_mut()) {
            places.dedup();
        }
        paper
    }

    fn find(&self, item: &Item) -> Match {
        let id = item.remembered().and_then(|id| self.by_id.get(id));
        let pages: Vec<String> = [&item.link, &item.id].into_iter().flatten().filter_map(|text| page(text)).collect();
        let by = |map: &HashMap<String, Vec<usize>>| {
            pages.iter().find_map(|page| map.get(page)).cloned().unwrap_or_default()
        };
        let title = item.title.as_deref().map(title_key).unwrap_or_default();
        let of_path = pages.iter().find_map(|page| self.by_path.get(path(page))).cloned().unwrap_or_default();
        let of_title = self.by_title.get(&title).cloned().unwrap_or_default();
        let of_slug = pages.iter().find_map(|page| self.by_slug.get(&(slug(page), title.clone())));
        let mut of_path: Vec<usize> =
            of_path.into_iter().filter(|at| self.articles[*at].may_be(item, &title)).collect();
        if of_path.is_empty() && !title.is_empty() {
            of_path = of_slug.cloned().unwrap_or_default();
        }
        let stages = [
            (How::Id, id.cloned().unwrap_or_default()),
            (How::Url, by(&self.by_page)),
            (How::Alias, by(&self.by_alias)),
            (How::Path, of_path),
            (How::Title, of_title.into_iter().filter(|at| self.articles[*at].is_near(item)).collect()),
        ];
        let found = stages.into_iter().find(|(_, found)| !found.is_empty());
        match found {
            None => Match::None,
            Some((how, found)) => match *found {
                [at] => Match::One(at, how),
                _ => Match::Ambiguous,
            },
        }
    }

    /// The article at a place.
    #[must_use]
    pub fn article(&self, at: usize) -> &'a LiveArticle {
        self.articles[at].live
    }
}

impl Known<'_> {
    fn may_be(&self, item: &Item, title: &str) -> bool {
        self.title == title || self.date.is_some() && item.date().is_some() && self.is_near(item)
    }

    /// Whether the dates are within a day, or the article has none yet.
    fn is_near(&self, item: &Item) -> bool {
        match (self.date, item.date()) {
            (Some(date), Some(told)) => (date - told).abs() <= TimeDelta::days(1),
            (Some(_), None) => false,
            (None, _) => true,
        }
    }
}

/// The path of a page's key, behind its host.
fn path(page: &str) -> &str {
    page.find('/').map_or("", |at| &page[at..])
}

/// The last part of the path of a page's key, as headlines are compared.
fn slug(page: &str) -> String {
    title_key(path(page).rsplit('/').next().unwrap_or_default())
}

/// What each item of a document is. Where two items would be one article, the
/// surer one is; of two that are as sure, none, unless their ids are one.
#[must_use]
pub fn matches(document: &Document, paper: &Paper<'_>) -> Vec<Match> {
    let mut found: Vec<Match> = document.items.iter().map(|item| paper.find(item)).collect();
    let mut claims: HashMap<usize, Vec<(How, usize)>> = HashMap::new();
    for (item, found) in found.iter().enumerate() {
        if let Match::One(article, how) = found {
            claims.entry(*article).or_default().push((*how, item));
        }
    }
    for mut claims in claims.into_values().filter(|claims| claims.len() > 1) {
        claims.sort_unstable();
        let id = |claim: &(How, usize)| document.items[claim.1].remembered();
        let one_id = claims.iter().all(|claim| id(claim) == id(&claims[0]));
        let first = usize::from(one_id || claims[0].0 < claims[1].0);
        for (_, item) in &claims[first..] {
            found[*item] = Match::Ambiguous;
        }
    }
    found
}
