//! What is different between two documents, as their readers meet it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{By, Document, Item, pairs};

/// What is different.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Differences {
    /// Of the feed itself.
    pub feed: Vec<FeedChange>,
    /// Of its items: those of the new document in its order, then those that are gone.
    pub items: Vec<ItemChange>,
    /// How many of each kind.
    pub summary: Summary,
}

/// Something that is different in the feed itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum FeedChange {
    /// An Atom feed's own id.
    Id {
        /// As it was.
        old: String,
        /// As it is.
        new: String,
    },
    /// Its title.
    Title {
        /// As it was.
        old: String,
        /// As it is.
        new: String,
    },
}

/// An item that is not the same in both. Places count from 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ItemChange {
    /// It was not there: shown as new.
    Added {
        /// Its place.
        place: usize,
        /// What a reader remembers of it.
        id: Option<String>,
        /// Its page.
        link: Option<String>,
        /// Its headline.
        title: Option<String>,
    },
    /// It is no longer there. Its headline is not told: it may have had to go.
    Gone {
        /// The place that it had.
        place: usize,
        /// What a reader remembers of it.
        id: Option<String>,
        /// Its page.
        link: Option<String>,
    },
    /// It is there, and is not what it was.
    Changed {
        /// Its place.
        place: usize,
        /// What a reader remembers of it now.
        id: Option<String>,
        /// Its page.
        link: Option<String>,
        /// In what.
        changes: Vec<Change>,
    },
}

/// One difference of an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Change {
    /// Its id: a reader shows it as new again.
    Id {
        /// As it was.
        old: String,
        /// As it is.
        new: String,
    },
    /// Its address.
    Link {
        /// As it was.
        old: Option<String>,
        /// As it is.
        new: Option<String>,
    },
    /// When it was published.
    Published {
        /// As it was.
        old: Option<DateTime<Utc>>,
        /// As it is.
        new: Option<DateTime<Utc>>,
    },
    /// When it was updated.
    Updated {
        /// As it was.
        old: Option<DateTime<Utc>>,
        /// As it is.
        new: Option<DateTime<Utc>>,
    },
    /// Its headline.
    Title {
        /// As it was.
        old: Option<String>,
        /// As it is.
        new: Option<String>,
    },
    /// Its words.
    Content {
        /// The share of distinct words that only one of the two has, from 0 to 1.
        words: f64,
    },
    /// Its markup, around the same words.
    Markup,
    /// Its place among the items of both.
    Moved {
        /// The place that it had.
        old: usize,
        /// The place that it has.
        new: usize,
    },
}

/// How many items there are of each kind. One that changed in several ways is
/// counted in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Items of the old document.
    pub old: usize,
    /// Items of the new one.
    pub new: usize,
    /// The same in both.
    pub same: usize,
    /// In the new one alone.
    pub added: usize,
    /// In the old one alone.
    pub gone: usize,
    /// With another id: shown as new again.
    pub id: usize,
    /// With another address.
    pub link: usize,
    /// With another date.
    pub date: usize,
    /// With another headline.
    pub title: usize,
    /// With other words or markup.
    pub content: usize,
    /// At another place.
    pub moved: usize,
}

impl Differences {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.feed.is_empty() && self.items.is_empty()
    }
}

/// What is different between two documents. Where their formats are two, what
/// only one of them can say is no difference.
#[must_use]
pub fn between(old: &Document, new: &Document) -> Differences {
    let pairs = pairs(&old.items, &new.items);
    let mut summary = Summary {
        old: old.items.len(),
        new: new.items.len(),
        added: pairs.added.len(),
        gone: pairs.gone.len(),
        ..Summary::default()
    };
    let id = |item: &Item| item.remembered().map(str::to_owned);
    let mut items: Vec<(usize, ItemChange)> = Vec::new();
    for at in pairs.added {
        let item = &new.items[at];
        let (link, title) = (item.link.clone(), item.title.clone());
        items.push((at, ItemChange::Added { place: at + 1, id: id(item), link, title }));
    }
    let mut both = pairs.both;
    both.sort_by_key(|(_, new, _)| *new);
    let steady = in_order(&both.iter().map(|(old, _, _)| *old).collect::<Vec<_>>());
    for ((old_at, new_at, by), steady) in both.into_iter().zip(steady) {
        let (was, is) = (&old.items[old_at], &new.items[new_at]);
        let mut changes = changes(was, is, by, old.kind == new.kind);
        if !steady {
            changes.push(Change::Moved { old: old_at + 1, new: new_at + 1 });
        }
        if changes.is_empty() {
            summary.same += 1;
            continue;
        }
        summary.count(&changes);
        items.push((new_at, ItemChange::Changed { place: new_at + 1, id: id(is), link: is.link.clone(), changes }));
    }
    items.sort_by_key(|(at, _)| *at);
    let gone = pairs.gone.into_iter().map(|at| {
        let item = &old.items[at];
        ItemChange::Gone { place: at + 1, id: id(item), link: item.link.clone() }
    });
    let items = items.into_iter().map(|(_, change)| change).chain(gone).collect();
    Differences { feed: feed(old, new), items, summary }
}

