//! What feeds tell of stories that left them.

use roxmltree::Document;

use crate::util::{Newsroom, PLAIN};

const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";
const ATOM: &str = "http://www.w3.org/2005/Atom";
/// When stories are taken back in these tests.
const KILL: &str = "2026-01-31T13:00:00Z";

fn with_notices() -> Newsroom {
    Newsroom::new(&PLAIN.replace("content = \"full\"", "content = \"full\"\nnotices = true"))
}

/// A story of the day `day` of January.
fn story(newsroom: &Newsroom, name: &str, day: u32, more: &str) {
    newsroom.write(
        &format!("articles/{name}.md"),
        format!("---\ntitle: Of {name}\ndate: 2026-01-{day:02}T09:00:00Z\n{more}---\nThe words of {name}.\n"),
    );
}

/// Three stories that are out: `tower` of the third, `harbour`, `bridge`.
fn three(newsroom: &Newsroom) {
    story(newsroom, "bridge", 1, "");
    story(newsroom, "harbour", 2, "");
    story(newsroom, "tower", 3, "");
    newsroom.build();
}

/// `ref` and `when` of the tombstones, and the ids of the entries.
fn told(atom: &str) -> (Vec<(String, String)>, Vec<String>) {
    let document = Document::parse(atom).unwrap();
    let root = document.root_element();
    let gone = root.children().filter(|node| node.has_tag_name((TOMBSTONES, "deleted-entry")));
    let gone = gone.map(|node| (node.attribute("ref").unwrap().to_owned(), node.attribute("when").unwrap().to_owned()));
    let ids = root.children().filter(|node| node.has_tag_name((ATOM, "entry"))).map(|entry| {
        let id = entry.children().find(|node| node.has_tag_name((ATOM, "id")));
        id.unwrap().text().unwrap().to_owned()
    });
    (gone.collect(), ids.collect())
}

/// The id of the entry with that title.
fn id_of(newsroom: &Newsroom, title: &str) -> String {
    let feed = feed_rs::parser::parse(newsroom.read("feeds/all.atom").as_bytes()).unwrap();
    feed.entries.into_iter().find(|entry| entry.title.as_ref().unwrap().content == title).unwrap().id
}

fn updated(atom: &str) -> String {
    let document = Document::parse(atom).unwrap();
    let updated = document.root_element().children().find(|node| node.has_tag_name((ATOM, "updated"))).unwrap();
    updated.text().unwrap().replace("+00:00", "Z")
}

/// Titles of a document's items in order, with their ids and dates of publication.
fn items(text: &str) -> Vec<(String, String, String)> {
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
    let items = feed.entries.into_iter().map(|entry| {
        let published = entry.published.unwrap().format("%Y-%m-%d").to_string();
        (entry.title.unwrap().content, entry.id, published)
    });
    items.collect()
}

fn titles(text: &str) -> Vec<String> {
    items(text).into_iter().map(|(title, ..)| title).collect()
}

fn passes(newsroom: &Newsroom, name: &str) {
    newsroom.run(&["--at", KILL, "validate", "--deny", "warnings", name]).succeeds();
}

#[test]
fn a_killed_story_leaves_a_tombstone_for_31_days() {
    let newsroom = Newsroom::new(PLAIN);
    three(&newsroom);
    let id = id_of(&newsroom, "Of harbour");
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).succeeds().says("3 files written");
    let atom = newsroom.read("feeds/all.atom");
    let (gone, ids) = told(&atom);
    assert_eq!(gone, [(id.clone(), KILL.to_owned())]);
    assert!(ids.len() == 2 && !ids.contains(&id) && !atom.contains("harbour"), "{atom}");
    assert_eq!(updated(&atom), KILL, "a story that leaves is a change of the feed");
    let root = &atom[atom.find("<feed").unwrap()..][..200];
    assert!(!root[..root.find('>').unwrap()].contains("tombstones"), "the prefix is declared where it is used: {root}");
    assert_eq!(titles(&atom), ["Of tower", "Of bridge"], "readers read past it");
    passes(&newsroom, "feeds/all.atom");
    assert_eq!(titles(&newsroom.read("feeds/all.rss")), ["Of tower", "Of bridge"], "RSS has no marker of its own");

    newsroom.build_at("2026-03-03T12:59:59Z").succeeds().says("0 files written");
    newsroom.build_at("2026-03-03T13:00:00Z").succeeds().says("1 file written");
    let after = newsroom.read("feeds/all.atom");
    assert!(told(&after).0.is_empty(), "{after}");
    assert_eq!(updated(&after), KILL, "the date of the feed does not go back");
}

