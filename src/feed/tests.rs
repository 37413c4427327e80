//! Which feeds there are and what each holds, as a newsroom would check it.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Card, Definition, FeedRecord, Index, Offer, Plan, read_all};
use crate::article::testing::{article, at, live};
use crate::article::{Access, Author, LiveArticle, Media, MediaKind, Term};
use crate::config::{Config, ConfigError};
use crate::xml::{AbsoluteUrl, LangTag, XmlText};

#[derive(Default)]
struct Remembered(Vec<FeedRecord>);

impl Index for Remembered {
    fn feeds<'a>(&'a self) -> Box<dyn Iterator<Item = &'a FeedRecord> + 'a> {
        Box::new(self.0.iter())
    }

    fn departures(&self) -> Vec<super::Departure> {
        Vec::new()
    }
}

fn config(feeds: &str) -> Config {
    let text = format!(
        "[site]\ntitle = \"The Daily\"\nurl = \"https://daily.example\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n{feeds}"
    );
    Config::parse(Path::new("config.toml"), text).unwrap()
}

fn definitions(feeds: &str) -> Result<Vec<Definition>, ConfigError> {
    read_all(&config(feeds), &["atom", "json", "rss"])
}

fn plan_with(feeds: &str, live: &[LiveArticle], index: &Remembered, out: &[Arc<str>]) -> Plan {
    let definitions = definitions(feeds).unwrap();
    let site = config(feeds).site;
    let sources: Vec<Arc<str>> = vec!["articles".into(), "wire".into()];
    let (cards, names) = Card::all_of(live.iter(), &site.language);
    Offer { site: &site, definitions: &definitions, sources: &sources, out, hubs: &[] }.plan(
        &cards,
        &names,
        index,
        at("02-01T00:00"),
    )
}

fn plan(feeds: &str, live: &[LiveArticle]) -> Plan {
    plan_with(feeds, live, &Remembered::default(), &[])
}

fn paths(plan: &Plan) -> Vec<&str> {
    plan.feeds.iter().map(|feed| feed.record.path.as_str()).collect()
}

/// Headlines of a feed's articles, in order.
fn held<'a>(plan: &Plan, feed: usize, live: &'a [LiveArticle]) -> Vec<&'a str> {
    plan.feeds[feed].articles.iter().map(|at| live[*at as usize].article.headline.as_str()).collect()
}

/// Stories one hour apart, newest first, changed as `each` says.
fn stories(count: u32, each: impl Fn(u32, &mut crate::article::Article)) -> Vec<LiveArticle> {
    let newest: DateTime<Utc> = at("01-31T00:00");
    (0..count)
        .map(|number| {
            let mut story = article(&format!("{number}.md"), &format!("S{number}"), "body");
            each(number, &mut story);
            live(story, newest - TimeDelta::hours(i64::from(number)))
        })
        .collect()
}

fn term(name: &str) -> Term {
    Term::new(XmlText::new(name))
}

#[test]
fn names_that_differ_in_case_form_or_space_are_one_feed() {
    let names = ["World", "world ", "WORLD", "Sa\u{303}o  Paulo", "são paulo"];
    let live = stories(5, |number, story| story.sections.push(term(names[number as usize])));
    let plan = plan("[[feed]]\npath = \"s/{section}\"\neach = \"section\"\n", &live);
    let mut paths = paths(&plan);
    paths.sort_unstable();
    assert_eq!(paths, ["s/sao-paulo", "s/world"]);
    let world = plan.feeds.iter().find(|feed| feed.record.path == "s/world").unwrap();
    assert_eq!((world.articles.len(), world.name.as_deref()), (3, Some("WORLD")), "the earliest story names it");
}

#[test]
fn names_with_one_slug_are_two_feeds_and_stay_so() {
    let names = ["Rock & Roll", "Rock Roll"];
    let live = stories(2, |number, story| story.tags.push(term(names[number as usize])));
    let feeds = "[[feed]]\npath = \"t/{tag}\"\neach = \"tag\"\n";
    let first = plan(feeds, &live);
    let path_of = |plan: &Plan, value: &str| {
        plan.feeds.iter().find(|feed| feed.record.value.as_deref() == Some(value)).unwrap().record.path.clone()
    };
    assert_eq!(path_of(&first, "rock roll"), "t/rock-roll");
    assert_eq!(path_of(&first, "rock & roll"), "t/rock-roll-2");
    // The earlier one is gone; the later one keeps its path.
    let remembered = Remembered(first.learned);
    let later = plan_with(feeds, &live[..1], &remembered, &[]);
    assert_eq!(path_of(&later, "rock & roll"), "t/rock-roll-2");
    assert!(later.learned.is_empty());
}

