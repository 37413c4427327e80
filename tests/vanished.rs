//! Files that are gone, and stories that wait: what is done and what is said.

use crate::util::{Newsroom, PLAIN};

fn story(newsroom: &Newsroom, name: &str, section: &str, more: &str) {
    newsroom.write(
        &format!("articles/{name}.md"),
        format!(
            "---\ntitle: Of {name}\nsection: {section}\ndate: 2026-01-01T09:00:00Z\n{more}---\nThe words of {name}.\n"
        ),
    );
}

fn newsroom(vanished: &str) -> Newsroom {
    let config = PLAIN.replace("[feed_defaults]", &format!("{vanished}[feed_defaults]"));
    Newsroom::new(&format!("{config}[[feed]]\npath = \"section/{{section}}\"\neach = \"section\"\n"))
}

#[test]
fn a_file_that_vanished_from_this_machine_takes_its_story_along() {
    let newsroom = newsroom("");
    story(&newsroom, "harbour", "World", "");
    story(&newsroom, "bridge", "World", "");
    newsroom.build();
    newsroom.remove("articles/harbour.md");
    newsroom.build_at("2026-02-01T12:00:00Z").succeeds();
    assert!(!newsroom.read("feeds/all.rss").contains("harbour"));
}

#[test]
fn where_files_may_be_out_of_reach_the_story_stays_and_a_person_is_asked() {
    let newsroom = newsroom("vanished = \"keep\"\n");
    story(&newsroom, "harbour", "World", "");
    story(&newsroom, "bridge", "World", "");
    story(&newsroom, "tower", "Town", "");
    newsroom.build();
    newsroom.remove("articles/harbour.md");
    story(&newsroom, "crane", "Town", "");
    for _ in 0..2 {
        let ran = newsroom.build_at("2026-02-01T12:00:00Z");
        let ran = ran.fails(1, "articles: harbour.md: its file is gone, or out of reach");
        assert!(!ran.stderr.contains("Of harbour") && !ran.stderr.contains("words of"));
        assert!(newsroom.read("feeds/all.rss").contains("Of harbour"));
        assert!(!newsroom.read("feeds/all.rss").contains("Of crane"), "its feed stays as it is");
        assert!(newsroom.read("feeds/section/town.rss").contains("Of crane"), "the others go on");
    }
    // What must go, goes.
    story(&newsroom, "bridge", "World", "status: killed\n");
    newsroom.build_at("2026-02-01T13:00:00Z").fails(1, "harbour.md");
    for feed in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json", "feeds/section/world.rss"] {
        let text = newsroom.read(feed);
        assert!(text.contains("Of harbour") && !text.contains("Of bridge"), "{feed}");
    }
    story(&newsroom, "harbour", "World", "");
    newsroom.build_at("2026-02-01T14:00:00Z").succeeds();
    assert!(newsroom.read("feeds/all.rss").contains("Of crane"));
}

/// As one on a network mount is asked: every look and every reading on a thread of its own.
#[test]
fn a_source_that_is_asked_with_a_time_limit_tells_the_same() {
    let (plain, patient) = (newsroom(""), newsroom("answer_within = \"10m\"\n"));
    let both = [&plain, &patient];
    let agree = |at: &str| {
        let said = both.map(|newsroom| newsroom.build_at(at).succeeds().stdout);
        assert_eq!(said[0], said[1]);
        assert_eq!(plain.files("feeds"), patient.files("feeds"));
    };
    for newsroom in both {
        for name in ["harbour", "bridge", "tower"] {
            story(newsroom, name, "World", "");
        }
    }
    agree("2026-01-31T12:00:00Z");
    for newsroom in both {
        story(newsroom, "crane", "Town", "");
        newsroom.remove("articles/harbour.md");
    }
    agree("2026-01-31T13:00:00Z");
    let outage = both.map(|newsroom| {
        std::fs::rename(newsroom.path().join("articles"), newsroom.path().join("away")).unwrap();
        newsroom.build_at("2026-01-31T14:00:00Z").stderr.replace(newsroom.path().to_str().unwrap(), "")
    });
    assert_eq!(outage[0], outage[1]);
}

#[test]
fn stories_that_wait_are_told_of_only_where_a_person_asks() {
    let newsroom = newsroom("");
    story(&newsroom, "bridge", "World", "");
    story(&newsroom, "harbour", "World", "embargo: 2026-03-01T09:00:00Z\n");
    story(&newsroom, "taken", "World", "");
    newsroom.build();
    story(&newsroom, "taken", "World", "embargo: 2026-03-02T09:00:00Z\ntags: secret\n");
    let all: [&[&str]; 9] = [
        &["build"],
        &["build", "--dry-run", "--verbose"],
        &["check"],
        &["check", "--format", "json"],
        &["feeds"],
        &["feeds", "--format", "json"],
        &["status"],
        &["status", "--format", "json"],
        &["ping"],
    ];
    for command in all {
        let ran = newsroom.run(&[&["--at", "2026-02-01T12:00:00Z"], command].concat());
        let said = ran.stdout + &ran.stderr;
        assert!(
            !said.contains("harbour") && !said.contains("taken.md") && !said.contains("secret"),
            "{command:?}: {said}"
        );
    }
    for (path, bytes) in newsroom.files("feeds") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("harbour") && !text.contains("Of taken"), "{}", path.display());
    }
    let status = |more: &[&str]| newsroom.run(&[&["--at", "2026-02-01T12:00:00Z", "status"], more].concat()).succeeds();
    status(&[]).says("2 waiting for their time").says("next due: 2026-03-01T09:00:00Z");
    status(&["--show-embargoed"])
        .says("embargoed until 2026-03-01T09:00:00Z: articles: harbour.md")
        .says("embargoed until 2026-03-02T09:00:00Z: articles: taken.md");
    status(&["--show-embargoed", "--format", "json"]).says("\"place\": \"articles: harbour.md\"");
    newsroom.build_at("2026-03-01T09:00:00Z").succeeds();
    assert!(newsroom.read("feeds/all.rss").contains("Sun, 01 Mar 2026 09:00:00 +0000"), "its time is its publication");
}
