//! A newsroom that moves to Feedroom tells no reader of a story twice.

use std::collections::BTreeMap;

use crate::util::{Newsroom, PLAIN};

/// An old item: id, address, headline, publication.
type OldItem<'a> = (&'a str, &'a str, &'a str, &'a str);

fn rss(items: &[OldItem<'_>]) -> String {
    let item = |(id, link, title, date): &OldItem<'_>| {
        let date = chrono::DateTime::parse_from_rfc3339(date).unwrap().to_rfc2822();
        format!("<item><title>{title}</title><link>{link}</link><guid>{id}</guid><pubDate>{date}</pubDate></item>\n")
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Daily</title><link>http://daily.example/</link><description>x</description>{items}</channel></rss>"
    )
}

fn atom(id: &str, items: &[OldItem<'_>], updated: &str) -> String {
    let item = |(id, link, title, date): &OldItem<'_>| {
        format!(
            "<entry><id>{id}</id><title>{title}</title><link href=\"{link}\"/><published>{date}</published><updated>{updated}</updated></entry>\n"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{id}</id><title>The Daily</title>{items}</feed>")
}

/// Id → (title, published, updated) of a document, as `feed-rs` reads it.
fn polled(newsroom: &Newsroom, file: &str) -> BTreeMap<String, (String, String, String)> {
    let feed = feed_rs::parser::parse(newsroom.read(file).as_bytes()).unwrap();
    let date = |date: Option<chrono::DateTime<chrono::Utc>>| date.unwrap().to_rfc3339();
    let entry = |entry: feed_rs::model::Entry| {
        (entry.id, (entry.title.unwrap().content, date(entry.published), date(entry.updated)))
    };
    feed.entries.into_iter().map(entry).collect()
}

fn body(seed: u32) -> String {
    (0..150).map(|word| format!("word{} ", word * 7 + seed * 1000)).collect()
}

fn story(newsroom: &Newsroom, file: &str, front: &str, seed: u32) {
    newsroom.write(&format!("articles/{file}"), format!("---\n{front}\n---\n\n{}\n", body(seed)));
}

/// Five stories; the old system knew four of them, each told by another sign.
fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(&PLAIN.replace("[feed_defaults]", "[feed_defaults]\nlimit = 50"));
    story(&newsroom, "one.md", "title: One, a better headline\ndate: 2026-01-01", 1);
    story(&newsroom, "two.md", "title: Two\ndate: 2026-01-02T09:00:00Z\naliases: [/old/two.html]", 2);
    story(&newsroom, "three.md", "title: “Three” & more\ndate: 2026-01-03T09:00:00Z", 3);
    story(&newsroom, "four.md", "title: Four\ndate: 2026-01-04T09:00:00Z\nupdated: 2026-01-20T09:00:00Z", 4);
    story(&newsroom, "new.md", "title: New\ndate: 2026-01-30T09:00:00Z", 5);
    let old = [
        (
            "http://www.daily.example/2026/01/01/one",
            "http://www.daily.example/2026/01/01/one",
            "One",
            "2025-12-31T23:00:00Z",
        ),
        ("http://daily.example/?p=2", "http://daily.example/old/two.html", "Second", "2026-01-02T09:00:05Z"),
        (
            "http://daily.example/?p=3",
            "http://feeds.example/r/3",
            "&#8220;Three&#8221; &amp;amp; More",
            "2026-01-03T10:00:00Z",
        ),
        ("http://daily.example/?p=4", "http://old.example/2026/01/04/four/", "Fourth", "2026-01-04T09:00:00Z"),
        ("http://daily.example/?p=9", "http://daily.example/gone/", "Gone", "2025-01-01T09:00:00Z"),
    ];
    newsroom.write("old/feed.xml", rss(&old));
    let with_ids = |prefix: &'static str| {
        old.iter().enumerate().map(move |(at, item)| (format!("{prefix}{}", at + 1), item.1, item.2, item.3))
    };
    let tags: Vec<_> = with_ids("tag:old.example,2020:").collect();
    let tags: Vec<OldItem<'_>> = tags.iter().map(|(id, link, title, date)| (&**id, *link, *title, *date)).collect();
    newsroom.write("old/atom.xml", atom("tag:old.example,2020:feed", &tags, "2026-01-10T08:00:00Z"));
    newsroom
}

