//! A person's hand: stories taken back, corrected, restored and erased.

use serde_json::Value;

use crate::util::{Newsroom, PLAIN, Ran, run_in};

/// A newsroom with three stories that are out.
fn newsroom() -> Newsroom {
    let newsroom = Newsroom::new(PLAIN);
    for (day, name) in ["harbour", "bridge", "tower"].into_iter().enumerate() {
        newsroom.story(&format!("{name}.md"), &format!("Of {name}"), &format!("2026-01-0{}T09:00:00Z", day + 1));
    }
    newsroom.build();
    newsroom
}

impl Newsroom {
    fn article_at(&self, at: &str, arguments: &[&str]) -> Ran {
        self.run(&[&["--at", at, "article"], arguments].concat())
    }

    fn article(&self, arguments: &[&str]) -> Ran {
        self.article_at("2026-01-31T13:00:00Z", arguments)
    }

    /// Whether all three documents hold a text, or none does.
    #[track_caller]
    fn holds(&self, text: &str) -> bool {
        let holding = ["rss", "atom", "json"].map(|format| self.read(&format!("feeds/all.{format}")).contains(text));
        assert!(holding.iter().all(|holds| *holds == holding[0]), "{text}: {holding:?}");
        holding[0]
    }

    fn show(&self, name: &str) -> Value {
        let ran = self.article(&["show", name, "--format", "json"]).succeeds();
        serde_json::from_str(&ran.stdout).unwrap()
    }
}

#[test]
fn a_killed_story_is_out_when_the_command_returns_and_stays_out() {
    let newsroom = newsroom();
    newsroom
        .article(&["kill", "articles/harbour.md", "--reason", "libel", "--notice", "Taken back."])
        .succeeds()
        .says("killed: articles: harbour.md")
        .says("out of all");
    assert!(!newsroom.holds("The words of Of harbour"));
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds().says("0 files written");
    newsroom.story("harbour.md", "Rewritten", "2026-01-01T09:00:00Z");
    newsroom.build_at("2026-01-31T15:00:00Z").succeeds();
    assert!(!newsroom.holds("Rewritten"), "a re-read does not bring it back");
    let shown = newsroom.show("harbour.md");
    assert_eq!((&shown["status"], &shown["decision"]["notice"]), (&"killed".into(), &"Taken back.".into()));
    assert_eq!(shown["left"]["feeds"][0], "all");
    let files = newsroom.files(".");
    let told = |path: &std::path::Path| path.starts_with("articles") || path.starts_with("feeds");
    assert!(
        files.iter().filter(|(path, _)| told(path)).all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("libel")),
        "the reason is private"
    );
    newsroom.article(&["restore", "harbour.md"]).succeeds().says("in all");
    assert!(newsroom.holds("Rewritten"));
    assert_eq!(newsroom.show("harbour.md")["id"], shown["id"], "under the same id");
}

#[test]
fn an_article_is_named_by_id_address_path_or_key() {
    let newsroom = newsroom();
    let id = newsroom.show("harbour.md")["id"].as_str().unwrap().to_owned();
    for name in [
        &*id,
        "https://daily.example/2026/01/01/harbour/",
        "http://daily.example/2026/01/01/harbour#top",
        "daily.example/2026/01/01/harbour",
        "/2026/01/01/harbour/",
        "articles/harbour.md",
        "./articles/../articles/harbour.md",
        "articles: harbour.md",
        "harbour.md",
    ] {
        assert_eq!(newsroom.show(name)["id"], *id, "{name}");
    }
    let config = newsroom.path().join("config.toml");
    let config = config.to_str().unwrap();
    let arguments = ["--config", config, "article", "show", "harbour.md"];
    let ran = run_in(&newsroom.path().join("articles"), &arguments, &[]);
    ran.succeeds().says(&id);
    newsroom.article(&["kill", "harbor.md"]).fails(2, "did you mean `harbour.md`?");
    newsroom
        .article(&["kill", "/2026/01/01/harbor"])
        .fails(2, "did you mean `https://daily.example/2026/01/01/harbour`");
    let all = newsroom.article(&["kill", "bridge.md", "nothing-like-it"]).fails(2, "article list");
    assert!(all.stdout.is_empty() && newsroom.holds("Of bridge"), "all that is named, or nothing");
}

