//! Ids and dates through renames, edits and lost memories, as a reader that
//! polls sees them.

use std::collections::BTreeMap;

use crate::util::{Newsroom, PLAIN};

/// What a reader remembers: id → (title, published, updated), by feed-rs.
fn polled(newsroom: &Newsroom) -> BTreeMap<String, (String, String, String)> {
    let text = newsroom.read("feeds/all.atom");
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
    let date = |date: Option<chrono::DateTime<chrono::Utc>>| date.unwrap().to_rfc3339();
    feed.entries
        .into_iter()
        .map(|entry| (entry.id, (entry.title.unwrap().content, date(entry.published), date(entry.updated))))
        .collect()
}

fn body(seed: u32) -> String {
    (0..150).map(|word| format!("word{} ", word * 7 + seed * 1000)).collect()
}

fn story(newsroom: &Newsroom, path: &str, title: &str, extra: &str, body: &str) {
    newsroom.write(
        &format!("articles/{path}"),
        format!("---\ntitle: {title}\ndate: 2026-01-01T09:00:00Z\n{extra}---\n{body}\n"),
    );
}

#[test]
fn a_reader_is_never_told_twice_of_one_story() {
    let newsroom = Newsroom::new(PLAIN);
    story(&newsroom, "a.md", "One", "", &body(1));
    newsroom.build();
    let first = polled(&newsroom);
    let id = first.keys().next().unwrap().clone();
    // A headline test, then a new slug, then another file, another section's folder.
    let steps: [(&str, &str, &str); 4] = [
        ("a.md", "Better", ""),
        ("a.md", "Better", "slug: other\n"),
        ("b.md", "Better", ""),
        ("world/c.md", "Better", ""),
    ];
    let mut last = "a.md";
    for (path, title, extra) in steps {
        newsroom.remove(&format!("articles/{last}"));
        story(&newsroom, path, title, extra, &body(1));
        newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
        let now = polled(&newsroom);
        assert_eq!(now.keys().collect::<Vec<_>>(), [&id], "{path} {title} {extra}");
        assert_eq!(now[&id].1, first[&id].1, "published never moves");
        assert_eq!(now[&id].2, first[&id].2, "nothing that readers must be told again");
        last = path;
    }
}

#[test]
fn two_machines_that_remember_nothing_agree() {
    let ids = || {
        let newsroom = Newsroom::new(PLAIN);
        story(&newsroom, "a.md", "One", "", &body(1));
        newsroom.build();
        polled(&newsroom)
    };
    assert_eq!(ids(), ids());
}

#[test]
fn the_site_may_move_and_every_id_stays() {
    let newsroom = Newsroom::new(PLAIN);
    story(&newsroom, "a.md", "One", "", &body(1));
    newsroom.build();
    let before = polled(&newsroom);
    let feed_id = |newsroom: &Newsroom| feed_rs::parser::parse(newsroom.read("feeds/all.atom").as_bytes()).unwrap().id;
    let feed = feed_id(&newsroom);
    let config = newsroom.read("config.toml").replace("https://daily.example", "https://news.example");
    newsroom.write("config.toml", config);
    newsroom.build();
    assert_eq!(before, polled(&newsroom));
    assert_eq!(feed, feed_id(&newsroom));
    assert!(newsroom.read("feeds/all.rss").contains("https://news.example/2026/01/01/a/"));
}

#[test]
fn a_plain_text_story_keeps_the_date_it_was_first_seen() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.write("articles/crane.txt", "The old crane comes down\n\nIt stood for ninety years.");
    newsroom.build_at("2026-01-05T10:00:00Z").succeeds();
    let first = newsroom.files("feeds");
    newsroom.build_at("2026-01-09T10:00:00Z").succeeds();
    assert_eq!(first, newsroom.files("feeds"));
    assert!(newsroom.read("feeds/all.rss").contains("Mon, 05 Jan 2026 10:00:00 +0000"));
}

#[test]
fn a_broken_ledger_stops_the_run_before_anything_is_written() {
    let newsroom = Newsroom::new(PLAIN);
    story(&newsroom, "a.md", "One", "", &body(1));
    newsroom.build();
    let good = newsroom.files("feeds");
    let ledger = newsroom.read("articles/ledger.jsonl");
    newsroom.write("articles/ledger.jsonl", format!("{ledger}<<<<<<< theirs\n"));
    story(&newsroom, "a.md", "Changed", "", &body(1));
    newsroom.build_at("2026-02-01T12:00:00Z").fails(2, "a merge left its marks here");
    assert_eq!(good, newsroom.files("feeds"));
}