const AT: &str = "2026-01-31T12:00:00Z";

#[test]
fn ids_and_dates_of_an_old_feed_are_those_of_the_next_build() {
    let newsroom = newsroom();
    let ran = newsroom.run(&["--at", AT, "adopt", "--dry-run", "old/feed.xml"]);
    assert_eq!(ran.status, 1, "{}{}", ran.stdout, ran.stderr);
    assert!(!newsroom.exists("articles/ledger.jsonl") && !newsroom.exists("feeds"));
    let ran = newsroom.run(&["--at", AT, "adopt", "old/feed.xml"]);
    let said = &ran.stdout;
    assert_eq!(ran.status, 1, "{said}{}", ran.stderr);
    assert!(said.contains("old/feed.xml (rss) for all.rss: 5 items, 4 adopted, 1 not adopted\n"), "{said}");
    assert!(
        said.contains("found: 1 by address, 1 by earlier address, 1 by path of the address, 1 by headline and date"),
        "{said}"
    );
    assert!(said.contains("not adopted: http://daily.example/gone/: no article that is out is it"), "{said}");
    newsroom.build();
    let now = polled(&newsroom, "feeds/all.atom");
    assert_eq!(now.len(), 5);
    assert_eq!(now["http://daily.example/?p=2"].1, "2026-01-02T09:00:05+00:00");
    assert_eq!(now["http://daily.example/?p=2"].2, "2026-01-02T09:00:05+00:00");
    assert_eq!(now["http://daily.example/?p=3"].1, "2026-01-03T10:00:00+00:00");
    assert_eq!(now["http://www.daily.example/2026/01/01/one"].0, "One, a better headline");
    // The address stays that of the date that the article has, though the old feed told another day.
    assert_eq!(now["http://www.daily.example/2026/01/01/one"].1, "2025-12-31T23:00:00+00:00");
    assert!(newsroom.read("feeds/all.rss").contains("<link>https://daily.example/2026/01/01/one/</link>"));
    let ran = newsroom.run(&["diff", "old/feed.xml", "feeds/all.rss"]);
    assert!(ran.stdout.starts_with("5 items before, 5 now: 1 added, 1 gone,"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("published:"), "{}", ran.stdout);
    newsroom.run(&["validate", "feeds"]).succeeds();
}

#[test]
fn what_was_adopted_survives_what_ids_survive() {
    let newsroom = newsroom();
    newsroom.run(&["--at", AT, "adopt", "old/feed.xml"]);
    newsroom.build();
    let before = polled(&newsroom, "feeds/all.atom");
    // Another file and another headline: the date that the old feed told is not the source's.
    newsroom.remove("articles/one.md");
    story(&newsroom, "renamed.md", "title: Once more\ndate: 2026-01-01\nslug: other", 1);
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
    let after = polled(&newsroom, "feeds/all.atom");
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let id = "http://www.daily.example/2026/01/01/one";
    assert_eq!((&after[id].1, &after[id].2), (&before[id].1, &before[id].2));
    newsroom.run(&["--at", AT, "adopt", "old/feed.xml"]).says("4 adopted, 4 as they were already").says("0 lines");
}

#[test]
fn where_two_old_feeds_disagree_each_keeps_its_ids() {
    let newsroom = newsroom();
    let ran = newsroom.run(&["--at", AT, "adopt", "old/feed.xml", "old/atom.xml"]);
    assert!(
        ran.stdout
            .contains("old/atom.xml (atom) for all.atom: 5 items, 4 adopted, 4 for that feed alone, 1 not adopted"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("the feed's own id: taken"), "{}", ran.stdout);
    newsroom.build();
    let [rss, atom, json] = ["rss", "atom", "json"].map(|format| polled(&newsroom, &format!("feeds/all.{format}")));
    assert_eq!(rss["http://daily.example/?p=2"].0, "Two");
    assert!(json.contains_key("http://daily.example/?p=2") && json.len() == 5);
    assert_eq!(atom.len(), 5);
    assert_eq!(atom["tag:old.example,2020:2"].0, "Two");
    assert_eq!(atom["tag:old.example,2020:2"].2, "2026-01-10T08:00:00+00:00", "updated as the old feed told");
    assert_eq!(atom["tag:old.example,2020:4"].2, "2026-01-10T08:00:00+00:00", "what its source said then is no news");
    assert!(newsroom.read("feeds/all.atom").contains("<id>tag:old.example,2020:feed</id>"));
    newsroom.run(&["validate", "feeds"]).succeeds();
    // A later word of the source is news.
    story(&newsroom, "four.md", "title: Four\ndate: 2026-01-04T09:00:00Z\nupdated: 2026-01-31T09:00:00Z", 4);
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
    assert_eq!(polled(&newsroom, "feeds/all.atom")["tag:old.example,2020:4"].2, "2026-01-31T09:00:00+00:00");
    // And again: nothing is to be taken over a second time.
    newsroom.run(&["--at", "2026-02-01T12:00:00Z", "adopt", "old/feed.xml", "old/atom.xml"]).says("0 lines written");
}

#[test]
fn an_article_that_is_out_keeps_its_id_but_in_the_feed_that_is_named() {
    let newsroom = newsroom();
    let config =
        newsroom.read("config.toml").replace("path = \"all\"", "path = \"all\"\n[[feed]]\npath = \"partners\"");
    newsroom.write("config.toml", config);
    newsroom.build();
    let own = polled(&newsroom, "feeds/all.rss");
    let ran = newsroom.run(&["--at", AT, "adopt", "old/feed.xml"]);
    assert!(
        ran.stdout.contains("0 adopted, 5 not adopted") && ran.stdout.contains("--feed says in which feed"),
        "{}",
        ran.stdout
    );
    newsroom.run(&["--at", AT, "adopt", "--feed", "partner", "old/feed.xml"]).fails(2, "did you mean `partners`?");
    let ran = newsroom.run(&["--at", AT, "adopt", "--feed", "partners", "old/feed.xml"]);
    assert!(
        ran.stdout.contains("4 for that feed alone") && ran.stdout.contains("another date, which never moves"),
        "{}",
        ran.stdout
    );
    newsroom.build();
    assert_eq!(own, polled(&newsroom, "feeds/all.rss"));
    let partners = polled(&newsroom, "feeds/partners.rss");
    assert!(partners.contains_key("http://daily.example/?p=3") && partners.len() == 5, "{partners:?}");
    assert!(!newsroom.read("feeds/partners.atom").contains("?p=3"));
}

#[test]
fn what_is_not_clear_is_not_taken() {
    let newsroom = newsroom();
    let date = "2026-01-02T09:00:00Z";
    let old = [
        // Two items of one article, one id for two articles, an id that Atom cannot hold.
        ("a", "http://daily.example/2026/01/02/two/", "Two", date),
        ("b", "http://daily.example/2026/01/02/two/", "Two", date),
        ("tag:x.example,2020:same", "http://daily.example/2026/01/03/three/", "Three", "2026-01-03T09:00:00Z"),
        ("tag:x.example,2020:same", "http://daily.example/2026/01/04/four/", "Four", "2026-01-04T09:00:00Z"),
        ("urn:x:17", "http://daily.example/2026/01/01/one/", "One", "0001-01-01T00:00:00Z"),
    ];
    newsroom.write("old/odd.xml", rss(&old));
    let ran = newsroom.run(&["--at", AT, "adopt", "old/odd.xml"]);
    let said = &ran.stdout;
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert_eq!(said.matches("more than one article could be it").count(), 2, "{said}");
    assert_eq!(said.matches("its id is that of another article").count(), 1, "{said}");
    assert!(said.contains("1 for that feed alone"), "{said}");
    newsroom.build();
    newsroom.run(&["validate", "feeds"]).succeeds();
    assert!(newsroom.read("feeds/all.rss").contains(">urn:x:17</guid>"));
    assert!(!newsroom.read("feeds/all.atom").contains("urn:x:17"));
    assert!(newsroom.read("feeds/all.rss").contains("Thu, 01 Jan 2026 00:00:00 +0000"), "no date of the year 1");
}

#[test]
fn without_a_ledger_nothing_could_be_remembered() {
    let newsroom = newsroom();
    let config = newsroom.read("config.toml").replace("[store]\nledger = \"articles/ledger.jsonl\"\n", "");
    newsroom.write("config.toml", config);
    newsroom.run(&["adopt", "old/feed.xml"]).fails(2, "ids cannot be taken over without a ledger");
    newsroom.run(&["adopt", "all"]).fails(2, "there is no file `all`");
}
