//! What a user notices of JSON Feed.

use proptest::prelude::*;

use crate::validate::{Context, Kind, Report, validate};

fn report(bytes: &[u8], base: &str) -> Report {
    let now = "2026-01-05T09:00:00Z".parse().unwrap();
    validate(bytes, &Context { base, now })
}

fn rules(text: &str) -> Vec<&'static str> {
    report(text.as_bytes(), "").findings.iter().map(|finding| finding.rule.id).collect()
}

fn feed(members: &str, item: &str) -> String {
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "News", "home_page_url": "https://example.com/",
            "feed_url": "https://example.com/news.json", {members} "items": [{{"id": "1", "content_text": "Words",
            "url": "https://example.com/1", "date_published": "2026-01-04T09:00:00Z"{item}}}]}}"#
    )
}

fn item(members: &str) -> Vec<&'static str> {
    rules(&feed("", &format!(", {members}")))
}

#[test]
fn a_good_feed_is_fine() {
    let text = feed(
        r#""description": "All", "icon": "https://example.com/i.png", "authors": [{"name": "Ana", "url": "mailto:a@example.com"}],
           "language": "en-GB", "expired": false, "hubs": [{"type": "WebSub", "url": "https://example.com/hub"}],
           "_daily": {"anything": [1, null]},"#,
        r#", "title": "Fish & chips", "content_html": "<p>Fish &amp; chips</p>", "summary": "Fish", "tags": ["town"],
           "date_modified": "2026-01-04T10:00:00.5+01:00", "image": "https://example.com/a.jpg",
           "attachments": [{"url": "https://example.com/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 10,
           "duration_in_seconds": 1.5}]"#,
    );
    let told = report(text.as_bytes(), "https://example.com/news.json");
    assert_eq!((told.kind, &*told.version), (Kind::Json, "1.1"));
    assert!(told.findings.is_empty(), "{:?}", told.findings);
}

#[test]
fn what_the_specification_requires_is_an_error() {
    let text = r#"{"version": "https://jsonfeed.org/version/1", "home_page_url": "https://example.com/",
        "feed_url": "https://example.com/a.json", "items": [{"url": 7}, 8]}"#;
    let told = report(text.as_bytes(), "");
    let errors: Vec<_> = told.findings.iter().filter(|found| found.level == crate::validate::Level::Error).collect();
    let told: Vec<_> =
        errors.iter().map(|found| (found.rule.id, found.path.as_str(), found.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("json-member-missing", "", "`title` is missing from the feed"),
            ("json-member-missing", "/items/0", "`id` is missing from the item"),
            ("json-content-missing", "/items/0", "the item has neither `content_html` nor `content_text`"),
            ("json-member-type", "/items/0/url", "`url` must be a text, and it is a number"),
            ("json-element-type", "/items/1", "`items` must hold objects only, and this is a number"),
        ]
    );
}

