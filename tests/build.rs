//! A folder of articles becomes feeds.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use crate::util::{Newsroom, PLAIN};

#[test]
fn articles_become_feeds_and_a_second_run_writes_nothing() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z").story("b.md", "Two", "2026-01-02T09:00:00Z");
    newsroom.build().says("2 articles read: 2 taken (0 unchanged), 0 refused").says("3 files written, 0 unchanged");
    let before = newsroom.files("feeds");
    assert_eq!(before.len(), 3);
    newsroom.build().says("2 taken (2 unchanged)").says("0 files written, 3 unchanged");
    assert_eq!(before, newsroom.files("feeds"));
}

#[test]
fn a_dry_run_says_what_it_would_write_and_writes_nothing() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.run(&["build", "--dry-run"]).succeeds().says("3 files to write");
    newsroom.run(&["check"]).succeeds().says("all: 1 article, rss");
    assert!(!newsroom.exists("feeds") && !newsroom.exists("articles/ledger.jsonl"));
}

#[test]
fn one_bad_article_is_left_out_with_its_line_and_the_rest_go_out() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("good.md", "Good", "2026-01-01T09:00:00Z");
    newsroom.story("bad.md", "The secret words", "the day after");
    let ran = newsroom.build().says("1 taken").says("1 refused");
    assert!(ran.stderr.contains("bad.md:3"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("secret") && !ran.stderr.contains("the day after"), "{}", ran.stderr);
    newsroom.run(&["build", "--strict"]).fails(1, "bad.md:3");
    assert!(newsroom.read("feeds/all.rss").contains("Good"));
}

#[test]
fn a_story_that_breaks_later_is_left_out_until_it_is_mended() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z").story("b.md", "Two", "2026-01-02T09:00:00Z");
    newsroom.build();
    let good = newsroom.files("feeds");
    newsroom.story("b.md", "Two", "soon");
    newsroom.build();
    assert!(!newsroom.read("feeds/all.rss").contains("Two"));
    newsroom.story("b.md", "Two", "2026-01-02T09:00:00Z");
    newsroom.build();
    assert_eq!(good, newsroom.files("feeds"), "back as it was, with its id");
}

#[test]
fn nothing_of_an_embargoed_story_is_anywhere_before_its_time() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("open.md", "Open", "2026-01-01T09:00:00Z");
    newsroom.write(
        "articles/merger-of-two-banks.md",
        "---\ntitle: Merger of two banks\ndate: 2026-01-01T00:00:00Z\nembargo: 2026-02-01T07:00:00Z\n---\n{{< unknown >}} Merger of two banks.\n",
    );
    for command in [&["build", "--verbose"][..], &["check"], &["status"], &["feeds"], &["--format", "json", "check"]] {
        let ran = newsroom.run(&[&["--at", "2026-02-01T06:59:59Z"], command].concat());
        for text in [&ran.stdout, &ran.stderr] {
            assert!(!text.to_lowercase().contains("merger"), "{command:?}: {text}");
        }
    }
    for (path, bytes) in newsroom.files("feeds") {
        assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("merger"), "{}", path.display());
    }
    assert!(!newsroom.read("articles/ledger.jsonl").contains("merger"));
    newsroom
        .build_at("2026-02-01T06:59:59Z")
        .succeeds()
        .says("1 waiting for their time")
        .says("next due: 2026-02-01T07:00:00Z");
    newsroom.build_at("2026-02-01T07:00:00Z").succeeds();
    assert!(newsroom.read("feeds/all.rss").contains("Merger of two banks"));
}

#[test]
fn an_embargo_without_an_end_tells_no_more_of_its_story_than_one_with() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("open.md", "Open", "2026-01-01T09:00:00Z");
    for (name, keys) in [
        ("merger-a", "embargo: true"),
        ("merger-b", "embargo: true\nstatus: live"),
        ("merger-c", "embargo: true\nstatus: held"),
        ("merger-d", "embargo: 2099-01-01T00:00:00Z\nstatus: held"),
    ] {
        newsroom.write(
            &format!("articles/{name}.md"),
            format!("---\ntitle: Merger\ndate: 2026-01-01\n{keys}\n---\n{{{{< x >}}}} Merger.\n"),
        );
    }
    newsroom.build().says("1 taken").says("4 waiting for their time, 0 refused");
    for command in [&["build", "--verbose"][..], &["check"], &["status"], &["--format", "json", "check"]] {
        let ran = newsroom.run(command);
        assert!(!format!("{}{}", ran.stdout, ran.stderr).to_lowercase().contains("merger"), "{command:?}");
    }
    let told = "articles: stories that wait under an embargo without an end: 3; write the time at which it ends";
    let ran = newsroom.run(&["check"]);
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn status_says_which_stories_are_held_and_why() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("open.md", "Open", "2026-01-01T09:00:00Z");
    newsroom.write("articles/mayor.txt", "Mayor resigns\n\nHOLD FOR RELEASE\n\nText");
    newsroom.build();
    newsroom
        .run(&["status"])
        .succeeds()
        .says("articles: mayor.txt: held: its opening lines say HOLD; `feedroom article release`");
}

