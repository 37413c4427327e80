//! What readers are told of again, as a reader that polls sees it.

use crate::util::{Newsroom, PLAIN};

/// `PLAIN` with two feeds that carry the time of every change.
fn newsroom(revisions: &str) -> Newsroom {
    Newsroom::new(&format!(
        "{PLAIN}[[feed]]\npath = \"every\"\nupdated = \"every\"\n[[feed]]\npath = \"slow\"\nupdated = \"every\"\n\
         at_most_every = \"10m\"\n{revisions}"
    ))
}

fn story(newsroom: &Newsroom, title: &str, more: &str, body: &str) {
    newsroom.write("articles/a.md", format!("---\ntitle: {title}\ndate: 2026-01-01T09:00:00Z\n{more}---\n{body}\n"));
}

fn body(seed: u32) -> String {
    (0..150).map(|word| format!("word{} ", word * 7 + seed * 1000)).collect()
}

/// The update date of the one story in each format of a feed, which must agree.
fn updated(newsroom: &Newsroom, feed: &str) -> String {
    let read = |extension: &str| newsroom.read(&format!("feeds/{feed}.{extension}"));
    let atom = feed_rs::parser::parse(read("atom").as_bytes()).unwrap();
    assert_eq!(atom.updated, atom.entries[0].updated, "the feed is as new as its newest item");
    let date = atom.entries[0].updated.unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert!(read("rss").contains(&format!("<dcterms:modified>{date}</dcterms:modified>")), "{date}");
    assert!(read("json").contains(&format!("\"date_modified\":\"{date}\"")), "{date}");
    date
}

fn build(newsroom: &Newsroom, at: &str) -> [String; 3] {
    newsroom.build_at(&format!("2026-02-01T{at}Z")).succeeds();
    ["all", "every", "slow"].map(|feed| updated(newsroom, feed).replace("2026-02-01T", ""))
}

const FIRST: &str = "2026-01-01T09:00:00Z";

#[test]
fn a_feed_may_carry_the_time_of_every_change() {
    let newsroom = newsroom("");
    story(&newsroom, "One", "", &body(1));
    assert_eq!(build(&newsroom, "10:00:00"), [FIRST; 3]);
    story(&newsroom, "Two", "", &body(1));
    assert_eq!(build(&newsroom, "11:00:00"), [FIRST, "11:00:00Z", "11:00:00Z"]);
    story(&newsroom, "Three", "", &body(1));
    let ran = newsroom.build_at("2026-02-01T11:04:00Z").succeeds().says("next due: 2026-02-01T11:10:00Z");
    drop(ran);
    assert!(newsroom.read("feeds/slow.rss").contains("<title>Three</title>"), "the words are out at once");
    assert_eq!(build(&newsroom, "11:09:59"), [FIRST, "11:04:00Z", "11:00:00Z"]);
    let before = newsroom.read("articles/ledger.jsonl");
    assert_eq!(build(&newsroom, "11:10:00"), [FIRST, "11:04:00Z", "11:04:00Z"], "the last words have a newer date");
    assert_eq!(before, newsroom.read("articles/ledger.jsonl"), "it follows from the ledger and the time");
    story(&newsroom, "Three", "tags: [ships]\n", &body(1));
    assert_eq!(build(&newsroom, "12:00:00"), [FIRST, "12:00:00Z", "12:00:00Z"], "tags are a change too");
    story(&newsroom, "Three", "tags: [ships]\n", &body(2));
    assert_eq!(build(&newsroom, "13:00:00"), ["13:00:00Z"; 3], "a rewritten story is one everywhere");
    assert_eq!(build(&newsroom, "14:00:00"), ["13:00:00Z"; 3]);
}

#[test]
fn a_clone_with_nothing_but_the_ledger_shows_the_same_dates() {
    let newsroom = newsroom("");
    for (title, at) in [("One", "10:00:00"), ("Two", "11:00:00"), ("Three", "11:04:00"), ("Four", "11:07:00")] {
        story(&newsroom, title, "", &body(1));
        build(&newsroom, at);
    }
    let clone = self::newsroom("");
    story(&clone, "Four", "", &body(1));
    clone.write("articles/ledger.jsonl", newsroom.read("articles/ledger.jsonl"));
    assert_eq!(build(&newsroom, "11:08:00"), build(&clone, "11:08:00"));
    assert_eq!(newsroom.files("feeds"), clone.files("feeds"));
}

#[test]
fn rules_and_front_matter_decide_what_is_significant() {
    let newsroom = newsroom("[revisions]\nheadline = \"significant\"\nrewritten = 1\n");
    story(&newsroom, "One", "", &body(1));
    assert_eq!(build(&newsroom, "10:00:00")[0], FIRST);
    story(&newsroom, "One", "", &body(2));
    assert_eq!(build(&newsroom, "11:00:00")[0], FIRST);
    story(&newsroom, "Two", "", &body(2));
    assert_eq!(build(&newsroom, "12:00:00")[0], "12:00:00Z");
    story(&newsroom, "Three", "minor: true\nlastmod: 2026-02-01T12:30:00Z\n", &body(3));
    assert_eq!(build(&newsroom, "13:00:00")[0], "12:00:00Z");
    story(&newsroom, "Three", "significant: true\n", &body(3));
    assert_eq!(build(&newsroom, "14:00:00")[0], "14:00:00Z");
    story(&newsroom, "Three", "significant: true\ncorrection: It was two.\n", &body(3));
    assert_eq!(build(&newsroom, "15:00:00")[0], "15:00:00Z", "a correction without a date");
    assert!(
        newsroom.read("feeds/all.rss").contains("Correction:&lt;/strong&gt; It was two.")
            || newsroom.read("feeds/all.rss").contains("Correction:</strong> It was two.")
    );
}

#[test]
fn a_wrong_rule_is_told_by_its_place() {
    let fault = |rest: &str| self::newsroom(rest).run(&["build"]);
    fault("[revisions]\nrewriten = 0.3\n").fails(2, "did you mean `rewritten`?");
    fault("[revisions]\nrewritten = 0\n").fails(2, "write a number from 0.05 to 1");
    fault("[revisions]\nheadline = \"big\"\n").fails(2, "`headline` of [revisions] cannot be \"big\"");
    fault("[[feed]]\npath = \"x\"\nat_most_every = \"10m\"\n").fails(2, "goes with `updated = \"every\"`");
    fault("[[feed]]\npath = \"x\"\nupdated = \"every\"\nat_most_every = \"8d\"\n").fails(2, "longer than 7 days");
}