#[test]
fn faults_in_html_are_found_where_they_stand_in_the_escaped_text() {
    let text = feed("", r#", "content_html": "<p>\u00e9 \"x\"\n<img src=\"a.jpg\"><script>1</script></p>""#);
    let told = report(text.as_bytes(), "");
    let found: Vec<_> =
        told.findings.iter().map(|found| (found.rule.id, &text[found.span.clone()], &*found.path)).collect();
    let path = "/items/0/content_html";
    assert_eq!(found, [("html-relative-reference", "a.jpg", path), ("html-tag-dangerous", "script", path)]);
    assert_eq!(told.findings[0].line, 3);
}

#[test]
fn html_in_plain_text_is_told() {
    assert_eq!(item(r#""title": "a <b>b</b>""#), ["text-html"]);
    assert_eq!(item(r#""summary": "a &amp; b""#), ["text-html"]);
    assert_eq!(item(r#""title": "1 < 2 & AT&T""#), [""; 0]);
    assert_eq!(item(r#""title": """#), ["json-text-empty"]);
}

#[test]
fn addresses_are_complete() {
    assert_eq!(item(r#""external_url": "/a""#), ["json-url-relative"]);
    assert_eq!(item(r#""image": "https://""#), ["uri-doubtful"]);
    assert_eq!(item(r#""image": "http:a""#), ["json-url-invalid"]);
    assert_eq!(item(r#""banner_image": "https://example.com/a b""#), ["json-url-invalid"]);
    assert_eq!(item(r#""external_url": "https://example.com/ü""#), [""; 0]);
    assert_eq!(item(r#""external_url": "http://localhost:4000/a""#), ["link-private-host"]);
    assert_eq!(item(r#""external_url": "http://example.com/a""#), ["link-insecure"]);
    let told = report(feed("", "").as_bytes(), "https://example.com/other.json");
    assert_eq!(told.findings[0].rule.id, "json-feed-url-elsewhere");
    assert_eq!(told.findings[0].path, "/feed_url");
    assert_eq!(rules(&feed(r#""next_url": "https://example.com/news.json","#, "")), ["json-next-url-itself"]);
}

#[test]
fn dates_are_of_rfc_3339() {
    assert_eq!(item(r#""date_modified": "Mon, 05 Jan 2026 09:00:00 GMT""#), ["date-rfc3339"]);
    assert_eq!(item(r#""date_modified": "2026-01-04t10:00:00z""#), ["json-date-small-letters"]);
    assert_eq!(item(r#""date_modified": "2027-01-04T10:00:00Z""#), ["date-implausible"]);
    assert_eq!(item(r#""date_modified": "2026-01-03T10:00:00Z""#), ["entry-updated-before-published"]);
}

#[test]
fn files_have_an_address_and_a_type() {
    assert_eq!(item(r#""attachments": [{}]"#), ["json-member-missing"; 2]);
    let with = |more: &str| {
        item(&format!(r#""attachments": [{{"url": "https://example.com/a.mp3", "mime_type": "audio/mpeg"{more}}}]"#))
    };
    assert_eq!(with(r#", "size_in_bytes": "10""#), ["json-member-type"]);
    assert_eq!(with(r#", "size_in_bytes": -1"#), ["json-number-negative"]);
    assert_eq!(with(r#", "mime_type": "mp3""#), ["json-member-repeated", "value-media-type"]);
    assert_eq!(with(r#", "mime_type": "image/png""#), ["json-member-repeated", "enclosure-type-differs"]);
}

#[test]
fn names_that_json_feed_does_not_have_are_told() {
    assert_eq!(item(r#""link": "https://example.com/""#), ["json-member-unknown"]);
    assert_eq!(item(r#""_daily": {"link": 1}"#), [""; 0]);
    let told = report(feed(r#""a/b~c": 1,"#, "").as_bytes(), "");
    assert_eq!(told.findings[0].path, "/a~1b~0c");
}

#[test]
fn the_second_version_has_a_list_of_authors() {
    assert_eq!(rules(&feed(r#""author": {"name": "Ana"},"#, "")), ["json-author-deprecated"]);
    assert_eq!(rules(&feed(r#""author": {"name": "Ana"}, "authors": [{"name": "Ana"}],"#, "")), [""; 0]);
    assert_eq!(rules(&feed(r#""authors": [{"_id": 1}],"#, "")), ["json-author-empty"]);
    let first = feed(r#""authors": [{"name": "Ana"}],"#, "").replace("version/1.1", "version/1");
    assert_eq!(rules(&first), ["json-member-newer"]);
}

#[test]
fn ids_are_texts_and_each_stands_once() {
    let of = |id: &str| rules(&feed("", "").replace(r#""id": "1""#, &format!(r#""id": {id}"#)));
    assert_eq!(of("17"), ["json-id-number"]);
    assert_eq!(of("12345678901234567890"), ["json-number-range", "json-id-number"]);
    assert_eq!(of("null"), ["json-member-type"]);
    assert_eq!(of(r#"" ""#), ["json-id-empty"]);
    let twice = r#"{"id": 1, "content_text": "a"}, {"id": "1", "content_text": "b"}"#;
    let text = format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{twice}]}}"#);
    assert!(rules(&text).contains(&"value-repeated"));
}

#[test]
fn faults_of_json_are_told_and_the_rest_is_judged() {
    assert_eq!(item(r#""title": "x", "#).first(), Some(&"json-trailing-comma"));
    assert_eq!(item("\"title\": \"a\tb\""), ["json-control-character"]);
    assert_eq!(item(r#""title": "a\qb""#), ["json-escape"]);
    assert_eq!(item(r#""title": "a\u0000""#), ["json-nul"]);
    assert!(item(r#""title": "a\ud800""#).contains(&"json-surrogate"));
    assert_eq!(rules(&(feed("", "") + " {}")), ["json-syntax"]);
    assert_eq!(report(format!("\u{feff}{}", feed("", "")).as_bytes(), "").findings[0].rule.id, "json-byte-order-mark");
    let wide: Vec<u8> = format!("\u{feff}{}", feed("", "")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(report(&wide, "").findings[0].rule.id, "json-encoding");
}

#[test]
fn what_is_no_json_is_told_at_its_place() {
    for (text, line, column) in [
        ("{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [", 2, 12),
        ("{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"é\": 01}", 2, 7),
        ("{\"version\": \"https://jsonfeed.org/version/1.1\",\n // no\n}", 2, 2),
        ("{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"a\": \"b}", 2, 7),
    ] {
        let told = report(text.as_bytes(), "");
        assert_eq!(told.kind, Kind::Json, "{text}");
        assert_eq!(told.findings.len(), 1, "{text}");
        let found = &told.findings[0];
        assert_eq!((found.rule.id, found.line, found.column), ("json-syntax", line, column), "{text}");
    }
}

#[test]
fn other_json_is_not_a_feed() {
    let told = report(br#"{"name": "package", "version": "1.0.0"}"#, "");
    assert_eq!((told.kind, told.findings[0].rule.id), (Kind::Unknown, "json-not-a-feed"));
    assert_eq!(told.findings.len(), 1);
}

#[test]
fn hostile_documents_end_soon() {
    assert_eq!(rules(&format!("{{\"a\": {}", "[".repeat(1_000_000))), ["json-limit"]);
    assert_eq!(rules(&format!("{{{}\"b\": 1}}", "\"a\": {\"a\": ".repeat(100_000))), ["json-syntax"]);
    let many = format!("{{\"a\": [{}0]}}", "0,".repeat(1_000_001));
    assert_eq!(rules(&many), ["json-limit"]);
    let members: Vec<String> = (0..50_000).map(|at| format!("\"k{at}\": 1,")).collect();
    let members = members.concat();
    assert_eq!(rules(&format!("{{{members}\"k0\": 1}}")), ["json-not-a-feed", "json-member-repeated"]);
}

proptest! {
    /// Whatever comes, there is an answer, and its places lie in the text.
    #[test]
    fn any_bytes_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let mut document = b"{".to_vec();
        document.extend(bytes);
        let told = report(&document, "");
        prop_assert!(told.findings.iter().all(|found| found.line > 0 && found.column > 0));
    }

    #[test]
    fn any_text_within_a_feed_has_an_answer(text in "[\\\\\"ud8é<>/a-c&;: {}\\[\\],0-9.eE+-]{0,40}") {
        let document = feed("", &format!(", \"content_html\": \"{text}\""));
        let told = report(document.as_bytes(), "https://example.com/news.json");
        for found in &told.findings {
            prop_assert!(document.get(found.span.clone()).is_some(), "{:?}", found);
        }
    }

    /// What `serde_json` takes is taken, and what it refuses is told.
    #[test]
    fn json_is_what_others_take_for_it(text in "[-+0-9eE.\\[\\]{}\",:a-fnrtuls\\\\ ]{0,24}") {
        let document = format!("{{\"a\": {text}}}");
        let theirs = serde_json::from_str::<serde_json::Value>(&document);
        let faults = rules(&document);
        let ours = !faults.iter().any(|rule| {
            matches!(*rule, "json-syntax" | "json-limit" | "json-trailing-comma" | "json-escape" | "json-control-character")
        });
        match theirs {
            Ok(_) => prop_assert!(ours, "{:?} {:?}", document, faults),
            Err(error) => {
                let lenient = error.to_string().contains("out of range") || faults.contains(&"json-surrogate");
                prop_assert!(!ours || lenient, "{} {:?}", error, document);
            }
        }
    }
}
