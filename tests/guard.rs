//! A feed that would lose, rename or re-date too much at once stays as it is
//! until a person says that it is meant; what must go leaves it all the same.

use std::fmt::Write as _;

use crate::util::{Newsroom, PLAIN};

const FIRST: &str = "2026-01-31T12:00:00Z";
const NEXT: &str = "2026-01-31T13:00:00Z";
const LATER: &str = "2026-01-31T14:00:00Z";

/// A newsroom that was built once with so many stories.
fn newsroom(config: &str, stories: u32) -> Newsroom {
    let newsroom = Newsroom::new(config);
    (0..stories).for_each(|number| story(&newsroom, number, "", ""));
    newsroom.build_at(FIRST).succeeds();
    newsroom
}

/// Story `number`, of a hundred words of its own, with more front matter and more words.
fn story(newsroom: &Newsroom, number: u32, front: &str, more: &str) {
    let mut words = String::new();
    (0..100).for_each(|word| write!(words, "w{number}x{word} ").unwrap());
    newsroom.write(
        &format!("articles/s{number}.md"),
        format!(
            "---\ntitle: Story {number}.\ndate: 2026-01-{:02}T09:00:00Z\n{front}---\n{words}\n{more}\n",
            1 + number % 28
        ),
    );
}

fn stories(newsroom: &Newsroom, numbers: std::ops::Range<u32>, front: &str) {
    numbers.for_each(|number| story(newsroom, number, front, ""));
}

fn remove(newsroom: &Newsroom, numbers: std::ops::Range<u32>) {
    numbers.for_each(|number| {
        newsroom.remove(&format!("articles/s{number}.md"));
    });
}

/// Headlines in every format, which must agree.
fn titles(newsroom: &Newsroom) -> Vec<String> {
    let of = |name: &str| -> Vec<String> {
        let feed = feed_rs::parser::parse(newsroom.read(name).as_bytes()).unwrap();
        let mut titles: Vec<String> =
            feed.entries.into_iter().map(|entry| entry.title.unwrap().content.replace("Story ", "")).collect();
        titles.sort();
        titles
    };
    let titles = of("feeds/all.rss");
    assert_eq!(titles, of("feeds/all.atom"));
    assert_eq!(titles, of("feeds/all.json"));
    titles
}

fn config(feed: &str) -> String {
    PLAIN.replace("[[feed]]\npath = \"all\"\n", &format!("[[feed]]\npath = \"all\"\n{feed}"))
}

#[test]
fn a_wrong_branch_freezes_the_feed_until_it_is_mended_or_accepted() {
    let newsroom = newsroom(PLAIN, 12);
    let good = newsroom.files("feeds");
    remove(&newsroom, 0..7);
    for at in [NEXT, LATER] {
        let ran = newsroom.build_at(at).fails(1, "all: it would lose 7 of 12 items: the last good feed stays");
        assert!(ran.stderr.contains("feedroom build --accept all"), "{}", ran.stderr);
        ran.says("1 frozen");
        assert_eq!(newsroom.files("feeds"), good);
    }
    newsroom.run(&["--at", LATER, "status"]).fails(1, "").says("frozen all: it would lose 7 of 12 items");
    // A story comes back: six of twelve is not more than half.
    story(&newsroom, 0, "", "");
    newsroom.build_at(LATER).succeeds();
    assert_eq!(titles(&newsroom).len(), 6);
    remove(&newsroom, 0..1);
    remove(&newsroom, 7..11);
    newsroom.build_at(LATER).fails(1, "it would lose 5 of 6 items");
    newsroom.run(&["--at", LATER, "build", "--accept", "al"]).fails(2, "did you mean `--accept all`?");
    newsroom.run(&["--at", LATER, "build", "--accept", "all"]).succeeds();
    assert_eq!(titles(&newsroom), ["11."]);
    newsroom.build_at(LATER).succeeds().says("0 files written");
}

#[test]
fn the_reason_is_there_for_programs() {
    let newsroom = newsroom(PLAIN, 12);
    remove(&newsroom, 0..9);
    let ran = newsroom.run(&["--at", NEXT, "--format", "json", "build"]);
    assert_eq!(ran.status, 1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["frozen"], serde_json::json!(["all"]));
    assert_eq!(
        report["freezes"],
        serde_json::json!([{"feed": "all", "why": "it would lose 9 of 12 items", "lost": {"items": 9, "of": 12}}])
    );
}

#[test]
fn hundreds_that_are_killed_together_go_together() {
    let newsroom = newsroom(&config("limit = 1000\n"), 300);
    stories(&newsroom, 0..299, "status: killed\n");
    newsroom.build_at(NEXT).succeeds();
    assert_eq!(titles(&newsroom), ["299."]);
}

