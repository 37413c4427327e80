//! The daemon over real sockets, as a reader and an operator meet it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::util::{Newsroom, PLAIN};

/// `feedroom serve` on a free port, killed when dropped.
struct Daemon {
    child: Child,
    address: String,
}

impl Daemon {
    /// Starts it and waits until it says where it serves.
    fn start(newsroom: &Newsroom) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_feedroom"))
            .current_dir(newsroom.path())
            .arg("serve")
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("http://")?.1.trim_end_matches('/').to_owned()))
            .expect("it says where it serves");
        // Its log is read on, so that it is never blocked by a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// One request over a connection of its own.
    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks until the first build is out.
    fn first(&self, path: &str) -> String {
        // The disk of a busy machine may take seconds to sync.
        let ask = || {
            std::thread::sleep(Duration::from_millis(5));
            self.get(path, "")
        };
        std::iter::repeat_with(ask).take(4_000).find(|answer| !answer.starts_with("HTTP/1.1 503")).unwrap()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
    let pid = rustix::process::Pid::from_raw(i32::try_from(daemon.child.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(daemon.child.wait().unwrap().code(), Some(0));
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
    let gone = |answer: &String| !answer.contains("The words of Two");
    let answer = std::iter::repeat_with(|| {
        std::thread::sleep(Duration::from_millis(50));
        daemon.get("/index.php?feed=json", "")
    });
    assert!(answer.take(400).find(gone).unwrap().contains("The words of One"));
}

#[test]
fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let newsroom = Newsroom::new(&format!("{PLAIN}[server]\nlisten = \"{}\"\n", taken.local_addr().unwrap()));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.run(&["serve"]).fails(2, "cannot be listened on");
    newsroom.run(&["--at", "2026-01-01T00:00:00Z", "serve"]).fails(2, "does not go with serve");
}
