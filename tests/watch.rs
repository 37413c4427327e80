//! `serve` as it hears of what happens in the folders of its sources. A scan finds
//! nothing here: none is made for minutes.

use std::fs;
use std::time::{Duration, Instant};

use crate::util::daemon::{Daemon, wait_for, wait_within};
use crate::util::{Newsroom, PLAIN};

fn newsroom(schedule: &str) -> Newsroom {
    let server = "[server]\nlisten = \"127.0.0.1:0\"\n";
    let newsroom = Newsroom::new(&format!("{PLAIN}{server}[schedule]\nbuild = \"0 0 1 1 *\"\n{schedule}"));
    newsroom.story("world/one.md", "One", "2026-01-01T09:00:00Z");
    newsroom.story("two.md", "Two", "2026-01-02T09:00:00Z");
    newsroom
}

/// A daemon whose first look is done, and whose watches are set.
fn start(newsroom: &Newsroom) -> Daemon {
    let daemon = Daemon::start(newsroom);
    daemon.first("/all.rss");
    is_watching(newsroom, &daemon, "Seen");
    daemon
}

/// Waits until a story that arrives is seen: watches are set beside the first look.
#[track_caller]
fn is_watching(newsroom: &Newsroom, daemon: &Daemon, title: &str) {
    let is_seen = (0..60).any(|number| {
        let title = format!("{title}{number}");
        arrive(newsroom, "seen.md", &title);
        let is_out = || newsroom.read("feeds/all.rss").contains(&title).then_some(());
        wait_within(Duration::from_millis(500), is_out).is_some()
    });
    assert!(is_seen, "nothing is watched:\n{}", daemon.log());
}

fn text(title: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: 2026-01-03T09:00:00Z\n---\n\nThe words of {title}.\n")
}

/// Saves a story as careful editors do: whole, under another name, and renamed.
fn arrive(newsroom: &Newsroom, name: &str, title: &str) {
    newsroom.write("articles/.draft", text(title));
    fs::rename(newsroom.path().join("articles/.draft"), newsroom.path().join("articles").join(name)).unwrap();
}

/// Waits until the feed is as it should be.
#[track_caller]
fn until(newsroom: &Newsroom, daemon: &Daemon, what: &str, is_so: impl Fn(&str) -> bool) {
    let found = wait_for(|| is_so(&newsroom.read("feeds/all.rss")).then_some(()));
    assert!(found.is_some(), "{what}:\n{}\n{}", newsroom.read("feeds/all.rss"), daemon.log());
}

#[test]
fn what_editors_do_is_in_the_feed_without_a_scan() {
    let newsroom = newsroom("settle = \"60s\"");
    let daemon = start(&newsroom);
    arrive(&newsroom, "three.md", "Three");
    until(&newsroom, &daemon, "a file that arrived", |feed| feed.contains("The words of Three"));
    // vim: the old file is kept beside, the new one written, the old one removed.
    let articles = newsroom.path().join("articles");
    fs::write(articles.join("4913"), "").unwrap();
    fs::remove_file(articles.join("4913")).unwrap();
    arrive(&newsroom, "three.md", "Third");
    until(&newsroom, &daemon, "another version", |feed| feed.contains("The words of Third") && !feed.contains("Three"));
    fs::remove_file(articles.join("three.md")).unwrap();
    until(&newsroom, &daemon, "a file that is gone", |feed| !feed.contains("Third"));
    // A folder with stories comes, is renamed, and goes.
    newsroom.write("elsewhere/a.md", text("Far")).write("elsewhere/b.md", text("Near"));
    fs::rename(newsroom.path().join("elsewhere"), articles.join("new")).unwrap();
    until(&newsroom, &daemon, "a folder that arrived", |feed| feed.contains("Far") && feed.contains("Near"));
    fs::rename(articles.join("new/a.md"), articles.join("moved.md")).unwrap();
    fs::rename(articles.join("new"), newsroom.path().join("elsewhere")).unwrap();
    until(&newsroom, &daemon, "a folder that is gone", |feed| feed.contains("Far") && !feed.contains("Near"));
}

#[test]
fn a_file_that_is_written_in_place_is_not_read_half() {
    let settle = Duration::from_secs(2);
    let newsroom = newsroom("settle = \"2s\"");
    let daemon = start(&newsroom);
    let whole = text("Slow");
    let (begin, rest) = whole.split_at(whole.len() - 6);
    let began = Instant::now();
    for number in 0.. {
        let written = Instant::now();
        newsroom.write("articles/slow.md", begin);
        // Another story that is out: so the daemon has heard of this one too.
        let other = format!("Other{number}");
        arrive(&newsroom, "other.md", &other);
        until(&newsroom, &daemon, "a story beside it", |feed| feed.contains(&other));
        let is_out = newsroom.read("feeds/all.rss").contains("Slow");
        // On a machine that is so busy that this took long it may have settled.
        assert!(!is_out || written.elapsed() > settle * 3 / 4, "it is written still");
        if began.elapsed() > settle + settle / 2 {
            break;
        }
    }
    newsroom.write("articles/slow.md", format!("{begin}{rest}"));
    until(&newsroom, &daemon, "once it has settled", |feed| feed.contains("The words of Slow."));
}

#[test]
fn a_folder_that_is_pulled_away_and_comes_back_changes_nothing() {
    let newsroom = newsroom("");
    let config = newsroom.read("config.toml").replace("articles/ledger.jsonl", "ledger.jsonl");
    newsroom.write("config.toml", config);
    let daemon = start(&newsroom);
    let before = newsroom.files("feeds");
    let (articles, away) = (newsroom.path().join("articles"), newsroom.path().join("away"));
    fs::rename(&articles, &away).unwrap();
    daemon.says("articles cannot be read");
    assert_eq!(newsroom.files("feeds"), before);
    fs::rename(&away, &articles).unwrap();
    // Watched again, whether or not it is the folder that it was.
    is_watching(&newsroom, &daemon, "Back");
    assert!(newsroom.read("feeds/all.rss").contains("The words of One"));
}

#[test]
fn a_checkout_of_many_files_is_right_after_few_builds() {
    let newsroom = newsroom("settle = \"1s\"");
    let daemon = start(&newsroom);
    let builds = || daemon.log().matches("built").count();
    let before = builds();
    for number in 0..300 {
        newsroom.write(&format!("articles/many/{number}.md"), text(&format!("Many{number}")));
    }
    until(&newsroom, &daemon, "all of them", |feed| feed.matches("<item>").count() >= 50);
    let status = || newsroom.run(&["status", "--format", "json"]).stdout;
    assert!(wait_for(|| status().contains("\"taken\": 303").then_some(())).is_some(), "{}", status());
    let builds = builds() - before;
    // They settle one after the other, as they were written: what settles during a build is gathered.
    assert!(builds < 100, "{builds} builds:\n{}", daemon.log());
}