#[test]
fn what_must_go_leaves_a_frozen_feed_at_once() {
    let newsroom = newsroom(PLAIN, 14);
    remove(&newsroom, 0..8);
    newsroom.build_at(NEXT).fails(1, "it would lose 8 of 14 items");
    story(&newsroom, 8, "status: killed\n", "");
    story(&newsroom, 9, "embargo: 2026-02-02T09:00:00Z\n", "");
    // A new story waits until the feed is no longer frozen.
    story(&newsroom, 20, "", "");
    newsroom.build_at(NEXT).fails(1, "it would lose 8 of 12 items").says("3 files written");
    let left = titles(&newsroom);
    assert_eq!(left.len(), 12);
    assert!(!left.iter().any(|title| ["8.", "9.", "20."].contains(&title.as_str())), "{left:?}");
    // Frozen and killed in the same run, and one that had vanished comes back as killed.
    story(&newsroom, 10, "status: withdrawn\n", "");
    story(&newsroom, 0, "status: killed\n", "");
    newsroom.build_at(LATER).fails(1, "it would lose 7 of 10 items");
    let left = titles(&newsroom);
    assert!(left.len() == 10 && !left.contains(&"10.".to_owned()) && !left.contains(&"0.".to_owned()), "{left:?}");
    newsroom.run(&["--at", LATER, "build", "--accept-all"]).succeeds();
    assert_eq!(titles(&newsroom), ["11.", "12.", "13.", "20."]);
}

/// A file counts once: it lost a story, or it is as it was.
#[test]
fn a_frozen_file_that_lost_a_story_is_not_counted_as_unchanged_as_well() {
    let two = format!("{PLAIN}[[feed]]\npath = \"other\"\nguard = false\n");
    for config in [two.clone(), two.replace("[store]\n", "[store]\npath = \"none\"\n")] {
        let newsroom = newsroom(&config, 14);
        remove(&newsroom, 0..8);
        newsroom.build_at(NEXT).fails(1, "it would lose 8 of 14 items").says("3 files written, 3 unchanged");
        story(&newsroom, 8, "status: killed\n", "");
        newsroom.build_at(LATER).fails(1, "it would lose 8 of 13 items").says("6 files written, 0 unchanged");
    }
}

#[test]
fn a_change_of_domain_changes_no_id_and_freezes_nothing() {
    let newsroom = newsroom(PLAIN, 12);
    let moved = newsroom.read("config.toml").replace("daily.example", "evening.example");
    newsroom.write("config.toml", moved);
    newsroom.build_at(NEXT).succeeds();
    assert!(newsroom.read("feeds/all.rss").contains("<link>https://evening.example/2026/01/01/s0/</link>"));
}

#[test]
fn a_source_with_another_name_would_change_every_id_and_is_stopped() {
    let newsroom = newsroom(PLAIN, 12);
    let good = newsroom.files("feeds");
    let named = |name: &str| PLAIN.replace("kind = \"files\"\n", &format!("kind = \"files\"\nname = \"{name}\"\n"));
    let site = newsroom.read("config.toml").split("[[source]]").next().unwrap().to_owned();
    newsroom.write("config.toml", format!("{site}{}", named("newsdesk")));
    newsroom
        .build_at(NEXT)
        .fails(1, "all: it would change the ids of 12 of 12 items whose addresses stay: the last good feed stays");
    assert_eq!(newsroom.files("feeds"), good);
    // What must go is known by its address, although its id would be another.
    story(&newsroom, 3, "status: killed\n", "");
    newsroom.build_at(NEXT).fails(1, "it would change the ids of 11 of 11");
    assert!(!titles(&newsroom).contains(&"3.".to_owned()));
    newsroom.write("config.toml", format!("{site}{}", named("articles")));
    newsroom.build_at(LATER).succeeds();
    assert_eq!(titles(&newsroom).len(), 11);
}

#[test]
fn a_bulk_edit_of_dates_freezes_and_one_of_words_does_not() {
    let newsroom = newsroom(PLAIN, 12);
    let good = newsroom.files("feeds");
    stories(&newsroom, 0..5, "updated: 2026-01-31T12:30:00Z\n");
    newsroom.build_at(NEXT).fails(1, "all: it would re-date 5 of 12 items that stay");
    assert_eq!(newsroom.files("feeds"), good);
    newsroom.build_at(LATER).fails(1, "it would re-date 5 of 12");
    stories(&newsroom, 0..5, "");
    // The ledger remembers the updates: four of them are not too many.
    story(&newsroom, 0, "updated: 2026-01-31T12:30:00Z\n", "");
    newsroom.build_at(LATER).fails(1, "it would re-date 5 of 12");
    newsroom.run(&["--at", LATER, "build", "--accept", "all"]).succeeds();
    // A few words in every story move no date.
    (0..12).for_each(|number| story(&newsroom, number, "", "And a line at the end."));
    newsroom.build_at("2026-01-31T15:00:00Z").succeeds();
    assert!(newsroom.read("feeds/all.rss").contains("And a line at the end."));
}

