//! `serve` as a newsroom leaves it running: what is due, signals, and the service
//! manager.

mod manager;
mod reload;

use chrono::{SubsecRound as _, TimeDelta, Utc};

use crate::util::daemon::Daemon;
use crate::util::{Newsroom, PLAIN};

/// Nothing is built on schedule.
const NEVER: &str = "[server]\nlisten = \"127.0.0.1:0\"\n[schedule]\nbuild = \"0 0 1 1 *\"\n";

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(&format!("{PLAIN}{NEVER}"));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom
}

#[test]
fn an_embargo_ends_within_its_second_and_nothing_is_said_of_it_before() {
    let newsroom = newsroom();
    let times: Vec<_> = (5..8).map(|seconds| Utc::now().trunc_subsecs(0) + TimeDelta::seconds(seconds)).collect();
    for (number, time) in times.iter().enumerate() {
        let text = format!("---\ntitle: Secret{number}\ndate: {}\n---\nWhispered.\n", time.to_rfc3339());
        newsroom.write(&format!("articles/hidden{number}.md"), text);
    }
    let daemon = Daemon::start_with(&newsroom, &[], &[("FEEDROOM_LOG", "trace")]);
    assert!(daemon.first("/all.rss").contains("One"));
    for (number, time) in times.iter().enumerate() {
        let word = format!("Secret{number}");
        let answer = loop {
            let (log, answer, asked) = (daemon.log(), daemon.get("/all.rss", ""), Utc::now());
            if asked < *time {
                assert!(!answer.contains(&word) && !log.contains(&word), "{word} is out early:\n{log}");
            }
            if answer.contains(&word) {
                assert!(asked - time < TimeDelta::seconds(1), "{word} is out only {} after its time", asked - time);
                break answer;
            }
            assert!(asked - time < TimeDelta::seconds(1), "{word} is late:\n{log}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        };
        assert!(answer.contains("One"));
    }
}

#[test]
fn the_log_can_be_read_by_a_program() {
    let newsroom = newsroom();
    newsroom.write("articles/b.md", "---\ntitle: [\n---\n");
    let daemon = Daemon::start_with(&newsroom, &["--log-format", "json"], &[]);
    daemon.first("/all.rss");
    let built: serde_json::Value = serde_json::from_str(&daemon.says("\"built\"")).unwrap();
    assert_eq!((&built["level"], &built["written"], &built["refused"]), (&"INFO".into(), &3.into(), &1.into()));
    assert!(built["milliseconds"].is_u64() && built["timestamp"].is_string());
    let refused: serde_json::Value = serde_json::from_str(&daemon.says("b.md")).unwrap();
    assert_eq!(refused["level"], "ERROR", "{refused}");
    drop(daemon);
    let daemon = Daemon::start_with(&newsroom, &[], &[("FEEDROOM_LOG_FORMAT", "json")]);
    assert!(daemon.says("serving at").starts_with('{'));
}

#[test]
fn a_source_that_goes_with_its_ledger_and_comes_back_holds_nothing_up() {
    let newsroom = newsroom();
    newsroom.story("b.md", "Two", "2026-01-02T09:00:00Z");
    let daemon = Daemon::start(&newsroom);
    daemon.first("/all.rss");
    let (here, away) = (newsroom.path().join("articles"), newsroom.path().join("away"));
    std::fs::rename(&here, &away).unwrap();
    let began = std::time::Instant::now();
    // The feeds stand, whatever a build says of the source.
    newsroom.run(&["build"]);
    assert!(daemon.get("/all.rss", "").contains("Two"));
    std::fs::rename(&away, &here).unwrap();
    newsroom.story("c.md", "Three", "2026-01-03T09:00:00Z");
    newsroom.run(&["build"]).succeeds();
    assert!(daemon.get("/all.rss", "").contains("Three"));
    assert!(began.elapsed() < std::time::Duration::from_secs(8), "it waited for itself:\n{}", daemon.log());
    assert!(newsroom.exists("articles/.ledger.jsonl.feedroom-lock"), "the ledger is held again");
}

/// What was out is served from the start, whatever the first look finds.
#[test]
fn a_daemon_that_finds_no_source_serves_what_the_last_run_left() {
    let newsroom = newsroom();
    newsroom.run(&["build"]).succeeds();
    std::fs::rename(newsroom.path().join("articles"), newsroom.path().join("away")).unwrap();
    let daemon = Daemon::start(&newsroom);
    assert!(daemon.first("/all.rss").contains("One"));
    daemon.says("no source could be read");
    assert!(daemon.get("/all.atom", "").starts_with("HTTP/1.1 200"));
}