#[test]
fn a_name_that_means_several_is_said_with_their_places() {
    let newsroom = newsroom();
    newsroom.write(
        "articles/wire.json",
        r#"[{"id":"1","title":"One","date":"2026-01-01T09:00:00Z","body":"a"},{"id":"2","title":"Two","date":"2026-01-01T09:00:00Z","body":"b","embargo":"2026-12-01T00:00:00Z"}]"#,
    );
    let ran = newsroom.article(&["kill", "articles/wire.json"]).fails(2, "`articles: wire.json#1`");
    assert!(ran.stderr.contains("one of articles that waits for its time") && !ran.stderr.contains("#2"));
    newsroom.article(&["kill", "articles: wire.json#1"]).succeeds();
}

#[test]
fn a_story_is_cut_out_of_what_stands_while_its_source_is_out() {
    let newsroom = newsroom();
    std::fs::rename(newsroom.path().join("articles"), newsroom.path().join("away")).unwrap();
    std::fs::create_dir(newsroom.path().join("memory")).unwrap();
    std::fs::copy(newsroom.path().join("away/ledger.jsonl"), newsroom.path().join("memory/ledger.jsonl")).unwrap();
    let config = newsroom.read("config.toml").replace("articles/ledger", "memory/ledger");
    newsroom.write("config.toml", config);
    newsroom.article(&["kill", "/2026/01/01/harbour"]).fails(1, "articles").says("out of all");
    assert!(!newsroom.holds("harbour") && newsroom.holds("Of bridge"));
    let all = newsroom.article(&["list"]).succeeds();
    assert!(all.stdout.contains("killed") && all.stdout.contains("unknown"), "{}", all.stdout);
}

#[test]
fn a_vanished_or_broken_file_protects_no_story() {
    let newsroom = newsroom();
    newsroom.remove("articles/harbour.md");
    newsroom.write("articles/bridge.md", "---\ntitle: [\n---\n");
    newsroom.article(&["kill", "articles/harbour.md", "bridge.md"]).succeeds();
    assert!(!newsroom.holds("harbour") && !newsroom.holds("bridge") && newsroom.holds("tower"));
    newsroom.story("moved.md", "Of harbour", "2026-01-01T09:00:00Z");
    newsroom.build_at("2026-01-31T14:00:00Z");
    assert!(!newsroom.holds("harbour"), "under another name it is the same story");
}

#[test]
fn a_kill_comes_before_its_story() {
    let newsroom = newsroom();
    newsroom.article(&["kill", "articles: coming.md"]).fails(2, "--ahead");
    newsroom.article(&["kill", "articles: coming.md", "--ahead"]).succeeds().says("as soon as it comes");
    newsroom.story("coming.md", "It came", "2026-01-31T13:30:00Z");
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(!newsroom.holds("It came"));
    newsroom.article_at("2026-01-31T15:00:00Z", &["restore", "articles/coming.md"]).succeeds();
    assert!(newsroom.holds("It came"));
    assert!(!newsroom.read("articles/ledger.jsonl").contains("\"ahead\""), "it is in its record");
}

