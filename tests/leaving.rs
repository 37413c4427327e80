//! What must go, goes: from every feed, and at once.

use crate::util::{Newsroom, PLAIN};

/// `PLAIN` with a feed for each author and for each section.
fn by_author_and_section() -> Newsroom {
    Newsroom::new(&format!(
        "{PLAIN}[[feed]]\npath = \"author/{{author}}\"\ntitle = \"By {{author}}\"\neach = \"author\"\n\
         [[feed]]\npath = \"section/{{section}}\"\neach = \"section\"\n"
    ))
}

fn story(newsroom: &Newsroom, name: &str, author: &str, section: &str, more: &str) {
    newsroom.write(
        &format!("articles/{name}.md"),
        format!("---\ntitle: Of {name}\nauthor: {author}\nsection: {section}\ndate: 2026-01-01T09:00:00Z\n{more}---\nThe words of {name}.\n"),
    );
}

#[test]
fn a_story_that_goes_leaves_the_feed_that_it_was_the_last_of() {
    for more in [
        "status: killed\n",
        "status: withdrawn\n",
        "status: draft\n",
        "embargo: 2026-02-02T09:00:00Z\n",
        "expiry: 2026-01-30T09:00:00Z\n",
    ] {
        let newsroom = by_author_and_section();
        story(&newsroom, "harbour", "Ada Øst", "World", "");
        story(&newsroom, "bridge", "Bo", "World", "");
        newsroom.build();
        story(&newsroom, "harbour", "Ada Øst", "World", more);
        newsroom.build_at("2026-01-31T13:00:00Z").succeeds();
        for (path, bytes) in newsroom.files("feeds") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("harbour"), "{more}{}", path.display());
        }
        let feed = feed_rs::parser::parse(newsroom.read("feeds/author/ada-ost.atom").as_bytes()).unwrap();
        assert_eq!(feed.title.unwrap().content, "By Ada Øst", "its title is what it was");
        newsroom
            .run(&["--at", "2026-01-31T13:00:00Z", "feeds"])
            .succeeds()
            .says("By Ada Øst (0 articles)")
            .says("author/ada-ost.rss");
        newsroom.build_at("2026-01-31T14:00:00Z").succeeds().says("0 files written");
        let ledger = newsroom.read("articles/ledger.jsonl");
        assert!(ledger.contains(r#""feeds":["all","author/ada-ost","section/world"]"#), "{ledger}");
    }
}

#[test]
fn a_story_that_moves_to_another_section_leaves_the_feed_of_the_old_one() {
    let newsroom = by_author_and_section();
    story(&newsroom, "harbour", "Ada", "World", "");
    newsroom.build();
    story(&newsroom, "harbour", "Ada", "Town", "");
    newsroom.build_at("2026-01-31T13:00:00Z").succeeds();
    assert!(!newsroom.read("feeds/section/world.rss").contains("harbour"));
    assert!(newsroom.read("feeds/section/town.rss").contains("harbour"));
}

#[test]
fn a_feed_for_each_of_which_every_file_vanished_stays_until_a_person_looks() {
    let newsroom = by_author_and_section();
    story(&newsroom, "harbour", "Ada", "World", "");
    story(&newsroom, "bridge", "Bo", "World", "");
    newsroom.build();
    let good = newsroom.read("feeds/author/ada.json");
    newsroom.remove("articles/harbour.md");
    for _ in 0..2 {
        newsroom
            .build_at("2026-01-31T13:00:00Z")
            .fails(1, "author/ada: all its articles vanished: the last good feed stays");
        assert_eq!(newsroom.read("feeds/author/ada.json"), good);
    }
    story(&newsroom, "harbour", "Ada", "World", "status: killed\n");
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(!newsroom.read("feeds/author/ada.json").contains("harbour"));
}

