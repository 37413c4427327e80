//! The ledger as a newsroom keeps it: in one file or many, missing, merged, and
//! read by a machine with a wrong clock.

use std::collections::BTreeMap;
use std::process::Command;

use crate::util::{Newsroom, PLAIN, run_in};

/// A ledger alone, without a store.
fn forgetful() -> String {
    format!("{PLAIN}path = \"none\"\n")
}

/// A folder with a file a month in place of one file.
fn months() -> String {
    forgetful().replace("articles/ledger.jsonl", "articles/ledger/")
}

fn three_stories(newsroom: &Newsroom) {
    newsroom.story("harbour.md", "Harbour", "2025-12-31T23:30:00-05:00");
    newsroom.story("bridge.md", "Bridge", "2026-01-02T09:00:00Z");
    newsroom.story("tower.md", "Tower", "2025-11-30T09:00:00Z");
}

fn ledger(newsroom: &Newsroom) -> BTreeMap<String, String> {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    newsroom
        .files("articles/ledger")
        .into_iter()
        .map(|(path, bytes)| (path.display().to_string(), text(bytes)))
        .collect()
}

#[test]
fn a_ledger_in_a_folder_makes_the_same_feeds_from_a_file_a_month() {
    let (one, many) = (Newsroom::new(&forgetful()), Newsroom::new(&months()));
    for newsroom in [&one, &many] {
        three_stories(newsroom);
        newsroom.build().says("a new one begins");
    }
    assert_eq!(one.files("feeds"), many.files("feeds"));
    let before = ledger(&many);
    assert_eq!(before.keys().collect::<Vec<_>>(), ["2025-11.jsonl", "2026-01.jsonl", "feeds.jsonl"]);
    let lines: String = before.values().flat_map(|text| text.split_inclusive('\n').skip(1)).collect();
    let single = one.read("articles/ledger.jsonl");
    assert!(single.lines().skip(1).all(|line| lines.contains(line)) && single.len() == lines.len() + 22);
    // What people write into the folder is no article, and stays.
    many.write("articles/ledger/README.md", "# Months\n\nOne file for each.\n");
    many.story("quay.md", "Quay", "2026-01-30T09:00:00Z");
    many.remove("articles/tower.md");
    many.story("tower.md", "Tower", "2025-11-30T09:00:00Z");
    many.build_at("2026-01-31T13:00:00Z").succeeds().says("4 articles read: 4 taken");
    let mut after = ledger(&many);
    assert!(after.remove("README.md").is_some());
    let changed: Vec<&String> = after.keys().filter(|name| after[*name] != before[*name]).collect();
    assert_eq!(changed, ["2026-01.jsonl"]);
    assert_eq!(many.files("articles").len(), 4 + 4, "no lock and no temporary file is left");
}

#[test]
fn a_ledger_that_is_missing_although_feeds_are_out_stops_the_build() {
    for (config, document) in [
        (forgetful(), "all.rss"),
        (months(), "all.rss"),
        (
            forgetful().replace("path = \"all\"", "path = \"by/{author}/news\"\neach = \"author\""),
            "by/ada-ost/news.rss",
        ),
    ] {
        let newsroom = Newsroom::new(&config);
        newsroom.write("articles/a.md", "---\ntitle: A\ndate: 2026-01-01\nauthor: Ada Ost\n---\nWords.\n");
        newsroom.run(&["--at", "2026-01-31T12:00:00Z", "build", "--dry-run"]).succeeds();
        newsroom.build();
        let feeds = newsroom.files("feeds");
        let place =
            newsroom.path().join("articles").join(if config.contains("ledger/") { "ledger" } else { "ledger.jsonl" });
        if place.is_dir() {
            // A folder without a line in it is no ledger either.
            std::fs::remove_dir_all(&place).unwrap();
            std::fs::create_dir(&place).unwrap();
        } else {
            std::fs::write(&place, "").unwrap();
        }
        newsroom.story("b.md", "B", "2026-01-02");
        newsroom.build_at("2026-01-31T13:00:00Z").fails(2, document).fails(2, "build --new-ledger` begins it");
        for command in ["check", "status"] {
            let ran = newsroom.run(&["--at", "2026-01-31T13:00:00Z", command]).fails(1, "`build` would stop");
            assert!(ran.stderr.contains(document), "{}", ran.stderr);
        }
        assert_eq!(newsroom.files("feeds"), feeds, "the last good feeds stay");
        newsroom
            .run(&["--at", "2026-01-31T13:00:00Z", "build", "--new-ledger"])
            .succeeds()
            .says("there was no ledger: a new one begins");
        newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    }
}

#[test]
fn a_machine_on_which_the_ledger_must_be_says_when_it_is_not() {
    let newsroom = Newsroom::new(&forgetful());
    three_stories(&newsroom);
    let build = ["--at", "2026-01-31T12:00:00Z", "build", "--require-ledger"];
    newsroom.run(&build).fails(2, "articles/ledger.jsonl is missing, and --require-ledger asks for it");
    assert!(!newsroom.exists("feeds") && !newsroom.exists("articles/ledger.jsonl"));
    newsroom.build();
    newsroom.run(&build).succeeds();
    let nameless = Newsroom::new(PLAIN.split("[store]").next().unwrap());
    three_stories(&nameless);
    nameless.run(&build).fails(2, "name a `ledger` in [store]");
}

