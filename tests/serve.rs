//! The daemon over real sockets, as a reader and an operator meet it.

use crate::util::daemon::Daemon;
use crate::util::{Newsroom, PLAIN};

#[test]
fn a_reader_polls_and_a_signal_ends_it_well() {
    let newsroom = Newsroom::new(&format!("{PLAIN}[server]\nlisten = \"127.0.0.1:0\"\n"));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    let mut daemon = Daemon::start(&newsroom);
    let answer = daemon.first("/all.rss");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("content-type: application/rss+xml; charset=utf-8"),
        "{answer}"
    );
    assert!(answer.ends_with(&newsroom.read("feeds/all.rss")), "served as it is written");
    let tag = answer.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    assert!(daemon.get("/all.rss", &format!("If-None-Match: {tag}\r\n")).starts_with("HTTP/1.1 304"));
    assert!(daemon.get("/all.json", "").contains("application/feed+json"));
    assert!(daemon.get("/nothing", "").starts_with("HTTP/1.1 404"));
    assert!(daemon.get("/", "").contains("/all.atom"));
    assert_eq!(daemon.stop(), Some(0));
}

#[test]
fn a_feed_url_with_a_query_is_served_and_follows_its_stories() {
    let urls = "path = \"all\"\nurls = { json = \"/index.php?feed=json\", atom = \"/?feed=atom\" }";
    let config = PLAIN.replace("path = \"all\"", urls);
    let newsroom = Newsroom::new(&format!("{config}[server]\nlisten = \"127.0.0.1:0\"\n"));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    let expiry = (chrono::Utc::now() + chrono::TimeDelta::seconds(8)).to_rfc3339();
    newsroom.write(
        "articles/b.md",
        format!("---\ntitle: Two\ndate: 2026-01-02T09:00:00Z\nexpiry: {expiry}\n---\nThe words of Two.\n"),
    );
    let daemon = Daemon::start(&newsroom);
    let answer = daemon.first("/index.php?feed=json");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("application/feed+json"), "{answer}");
    assert!(answer.contains("The words of One") && answer.contains("The words of Two"), "{answer}");
    let line = |answer: &str, name: &str| answer.lines().find_map(|line| Some(line.strip_prefix(name)?.to_owned()));
    let tag = line(&answer, "etag: ").unwrap();
    assert!(daemon.get("/index.php?feed=json", &format!("If-None-Match: {tag}\r\n")).starts_with("HTTP/1.1 304"));
    let atom = daemon.get("/?feed=atom", "");
    assert!(atom.contains("application/atom+xml") && atom.contains("The words of One"), "{atom}");
    assert!(daemon.get("/index.php", "").starts_with("HTTP/1.1 404"));
    let answer = daemon.until("/index.php?feed=json", |answer| !answer.contains("The words of Two"));
    assert!(answer.contains("The words of One"), "{answer}");
}

#[test]
fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let newsroom = Newsroom::new(&format!("{PLAIN}[server]\nlisten = \"{}\"\n", taken.local_addr().unwrap()));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.run(&["serve"]).fails(2, "cannot be listened on");
    newsroom.run(&["--at", "2026-01-01T00:00:00Z", "serve"]).fails(2, "does not go with serve");
}