#[test]
fn two_authors_of_one_name_are_two_feeds_and_stay_so() {
    let live = stories(3, |number, story| {
        let mut author = Author::new(XmlText::new("Ann Other"));
        author.id = (number > 0).then(|| format!("ann-{number}"));
        story.authors.push(author);
    });
    let feeds = "[[feed]]\npath = \"a/{author}\"\neach = \"author\"\n";
    let first = plan(feeds, &live);
    let again = plan_with(feeds, &live, &Remembered(first.learned.clone()), &[]);
    let all = |plan: &Plan| {
        plan.feeds.iter().map(|feed| (feed.record.path.clone(), feed.articles.clone())).collect::<Vec<_>>()
    };
    assert_eq!(all(&first).len(), 3);
    assert_eq!(all(&first), all(&again));
}

#[test]
fn a_section_and_a_tag_of_one_name_are_shown_as_each_is_written() {
    let live = stories(1, |_, story| {
        story.tags.push(term("sport"));
        story.sections.push(term("SPORT"));
    });
    let plan = plan(
        "[[feed]]\npath = \"t/{tag}\"\neach = \"tag\"\n[[feed]]\npath = \"s/{section}\"\neach = \"section\"\n",
        &live,
    );
    let shown: Vec<_> = plan.feeds.iter().map(|feed| feed.name.as_deref().unwrap()).collect();
    assert_eq!(shown, ["sport", "SPORT"]);
}

#[test]
fn c_and_c_plus_plus_have_feeds_of_their_own_and_a_nameless_name_has_a_path() {
    let names = ["C", "C++", "★"];
    let live = stories(3, |number, story| story.tags.push(term(names[number as usize])));
    let plan = plan("[[feed]]\npath = \"t/{tag}\"\neach = \"tag\"\n", &live);
    let paths = paths(&plan);
    assert!(paths.contains(&"t/c") && paths.contains(&"t/c-plus-plus"));
    assert!(paths.iter().any(|path| path.starts_with("t/x-")), "{paths:?}");
}

#[test]
fn a_feed_begins_when_it_has_enough_and_does_not_end_again() {
    let live = stories(3, |number, story| {
        story.tags.push(term("often"));
        if number == 0 {
            story.tags.push(term("once"));
        }
    });
    let feeds = "[[feed]]\npath = \"t/{tag}\"\neach = \"tag\"\nat_least = 2\n";
    let first = plan(feeds, &live);
    assert_eq!(paths(&first), ["t/often"]);
    let remembered = Remembered(first.learned);
    assert_eq!(paths(&plan_with(feeds, &live[..1], &remembered, &[])), ["t/often"]);
}

#[test]
fn a_feed_that_never_had_an_item_is_not_written_unless_it_may() {
    assert!(plan("[[feed]]\npath = \"all\"\n", &[]).feeds.is_empty());
    assert_eq!(paths(&plan("[[feed]]\npath = \"all\"\nallow_empty = true\n", &[])), ["all"]);
}

#[test]
fn selections_combine() {
    let live = stories(6, |number, story| {
        story.sections.push(term(if number % 2 == 0 { "News" } else { "Sport" }));
        story.sponsored = number == 2;
        story.language = (number == 3).then(|| LangTag::parse("en-GB").unwrap());
        story.authors.push(Author::new(XmlText::new(if number < 3 { "A" } else { "B" })));
        if number == 5 {
            let url = AbsoluteUrl::parse("https://daily.example/a.mp3").unwrap();
            story.media.push(Media::new(MediaKind::Audio, crate::article::Location::Url(url)));
        }
    });
    let select = |select: &str| {
        let feeds = format!("[[feed]]\npath = \"all\"\nselect = {select}\n");
        let plan = plan(&feeds, &live);
        if plan.feeds.is_empty() { Vec::new() } else { held(&plan, 0, &live) }
    };
    assert_eq!(select("{ section = \"news\" }"), ["S0", "S2", "S4"]);
    assert_eq!(select("{ section = \"news\", not = { sponsored = true } }"), ["S0", "S4"]);
    assert_eq!(select("{ any = [{ author = \"B\", section = \"News\" }, { language = \"en-GB\" }] }"), ["S3", "S4"]);
    assert_eq!(select("{ language = \"en\" }").len(), 6);
    assert_eq!(select("{ language = \"e\" }").len(), 0);
    assert_eq!(select("{ type = \"audio\" }"), ["S5"]);
    assert_eq!(select("{ all = [{ author = [\"A\", \"B\"] }, { section = \"Sport\" }] }"), ["S1", "S3", "S5"]);
    assert_eq!(select("{ source = \"wire\" }").len(), 0);
    assert_eq!(select("{ tag = \"unheard of\" }").len(), 0);
}