#[test]
fn a_run_says_when_a_marker_ends() {
    let newsroom = Newsroom::new(PLAIN);
    three(&newsroom);
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).succeeds();
    let report = newsroom.run(&["--at", KILL, "build", "--format", "json"]).succeeds().stdout;
    assert!(report.contains(r#""next_due": "2026-03-03T13:00:00Z""#), "{report}");
}

#[test]
fn a_story_that_returns_has_no_tombstone_any_more() {
    let newsroom = with_notices();
    three(&newsroom);
    let before = newsroom.read("feeds/all.atom");
    story(&newsroom, "harbour", 2, "status: withheld\n");
    newsroom.build_at(KILL).succeeds();
    story(&newsroom, "harbour", 2, "");
    newsroom.build_at("2026-02-01T13:00:00Z").succeeds();
    assert_eq!(newsroom.read("feeds/all.atom"), before, "as if nothing had been");
    for name in ["feeds/all.rss", "feeds/all.json"] {
        assert_eq!(titles(&newsroom.read(name)), ["Of tower", "Of harbour", "Of bridge"], "{name}");
    }
}

#[test]
fn a_notice_stands_in_the_place_of_the_story_where_the_feed_says_so() {
    for status in ["killed", "withheld", "withdrawn"] {
        let newsroom = with_notices();
        three(&newsroom);
        let id = id_of(&newsroom, "Of harbour");
        story(&newsroom, "harbour", 2, &format!("status: {status}\n"));
        newsroom.build_at(KILL).succeeds();
        for name in ["feeds/all.rss", "feeds/all.json"] {
            let text = newsroom.read(name);
            let notice = ("This story has been withdrawn.".to_owned(), id.clone(), "2026-01-02".to_owned());
            let found = items(&text);
            assert_eq!(found[1], notice, "{name}");
            assert_eq!((&*found[0].0, &*found[2].0), ("Of tower", "Of bridge"), "{name}");
            assert!(!text.contains("harbour"), "neither headline nor slug: {text}");
            passes(&newsroom, name);
        }
        assert_eq!(titles(&newsroom.read("feeds/all.atom")), ["Of tower", "Of bridge"], "Atom has its tombstone");
        newsroom.build_at("2026-02-01T13:00:00Z").succeeds().says("0 files written");
        newsroom.build_at("2026-03-03T13:00:00Z").succeeds().says("3 files written");
        assert_eq!(titles(&newsroom.read("feeds/all.rss")), ["Of tower", "Of bridge"]);
    }
}

#[test]
fn the_words_of_notices_are_the_newsrooms() {
    let config = format!(
        "withdrawn_notice = \"Meldung zurückgezogen & weg\"\nmarkers = \"60d\"\n{}",
        PLAIN.replace("content = \"full\"", "content = \"full\"\nnotices = true")
    );
    let newsroom = Newsroom::new(&config);
    three(&newsroom);
    let id = id_of(&newsroom, "Of harbour");
    // What a person decided stands in the ledger.
    let decision = format!(
        r#","decision":{{"number":1,"at":"{KILL}","status":"killed","note":"secret","notice":"It was <wrong> & is gone."}}}}"#
    );
    let lines = newsroom.read("articles/ledger.jsonl");
    let lines = lines.lines().map(|line| {
        if line.contains(&id) { format!("{}{decision}\n", line.trim_end_matches('}')) } else { format!("{line}\n") }
    });
    newsroom.write("articles/ledger.jsonl", lines.collect::<String>());
    newsroom.build_at(KILL).succeeds();
    let atom = newsroom.read("feeds/all.atom");
    let document = Document::parse(&atom).unwrap();
    let comment = document.descendants().find(|node| node.has_tag_name((TOMBSTONES, "comment"))).unwrap();
    assert_eq!(comment.text(), Some("It was <wrong> & is gone."));
    for name in ["feeds/all.rss", "feeds/all.json"] {
        let text = newsroom.read(name);
        let entry = feed_rs::parser::parse(text.as_bytes()).unwrap().entries.remove(1);
        assert_eq!(entry.title.unwrap().content, "Meldung zurückgezogen & weg", "{name}");
        assert!(text.contains("wrong") && !text.contains("secret"), "{text}");
        passes(&newsroom, name);
    }
    passes(&newsroom, "feeds/all.atom");
    newsroom.build_at("2026-03-31T13:00:00Z").succeeds().says("0 files written");
    newsroom.build_at("2026-04-01T13:00:00Z").succeeds().says("3 files written");
}

#[test]
fn a_story_under_an_embargo_leaves_a_tombstone_and_no_notice() {
    let newsroom = with_notices();
    three(&newsroom);
    let id = id_of(&newsroom, "Of harbour");
    story(&newsroom, "harbour", 2, "embargo: 2026-02-20T09:00:00Z\n");
    newsroom.build_at(KILL).succeeds();
    assert_eq!(told(&newsroom.read("feeds/all.atom")).0, [(id.clone(), KILL.to_owned())]);
    for name in ["feeds/all.rss", "feeds/all.json"] {
        assert_eq!(titles(&newsroom.read(name)), ["Of tower", "Of bridge"], "{name}");
    }
    newsroom.build_at("2026-02-20T09:00:00Z").succeeds();
    let (gone, ids) = told(&newsroom.read("feeds/all.atom"));
    assert!(gone.is_empty() && ids.contains(&id), "it is out again");
}

#[test]
fn a_story_whose_time_is_over_leaves_no_marker() {
    let newsroom = with_notices();
    three(&newsroom);
    story(&newsroom, "harbour", 2, "expiry: 2026-01-31T12:30:00Z\n");
    newsroom.build_at(KILL).succeeds();
    assert!(told(&newsroom.read("feeds/all.atom")).0.is_empty());
    assert_eq!(titles(&newsroom.read("feeds/all.rss")), ["Of tower", "Of bridge"]);
}

#[test]
fn a_withheld_story_that_is_embargoed_then_loses_its_notice() {
    let newsroom = with_notices();
    three(&newsroom);
    story(&newsroom, "harbour", 2, "status: withheld\n");
    newsroom.build_at(KILL).succeeds();
    story(&newsroom, "harbour", 2, "embargo: 2026-05-20T09:00:00Z\n");
    newsroom.build_at("2026-02-01T13:00:00Z").succeeds();
    assert_eq!(titles(&newsroom.read("feeds/all.rss")), ["Of tower", "Of bridge"]);
    assert_eq!(told(&newsroom.read("feeds/all.atom")).0[0].1, KILL, "it left when it left");
}

#[test]
fn hundreds_killed_at_once_leave_their_tombstones() {
    let newsroom = Newsroom::new(&PLAIN.replace("path = \"all\"", "path = \"all\"\nlimit = 500\nnotices = true"));
    let story = |number: u32, more: &str| {
        let (day, hour, minute) = (1 + number % 28, number / 60, number % 60);
        newsroom.write(
            &format!("articles/s{number}.md"),
            format!("---\ntitle: Of {number}\ndate: 2026-01-{day:02}T{hour:02}:{minute:02}:00Z\n{more}---\nThe words of {number}.\n"),
        );
    };
    (0..400).for_each(|number| story(number, ""));
    newsroom.build();
    (0..300).for_each(|number| story(number, "status: killed\n"));
    newsroom.build_at(KILL).succeeds();
    let (gone, ids) = told(&newsroom.read("feeds/all.atom"));
    assert_eq!((gone.len(), ids.len()), (300, 100));
    assert!(gone.iter().all(|(id, _)| !ids.contains(id)));
    for name in ["feeds/all.atom", "feeds/all.rss", "feeds/all.json"] {
        passes(&newsroom, name);
    }
    let rss = newsroom.read("feeds/all.rss");
    assert_eq!(titles(&rss).len(), 400);
    assert!(items(&rss).is_sorted_by(|a, b| a.2 >= b.2), "each in its place");
    newsroom.build_at("2026-02-01T13:00:00Z").succeeds().says("0 files written");
    (0..300).for_each(|number| {
        newsroom.remove(&format!("articles/s{number}.md"));
    });
    newsroom.build_at("2026-03-10T13:00:00Z").succeeds();
    assert_eq!(titles(&newsroom.read("feeds/all.rss")).len(), 100, "notices that end freeze nothing");
}

#[test]
fn markers_never_take_more_than_a_quarter_of_a_document() {
    let newsroom = Newsroom::new(&PLAIN.replace("path = \"all\"", "path = \"all\"\nmax_bytes = 20000\nlimit = 500"));
    (0..200).for_each(|number| story(&newsroom, &format!("s{number}"), 1 + number % 28, ""));
    newsroom.build();
    let (_, before) = told(&newsroom.read("feeds/all.atom"));
    (0..200).filter(|number| number % 2 == 0).for_each(|number| {
        story(&newsroom, &format!("s{number}"), 1 + number % 28, "status: killed\n");
    });
    newsroom.build_at(KILL).succeeds();
    let atom = newsroom.read("feeds/all.atom");
    let (gone, ids) = told(&atom);
    assert!(atom.len() <= 20_000 && !gone.is_empty() && ids.len() > 5, "{} {} {}", atom.len(), gone.len(), ids.len());
    assert!(gone.len() * 140 < 5_000 && !before.is_empty());
}

/// Two sources, the second of which can go out.
fn two_sources() -> Newsroom {
    let wire = "[[source]]\nkind = \"files\"\npath = \"wire\"\n[feed_defaults]\nnotices = true";
    let newsroom = Newsroom::new(&PLAIN.replace("[feed_defaults]", wire));
    newsroom.write("wire/w.md", "---\ntitle: Wire\ndate: 2026-01-02T12:00:00Z\n---\nw\n");
    newsroom
}

#[test]
fn a_story_killed_while_a_source_is_out_has_its_markers() {
    let newsroom = two_sources();
    three(&newsroom);
    let id = id_of(&newsroom, "Of harbour");
    newsroom.remove("wire/w.md");
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).fails(1, "wire").says("3 files written");
    let atom = newsroom.read("feeds/all.atom");
    assert_eq!(told(&atom).0, [(id.clone(), KILL.to_owned())]);
    assert_eq!(updated(&atom), KILL);
    assert_eq!(titles(&atom), ["Of tower", "Wire", "Of bridge"]);
    let cut: Vec<String> = ["rss", "json", "atom"].map(|of| newsroom.read(&format!("feeds/all.{of}"))).into();
    for text in &cut[..2] {
        assert_eq!(titles(text), ["Of tower", "Wire", "This story has been withdrawn.", "Of bridge"]);
        assert!(!text.contains("harbour"));
    }
    newsroom.build_at("2026-02-01T13:00:00Z").fails(1, "wire").says("0 files written");
    newsroom.write("wire/w.md", "---\ntitle: Wire\ndate: 2026-01-02T12:00:00Z\n---\nw\n");
    newsroom.build_at("2026-02-02T13:00:00Z").succeeds().says("0 files written");
    let built: Vec<String> = ["rss", "json", "atom"].map(|of| newsroom.read(&format!("feeds/all.{of}"))).into();
    assert_eq!(built, cut, "what was cut is what would have been built");
}