/// The stories of one JSON file, the newest first, as an export writes them.
fn export(newsroom: &Newsroom, stories: &[&str]) {
    newsroom.write("articles/export.json", format!("[{}]", stories.join(",\n")));
}

const OLD: &str = r#"{"title": "Old", "date": "2026-01-01T09:00:00Z", "body": "Words of the old one."}"#;
const NEW: &str = r#"{"title": "New", "date": "2026-01-02T09:00:00Z", "body": "What the new one says."}"#;

#[test]
fn a_story_put_before_others_in_a_json_file_takes_none_of_their_ids() {
    let newsroom = Newsroom::new(PLAIN);
    let linked = r#"{"title": "Linked", "url": "/linked/", "date": "2026-01-01T10:00:00Z", "body": "It has a page."}"#;
    export(&newsroom, &[OLD, linked]);
    newsroom.build();
    let before = polled(&newsroom);
    export(&newsroom, &[NEW, linked, OLD]);
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds().says("3 taken (2 unchanged)");
    let after = polled(&newsroom);
    assert_eq!(after.len(), 3);
    assert!(before.iter().all(|(id, story)| after.get(id) == Some(story)), "{before:#?}{after:#?}");
    // A better headline is not another story either.
    export(&newsroom, &[NEW, linked, &OLD.replace("Old", "Better")]);
    newsroom.build_at("2026-02-02T12:00:00Z").succeeds();
    assert_eq!(polled(&newsroom).keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
}

#[test]
fn stories_of_a_json_file_that_the_ledger_knew_by_their_place_keep_their_ids() {
    let newsroom = Newsroom::new(PLAIN);
    export(&newsroom, &[NEW, OLD]);
    newsroom.build();
    let before = polled(&newsroom);
    let ledger = newsroom.read("articles/ledger.jsonl");
    let mut places = ["#1\"", "#0\""].into_iter();
    let old: String = ledger
        .lines()
        .map(|line| match (line.find("#story:"), line.find("\",\"source\"")) {
            (Some(from), Some(to)) => format!("{}{}{}\n", &line[..from], places.next().unwrap(), &line[to + 1..]),
            _ => format!("{line}\n"),
        })
        .collect();
    assert!(old.contains("export.json#0\"") && old.contains("export.json#1\""), "{old}");
    newsroom.write("articles/ledger.jsonl", old);
    let third = NEW.replace("New", "Third").replace("What the new one says.", "The third is short.");
    export(&newsroom, &[&third, NEW, OLD]);
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
    let after = polled(&newsroom);
    assert_eq!(after.len(), 3);
    assert!(before.iter().all(|(id, story)| after.get(id) == Some(story)), "{before:#?}{after:#?}");
    assert_eq!(newsroom.read("articles/ledger.jsonl").matches("export.json#story:").count(), 3);
}

#[test]
fn an_id_of_one_format_of_a_feed_stands_there_alone_and_goes_with_its_story() {
    let newsroom = Newsroom::new(PLAIN);
    story(&newsroom, "a.md", "One", "", &body(1));
    story(&newsroom, "b.md", "Two", "slug: two\n", &body(2));
    newsroom.build();
    let ids = polled(&newsroom);
    let ledger = newsroom.read("articles/ledger.jsonl");
    let own = ",\"feed_ids\":{\"all.atom\":\"http://old.example/?p=1&x=2\"}}";
    let lines = ledger.lines().map(|line| match line.strip_suffix('}') {
        Some(line) if line.contains("\"a.md\"") => format!("{line}{own}\n"),
        _ => format!("{line}\n"),
    });
    newsroom.write("articles/ledger.jsonl", lines.collect::<String>());
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
    let now = polled(&newsroom);
    assert_eq!(now.len(), 2);
    assert_eq!(now["http://old.example/?p=1&x=2"].0, "One", "{now:?}");
    let [rss, json] = ["rss", "json"].map(|format| newsroom.read(&format!("feeds/all.{format}")));
    assert!(ids.keys().all(|id| rss.contains(id) && json.contains(id)) && !rss.contains("old.example"));
    // It is killed while its feed cannot be made anew: its own id finds it.
    story(&newsroom, "a.md", "One", "status: killed\n", &body(1));
    let config = newsroom.read("config.toml");
    newsroom.write("config.toml", format!("{config}[[source]]\nkind = \"files\"\npath = \"nowhere\"\n"));
    newsroom.build_at("2026-02-02T12:00:00Z").fails(1, "nowhere");
    assert_eq!(polled(&newsroom).len(), 1);
    assert!(!newsroom.read("feeds/all.rss").contains("<title>One</title>"));
    assert!(newsroom.read("articles/ledger.jsonl").contains("\"feeds\":[\"all\"]"));
}

/// A newsroom with two sources, `articles` before `wire`.
fn two_wires() -> Newsroom {
    let wire =
        "[[source]]\nkind = \"files\"\nname = \"wire\"\npath = \"wire\"\npermalink = \"wire/{slug}/\"\n[feed_defaults]";
    let newsroom = Newsroom::new(&PLAIN.replace("[feed_defaults]", wire));
    // A source without any file is out.
    for folder in ["articles", "wire"] {
        newsroom.write(&format!("{folder}/draft.md"), "---\ntitle: Draft\ndraft: true\n---\n");
    }
    newsroom
}

fn filed(newsroom: &Newsroom, path: &str, title: &str, extra: &str) {
    newsroom.write(path, format!("---\ntitle: {title}\ndate: 2026-01-01T09:00:00Z\n{extra}---\n{}\n", body(1)));
}

#[test]
fn a_story_that_two_wires_tell_under_one_id_stands_once() {
    let newsroom = two_wires();
    filed(&newsroom, "wire/b.md", "One", "guid: urn:uuid:917393E3-1b1e-5cef-ace4-edaa54e1f810\n");
    newsroom.build();
    let before = polled(&newsroom);
    // The run that follows looks at what changed: the other one did not.
    filed(&newsroom, "articles/a.md", "Two", "id: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n");
    let ran = newsroom.build_at("2026-02-01T12:00:00Z");
    assert!(ran.stderr.contains("articles: a.md: the id that it says is that of wire: b.md"), "{}", ran.stderr);
    assert_eq!(before, polled(&newsroom), "the one already published stands");
    newsroom.remove("wire/b.md");
    newsroom.build_at("2026-02-02T12:00:00Z").succeeds();
    assert_eq!(polled(&newsroom).into_values().map(|story| story.0).collect::<Vec<_>>(), ["Two"]);
}

#[test]
fn one_address_with_and_without_its_scheme_and_www_is_one() {
    let newsroom = two_wires();
    filed(&newsroom, "articles/a.md", "One", "url: https://wire.example/a\n");
    newsroom.build();
    filed(&newsroom, "wire/b.md", "Two", "url: http://www.wire.example/a\n");
    let ran = newsroom.build_at("2026-02-01T12:00:00Z");
    assert!(ran.stderr.contains("wire: b.md: its address is that of articles: a.md"), "{}", ran.stderr);
    assert_eq!(polled(&newsroom).len(), 1);
}

#[test]
fn a_file_that_two_sources_read_stands_once_and_an_embargoed_one_is_not_named() {
    let newsroom = two_wires();
    let config = newsroom.read("config.toml").replace("path = \"wire\"", "path = \"articles/wire\"");
    newsroom.write("config.toml", config);
    filed(&newsroom, "articles/wire/shared.md", "One", "");
    filed(&newsroom, "articles/wire/secret.md", "Two", "embargo: 2027-01-01T09:00:00Z\n");
    for at in ["2026-01-31T12:00:00Z", "2026-02-01T12:00:00Z"] {
        let ran = newsroom.build_at(at);
        let said = "wire: shared.md: the sources articles and wire both read this file: articles has it";
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(ran.stderr.contains("wire: a story that waits for its time: the sources"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("secret") && !ran.stdout.contains("secret"), "{}", ran.stderr);
        assert_eq!(polled(&newsroom).len(), 1);
    }
}

#[test]
fn the_same_words_in_two_sources_are_reported_and_not_merged() {
    let newsroom = two_wires();
    filed(&newsroom, "articles/a.md", "Crane", "");
    filed(&newsroom, "wire/b.md", "Crane", "");
    newsroom.build();
    let checked = |at: &str| {
        let ran = newsroom.run(&["--at", at, "check"]);
        format!("{}{}", ran.stdout, ran.stderr)
    };
    let told = checked("2026-01-31T12:00:00Z");
    let said = "the same headline and words stand in two sources: articles: a.md and wire: b.md";
    assert!(told.contains(said) && !told.contains("Crane"), "{told}");
    assert_eq!(polled(&newsroom).len(), 2);
    filed(&newsroom, "articles/a.md", "Crane", "guid: A-1\n");
    filed(&newsroom, "wire/b.md", "Crane", "guid: B-1\n");
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
    let told = checked("2026-02-01T12:00:00Z");
    assert!(!told.contains("two sources"), "{told}");
}