#[test]
fn a_window_moves_and_says_when() {
    let live = stories(5, |_, _| {});
    // Now is 24 hours after the newest story.
    let plan = plan("[[feed]]\npath = \"all\"\nselect = { newer_than = \"26h\" }\n", &live);
    assert_eq!(held(&plan, 0, &live), ["S0", "S1"]);
    assert_eq!(plan.next_due, Some(at("02-01T01:00")));
}

#[test]
fn pinned_stories_stand_first_by_weight_and_count() {
    let live = stories(6, |number, story| {
        story.pinned = number >= 4;
        story.weight = (number == 5).then_some(1);
    });
    let plan = plan("[[feed]]\npath = \"all\"\nlimit = 4\n", &live);
    assert_eq!(held(&plan, 0, &live), ["S5", "S4", "S0", "S1"]);
}

#[test]
fn the_order_may_follow_the_updates() {
    let live = stories(3, |number, story| story.updated = (number == 2).then(|| at("01-31T12:00")));
    let plan = plan("[[feed]]\npath = \"all\"\norder = \"updated\"\n", &live);
    assert_eq!(held(&plan, 0, &live), ["S2", "S0", "S1"]);
}

#[test]
fn a_source_that_is_out_keeps_the_feeds_that_could_hold_its_stories() {
    let live = stories(2, |_, _| {});
    let feeds = "[[feed]]\npath = \"all\"\n[[feed]]\npath = \"own\"\nselect = { source = \"articles\" }\n";
    let plan = plan_with(feeds, &live, &Remembered::default(), &["wire".into()]);
    assert_eq!(paths(&plan), ["own"]);
    assert_eq!(plan.kept[0].path, "all");
    assert_eq!(plan.learned.len(), 1, "a feed that is not written does not begin");
}

#[test]
fn what_subscribers_pay_for_stands_in_no_open_feed() {
    let mut story = article("a.md", "One", "The free paragraph.\n\nThe paid words.");
    story.access = Access::Subscribers;
    let story = live(story, at("01-01T00:00"));
    let site = config("[[feed]]\npath = \"all\"\n").site;
    let item = super::Item::of(&story, &site).with(super::Content::Full, &site);
    assert!(item.content.is_none() && item.summary.is_none());
}

#[test]
fn faults_of_a_feed_are_told_with_their_mend() {
    let fault = |feeds: &str| definitions(feeds).unwrap_err().to_string();
    assert!(fault("[[feed]]\npath = \"../up\"\n").contains("does not stay in the output directory"));
    assert!(fault("[[feed]]\npath = \"/abs\"\n").contains("does not stay"));
    assert!(fault("[[feed]]\npath = \"x\"\nurls = { rss = \"/../x.xml\" }\n").contains("climbs out with `..`"));
    assert!(fault("[[feed]]\npath = \"a b\"\n").contains("character"));
    assert!(fault("[[feed]]\npath = \"x\"\neach = \"tag\"\n").contains("put `{tag}` into it"));
    assert!(fault("[[feed]]\npath = \"x/{tag}\"\n").contains("needs `each`"));
    assert!(fault("[[feed]]\npath = \"all\"\n[[feed]]\npath = \"ALL\"\n").contains("two feeds have the path"));
    assert!(fault("[[feed]]\npath = \"all\"\nformats = [\"rdf\"]\n").contains("there are atom, json, rss"));
    assert!(fault("[[feed]]\npath = \"all\"\nselect = { sektion = \"a\" }\n").contains("did you mean `section`?"));
    assert!(fault("[[feed]]\npath = \"all\"\nlimit = 0\n").contains("from 1 to"));
}
