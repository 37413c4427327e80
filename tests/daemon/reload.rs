//! SIGHUP: a good config holds, a broken one does not.

use rustix::process::Signal;

use super::newsroom;
use crate::util::daemon::{Daemon, wait_for};

#[test]
fn a_broken_config_is_told_with_its_place_and_the_old_one_holds() {
    let newsroom = newsroom();
    let daemon = Daemon::start(&newsroom);
    daemon.first("/all.rss");
    let good = newsroom.read("config.toml");
    newsroom.write("config.toml", good.replace("path = \"all\"", "path = \"all\"\nlimitt = 3"));
    daemon.send(Signal::HUP);
    let line = daemon.says("the old one holds");
    assert!(line.contains("config.toml:") && line.contains("limitt") && line.contains("limit"), "{line}");
    assert!(daemon.get("/all.rss", "").contains("One"));
    newsroom.write("config.toml", good.replace("title = \"The Daily\"", "title = \"The Weekly\""));
    daemon.send(Signal::HUP);
    daemon.says("was read anew");
    daemon.until("/all.rss", |answer| answer.contains("The Weekly"));
}

#[test]
fn a_good_config_holds_with_its_feeds_and_its_places() {
    let newsroom = newsroom();
    let mut daemon = Daemon::start(&newsroom);
    daemon.first("/all.rss");
    assert!(newsroom.exists("feeds/.feedroom-lock"));
    let other = "path = \"all\"\n[[feed]]\npath = \"more\"";
    let config = newsroom.read("config.toml").replace("path = \"all\"", other);
    let config = config.replace("[store]", "[store]\npath = \"other.db\"");
    newsroom.write("config.toml", format!("{config}[output]\ndir = \"other\"\n").replace("127.0.0.1:0", "127.0.0.1:9"));
    newsroom.story("b.md", "Two", "2026-01-02T09:00:00Z");
    daemon.send(Signal::HUP);
    daemon.says("restart it");
    assert!(daemon.until("/more.rss", |answer| answer.starts_with("HTTP/1.1 200")).contains("Two"));
    assert!(daemon.get("/all.rss", "").contains("Two"));
    assert!(newsroom.read("other/all.rss").contains("Two") && !newsroom.read("feeds/all.rss").contains("Two"));
    assert!(newsroom.exists("other/.feedroom-lock") && !newsroom.exists("feeds/.feedroom-lock"));
    // Commands find it beside the new store.
    let moved = || newsroom.exists("other.db.sock") && !newsroom.exists("feedroom.db.sock");
    assert!(wait_for(|| moved().then_some(())).is_some());
    newsroom.run(&["reload"]).succeeds();
    assert_eq!(daemon.stop(), Some(0));
    assert!(!newsroom.exists("other/.feedroom-lock"));
}

#[test]
fn places_that_another_process_holds_are_not_taken() {
    let (newsroom, neighbour) = (newsroom(), newsroom());
    let held = Daemon::start(&neighbour);
    held.first("/all.rss");
    let daemon = Daemon::start(&newsroom);
    daemon.first("/all.rss");
    let dir = neighbour.path().join("feeds");
    let config = newsroom.read("config.toml");
    newsroom.write("config.toml", format!("{config}[output]\ndir = {:?}\n", dir.display().to_string()));
    daemon.send(Signal::HUP);
    let line = wait_for(|| daemon.log().lines().find(|line| line.contains("the old one holds")).map(str::to_owned));
    assert!(line.is_some_and(|line| line.contains(&format!("process {}", held.child.id()))), "{}", daemon.log());
    // It goes on where it was.
    newsroom.write("config.toml", config);
    newsroom.story("b.md", "Two", "2026-01-02T09:00:00Z");
    daemon.send(Signal::HUP);
    daemon.until("/all.rss", |answer| answer.contains("Two"));
}
