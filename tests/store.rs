//! The database, as whoever looks after it sees it.

use crate::util::{Newsroom, PLAIN};

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(PLAIN);
    for number in 1..=9 {
        newsroom.story(&format!("{number}.md"), &format!("Story {number}"), &format!("2026-01-0{number}"));
    }
    newsroom.build();
    newsroom
}

#[test]
fn a_sound_store_is_told_so_and_copied_and_written_out() {
    let newsroom = newsroom();
    newsroom.run(&["store", "check"]).succeeds().says("is sound");
    newsroom.run(&["store", "backup", "copy.db"]).succeeds();
    newsroom.run(&["store", "backup", "copy.db"]).fails(2, "is there already");
    let lines = newsroom.run(&["store", "export"]).succeeds().stdout;
    let ledger = newsroom.read("articles/ledger.jsonl");
    for line in ledger.lines() {
        assert!(lines.contains(line), "{line} is not in the export");
    }
}

/// A backup takes the place of a store that is lost, where there is no ledger file.
#[test]
fn a_backup_brings_ids_back() {
    let newsroom = newsroom();
    let plain = newsroom.read("config.toml");
    newsroom.write("config.toml", plain.replace("ledger = \"articles/ledger.jsonl\"", ""));
    newsroom.remove("articles/ledger.jsonl");
    newsroom.build();
    newsroom.run(&["store", "backup", "copy.db"]).succeeds();
    let feed = newsroom.read("feeds/all.atom");
    newsroom.remove("feedroom.db");
    std::fs::rename(newsroom.path().join("copy.db"), newsroom.path().join("feedroom.db")).unwrap();
    std::fs::rename(newsroom.path().join("articles/1.md"), newsroom.path().join("articles/renamed.md")).unwrap();
    newsroom.build();
    let ids = |feed: &str| -> Vec<String> {
        feed_rs::parser::parse(feed.as_bytes()).unwrap().entries.into_iter().map(|entry| entry.id).collect()
    };
    assert_eq!(ids(&newsroom.read("feeds/all.atom")), ids(&feed), "the renamed story keeps its id");
}

/// What a run that follows makes is what a run makes that begins anew.
#[test]
fn a_missing_document_is_made_again_though_nothing_changed() {
    let newsroom = newsroom();
    let feed = newsroom.read("feeds/all.rss");
    newsroom.remove("feeds/all.rss");
    newsroom.build();
    assert_eq!(newsroom.read("feeds/all.rss"), feed);
    newsroom.write("feeds/all.rss", feed.replace("Story 3", "Nonsense"));
    newsroom.build();
    assert_eq!(newsroom.read("feeds/all.rss"), feed);
}

#[test]
fn a_ledger_file_that_is_lost_is_written_from_the_store() {
    let newsroom = newsroom();
    let ledger = newsroom.read("articles/ledger.jsonl");
    newsroom.remove("articles/ledger.jsonl");
    newsroom.build();
    assert_eq!(newsroom.read("articles/ledger.jsonl"), ledger);
}