#[test]
fn a_source_that_is_gone_or_empty_changes_no_feed() {
    let newsroom = Newsroom::new(
        &PLAIN
            .replace("[feed_defaults]", "[[source]]\nkind = \"files\"\npath = \"wire\"\n[feed_defaults]")
            .replace("articles/ledger", "ledger"),
    );
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.write("wire/w.md", "---\ntitle: Wire\ndate: 2026-01-02T09:00:00Z\n---\nw\n");
    newsroom.build();
    let good = newsroom.files("feeds");
    newsroom.remove("wire/w.md");
    newsroom.build_at("2026-01-31T12:00:00Z").fails(1, "wire");
    assert_eq!(good, newsroom.files("feeds"));
    std::fs::remove_dir(newsroom.path().join("wire")).unwrap();
    newsroom.build_at("2026-01-31T12:00:00Z").fails(1, "wire");
    assert_eq!(good, newsroom.files("feeds"));
    std::fs::remove_dir_all(newsroom.path().join("articles")).unwrap();
    newsroom.build_at("2026-01-31T12:00:00Z").fails(2, "no source could be read");
    assert_eq!(good, newsroom.files("feeds"));
}

#[test]
fn a_feed_of_which_every_file_vanished_stays_until_a_person_looks() {
    let newsroom = Newsroom::new(&format!("{PLAIN}[[feed]]\npath = \"world\"\nselect = {{ tag = \"world\" }}\n"));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.write("articles/w.md", "---\ntitle: World\ntags: [world]\ndate: 2026-01-02T09:00:00Z\n---\nw\n");
    newsroom.build();
    let good = newsroom.read("feeds/world.rss");
    newsroom.remove("articles/w.md");
    for _ in 0..2 {
        newsroom.build_at("2026-01-31T13:00:00Z").fails(1, "the last good feed stays");
        assert_eq!(newsroom.read("feeds/world.rss"), good);
    }
    newsroom.write(
        "articles/w.md",
        "---\ntitle: World\nstatus: killed\ntags: [world]\ndate: 2026-01-02T09:00:00Z\n---\nw\n",
    );
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(!newsroom.read("feeds/world.rss").contains("<item>"), "a kill empties it all the same");
}

