//! What is different between two feeds, whoever made them.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use crate::util::{Newsroom, PLAIN, run_in};

const OLD: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title>
<link>http://daily.example/</link><description>x</description>
<item><title>Gone &amp; lost</title><link>http://www.daily.example/gone</link><guid>http://daily.example/?p=9</guid></item>
<item><title>One</title><link>http://www.daily.example/2026/01/01/one</link><guid>http://daily.example/?p=1</guid>
<pubDate>Thu, 01 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>"#;

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("one.md", "One", "2026-01-01T09:00:00Z").story("two.md", "Two", "2026-01-02T09:00:00Z");
    newsroom.write("old.xml", OLD);
    newsroom
}

#[test]
fn a_feed_that_was_elsewhere_is_compared_with_the_one_to_come() {
    let newsroom = newsroom();
    let ran = newsroom.run(&["diff", "old.xml", "all"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let said = &ran.stdout;
    assert!(
        said.starts_with("2 items before, 2 now: 1 with another id, shown as new again, 1 added, 1 gone"),
        "{said}"
    );
    assert!(said.contains("+ https://daily.example/2026/01/02/two/  Two\n"), "{said}");
    assert!(said.contains("- http://www.daily.example/gone\n") && !said.contains("lost"), "{said}");
    assert!(said.contains("id: http://daily.example/?p=1 -> tag:daily.example,2026-01-01:"), "{said}");
    assert!(!newsroom.exists("feeds"), "nothing is written");
    assert!(!newsroom.exists("articles/ledger.jsonl"));
}

#[test]
fn what_is_the_same_exits_with_0_in_whatever_format() {
    let newsroom = newsroom();
    newsroom.build();
    newsroom.run(&["diff", "feeds/all.atom", "all.atom"]).succeeds().says("nothing is different, 2 items in both");
    newsroom.run(&["diff", "all.rss", "feeds/all.rss"]).succeeds();
    let ran = newsroom.run(&["diff", "feeds/all.atom", "feeds/all.json"]).succeeds();
    assert!(ran.stdout.contains("nothing is different"), "{}", ran.stdout);
    let ran = newsroom.run(&["--format", "json", "diff", "feeds/all.rss", "all.json"]).succeeds();
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&answer["same"], &answer["summary"]["same"]), (&true.into(), &2.into()));
}

#[test]
fn what_cannot_be_compared_is_told_with_2() {
    let newsroom = newsroom();
    newsroom.run(&["diff", "old.xml", "al"]).fails(2, "did you mean `all`?");
    newsroom.write("login.html", "<!doctype html><title>Log in</title>");
    newsroom.run(&["diff", "login.html", "old.xml"]).fails(2, "login.html: it is not an RSS, Atom or JSON feed");
    newsroom.run(&["diff", "old.xml", "http://127.0.0.1:9/"]).fails(2, "no connection to 127.0.0.1");
    // Without a config, too.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.xml"), OLD).unwrap();
    run_in(folder.path(), &["diff", "a.xml", "a.xml"], &[]).succeeds();
    std::fs::write(folder.path().join("b.xml"), &OLD[..OLD.len() - 30]).unwrap();
    run_in(folder.path(), &["diff", "a.xml", "b.xml"], &[]).fails(2, "b.xml: it breaks off before its end");
}

#[test]
fn a_feed_is_fetched_from_where_it_lives() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/feed/", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 2048];
        let read = stream.read(&mut request).unwrap();
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{OLD}", OLD.len()).unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    newsroom().run(&["diff", &url, "old.xml"]).succeeds();
    assert!(server.join().unwrap().starts_with("GET /feed/ HTTP/1.1"));
}

#[test]
fn a_build_shows_what_it_changes_item_by_item() {
    let newsroom = newsroom();
    newsroom.build();
    newsroom.run(&["build", "--diff"]).succeeds().says("0 files written");
    newsroom.story("one.md", "One, better", "2026-01-01T09:00:00Z").story("three.md", "Three", "2026-01-03T09:00:00Z");
    let before = newsroom.files("feeds");
    let ran = newsroom.run(&["build", "--dry-run", "--diff"]).succeeds();
    let said = &ran.stdout;
    assert!(said.contains("all.atom: 2 items before, 3 now: 1 added"), "{said}");
    assert!(said.contains("+ https://daily.example/2026/01/03/three/  Three\n"), "{said}");
    assert!(said.contains("title: One -> One, better\n"), "{said}");
    assert_eq!(before, newsroom.files("feeds"));
    let ran = newsroom.run(&["--format", "json", "build", "--diff"]).succeeds();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["differences"]["all.rss"]["summary"]["added"], 1, "{}", ran.stdout);
    assert_eq!(report["written"], 3);
}

#[test]
fn a_killed_story_is_told_by_its_place_alone() {
    let newsroom = newsroom();
    newsroom.build();
    newsroom.write("articles/one.md", "---\ntitle: One\ndate: 2026-01-01T09:00:00Z\nstatus: killed\n---\n\nWords.\n");
    let ran = newsroom.run(&["build", "--diff"]).succeeds();
    assert!(ran.stdout.contains("all.rss: 2 items before, 1 now: 1 gone"), "{}", ran.stdout);
    assert!(ran.stdout.contains("- https://daily.example/2026/01/01/one/\n"), "{}", ran.stdout);
}
