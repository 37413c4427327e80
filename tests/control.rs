//! A daemon under a person's hand: commands that go to it through its socket.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::process::Signal;
use serde_json::Value;

use crate::util::daemon::Daemon;
use crate::util::{Newsroom, PLAIN, run_in};

const SERVER: &str = "[server]\nlisten = \"127.0.0.1:0\"\noperator = \"127.0.0.1:0\"\n";

/// A daemon that serves what is there.
fn start(newsroom: &Newsroom) -> Daemon {
    let daemon = Daemon::start(newsroom);
    daemon.first("/all.rss");
    daemon
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
    let daemon = start(&newsroom);
    assert!(daemon.get("/all.rss", "").contains("The words of Harbour"));
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
        let answer = daemon.get(&format!("/all.{format}"), "");
        assert!(!answer.contains("The words of Harbour") && answer.contains("The words of Bridge"), "{answer}");
    }
    let shown = newsroom.run(&["article", "show", "harbour.md", "--format", "json"]).succeeds();
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(shown["status"], "killed");
    let event = &shown["history"][0];
    let user = feedroom::control::name_of(rustix::process::getuid().as_raw());
    assert_eq!((&event["who"], &event["reason"]), (&user.into(), &"libel".into()), "{shown}");

    newsroom.run(&["article", "restore", "harbour.md"]).succeeds().says("restored");
    assert!(daemon.get("/all.rss", "").contains("The words of Harbour"));
    newsroom.run(&["article", "kill", "nothing.md"]).fails(2, "no article is known as `nothing.md`");
    newsroom.run(&["article", "touch", "bridge.md", "--notice", "x"]).fails(2, "--notice goes with kill");
    let ran = newsroom.run(&["article", "pin", "harbour.md", "--format", "json"]).succeeds();
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&answer["articles"][0]["done"], &answer["report"]["taken"]), (&"pinned".into(), &2.into()));
}

#[test]
fn a_build_asks_the_daemon_and_prints_its_summary() {
    let newsroom = newsroom();
    let daemon = start(&newsroom);
    newsroom.story("tower.md", "Tower", "2026-01-03T09:00:00Z");
    let ran = newsroom.run(&["build", "--diff"]).succeeds().says("3 taken").says("3 files written");
    assert!(ran.stdout.contains("1 added"), "{}", ran.stdout);
    assert!(daemon.get("/all.json", "").contains("The words of Tower"));
    newsroom.story("quay.md", "Quay", "2026-01-04T09:00:00Z");
    newsroom.run(&["build", "--dry-run"]).succeeds().says("to write");
    assert!(!daemon.get("/all.json", "").contains("The words of Quay"));
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
    let daemon = start(&newsroom);
    let config = newsroom.read("config.toml");
    newsroom
        .write("config.toml", config.replace("[[feed]]\npath = \"all\"", "[[feed]]\npath = \"all\"\ntitel = \"T\""));
    newsroom.run(&["reload"]).fails(2, "titel");
    newsroom.run(&["article", "kill", "harbour.md"]).succeeds();
    assert!(!daemon.get("/all.rss", "").contains("The words of Harbour"), "a fault in the config keeps no story out");
    newsroom
        .write("config.toml", config.replace("[[feed]]\npath = \"all\"", "[[feed]]\npath = \"all\"\ntitle = \"Anew\""));
    newsroom.run(&["reload"]).succeeds().says("read anew");
    newsroom.run(&["build"]).succeeds();
    // What is no TOML, or does not say where the store is, does not say where the daemon is.
    let anew = newsroom.read("config.toml");
    for (slip, word) in [("[[feed", "config.toml:"), ("[store]\nledgr = \"l\"\n", "ledgr")] {
        newsroom.write("config.toml", anew.replace("[store]\n", slip));
        let ran = newsroom.run(&["reload"]).fails(2, word);
        assert!(ran.stderr.ends_with("goes on with the config that it read before\n"), "{}", ran.stderr);
        newsroom.run(&["article", "restore", "harbour.md"]).succeeds();
        assert!(daemon.get("/all.rss", "").contains("The words of Harbour"));
        newsroom.run(&["article", "kill", "harbour.md"]).succeeds();
        assert!(newsroom.run(&["status"]).succeeds().stdout.contains("daemon: process"));
    }
    assert!(daemon.get("/all.rss", "").contains("<title>Anew</title>"));
}