#[test]
fn a_second_kill_while_a_source_is_out_keeps_the_first_marker() {
    let newsroom = two_sources();
    three(&newsroom);
    let ids = ["Of harbour", "Of bridge", "Of tower"].map(|title| id_of(&newsroom, title));
    newsroom.remove("wire/w.md");
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).fails(1, "wire");
    story(&newsroom, "bridge", 1, "status: killed\n");
    story(&newsroom, "tower", 3, "embargo: 2026-05-20T09:00:00Z\n");
    newsroom.build_at("2026-02-01T13:00:00Z").fails(1, "wire");
    let (gone, _) = told(&newsroom.read("feeds/all.atom"));
    let gone: Vec<&str> = gone.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(gone, [&*ids[2], &*ids[1], &*ids[0]], "the last one first, each once");
    let notice = "This story has been withdrawn.";
    assert_eq!(titles(&newsroom.read("feeds/all.rss")), ["Wire", notice, notice]);
    assert_eq!(titles(&newsroom.read("feeds/all.json")), ["Wire", notice, notice]);
}

#[test]
fn a_feed_emptied_by_a_kill_is_written_empty_with_its_markers() {
    for out in [false, true] {
        let newsroom = two_sources();
        story(&newsroom, "harbour", 2, "");
        story(&newsroom, "bridge", 2, "");
        newsroom.write("wire/w.md", "---\ntitle: Wire\ndate: 2027-01-02T12:00:00Z\n---\nw\n");
        newsroom.build();
        if out {
            newsroom.remove("wire/w.md");
        }
        story(&newsroom, "harbour", 2, "status: killed\n");
        story(&newsroom, "bridge", 2, "status: killed\n");
        assert_eq!(newsroom.build_at(KILL).says("3 files written").status, i32::from(out));
        let atom = newsroom.read("feeds/all.atom");
        let (gone, ids) = told(&atom);
        assert_eq!((gone.len(), ids.len()), (2, 0), "{atom}");
        passes(&newsroom, "feeds/all.atom");
        assert_eq!(titles(&newsroom.read("feeds/all.rss")).len(), 2);
    }
}

