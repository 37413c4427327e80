//! The gate: no document goes out that its format forbids, and the last good one stays.

use std::path::Path;

use chrono::DateTime;
use feedroom::validate::{Around, Context, Level, Part, joined, part, validate};

use crate::util::{Newsroom, PLAIN, files};

const NOON: &str = "2026-01-31T12:00:00Z";

fn story(newsroom: &Newsroom, name: &str, more: &str) {
    newsroom.write(
        &format!("articles/{name}.md"),
        format!("---\ntitle: Of {name}\ndate: 2026-01-01T09:00:00Z\n{more}---\nThe words of {name}.\n"),
    );
}

#[test]
fn an_article_that_would_make_a_document_invalid_is_left_out_with_the_reason() {
    let newsroom = Newsroom::new(PLAIN);
    story(&newsroom, "harbour", "");
    story(&newsroom, "bridge", "language: zz\n");
    let ran = newsroom.build_at(NOON).fails(1, "bridge.md").says("1 left out");
    assert!(ran.stderr.contains("language-unknown"), "{}", ran.stderr);
    for file in ["feeds/all.rss", "feeds/all.atom"] {
        let text = newsroom.read(file);
        assert!(text.contains("Of harbour") && !text.contains("Of bridge"), "{file}");
        let report = validate(text.as_bytes(), &Context { base: "", now: DateTime::UNIX_EPOCH });
        assert!(report.is_valid(), "{:?}", report.findings);
    }
}

#[test]
fn a_document_that_would_be_invalid_leaves_the_last_good_one_in_its_place() {
    let newsroom = Newsroom::new(&format!("language = \"en\"\n{PLAIN}"));
    story(&newsroom, "harbour", "");
    story(&newsroom, "bridge", "");
    newsroom.build();
    let good = newsroom.read("feeds/all.rss");
    let config = newsroom.read("config.toml").replace("language = \"en\"", "language = \"zz\"");
    newsroom.write("config.toml", config);
    newsroom.build_at(NOON).fails(1, "the last good one stays").fails(1, "language-unknown");
    assert_eq!(newsroom.read("feeds/all.rss"), good);
    // What must go, goes all the same.
    story(&newsroom, "bridge", "status: killed\n");
    newsroom.build_at(NOON).fails(1, "");
    let less = newsroom.read("feeds/all.rss");
    assert!(less.contains("Of harbour") && !less.contains("bridge"), "{less}");
}

/// A document of the example, parted where its items stand.
fn parted(text: &str) -> (Around<'_>, Vec<&str>) {
    let (open, close, between) = if text.starts_with('{') {
        ("{\"id\"", "\n]}", ",\n{\"id\"")
    } else if text.contains("<rss") {
        ("<item>", "</channel>", "<item>")
    } else {
        ("<entry>", "</feed>", "<entry>")
    };
    let end = text.rfind(close).unwrap();
    let start = text.find(open).unwrap_or(end);
    let mut items = Vec::new();
    let mut from = start;
    while from < end {
        let next = text[from + 1..end].find(between).map_or(end, |at| from + 1 + at);
        items.push(text[from..next].trim_end_matches(",\n"));
        from = next + between.len() - open.len();
    }
    (Around { head: &text.as_bytes()[..start], tail: &text.as_bytes()[end..] }, items)
}

#[test]
fn judged_by_its_parts_a_document_is_judged_as_a_whole() {
    let now = "2026-11-24T08:00:00Z".parse().unwrap();
    let context = Context { base: "", now };
    let mut documents = 0;
    for (path, bytes) in files(Path::new("feeds")) {
        let text = String::from_utf8(bytes).unwrap();
        let (around, items) = parted(&text);
        let parts: Vec<Part> = items.iter().map(|item| part(around, item.as_bytes(), now)).collect();
        let whole = joined(around, &parts.iter().collect::<Vec<_>>(), text.len(), &context);
        let of_parts = parts.iter().flat_map(|part| &part.findings).chain(whole.iter().map(|of| &of.finding));
        let mut of_parts: Vec<&str> = of_parts.map(|finding| finding.rule.id).collect();
        let report = validate(text.as_bytes(), &context);
        let mut of_whole: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
        of_parts.sort_unstable();
        of_whole.sort_unstable();
        assert_eq!(of_parts, of_whole, "{}", path.display());
        documents += 1;
    }
    assert!(documents > 50, "{documents}");
}

/// Nothing that Feedroom writes is complained of but what the stories themselves say.
#[test]
fn the_example_has_no_error_and_no_warning_that_a_story_does_not_cause() {
    let now = "2026-11-24T08:00:00Z".parse().unwrap();
    for (path, bytes) in files(Path::new("feeds")) {
        let report = validate(&bytes, &Context { base: "", now });
        let told: Vec<String> = report
            .findings
            .iter()
            .filter(|finding| finding.level != Level::Info)
            .map(|finding| format!("{} {}: {}", finding.path, finding.rule.id, finding.message))
            .collect();
        assert!(told.is_empty(), "{}: {told:?}", path.display());
    }
}