#[test]
fn a_second_daemon_is_told_of_the_first_and_a_dead_one_leaves_the_way_free() {
    let newsroom = newsroom();
    let mut daemon = start(&newsroom);
    newsroom.run(&["serve"]).fails(2, &format!("process {}", daemon.child.id()));
    daemon.send(Signal::KILL);
    daemon.child.wait().unwrap();
    assert!(newsroom.exists("feedroom.db.sock"), "SIGKILL leaves the socket");
    newsroom.run(&["article", "kill", "harbour.md"]).succeeds().says("killed");
    let mut daemon = start(&newsroom);
    newsroom.run(&["article", "restore", "harbour.md"]).succeeds();
    assert!(daemon.get("/all.rss", "").contains("The words of Harbour"));
    assert_eq!(daemon.stop(), Some(0));
    assert!(!newsroom.exists("feedroom.db.sock"));
    newsroom.run(&["reload"]).fails(2, "none runs");
}

#[test]
fn what_is_no_request_is_answered_with_a_sentence() {
    let newsroom = newsroom();
    let _daemon = start(&newsroom);
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

/// What the operator's listener answers.
fn operator(daemon: &Daemon, path: &str, host: &str) -> String {
    let line = daemon.says("the operator is answered at http://");
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    get(&address, path, host)
}

#[test]
fn the_status_of_a_daemon_is_told_at_once_and_without_an_embargoed_word() {
    let newsroom = newsroom();
    newsroom.write("articles/broken.md", "---\ntitle: Broken\ndate: yesterday or so\n---\nWords.\n");
    newsroom.write("articles/held.md", "---\ntitle: Held\ndate: 2026-01-05T09:00:00Z\nstatus: held\n---\nWords.\n");
    let due = "2099-01-01T09:00:00Z";
    newsroom.write("articles/secret-merger.md", format!("---\ntitle: Merger\ndate: {due}\n---\nThe merger.\n"));
    let daemon = start(&newsroom);

    let ran = newsroom.run(&["status"]).succeeds();
    for words in [
        &format!("daemon: process {}", daemon.child.id()),
        "last build: a scan",
        "2 live, 1 held, 1 waiting for their time",
        &format!("next due: {due}"),
        "source articles: answers",
        "held articles: held.md: ",
        "refused articles: broken.md:3: ",
    ] {
        assert!(ran.stdout.contains(words), "`{words}` is not said:\n{}", ran.stdout);
    }
    let json = newsroom.run(&["status", "--format", "json"]).succeeds().stdout;
    let asked: Value = serde_json::from_str(&json).unwrap();
    let answer = operator(&daemon, "/status", "localhost");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("cache-control: no-store"), "{head}");
    let told: Value = serde_json::from_str(body).unwrap();
    assert_eq!(told, asked);
    assert_eq!((&told["held"][0]["place"], &told["refused"][0]["line"]), (&"articles: held.md".into(), &3.into()));
    for text in [&ran.stdout, &json, &answer, &daemon.log()] {
        assert!(!text.to_lowercase().contains("merger"), "{text}");
    }
    newsroom.run(&["status", "--show-embargoed"]).succeeds().says("secret-merger.md");
    assert!(operator(&daemon, "/health", "127.0.0.1:1").starts_with("HTTP/1.1 200"));
    assert!(operator(&daemon, "/status", "feeds.evil.example").starts_with("HTTP/1.1 403"));
}