#[test]
fn a_story_killed_while_the_gate_bars_its_feed_has_its_markers() {
    let newsroom = Newsroom::new(&format!(
        "language = \"en\"\n{}",
        PLAIN.replace("content = \"full\"", "content = \"full\"\nnotices = true")
    ));
    three(&newsroom);
    let id = id_of(&newsroom, "Of harbour");
    let config = newsroom.read("config.toml").replace("language = \"en\"", "language = \"zz\"");
    newsroom.write("config.toml", config);
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).fails(1, "the last good one stays");
    let (gone, ids) = told(&newsroom.read("feeds/all.atom"));
    assert_eq!(gone, [(id, KILL.to_owned())]);
    assert_eq!(ids.len(), 2);
    assert_eq!(titles(&newsroom.read("feeds/all.rss")), ["Of tower", "This story has been withdrawn.", "Of bridge"]);
    assert!(newsroom.read("articles/ledger.jsonl").contains(r#""feeds":["all"],"why":"killed""#));
}

#[test]
fn a_killed_story_whose_file_is_taken_away_freezes_nothing() {
    let newsroom = with_notices();
    story(&newsroom, "harbour", 2, "");
    story(&newsroom, "draft", 2, "status: draft\n");
    newsroom.build();
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).succeeds();
    newsroom.remove("articles/harbour.md");
    newsroom.build_at("2026-02-01T13:00:00Z").succeeds().says("0 files written");
    newsroom.build_at("2026-04-01T13:00:00Z").succeeds().says("3 files written");
}