#[test]
fn stories_that_were_written_anew_are_new() {
    let newsroom = newsroom(PLAIN, 12);
    let rewrite = |numbers: std::ops::Range<u32>| {
        numbers.for_each(|number| {
            let words: String = (0..100).map(|word| format!("n{number}y{word} ")).collect();
            story(&newsroom, number, "", &words);
        });
    };
    rewrite(0..8);
    newsroom.build_at(NEXT).succeeds();
    let updated = newsroom.read("feeds/all.atom").matches("<updated>2026-01-31T13:00:00+00:00</updated>").count();
    assert_eq!(updated, 9, "eight stories and the feed");
    // While the feed is frozen for another reason, stories are written anew; later that is not held against them.
    rewrite(8..10);
    remove(&newsroom, 0..7);
    newsroom.build_at(LATER).fails(1, "all: it would lose 7 of 12 items: the last");
    stories(&newsroom, 0..3, "");
    newsroom.build_at("2026-01-31T15:00:00Z").succeeds();
}

#[test]
fn dates_that_move_without_a_memory_are_seen() {
    let newsroom = newsroom(&config("").replace("[store]\nledger = \"articles/ledger.jsonl\"\n", ""), 12);
    let text = |number: u32| newsroom.read(&format!("articles/s{number}.md"));
    for number in 0..12 {
        newsroom.write(&format!("articles/s{number}.md"), text(number).replace("2026-01-", "2025-12-"));
    }
    for name in ["feedroom.db", "feedroom.db-wal", "feedroom.db-shm"] {
        if newsroom.exists(name) {
            newsroom.remove(name);
        }
    }
    newsroom.build_at(NEXT).fails(1, "all: it would lose 12 of 12 items");
}

#[test]
fn a_lower_limit_a_window_and_an_expiry_take_items_without_a_word() {
    let newsroom = newsroom(&config("limit = 20\n"), 20);
    let config = newsroom.read("config.toml").replace("limit = 20", "limit = 4");
    newsroom.write("config.toml", config);
    newsroom.build_at(NEXT).succeeds();
    assert_eq!(titles(&newsroom).len(), 4);

    let newsroom = self::newsroom(&self::config("select = { newer_than = \"30d\" }\n"), 20);
    newsroom.build_at("2026-02-18T08:00:00Z").succeeds();
    assert_eq!(titles(&newsroom), ["18.", "19."]);
    // Files that are gone, and would be past the window by now.
    remove(&newsroom, 0..19);
    newsroom.build_at("2026-02-28T12:00:00Z").succeeds();
    assert!(titles(&newsroom).is_empty());

    let newsroom = self::newsroom(PLAIN, 12);
    stories(&newsroom, 0..12, "expiry: 2026-01-31T12:30:00Z\n");
    newsroom.build_at(NEXT).succeeds();
    assert!(titles(&newsroom).is_empty());
}

#[test]
fn newer_stories_may_displace_all_others_at_once() {
    let newsroom = newsroom(&config("limit = 10\n"), 10);
    for number in 0..10 {
        let date = "date: 2026-01-31T10:00:00Z";
        newsroom.write(&format!("articles/new{number}.md"), format!("---\ntitle: New {number}.\n{date}\n---\nNew.\n"));
    }
    newsroom.build_at(NEXT).succeeds();
    assert!(titles(&newsroom).iter().all(|title| title.starts_with("New")));
}

#[test]
fn a_config_that_would_select_nothing_any_more_is_stopped() {
    let newsroom = newsroom(PLAIN, 12);
    let good = newsroom.files("feeds");
    let config = newsroom.read("config.toml").replace("path = \"all\"\n", "path = \"all\"\nselect = { tag = \"x\" }\n");
    newsroom.write("config.toml", config);
    newsroom.build_at(NEXT).fails(1, "all: it would lose 12 of 12 items");
    assert_eq!(newsroom.files("feeds"), good);
}

#[test]
fn a_section_with_another_name_freezes_the_feed_of_the_old_one() {
    let by_section = format!("{PLAIN}[[feed]]\npath = \"section/{{section}}\"\neach = \"section\"\n");
    let newsroom = Newsroom::new(&by_section);
    stories(&newsroom, 0..8, "section: World\n");
    newsroom.build_at(FIRST).succeeds();
    stories(&newsroom, 0..8, "section: International\n");
    newsroom.build_at(NEXT).fails(1, "section/world: it would lose 8 of 8 items");
    assert!(newsroom.exists("feeds/section/international.rss"));
    newsroom.run(&["--at", NEXT, "build", "--accept", "section/{section}"]).succeeds();
    newsroom
        .run(&["--at", NEXT, "status"])
        .succeeds()
        .says("section/world: no article names it any more: its feed stays, without items");
}