#[test]
fn a_story_that_goes_leaves_its_feeds_while_another_source_is_out() {
    for more in ["status: killed\n", "embargo: 2026-02-02T09:00:00Z\n"] {
        let wire = "[[source]]\nkind = \"files\"\npath = \"wire\"\n[feed_defaults]";
        let newsroom = Newsroom::new(&PLAIN.replace("[feed_defaults]", wire));
        newsroom.write("wire/w.md", "---\ntitle: Wire\ndate: 2026-01-02T09:00:00Z\n---\nw\n");
        story(&newsroom, "harbour", "Ada", "World", "");
        story(&newsroom, "bridge", "Bo", "World", "");
        newsroom.build();
        newsroom.remove("wire/w.md");
        story(&newsroom, "harbour", "Ada", "World", more);
        story(&newsroom, "tower", "Bo", "World", "");
        newsroom.build_at("2026-01-31T13:00:00Z").fails(1, "wire").says("3 files written");
        for name in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json"] {
            let text = newsroom.read(name);
            assert!(!text.contains("harbour") && !text.contains("tower"), "{name}");
            let titles = feed_rs::parser::parse(text.as_bytes()).unwrap().entries.into_iter();
            let titles: Vec<String> = titles.map(|entry| entry.title.unwrap().content).collect();
            assert_eq!(titles, ["Wire", "Of bridge"], "{name}: the others stay as they are");
        }
        assert!(newsroom.read("articles/ledger.jsonl").contains(r#""feeds":["all"],"#));
        let ran = newsroom.build_at("2026-01-31T14:00:00Z").fails(1, "wire").says("0 files written");
        assert!(!ran.stderr.contains("harbour"), "{}", ran.stderr);
    }
}

#[test]
fn a_story_that_goes_and_cannot_be_cut_out_is_named() {
    let wire = "[[source]]\nkind = \"files\"\npath = \"wire\"\n[feed_defaults]";
    let newsroom = Newsroom::new(&PLAIN.replace("[feed_defaults]", wire));
    newsroom.write("wire/w.md", "---\ntitle: Wire\ndate: 2026-01-02T09:00:00Z\n---\nw\n");
    story(&newsroom, "harbour", "Ada", "World", "");
    newsroom.build();
    newsroom.remove("wire/w.md");
    newsroom.write("feeds/all.rss", newsroom.read("feeds/all.rss").replace("</channel>", ""));
    story(&newsroom, "harbour", "Ada", "World", "status: killed\n");
    newsroom
        .build_at("2026-01-31T13:00:00Z")
        .fails(1, "articles: harbour.md: a story that may not stand still does in all.rss");
    story(&newsroom, "harbour", "Ada", "World", "embargo: 2026-02-02T09:00:00Z\n");
    let ran = newsroom
        .build_at("2026-01-31T13:00:00Z")
        .fails(1, "articles: a story that may not stand still does in all.rss");
    assert!(!ran.stderr.contains("harbour"), "{}", ran.stderr);
}

/// One comma too many in a file of several stories is no word about any of them.
#[test]
fn stories_of_a_file_that_cannot_be_read_have_not_vanished() {
    let newsroom = Newsroom::new(PLAIN);
    let story = |number: u32| {
        format!(
            r#"{{"id":"s{number}","title":"Story {number}","date":"2026-01-0{number}","content":"Words of {number}."}}"#
        )
    };
    let wire = format!("[{}]", [1, 2].map(story).join(","));
    newsroom.write("articles/w.json", &wire);
    newsroom.story("own.md", "Own", "2026-01-10");
    newsroom.build();
    newsroom.write("articles/w.json", wire.replace('[', "[,"));
    newsroom.build_at("2026-01-31T13:00:00Z");
    let atom = newsroom.read("feeds/all.atom");
    assert!(!atom.contains("Story 1") && atom.contains("Own"));
    assert!(!atom.contains("deleted-entry"), "nobody took them back");
    newsroom.write("articles/w.json", &wire);
    newsroom.build_at("2026-01-31T14:00:00Z").succeeds();
    assert!(newsroom.read("feeds/all.atom").contains("Story 1"));
}