#[test]
fn held_stories_are_released_and_embargoed_ones_are_not() {
    let newsroom = newsroom();
    let story = |more: &str| format!("---\ntitle: Waiting\ndate: 2026-01-01T09:00:00Z\n{more}---\nw\n");
    newsroom.write("articles/held.md", story("status: held\n"));
    newsroom.write("articles/secret-plan.md", story("embargo: 2026-06-01T09:00:00Z\n"));
    newsroom.article(&["release", "articles/held.md"]).succeeds().says("released: articles: held.md (tag:");
    assert!(newsroom.holds("Waiting"));
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds().says("0 files written");
    newsroom.article(&["release", "articles/secret-plan.md"]).fails(2, "a release does not lift an embargo");
    newsroom.article(&["show", "articles/secret-plan.md"]).fails(2, "--show-embargoed");
    for name in ["secret-pla.md", "secret", "/2026/01/01/secret-pla"] {
        let ran = newsroom.article(&["kill", name]).fails(2, "no article is known");
        assert!(!ran.stderr.contains("secret-plan"), "{}", ran.stderr);
    }
    let list = newsroom.article(&["list"]).succeeds().says("1 article waiting for their time");
    assert!(!list.stdout.contains("secret-plan"));
    newsroom.article(&["list", "--show-embargoed", "--status", "embargoed"]).succeeds().says("secret-plan.md");
    let killed = newsroom.article(&["kill", "articles/secret-plan.md"]).succeeds();
    assert!(!killed.stdout.contains("articles: secret-plan"));
    newsroom.build_at("2026-06-02T00:00:00Z").succeeds();
    assert!(!newsroom.read("feeds/all.rss").contains("secret-plan"));
}

#[test]
fn what_the_source_says_stays() {
    let newsroom = newsroom();
    newsroom.write("articles/bridge.md", "---\ntitle: B\ndate: 2026-01-02T09:00:00Z\nstatus: killed\n---\nw\n");
    newsroom.article(&["restore", "bridge.md"]).fails(2, "its source says `status: killed`");
    newsroom.article(&["kill", "bridge.md"]).succeeds();
    newsroom.article(&["restore", "bridge.md"]).succeeds().says("its source still says `status: killed`");
    assert!(!newsroom.holds("bridge"));
}

#[test]
fn a_correction_and_a_touch_count_as_updates() {
    let newsroom = newsroom();
    newsroom.article(&["correct", "harbour.md", "--note", "It was two."]).succeeds().says("in all");
    assert!(newsroom.holds("It was two.") && newsroom.holds("Correction"), "readers see the note");
    assert_eq!(newsroom.show("harbour.md")["updated"], "2026-01-31T13:00:00Z");
    newsroom.article_at("2026-01-31T14:00:00Z", &["touch", "harbour.md", "bridge.md"]).succeeds();
    assert_eq!(newsroom.show("harbour.md")["updated"], "2026-01-31T14:00:00Z");
    assert_eq!(newsroom.show("bridge.md")["published"], "2026-01-02T09:00:00Z");
    let feed = feed_rs::parser::parse(newsroom.read("feeds/all.atom").as_bytes()).unwrap();
    let updated = feed.entries.iter().map(|entry| entry.updated.unwrap().to_rfc3339()).max().unwrap();
    assert_eq!(updated, "2026-01-31T14:00:00+00:00");
    newsroom.article(&["correct", "harbour.md"]).fails(2, "--note");
}

#[test]
fn a_pinned_story_heads_its_feed_until_it_is_unpinned() {
    let newsroom = newsroom();
    let first = || feed_rs::parser::parse(newsroom.read("feeds/all.rss").as_bytes()).unwrap().entries.remove(0);
    assert_eq!(first().title.unwrap().content, "Of tower");
    newsroom.article(&["pin", "harbour.md"]).succeeds();
    assert_eq!(first().title.unwrap().content, "Of harbour");
    newsroom.article(&["pin", "harbour.md"]).succeeds().says("nothing to do");
    newsroom.article(&["unpin", "harbour.md"]).succeeds();
    assert_eq!(first().title.unwrap().content, "Of tower");
}

