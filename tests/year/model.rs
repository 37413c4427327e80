//! What readers must see, by the rules of the desk and of each feed.

use chrono::TimeDelta;

use super::newsroom::Newsroom;
use super::story::{SECTIONS, Story, TAGS, Time};

/// A feed's file, and what it must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) file: String,
    pub(super) items: Vec<Item>,
    /// Where the site is.
    pub(super) site: String,
}

/// One item, as far as a reader may tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) number: usize,
    pub(super) published: Time,
    pub(super) updated: Time,
    /// Whatever its file says has this version.
    pub(super) version: u32,
}

/// Marks what a run at the newsroom's time publishes, and says what each feed
/// holds then.
pub(super) fn publish(newsroom: &mut Newsroom) -> Vec<Expected> {
    let now = newsroom.now;
    let live: Vec<usize> = (0..newsroom.stories.len())
        .filter(|number| {
            let story = &newsroom.stories[*number];
            newsroom.is_there(story) && story.may_be_out(now)
        })
        .collect();
    for number in &live {
        newsroom.stories[*number].publish(now);
    }
    let mut live: Vec<&Story> = live.iter().map(|number| &newsroom.stories[*number]).collect();
    live.sort_by_key(|story| std::cmp::Reverse(published(story)));
    let mut expected = Vec::new();
    let mut feed = |files: &[String], limit, holds: &dyn Fn(&Story) -> bool| {
        let held: Vec<&Story> = live.iter().copied().filter(|story| holds(story)).take(limit).collect();
        let items: Vec<Item> = held.into_iter().map(item).collect();
        let site = &newsroom.site;
        expected.extend(files.iter().map(|file| Expected {
            file: file.clone(),
            items: items.clone(),
            site: site.clone(),
        }));
    };
    feed(&["all.rss".to_owned(), "all.atom".to_owned(), "all.json".to_owned()], 25, &|_| true);
    feed(&["wire.rss".to_owned()], 10, &Story::is_wire);
    let since = now - TimeDelta::days(10);
    feed(&["recent.atom".to_owned()], 40, &|story| published(story) > since);
    for (section, name) in SECTIONS.iter().enumerate() {
        feed(&[format!("section/{name}.atom")], 10, &|story| story.section == section);
    }
    for (tag, name) in TAGS.iter().enumerate() {
        feed(&[format!("tag/{name}.rss")], 8, &|story| story.tags.contains(&tag));
    }
    live.sort_by_key(|story| std::cmp::Reverse(story.told.unwrap().updated));
    let items = live.iter().take(12).map(|story| item(story)).collect();
    expected.push(Expected { file: "updated.json".to_owned(), items, site: newsroom.site.clone() });
    expected
}

fn published(story: &Story) -> Time {
    story.told.unwrap().published
}

fn item(story: &Story) -> Item {
    let told = story.told.unwrap();
    Item { number: story.number, published: told.published, updated: told.updated, version: story.version }
}
