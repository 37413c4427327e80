//! A daemon under a person's hand: commands that go to it through its socket.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::util::{Newsroom, PLAIN, run_in};

/// `feedroom serve` on free ports, killed when dropped.
struct Daemon {
    child: Child,
    address: String,
    #[expect(dead_code, reason = "until the daemon answers there")]
    operator: String,
}

const SERVER: &str = "[server]\nlisten = \"127.0.0.1:0\"\n";

impl Daemon {
    /// Starts it and waits until it serves what is there.
    fn start(newsroom: &Newsroom) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_feedroom"))
            .current_dir(newsroom.path())
            .arg("serve")
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut operator = String::new();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let address = line.split_once("http://")?.1.trim_end_matches('/').to_owned();
            if let Some(address) = address.strip_suffix("/status") {
                address.clone_into(&mut operator);
                return None;
            }
            Some(address)
        });
        // Its log is read on, so that it is never blocked by a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let daemon = Self { child, address: address.expect("it says where it serves"), operator };
        let is_out = |_: &u32| {
            std::thread::sleep(Duration::from_millis(5));
            !daemon.get("/all.rss").starts_with("HTTP/1.1 503")
        };
        assert!((0..4_000).any(|at| is_out(&at)), "the first build is out");
        daemon
    }

    fn get(&self, path: &str) -> String {
        get(&self.address, path, "x")
    }

    fn pid(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap()
    }

    fn die(mut self) {
        rustix::process::kill_process(self.pid(), rustix::process::Signal::KILL).unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request over a connection of its own.
fn get(address: &str, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// A newsroom with two stories and a schedule that builds nothing meanwhile.
fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(&format!("{PLAIN}[schedule]\nbuild = \"0 0 1 1 *\"\n{SERVER}"));
    newsroom.story("harbour.md", "Harbour", "2026-01-01T09:00:00Z");
    newsroom.story("bridge.md", "Bridge", "2026-01-02T09:00:00Z");
    newsroom
}

#[test]
fn a_kill_through_the_daemon_is_out_of_files_and_answers_when_the_command_returns() {
    let newsroom = newsroom();
    let daemon = Daemon::start(&newsroom);
    assert!(daemon.get("/all.rss").contains("The words of Harbour"));
    let socket = std::fs::metadata(newsroom.path().join("feedroom.db.sock")).unwrap();
    assert!(socket.file_type().is_socket());
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);

    // The name is that of a file where the command is called, not where the daemon runs.
    let folder = newsroom.path().join("articles");
    let arguments = ["--config", "../config.toml", "article", "kill", "harbour.md", "--reason", "libel"];
    let ran = run_in(&folder, &arguments, &[]).succeeds().says("killed: articles: harbour.md").says("out of all");
    assert!(ran.stdout.contains("written"), "{}", ran.stdout);
    for format in ["rss", "atom", "json"] {
        assert!(!newsroom.read(&format!("feeds/all.{format}")).contains("The words of Harbour"), "{format}");
        let answer = daemon.get(&format!("/all.{format}"));
        assert!(!answer.contains("The words of Harbour") && answer.contains("The words of Bridge"), "{answer}");
    }
    let shown = newsroom.run(&["article", "show", "harbour.md", "--format", "json"]).succeeds();
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(shown["status"], "killed");
    let event = &shown["history"][0];
    let user = feedroom::control::name_of(rustix::process::getuid().as_raw());
    assert_eq!((&event["who"], &event["reason"]), (&user.into(), &"libel".into()), "{shown}");

    newsroom.run(&["article", "restore", "harbour.md"]).succeeds().says("restored");
    assert!(daemon.get("/all.rss").contains("The words of Harbour"));
    newsroom.run(&["article", "kill", "nothing.md"]).fails(2, "no article is known as `nothing.md`");
    newsroom.run(&["article", "touch", "bridge.md", "--notice", "x"]).fails(2, "--notice goes with kill");
    let ran = newsroom.run(&["article", "pin", "harbour.md", "--format", "json"]).succeeds();
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&answer["articles"][0]["done"], &answer["report"]["taken"]), (&"pinned".into(), &2.into()));
}