#[test]
fn the_guard_is_as_config_says() {
    let newsroom = newsroom(&config("guard = { lose = 0.9, least = 3 }\n"), 12);
    remove(&newsroom, 0..10);
    newsroom.build_at(NEXT).succeeds();
    remove(&newsroom, 10..12);
    newsroom.build_at(NEXT).fails(2, "no source could be read");
    stories(&newsroom, 30..40, "");
    newsroom.build_at(NEXT).succeeds();

    let newsroom =
        self::newsroom(&self::config("").replace("[feed_defaults]\n", "[feed_defaults]\nguard = false\n"), 12);
    remove(&newsroom, 0..11);
    newsroom.build_at(NEXT).succeeds();

    let wrong = |guard: &str, words: &str| {
        let newsroom = Newsroom::new(&self::config(&format!("guard = {guard}\n")));
        newsroom.build_at(NEXT).fails(2, words);
    };
    wrong("{ loose = 0.5 }", "did you mean `lose`?");
    wrong("{ lose = 50 }", "write a number from 0 to 1");
    wrong("{ least = 0 }", "write a number from 1 to");
}

#[test]
fn a_folder_whose_files_are_all_gone_is_an_outage() {
    let newsroom = newsroom(PLAIN, 3);
    let good = newsroom.files("feeds");
    remove(&newsroom, 0..3);
    newsroom.build_at(NEXT).fails(2, "no source could be read");
    assert_eq!(newsroom.files("feeds"), good);
}

#[test]
fn a_feed_of_another_system_in_its_place_is_not_replaced_unseen() {
    let newsroom = Newsroom::new(&config("formats = [\"rss\"]\n"));
    stories(&newsroom, 0..12, "");
    let mut items = String::new();
    for number in 0..12 {
        let link = format!("https://daily.example/2026/01/{:02}/s{number}/", 1 + number);
        write!(items, "<item><title>S</title><link>{link}</link><guid>https://daily.example/?p={number}</guid></item>")
            .unwrap();
    }
    let old = format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>");
    newsroom.write("feeds/all.rss", &old);
    let build = ["--at", NEXT, "build", "--new-ledger"];
    newsroom.run(&build).fails(1, "all: it would change the ids of 12 of 12 items");
    assert_eq!(newsroom.read("feeds/all.rss"), old);
}

#[test]
fn prune_deletes_what_no_feed_makes_and_nothing_else() {
    let tags = "[[feed]]\npath = \"tag/{tag}\"\neach = \"tag\"\n\
        [[feed]]\npath = \"old\"\nurls = { rss = \"/feed/\" }\nformats = [\"rss\"]\n[store]";
    let newsroom = Newsroom::new(&PLAIN.replace("[store]", tags));
    stories(&newsroom, 0..2, "tags: [Harbour]\n");
    newsroom.build_at(FIRST).succeeds();
    newsroom.write("feeds/mine/notes.json", "{}").write("feeds/index.xml", "<rss><channel/></rss>");
    newsroom.write("feeds/copy/all.rss", newsroom.read("feeds/all.rss"));
    newsroom.run(&["--at", NEXT, "prune"]).succeeds().says("0 files deleted");
    // A tag that no article names any more still is a feed of the config.
    stories(&newsroom, 0..2, "");
    newsroom.build_at(NEXT).succeeds();
    newsroom.run(&["--at", NEXT, "prune"]).succeeds().says("0 files deleted");
    let config = newsroom.read("config.toml").replace(tags, "[store]").replace("\"rss\", \"atom\", ", "\"rss\", ");
    newsroom.write("config.toml", config);
    newsroom.build_at(NEXT).succeeds();
    let gone = ["all.atom", "feed/index.xml", "tag/harbour.atom", "tag/harbour.json", "tag/harbour.rss"];
    let before = newsroom.files("feeds");
    let ran = newsroom.run(&["--at", NEXT, "prune", "--dry-run"]).succeeds().says("5 files to delete");
    assert!(gone.iter().all(|file| ran.stdout.contains(&format!("would delete feeds/{file}\n"))), "{}", ran.stdout);
    assert_eq!(newsroom.files("feeds"), before);
    newsroom.run(&["--at", NEXT, "prune"]).succeeds().says("deleted feeds/tag\n").says("5 files deleted");
    let left: Vec<_> = newsroom.files("feeds").into_iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(left, ["all.json", "all.rss", "copy/all.rss", "index.xml", "mine/notes.json"]);
    assert!(!newsroom.exists("feeds/tag") && !newsroom.exists("feeds/feed"));
    newsroom.build_at(LATER).succeeds().says("0 files written");
}