#[test]
fn a_fresh_machine_with_the_ledger_alone_tells_the_same() {
    let newsroom = with_notices();
    three(&newsroom);
    let ledger = newsroom.read("articles/ledger.jsonl");
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).succeeds();
    let here = (newsroom.files("feeds"), newsroom.read("articles/ledger.jsonl"));
    std::fs::remove_dir_all(newsroom.path().join("feeds")).unwrap();
    newsroom.write("articles/ledger.jsonl", ledger);
    newsroom.build_at(KILL).succeeds();
    assert!(here == (newsroom.files("feeds"), newsroom.read("articles/ledger.jsonl")));
}

#[test]
fn an_id_that_a_feed_took_over_is_told_as_gone() {
    let newsroom = Newsroom::new(PLAIN);
    three(&newsroom);
    let id = id_of(&newsroom, "Of harbour");
    let lines = newsroom.read("articles/ledger.jsonl");
    let old = r#","feed_ids":{"all":"urn:old:1?a&b"}}"#;
    let lines = lines.lines().map(|line| {
        if line.contains(&id) { format!("{}{old}\n", line.trim_end_matches('}')) } else { format!("{line}\n") }
    });
    newsroom.write("articles/ledger.jsonl", lines.collect::<String>());
    story(&newsroom, "harbour", 2, "status: killed\n");
    newsroom.build_at(KILL).succeeds();
    assert_eq!(told(&newsroom.read("feeds/all.atom")).0[0].0, "urn:old:1?a&b");
}

#[test]
fn a_marker_time_under_31_days_is_refused() {
    let newsroom = Newsroom::new(&format!("markers = \"30d\"\n{PLAIN}"));
    newsroom.run(&["check"]).fails(2, "`markers` of [site] is shorter than 31 days");
}

#[test]
fn a_story_killed_while_its_feed_is_frozen_has_its_markers() {
    let newsroom = with_notices();
    (1..=12).for_each(|day| story(&newsroom, &format!("s{day:02}"), day, ""));
    newsroom.build();
    let id = id_of(&newsroom, "Of s12");
    (1..=10).for_each(|day| {
        newsroom.remove(&format!("articles/s{day:02}.md"));
    });
    story(&newsroom, "s12", 12, "status: killed\n");
    newsroom.build_at(KILL).fails(1, "the last good feed stays");
    let (gone, ids) = told(&newsroom.read("feeds/all.atom"));
    assert_eq!(gone, [(id, KILL.to_owned())]);
    assert_eq!(ids.len(), 11, "the others stay");
    assert_eq!(titles(&newsroom.read("feeds/all.rss"))[0], "This story has been withdrawn.");
}