/// Overwrites the middle of the database, page for page.
fn damage(newsroom: &Newsroom) {
    let path = newsroom.path().join("feedroom.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let length = bytes.len();
    bytes[4096..length - 4096].fill(0xa5);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_store_is_set_aside_where_a_ledger_file_can_stand_in() {
    let newsroom = newsroom();
    let feeds = newsroom.files("feeds");
    damage(&newsroom);
    newsroom.run(&["store", "check"]).fails(1, "a backup in its place");
    newsroom.build_at("2026-01-31T12:30:00Z").succeeds();
    assert_eq!(newsroom.files("feeds"), feeds);
    assert!(newsroom.exists("feedroom.db.damaged"));
    newsroom.run(&["store", "check"]).succeeds().says("is sound");
}

#[test]
fn a_damaged_store_without_a_ledger_file_stops_the_build_and_loses_nothing() {
    let newsroom = Newsroom::new(&PLAIN.replace("ledger = \"articles/ledger.jsonl\"", ""));
    newsroom.story("1.md", "Story 1", "2026-01-01");
    newsroom.build();
    let feeds = newsroom.files("feeds");
    damage(&newsroom);
    newsroom.build_at("2026-01-31T12:30:00Z").fails(2, "a backup in its place");
    assert_eq!(newsroom.files("feeds"), feeds);
    assert!(newsroom.exists("feedroom.db"));
}

/// A picture that comes, or is replaced, after its story was read.
#[test]
fn a_picture_beside_a_story_that_changes_is_seen_by_a_run_that_follows() {
    let newsroom = newsroom();
    newsroom.write("articles/p.md", "---\ntitle: Pictured\ndate: 2026-01-20\naudio: talk.mp3\n---\nwords\n");
    newsroom.build_at("2026-01-31T12:30:00Z").succeeds();
    let length = || {
        let feed = newsroom.read("feeds/all.rss");
        let enclosure = feed.split("<enclosure").nth(1).unwrap_or_default();
        enclosure.split("length=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    assert_eq!(length(), "", "an enclosure needs its length");
    newsroom.write("articles/talk.mp3", [7; 345]);
    newsroom.build_at("2026-01-31T12:40:00Z").succeeds();
    assert_eq!(length(), "345");
    newsroom.write("articles/talk.mp3", [7; 3456]);
    newsroom.build_at("2026-01-31T12:50:00Z").succeeds();
    assert_eq!(length(), "3456");
}

/// Two names that differ only in case are both refused, and counted while they are.
#[test]
fn a_file_that_was_refused_and_goes_is_counted_no_longer() {
    let newsroom = newsroom();
    newsroom.story("Twin.md", "Twin", "2026-01-21");
    newsroom.build_at("2026-01-31T12:30:00Z").succeeds().says("0 refused");
    newsroom.story("twin.md", "Other", "2026-01-22");
    newsroom.build_at("2026-01-31T12:40:00Z").says("2 refused");
    newsroom.remove("articles/Twin.md");
    newsroom.build_at("2026-01-31T12:50:00Z").succeeds().says("0 refused");
    newsroom.build_at("2026-01-31T13:00:00Z").succeeds().says("10 taken (10 unchanged), 0 refused");
}

/// A large archive is looked at in batches, with the same outcome.
#[test]
fn in_batches_an_archive_becomes_what_it_becomes_at_once() {
    let (at_once, in_batches) = (newsroom(), newsroom());
    for newsroom in [&at_once, &in_batches] {
        newsroom.remove("feedroom.db").remove("articles/ledger.jsonl");
        std::fs::remove_dir_all(newsroom.path().join("feeds")).unwrap();
    }
    let ran = crate::util::run_in(at_once.path(), &["--at", "2026-01-31T12:00:00Z", "build"], &[]).succeeds();
    let large = [("FEEDROOM_LARGE", "3")];
    let batched = crate::util::run_in(in_batches.path(), &["--at", "2026-01-31T12:00:00Z", "build"], &large).succeeds();
    assert_eq!(ran.stdout, batched.stdout);
    assert_eq!(at_once.files("feeds"), in_batches.files("feeds"));
    assert_eq!(at_once.read("articles/ledger.jsonl"), in_batches.read("articles/ledger.jsonl"));
    // Another config, a file renamed and one that is gone: all is looked at again.
    for newsroom in [&at_once, &in_batches] {
        let from = newsroom.path().join("articles");
        let mut files: Vec<_> = newsroom.files("articles").into_iter().map(|(path, _)| path).collect();
        files.sort();
        let mut stories = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "md"));
        std::fs::rename(from.join(stories.next().unwrap()), from.join("zz-renamed.md")).unwrap();
        std::fs::remove_file(from.join(stories.next().unwrap())).unwrap();
        let config = newsroom.read("config.toml").replace("The Daily", "The Weekly");
        newsroom.write("config.toml", config);
    }
    let again = ["--at", "2026-01-31T13:00:00Z", "build"];
    let ran = crate::util::run_in(at_once.path(), &again, &[]).succeeds();
    let batched = crate::util::run_in(in_batches.path(), &again, &large).succeeds();
    assert_eq!(ran.stdout, batched.stdout);
    assert_eq!(at_once.files("feeds"), in_batches.files("feeds"));
    assert_eq!(at_once.read("articles/ledger.jsonl"), in_batches.read("articles/ledger.jsonl"));
    let export = |newsroom: &Newsroom| newsroom.run(&["store", "export"]).succeeds().stdout;
    assert_eq!(export(&at_once), export(&in_batches));
}

/// A file that the walk refuses is no file that is gone, however large the archive is.
#[test]
fn in_batches_a_story_whose_name_gets_a_twin_is_not_said_to_be_gone() {
    let (at_once, in_batches) = (newsroom(), newsroom());
    let build = |newsroom: &Newsroom, at: &str| {
        let large = if std::ptr::eq(newsroom, &raw const in_batches) { "3" } else { "1000" };
        crate::util::run_in(newsroom.path(), &["--at", at, "build"], &[("FEEDROOM_LARGE", large)])
    };
    for newsroom in [&at_once, &in_batches] {
        newsroom.story("Twin.md", "Elder", "2026-01-20");
        build(newsroom, "2026-01-31T12:30:00Z").succeeds().says("10 taken");
        let before = newsroom.read("feeds/all.json");
        newsroom.story("twin.md", "Younger", "2026-01-21");
        // Another config: all is looked at again.
        newsroom.write("config.toml", newsroom.read("config.toml").replace("The Daily", "The Weekly"));
        build(newsroom, "2026-01-31T13:00:00Z").says("2 refused");
        let feed = newsroom.read("feeds/all.atom");
        assert!(feed.contains("The Weekly") && !feed.contains("deleted-entry"), "{feed}");
        assert!(feed.contains("Story 1") && !feed.contains("Younger"), "{feed}");
        // Once the twin is gone the story is what it was.
        newsroom.remove("articles/twin.md");
        build(newsroom, "2026-01-31T14:00:00Z").succeeds().says("0 refused");
        assert_eq!(newsroom.read("feeds/all.json").replace("The Weekly", "The Daily"), before);
        newsroom.run(&["store", "check"]).succeeds().says("is sound");
    }
    assert_eq!(at_once.files("feeds"), in_batches.files("feeds"));
    assert_eq!(at_once.read("articles/ledger.jsonl"), in_batches.read("articles/ledger.jsonl"));
}

/// What lies behind a link, or has a name in another form of Unicode, is found by no
/// key; in batches as well it is in the feeds.
#[cfg(unix)]
#[test]
fn in_batches_what_lies_behind_a_link_is_found_again() {
    let newsroom = newsroom();
    newsroom.write("elsewhere/far.md", "---\ntitle: Far\ndate: 2026-01-20\n---\nThe far words.\n");
    newsroom.story("Cafe\u{301}.md", "Coffee", "2026-01-21");
    std::os::unix::fs::symlink("../elsewhere", newsroom.path().join("articles/linked")).unwrap();
    newsroom.remove("feedroom.db").remove("articles/ledger.jsonl");
    std::fs::remove_dir_all(newsroom.path().join("feeds")).unwrap();
    for at in ["2026-01-31T12:00:00Z", "2026-01-31T13:00:00Z"] {
        let large = [("FEEDROOM_LARGE", "3")];
        crate::util::run_in(newsroom.path(), &["--at", at, "build"], &large).succeeds().says("11 taken");
        let feed = newsroom.read("feeds/all.rss");
        assert!(feed.contains("The far words") && feed.contains("The words of Coffee"), "{feed}");
        // Another config: all is looked at again.
        newsroom.write("config.toml", newsroom.read("config.toml").replace("The Daily", "The Weekly"));
    }
}