impl Summary {
    fn count(&mut self, changes: &[Change]) {
        let has = |is: fn(&Change) -> bool| usize::from(changes.iter().any(is));
        self.id += has(|change| matches!(change, Change::Id { .. }));
        self.link += has(|change| matches!(change, Change::Link { .. }));
        self.date += has(|change| matches!(change, Change::Published { .. } | Change::Updated { .. }));
        self.title += has(|change| matches!(change, Change::Title { .. }));
        self.content += has(|change| matches!(change, Change::Content { .. } | Change::Markup));
        self.moved += has(|change| matches!(change, Change::Moved { .. }));
    }
}

fn feed(old: &Document, new: &Document) -> Vec<FeedChange> {
    let mut changes = Vec::new();
    if let (Some(old), Some(new)) = (&old.id, &new.id)
        && old != new
    {
        changes.push(FeedChange::Id { old: old.clone(), new: new.clone() });
    }
    if old.title != new.title {
        let text = |title: &Option<String>| title.clone().unwrap_or_default();
        changes.push(FeedChange::Title { old: text(&old.title), new: text(&new.title) });
    }
    changes
}

fn changes(old: &Item, new: &Item, by: By, same_kind: bool) -> Vec<Change> {
    let mut changes = Vec::new();
    if by != By::Id
        && let (Some(old), Some(new)) = (old.remembered(), new.remembered())
        && old != new
    {
        changes.push(Change::Id { old: old.to_owned(), new: new.to_owned() });
    }
    if old.link != new.link {
        changes.push(Change::Link { old: old.link.clone(), new: new.link.clone() });
    }
    let differ = |old: Option<DateTime<Utc>>, new: Option<DateTime<Utc>>| {
        old != new && (same_kind || old.is_some() && new.is_some())
    };
    if differ(old.published, new.published) {
        changes.push(Change::Published { old: old.published, new: new.published });
    }
    if differ(old.updated, new.updated) {
        changes.push(Change::Updated { old: old.updated, new: new.updated });
    }
    if old.title != new.title {
        changes.push(Change::Title { old: old.title.clone(), new: new.title.clone() });
    }
    if old.contents.words != new.contents.words {
        changes.push(Change::Content { words: old.contents.changed(&new.contents) });
    } else if old.contents.markup != new.contents.markup {
        changes.push(Change::Markup);
    }
    changes
}

/// Which of the numbers stand in a longest rising run: the others moved.
fn in_order(numbers: &[usize]) -> Vec<bool> {
    // For each length the place of the smallest last number of such a run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut steady = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        steady[at] = true;
        next = before[at];
    }
    steady
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::read;

    fn feed(items: &[(&str, &str, &str, &str)]) -> Document {
        let items: String = items
            .iter()
            .map(|(id, link, title, words)| {
                format!(
                    "<item><guid isPermaLink=\"false\">{id}</guid><link>{link}</link><title>{title}</title>\
                     <pubDate>Thu, 01 Jan 2026 09:00:00 +0000</pubDate><description>{words}</description></item>"
                )
            })
            .collect();
        read(format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>").as_bytes(), None).unwrap()
    }

    #[test]
    fn each_kind_of_change_is_told() {
        let old = feed(&[
            ("1", "https://a.example/1/", "One", "a b"),
            ("2", "https://a.example/2/", "Two", "a b"),
            ("3", "https://a.example/3/", "Three", "a b"),
            ("4", "https://a.example/4/", "Four", "a b"),
            ("5", "https://a.example/5/", "Five", "a b"),
        ]);
        let new = feed(&[
            ("0", "https://a.example/0/", "Zero", "a b"),
            ("2", "https://a.example/2/", "Two!", "a c"),
            ("1", "https://a.example/1/", "One", "a b"),
            ("tag:3", "http://www.a.example/3", "Three", "a b"),
            ("tag:4", "https://b.example/four", "Four", "&lt;b&gt;a&lt;/b&gt; b"),
        ]);
        let differences = between(&old, &new);
        let Summary { same, added, gone, id, link, date, title, content, moved, .. } = differences.summary;
        assert_eq!((same, added, gone, id, link), (1, 1, 1, 2, 2), "{differences:#?}");
        assert_eq!((date, title, content, moved), (0, 1, 2, 1), "{differences:#?}");
        assert!(!differences.is_same());
        assert!(between(&old, &old).is_same());
    }

    #[test]
    fn one_link_for_all_pairs_nothing() {
        let old = feed(&[("1", "https://a.example/", "One", ""), ("2", "https://a.example/", "Two", "")]);
        let new = feed(&[("x", "https://a.example/", "Three", ""), ("y", "https://a.example/", "Four", "")]);
        let summary = between(&old, &new).summary;
        assert_eq!((summary.added, summary.gone, summary.id), (2, 2, 0));
    }

    #[test]
    fn only_what_left_the_order_moved() {
        assert_eq!(in_order(&[1, 2, 3, 0]), [true, true, true, false]);
        assert_eq!(in_order(&[4, 0, 1, 2]), [false, true, true, true]);
        assert!(in_order(&[]).is_empty());
    }
}