#[test]
fn a_build_asks_the_daemon_and_prints_its_summary() {
    let newsroom = newsroom();
    let daemon = Daemon::start(&newsroom);
    newsroom.story("tower.md", "Tower", "2026-01-03T09:00:00Z");
    let ran = newsroom.run(&["build", "--diff"]).succeeds().says("3 taken").says("3 files written");
    assert!(ran.stdout.contains("1 added"), "{}", ran.stdout);
    assert!(daemon.get("/all.json").contains("The words of Tower"));
    newsroom.story("quay.md", "Quay", "2026-01-04T09:00:00Z");
    newsroom.run(&["build", "--dry-run"]).succeeds().says("to write");
    assert!(!daemon.get("/all.json").contains("The words of Quay"));
    newsroom.run(&["check"]).succeeds().says("all: 4 articles");
    newsroom.run(&["article", "list"]).succeeds().says("quay.md");
    newsroom.run(&["store", "check"]).succeeds().says("is sound");

    newsroom.write("feeds/old.rss", newsroom.read("feeds/all.rss").replace("/all.rss", "/old.rss"));
    newsroom.run(&["prune"]).succeeds().says("deleted").says("1 file deleted");
    assert!(!newsroom.exists("feeds/old.rss"));

    let pid = format!("process {}", daemon.child.id());
    newsroom.run(&["--at", "2026-02-01T00:00:00Z", "build"]).fails(2, &pid);
    newsroom.run(&["adopt", "feeds/all.rss"]).fails(2, &pid);
    newsroom.run(&["clock", "confirm"]).succeeds().says("was not in doubt");
    newsroom.run(&["build", "--accept", "al"]).fails(2, "did you mean `--accept all`?");
}

#[test]
fn a_reload_is_answered_with_what_is_wrong() {
    let newsroom = newsroom();
    let daemon = Daemon::start(&newsroom);
    let config = newsroom.read("config.toml");
    newsroom
        .write("config.toml", config.replace("[[feed]]\npath = \"all\"", "[[feed]]\npath = \"all\"\ntitel = \"T\""));
    newsroom.run(&["reload"]).fails(2, "titel");
    newsroom.run(&["article", "kill", "harbour.md"]).succeeds();
    assert!(!daemon.get("/all.rss").contains("The words of Harbour"), "a fault in the config keeps no story out");
    newsroom
        .write("config.toml", config.replace("[[feed]]\npath = \"all\"", "[[feed]]\npath = \"all\"\ntitle = \"Anew\""));
    newsroom.run(&["reload"]).succeeds().says("read anew");
    newsroom.run(&["build"]).succeeds();
    assert!(daemon.get("/all.rss").contains("<title>Anew</title>"));
}

#[test]
fn a_second_daemon_is_told_of_the_first_and_a_dead_one_leaves_the_way_free() {
    let newsroom = newsroom();
    let daemon = Daemon::start(&newsroom);
    newsroom.run(&["serve"]).fails(2, &format!("process {}", daemon.child.id()));
    daemon.die();
    assert!(newsroom.exists("feedroom.db.sock"), "SIGKILL leaves the socket");
    newsroom.run(&["article", "kill", "harbour.md"]).succeeds().says("killed");
    let daemon = Daemon::start(&newsroom);
    newsroom.run(&["article", "restore", "harbour.md"]).succeeds();
    assert!(daemon.get("/all.rss").contains("The words of Harbour"));
    rustix::process::kill_process(daemon.pid(), rustix::process::Signal::TERM).unwrap();
    let mut daemon = daemon;
    assert_eq!(daemon.child.wait().unwrap().code(), Some(0));
    assert!(!newsroom.exists("feedroom.db.sock"));
    newsroom.run(&["reload"]).fails(2, "none runs");
}

#[test]
fn what_is_no_request_is_answered_with_a_sentence() {
    let newsroom = newsroom();
    let _daemon = Daemon::start(&newsroom);
    for (request, answer) in [
        ("kill harbour.md\n", "cannot be read"),
        ("{\"version\":2,\"request\":{}}\n", "speaks version 1, not 2"),
        ("{\"version\":1,\"request\":{\"work\":\"sing\"}}\n", "cannot be read"),
    ] {
        let mut stream = UnixStream::connect(newsroom.path().join("feedroom.db.sock")).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        assert!(said.contains(answer) && said.contains("\"exit\":2"), "{said}");
    }
    newsroom.run(&["build"]).succeeds();
}