#[test]
fn the_ledger_says_when_a_story_left_and_which_feeds_held_it() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z").story("b.md", "Two", "2026-01-02T09:00:00Z");
    newsroom.build();
    newsroom.write(
        "articles/b.md",
        "---\ntitle: Two\nstatus: withdrawn\ndate: 2026-01-02T09:00:00Z\n---\nThe words of Two.\n",
    );
    newsroom.build_at("2026-01-31T13:00:00Z").succeeds();
    let ledger = newsroom.read("articles/ledger.jsonl");
    assert!(ledger.contains(r#""left":{"at":"2026-01-31T13:00:00Z","feeds":["all"],"why":"withdrawn"}"#), "{ledger}");
}

#[test]
fn links_that_go_in_circles_and_files_that_cannot_be_read_harm_nothing() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z").story("b.md", "Two", "2026-01-02T09:00:00Z");
    symlink(newsroom.path().join("articles"), newsroom.path().join("articles/again")).unwrap();
    symlink("nowhere.md", newsroom.path().join("articles/dangling.md")).unwrap();
    std::fs::set_permissions(newsroom.path().join("articles/b.md"), std::fs::Permissions::from_mode(0o000)).unwrap();
    let readable = std::fs::read(newsroom.path().join("articles/b.md")).is_ok();
    let ran = newsroom.build_at("2026-01-31T12:00:00Z");
    assert!(ran.stdout.contains(if readable { "2 taken" } else { "1 taken" }), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn an_output_in_a_source_is_refused() {
    let newsroom = Newsroom::new(&format!("{PLAIN}[output]\ndir = \"articles/feeds\"\n"));
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.run(&["build"]).fails(2, "lies in the source articles");
    assert!(!newsroom.exists("articles/feeds"));
}

#[test]
fn a_registered_url_is_the_file_in_place_of_the_usual_one() {
    let newsroom = Newsroom::new(
        &PLAIN.replace("path = \"all\"", "path = \"all\"\nurls = { rss = \"/feed/\", atom = \"/?feed=atom\" }"),
    );
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.run(&["check"]).succeeds();
    let ran = newsroom.build();
    assert!(newsroom.exists("feeds/feed/index.xml") && newsroom.exists("feeds/all.json"));
    assert!(!newsroom.exists("feeds/all.rss") && !newsroom.exists("feeds/all.atom"));
    assert!(newsroom.read("feeds/feed/index.xml").contains("href=\"https://daily.example/feed/\""));
    ran.says("no file can have a URL with a query; only `feedroom serve` answers https://daily.example/?feed=atom");
}

#[test]
fn a_document_stays_below_its_size_and_loses_the_oldest() {
    let newsroom = Newsroom::new(&PLAIN.replace("path = \"all\"", "path = \"all\"\nmax_bytes = \"20 KB\""));
    for day in 1..=9 {
        let body = format!("Story {day}. {}", "words ".repeat(600));
        newsroom.write(
            &format!("articles/{day}.md"),
            format!("---\ntitle: Story {day}\ndate: 2026-01-0{day}T09:00:00Z\n---\n{body}\n"),
        );
    }
    newsroom.build();
    for name in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json"] {
        let text = newsroom.read(name);
        assert!(text.len() <= 20_000 && text.len() > 10_000, "{name}: {}", text.len());
        assert!(text.contains("Story 9") && !text.contains("Story 1"), "{name}");
    }
}

#[test]
fn a_story_larger_than_its_document_may_be_stands_with_its_summary() {
    let newsroom = Newsroom::new(&PLAIN.replace("path = \"all\"", "path = \"all\"\nmax_bytes = \"20 KB\""));
    newsroom.story("small.md", "Small", "2026-01-01T09:00:00Z");
    let long = |head: &str, words: &str| format!("---\ntitle: {head}\ndate: 2026-01-02T09:00:00Z\n---\n{words}\n");
    newsroom.write("articles/big.md", long("Big", &format!("It begins.\n\n{}", "words ".repeat(5_000))));
    newsroom.write("articles/huge.md", long(&"Huge ".repeat(5_000), "x"));
    let ran = newsroom.build();
    assert!(ran.stderr.contains("error: articles: huge.md: it is larger than `max_bytes` of the feed all"));
    for name in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json"] {
        let text = newsroom.read(name);
        assert!(text.len() <= 20_000, "{name}: {}", text.len());
        assert!(text.contains("It begins.") && !text.contains("words words"), "{name}");
        assert!(text.contains("The words of Small.") && !text.contains("Huge"), "{name}");
    }
    let ran = newsroom.run(&["check"]).succeeds();
    assert!(
        ran.stderr.contains("big.md: it is larger than `max_bytes` of the feed all: only its summary stands there")
    );
}

#[test]
fn builds_at_once_wait_for_each_other_and_leave_no_lock() {
    let newsroom = Newsroom::new(PLAIN);
    for day in 1..=9 {
        newsroom.story(&format!("{day}.md"), &format!("Story {day}"), &format!("2026-01-0{day}T09:00:00Z"));
    }
    std::thread::scope(|scope| {
        let builds: Vec<_> = (0..6).map(|_| scope.spawn(|| newsroom.run(&["build"]))).collect();
        for build in builds {
            build.join().unwrap().succeeds().says("9 taken");
        }
    });
    assert_eq!(newsroom.files("feeds").len(), 3);
    assert_eq!(newsroom.files("articles").len(), 10, "nine stories and the ledger");
}

#[test]
fn a_build_that_finds_another_one_at_work_says_who_it_is() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.write("feeds/.feedroom-lock", "4711\n");
    let lock = std::fs::File::open(newsroom.path().join("feeds/.feedroom-lock")).unwrap();
    lock.lock().unwrap();
    newsroom.run(&["build"]).fails(2, "another run (process 4711) writes the feeds: it holds");
    assert!(!newsroom.exists("feeds/all.rss"));
    newsroom.run(&["check"]).succeeds();
    // What a killed run left behind keeps nobody out.
    drop(lock);
    newsroom.build();
    assert_eq!(newsroom.files("feeds").len(), 3);
}

#[test]
fn strays_of_a_killed_run_are_gone_after_the_next() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.story("a.md", "One", "2026-01-01T09:00:00Z");
    newsroom.write("feeds/.all.rss.feedroom-new", "half a fe");
    newsroom.build();
    assert!(newsroom.read("feeds/all.rss").ends_with("</rss>\n") || newsroom.read("feeds/all.rss").ends_with("</rss>"));
}