#[test]
fn an_erased_story_leaves_no_words_and_never_returns() {
    let newsroom = newsroom();
    let id = newsroom.show("harbour.md")["id"].as_str().unwrap().to_owned();
    newsroom.article(&["correct", "harbour.md", "--note", "Harbour words."]).succeeds();
    newsroom
        .article(&["erase", "articles/harbour.md", "--reason", "order 7"])
        .succeeds()
        .says("its words still stand in")
        .says("articles/harbour.md")
        .says("version control");
    assert!(!newsroom.holds("harbour"));
    let ledger = newsroom.read("articles/ledger.jsonl");
    assert!(!ledger.to_lowercase().contains("harbour") && ledger.contains(&id), "{ledger}");
    newsroom.story("harbour.md", "Again", "2026-01-01T09:00:00Z");
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(!newsroom.holds("Again"));
    assert_eq!(newsroom.show("harbour.md")["status"], "erased");
    newsroom.article(&["restore", "harbour.md"]).fails(2, "it was erased, for ever");
    newsroom.remove("articles/harbour.md");
    assert_eq!(newsroom.show(&id)["status"], "erased");
    newsroom.article(&["kill", "articles/harbour.md"]).fails(2, "it was erased, for ever");
    newsroom.build_at("2026-01-31T15:00:00Z").succeeds().says("0 files written");
}

#[test]
fn an_erased_story_that_was_never_out_stays_unknown_to_the_ledger() {
    let newsroom = newsroom();
    newsroom.write("articles/secret.md", "---\ntitle: S\ndate: 2026-01-01T09:00:00Z\nstatus: held\n---\nw\n");
    newsroom.article(&["erase", "secret.md"]).succeeds();
    assert!(!newsroom.read("articles/ledger.jsonl").contains("secret"));
    newsroom.story("secret.md", "Secret", "2026-01-01T09:00:00Z");
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(!newsroom.holds("Secret"));
}

#[test]
fn hundreds_are_killed_together() {
    let newsroom = Newsroom::new(PLAIN);
    let names: Vec<String> = (0..300).map(|number| format!("story-{number}.md")).collect();
    for (number, name) in names.iter().enumerate() {
        newsroom.story(name, &format!("Number {number}."), "2026-01-01T09:00:00Z");
    }
    newsroom.build();
    let killed: Vec<&str> = names[..299].iter().map(String::as_str).collect();
    newsroom.article(&[&["kill"], &*killed].concat()).succeeds();
    let feed = feed_rs::parser::parse(newsroom.read("feeds/all.rss").as_bytes()).unwrap();
    assert_eq!(feed.entries.len(), 1);
}

#[test]
fn without_a_memory_nothing_is_decided() {
    let newsroom = Newsroom::new(&PLAIN.replace("ledger = \"articles/ledger.jsonl\"", "path = \"none\""));
    newsroom.story("a.md", "A", "2026-01-01T09:00:00Z").build();
    newsroom.article(&["kill", "a.md"]).fails(2, "name a `ledger` in [store]");
    newsroom.article(&["list"]).succeeds().says("live");
}

#[test]
fn a_decision_holds_with_the_database_alone() {
    let newsroom = Newsroom::new(PLAIN.split("[store]").next().unwrap());
    newsroom.story("harbour.md", "Of harbour", "2026-01-01T09:00:00Z").story("b.md", "B", "2026-01-01T09:00:00Z");
    newsroom.build();
    newsroom.article(&["kill", "harbour.md"]).succeeds();
    newsroom.article(&["kill", "articles: coming.md", "--ahead"]).succeeds();
    newsroom.story("coming.md", "It came", "2026-01-31T13:30:00Z");
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(!newsroom.holds("harbour") && !newsroom.holds("It came"));
    newsroom.article_at("2026-01-31T15:00:00Z", &["erase", "harbour.md"]).succeeds();
    newsroom.build_at("2026-01-31T16:00:00Z").succeeds();
    assert!(!newsroom.holds("harbour"));
    assert_eq!(newsroom.show("harbour.md")["status"], "erased");
}

