//! What a user notices of OPML.

use crate::validate::{Context, Kind, Report, validate};

fn report(text: &str) -> Report {
    validate(text.as_bytes(), &Context { base: "", now: chrono::Utc::now() })
}

fn rules(text: &str) -> Vec<&'static str> {
    let report = report(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}"));
    report.findings.iter().map(|finding| finding.rule.id).collect()
}

fn body(outlines: &str) -> Vec<&'static str> {
    rules(&format!("<opml version=\"2.0\"><head/><body>{outlines}</body></opml>"))
}

#[test]
fn a_list_of_feeds_is_fine() {
    let found = body(
        r#"<outline text="News"><outline type="rss" text="Daily" title="The Daily" language="en" version="RSS2"
            description="News of &lt;b&gt;the&lt;/b&gt; town" htmlUrl="https://example.com/"
            xmlUrl="https://example.com/all.rss" created="Tue, 06 Jan 2026 09:00:00 GMT" isComment="false"/></outline>"#,
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn kind_and_version_are_told() {
    let told = report("<opml version='1.1'><head/><body><outline text='a'/></body></opml>");
    assert_eq!((told.kind, &*told.version), (Kind::Opml, "1.1"));
    assert!(told.is_valid());
}

#[test]
fn docs_came_with_the_second_version() {
    let with = |version: &str| {
        rules(&format!(
            "<opml version='{version}'><head><docs>http://opml.org/spec2.opml</docs></head><body><outline text='a'/></body></opml>"
        ))
    };
    assert_eq!(with("2.0"), [""; 0]);
    assert_eq!(with("1.1"), ["element-undefined"]);
}

#[test]
fn lines_that_are_expanded_are_numbers_with_commas() {
    let with = |state: &str| {
        rules(&format!(
            "<opml version='2.0'><head><expansionState>{state}</expansionState></head><body><outline text='a'/></body></opml>"
        ))
    };
    for state in ["", " ", "1", "1,2,\n 3"] {
        assert_eq!(with(state), [""; 0], "{state}");
    }
    for state in ["1,", ",1", "1;2", "1 ,2", "all", "-1"] {
        assert_eq!(with(state), ["opml-expansion-state"], "{state}");
    }
}

#[test]
fn findings_within_attributes_stand_where_they_stand() {
    let text =
        "<opml version=\"2.0\"><head/><body>\n<outline text=\"a &lt;i&gt;b&lt;/i&gt; &lt;strong&gt;\"/></body></opml>";
    let report = report(text);
    let found = report.findings.iter().find(|finding| finding.rule.id == "html-flaw").unwrap();
    assert_eq!((found.line, found.path.as_str()), (2, "/opml/body/outline/@text"));
    assert_eq!(&text[found.span.clone()], "strong");
}

#[test]
fn outlines_that_lead_nowhere_are_told() {
    assert_eq!(body(r#"<outline text="a" type="rss" title="a" xmlUrl="feed.xml"/>"#), ["opml-xml-url"]);
    assert_eq!(body(r#"<outline text="a" type="link" url="x"/>"#), ["uri-not-absolute"]);
    assert_eq!(body(r#"<outline text="a" type="include" url="https://example.com/a.opml"/>"#), [""; 0]);
    assert_eq!(body(r#"<outline text="a" isBreakpoint=" true"/>"#), ["value-true-false"]);
    assert_eq!(body(r#"<outline text="a">b</outline>"#), ["text-unexpected"]);
}