#[test]
fn the_status_says_what_is_out_frozen_and_refused() {
    let newsroom = newsroom();
    let wire = "[[source]]\nkind = \"files\"\npath = \"wire\"\npermalink = \"wire/{slug}/\"\n";
    newsroom.write("config.toml", newsroom.read("config.toml") + wire);
    newsroom.write("wire/a.md", "---\ntitle: Wired\ndate: 2026-01-01T10:00:00Z\n---\nWords.\n");
    for day in 3..12 {
        newsroom.story(&format!("many/{day}.md"), &format!("Of {day}"), &format!("2026-01-{day:02}T09:00:00Z"));
    }
    let daemon = start(&newsroom);
    // At one stroke: of a few at a time, as a watch may tell of them, feeds may go on.
    std::fs::rename(newsroom.path().join("articles/many"), newsroom.path().join("few")).unwrap();
    newsroom.run(&["build"]).fails(1, "the last good feed stays");
    newsroom.run(&["status"]).fails(1, "").says("frozen all: ");
    // Another run, which follows what changed, still knows it.
    newsroom.story("quay.md", "Quay", "2026-01-20T09:00:00Z");
    newsroom.run(&["build"]);
    newsroom.run(&["status"]).fails(1, "").says("frozen all: ");
    newsroom.run(&["article", "kill", "harbour.md"]).says("killed: articles: harbour.md").says("out of all");
    for format in ["rss", "atom", "json"] {
        let answer = daemon.get(&format!("/all.{format}"), "");
        assert!(!answer.contains("The words of Harbour") && answer.contains("The words of Of 3"), "{answer}");
    }
    newsroom.run(&["status"]).fails(1, "").says("frozen all: ");
    newsroom.run(&["build", "--accept", "all"]).succeeds();
    newsroom.run(&["status"]).succeeds();

    std::fs::rename(newsroom.path().join("wire"), newsroom.path().join("away")).unwrap();
    newsroom.run(&["build"]).fails(1, "wire");
    newsroom.run(&["status"]).fails(1, "").says("source wire: out since ");
    std::fs::rename(newsroom.path().join("away"), newsroom.path().join("wire")).unwrap();
    newsroom.run(&["build"]).succeeds();
    newsroom.run(&["status"]).succeeds().says("source wire: answers");

    let config = newsroom.read("config.toml");
    newsroom.write("config.toml", config.replace("[[feed]]\npath = \"all\"", "[[feed]]\npath = \"all\"\ntitel = 1"));
    newsroom.run(&["reload"]).fails(2, "titel");
    newsroom.run(&["status"]).fails(1, "").says("config: what was read last is refused");
    assert!(daemon.get("/all.rss", "").starts_with("HTTP/1.1 200"));
}

/// What an order could not do is told to whoever gave it, and to whoever looks after
/// the daemon.
#[test]
fn an_order_that_fails_is_told_until_documents_can_be_written_again() {
    let newsroom = newsroom();
    let daemon = start(&newsroom);
    std::fs::rename(newsroom.path().join("feeds"), newsroom.path().join("away")).unwrap();
    newsroom.write("feeds", "no folder");
    newsroom.run(&["article", "kill", "harbour.md"]).fails(2, "a file stands where a folder should be");
    // A scan may have failed meanwhile for the same reason.
    let why = "a file stands where a folder should be: move it away; ";
    newsroom.run(&["status"]).fails(1, "").says("failed: ").says(why);
    let answer = operator(&daemon, "/status", "localhost");
    let told: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(told["failure"]["again"], told["failure"]["what"] != "an order", "{told}");
    newsroom.run(&["build"]).fails(2, "a file stands where a folder should be");
    newsroom.run(&["status"]).fails(1, "").says(why);

    newsroom.remove("feeds");
    newsroom.run(&["article", "kill", "harbour.md"]).succeeds().says("killed");
    assert!(!newsroom.run(&["status"]).succeeds().stdout.contains("failed"));
    assert!(!daemon.get("/all.rss", "").contains("The words of Harbour"));
}

#[test]
fn the_daemon_tells_of_the_change_unless_it_is_not_to() {
    let target = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let newsroom = newsroom();
    let notify = format!("[notify]\nweblog_ping = [\"http://{}/\"]\n", target.local_addr().unwrap());
    newsroom.write("config.toml", newsroom.read("config.toml") + &notify);
    newsroom.run(&["build", "--no-notify"]).succeeds();
    let _daemon = start(&newsroom);
    target.set_nonblocking(true).unwrap();
    let ran = newsroom.run(&["article", "pin", "harbour.md", "--no-notify"]).succeeds();
    assert!(!ran.stdout.contains("hear of"), "{}", ran.stdout);
    assert!(!newsroom.run(&["status"]).succeeds().stdout.contains("owed to "), "nobody is to be told of it");
    let ran = newsroom.run(&["article", "kill", "harbour.md"]).succeeds();
    assert!(ran.stdout.contains("hubs and aggregators hear of 3 changes from the daemon"), "{}", ran.stdout);
    let call = crate::util::daemon::wait_for(|| target.accept().ok()).expect("it is told of the kill");
    drop(call);
    newsroom.run(&["status"]).succeeds().says("owed to ");
}