#[test]
fn the_journal_says_who_did_what_and_why() {
    let newsroom = newsroom();
    newsroom.write("articles/held.md", "---\ntitle: H\ndate: 2026-01-01T09:00:00Z\nstatus: held\n---\nw\n");
    newsroom.article(&["pin", "held.md", "--reason", "front page"]).succeeds();
    newsroom.article(&["release", "held.md"]).succeeds();
    newsroom.article_at("2026-01-31T14:00:00Z", &["kill", "held.md", "--reason", "the mayor's secret"]).succeeds();
    let history = newsroom.show("held.md")["history"].clone();
    let of = |at: usize, member: &str| history[at][member].as_str().unwrap_or_default().to_owned();
    let what: Vec<String> = (0..3).map(|at| of(at, "what")).collect();
    assert_eq!(what, ["pinned", "released", "killed"]);
    assert_eq!((of(0, "reason"), of(2, "at")), ("front page".to_owned(), "2026-01-31T14:00:00Z".to_owned()));
    assert!(!of(2, "who").is_empty());
    newsroom.article_at("2026-01-31T15:00:00Z", &["erase", "held.md", "--reason", "order 7"]).succeeds();
    let store = |words: &str| {
        let all = newsroom.files(".");
        let stores = all.iter().filter(|(path, _)| path.to_string_lossy().contains("feedroom.db"));
        stores.into_iter().any(|(_, bytes)| memchr::memmem::find(bytes, words.as_bytes()).is_some())
    };
    assert!(!store("secret") && !store("front page") && store("order 7"));
    newsroom.article_at("2026-01-31T15:00:00Z", &["show", "held.md"]).succeeds().says("killed by").says("order 7");
}

#[test]
fn the_answer_is_read_by_programs() {
    let newsroom = newsroom();
    let ran = newsroom.article(&["kill", "harbour.md", "--format", "json"]).succeeds();
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let article = &answer["articles"][0];
    assert_eq!((&article["place"], &article["done"]), (&"articles: harbour.md".into(), &"killed".into()));
    assert_eq!(answer["report"]["written"], 3);
    let ran = newsroom.article(&["list", "--format", "json", "--status", "live,killed"]).succeeds();
    let list: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(list["articles"].as_array().unwrap().len(), 3);
    assert_eq!(list["embargoed"], 0);
}

#[test]
fn the_history_of_a_story_tells_its_revisions_until_it_is_erased() {
    let newsroom = newsroom();
    let body = |seed: u32| (0..150).map(|word| format!("word{} ", word * 7 + seed * 1000)).collect::<String>();
    let write = |title: &str, seed: u32| {
        newsroom.write(
            "articles/harbour.md",
            format!("---\ntitle: {title}\ndate: 2026-01-01T09:00:00Z\n---\n{}\n", body(seed)),
        );
    };
    write("One", 1);
    newsroom.build_at("2026-01-31T13:00:00Z").succeeds();
    write("Two", 1);
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    newsroom.article_at("2026-01-31T14:30:00Z", &["pin", "harbour.md"]).succeeds();
    write("Two", 2);
    newsroom.build_at("2026-01-31T15:00:00Z").succeeds();
    newsroom.build_at("2026-01-31T16:00:00Z").succeeds();
    let shown = newsroom.show("harbour.md");
    let history = shown["history"].as_array().unwrap();
    let told: Vec<_> = history.iter().map(|event| event["what"].as_str().unwrap()).collect();
    assert_eq!(told, ["significant", "minor", "pinned", "significant"], "{shown}");
    assert_eq!((&history[1]["change"], &history[1]["words_changed_percent"]), (&"headline".into(), &0.into()));
    assert_eq!((&history[3]["change"], &history[3]["at"]), (&"rewritten".into(), &"2026-01-31T15:00:00Z".into()));
    newsroom
        .article(&["show", "harbour.md"])
        .succeeds()
        .says("2026-01-31T14:00:00Z minor: the headline changed")
        .says("2026-01-31T15:00:00Z significant: more words changed than");
    let id = shown["id"].as_str().unwrap();
    newsroom.article_at("2026-01-31T17:00:00Z", &["erase", "harbour.md"]).succeeds();
    let after = newsroom.show(id);
    let left = after["history"].as_array().unwrap();
    assert!(left.iter().all(|event| event["change"].is_null()), "{after}");
}