#[test]
fn a_clock_that_goes_back_stops_the_build_and_nothing_else() {
    for config in [forgetful(), months()] {
        let newsroom = Newsroom::new(&config);
        three_stories(&newsroom);
        newsroom.build_at("2026-03-29T01:30:00Z").succeeds();
        let all = newsroom.files(".");
        newsroom.story("quay.md", "Quay", "2026-01-30T09:00:00Z");
        let early = newsroom.build_at("2026-03-29T00:30:00Z").fails(2, "the clock says 2026-03-29T00:30:00Z");
        assert!(early.stderr.contains("at 2026-03-29T01:30:00Z or later; set the clock right"), "{}", early.stderr);
        newsroom.run(&["--at", "2026-03-29T00:30:00Z", "build", "--dry-run"]).fails(1, "`build` would stop");
        newsroom.run(&["--at", "2026-03-29T00:30:00Z", "status"]).fails(1, "`build` would stop");
        newsroom.remove("articles/quay.md");
        assert_eq!(newsroom.files("."), all);
        // Clocks of two machines may differ by a minute; and in Berlin it was half
        // past two before it was three, which is no earlier.
        newsroom.build_at("2026-03-29T01:29:01Z").succeeds();
        newsroom.story("quay.md", "Quay", "2026-01-30T09:00:00Z");
        newsroom.build_at("2026-03-29T03:31:00+02:00").succeeds();
        newsroom.build_at("2026-03-29T03:30:30+02:00").succeeds();
    }
}

/// Two branches of a repository, merged by git itself.
#[test]
fn branches_that_git_unites_lose_no_article_and_no_decision() {
    for config in [forgetful(), months()] {
        let newsroom = Newsroom::new(&config);
        let git = |arguments: &[&str]| {
            let ran = Command::new("git")
                .current_dir(newsroom.path())
                .args(["-c", "user.name=Desk", "-c", "user.email=desk@daily.example", "-c", "commit.gpgsign=false"])
                .args(arguments)
                .env("GIT_CONFIG_GLOBAL", "/dev/null")
                .output();
            ran.is_ok_and(|ran| ran.status.success())
        };
        if !git(&["init", "-q", "-b", "main"]) {
            return;
        }
        newsroom.write(".gitattributes", "articles/ledger.jsonl merge=union\narticles/ledger/*.jsonl merge=union\n");
        newsroom.write(".gitignore", "feeds\n*.db*\n");
        three_stories(&newsroom);
        newsroom.build_at("2026-01-31T12:00:00Z").succeeds();
        let commit = |what| assert!(git(&["add", "-A"]) && git(&["commit", "-qm", what]));
        commit("Begin");
        assert!(git(&["checkout", "-qb", "theirs"]));
        newsroom.story("quay.md", "Quay", "2026-01-30T09:00:00Z");
        newsroom.write(
            "articles/bridge.md",
            "---\ntitle: Bridge\ndate: 2026-01-02T09:00:00Z\nstatus: killed\n---\n\nThe words of Bridge.\n",
        );
        newsroom.build_at("2026-01-31T13:00:00Z").succeeds();
        commit("Kill the bridge");
        assert!(git(&["checkout", "-q", "main"]));
        newsroom.story("school.md", "School", "2026-01-30T10:00:00Z");
        newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
        commit("Add the school");
        assert!(git(&["merge", "-q", "-m", "Merge", "theirs"]), "git unites the lines");
        newsroom.build_at("2026-01-31T15:00:00Z").succeeds();
        let ledger: String = newsroom
            .files("articles")
            .iter()
            .filter(|(path, _)| path.to_string_lossy().contains("ledger"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        for story in ["harbour", "bridge", "tower", "quay", "school"] {
            assert_eq!(ledger.matches(&format!("{{\"article\":\"{story}.md\"")).count(), 1, "{story}: {ledger}");
        }
        let feed = newsroom.read("feeds/all.rss");
        assert!(!feed.contains("Bridge") && feed.contains("Quay") && feed.contains("School"), "{feed}");
    }
}

#[test]
fn a_ledger_that_is_missing_is_written_from_the_store() {
    for config in [PLAIN.to_owned(), PLAIN.replace("articles/ledger.jsonl", "articles/ledger/")] {
        let newsroom = Newsroom::new(&config);
        three_stories(&newsroom);
        newsroom.build();
        let before = newsroom.files("articles");
        for (path, _) in before.iter().filter(|(path, _)| path.to_string_lossy().contains("ledger")) {
            newsroom.remove(&format!("articles/{}", path.display()));
        }
        newsroom.run(&["--at", "2026-01-31T13:00:00Z", "build", "--require-ledger"]).fails(2, "is missing");
        let ran = newsroom.run(&["--at", "2026-01-31T13:00:00Z", "build", "--verbose"]).succeeds();
        assert!(ran.stderr.contains("it is written from the store"), "{}", ran.stderr);
        assert_eq!(newsroom.files("articles"), before);
    }
}

#[test]
fn serve_and_init_begin_a_ledger_as_build_does() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init"], &[]).succeeds();
    run_in(folder.path(), &["build", "--no-notify"], &[]).succeeds().says("a new one begins");
    let again = run_in(folder.path(), &["build", "--no-notify"], &[]).succeeds();
    assert!(!again.stdout.contains("begins"), "{}", again.stdout);
}
