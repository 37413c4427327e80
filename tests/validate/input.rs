//! What is judged: files, folders, the pipe; in any encoding and of any size.

use super::*;

#[test]
fn ten_broken_feeds_are_refused_each_for_its_own_fault() {
    let bytes = [
        GOOD.as_bytes().split(|byte| *byte == b'W').next().unwrap(),
        b"W\xF6",
        b"rds.</description></item></channel></rss>",
    ];
    let broken: [(&str, &[u8], &str, u64, &str); 10] = [
        ("date.rss", bad_date().into_bytes().leak(), "date-rfc822", 13, "/rss/channel/item/pubDate"),
        ("half.rss", &GOOD.as_bytes()[..GOOD.find("</item>").unwrap()], "xml-not-well-formed", 15, "/rss/channel/item"),
        (
            "entity.rss",
            GOOD.replace("Words", "a&nbsp;b").into_bytes().leak(),
            "xml-entity-undefined",
            14,
            "/rss/channel/item/description",
        ),
        (
            "link.rss",
            GOOD.replace("<link>https://daily.example/1", "<link>/1").into_bytes().leak(),
            "uri-not-absolute",
            11,
            "/rss/channel/item/link",
        ),
        ("bytes.rss", bytes.concat().leak(), "encoding-bytes", 14, "/"),
        ("id.atom", ATOM.as_bytes(), "element-missing", 5, "/feed/entry"),
        (
            "old.atom",
            ATOM.replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#").into_bytes().leak(),
            "namespace-obsolete",
            2,
            "/feed",
        ),
        ("id.json", JSON.as_bytes(), "json-member-missing", 1, "/items/0"),
        ("comma.json", JSON.replace("}]", "}],").into_bytes().leak(), "json-trailing-comma", 1, ""),
        ("sitemap.xml", SITEMAP.as_bytes(), "date-w3cdtf", 2, "/urlset/url/lastmod"),
    ];
    let files: Vec<(&str, &[u8])> = broken.iter().map(|(name, bytes, ..)| (*name, *bytes)).collect();
    let folder = Folder::new(&files);
    for (name, _, rule, line, path) in broken {
        let ran = folder.validate(&[name]);
        assert_eq!(ran.status, 1, "{name}: {}{}", ran.stdout, ran.stderr);
        let documents = folder.json(&[name]);
        assert_eq!(documents[0]["valid"], false, "{name}");
        let findings = documents[0]["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["rule"] == rule);
        let finding = finding.unwrap_or_else(|| panic!("{name} should break {rule}: {findings:?}"));
        assert_eq!((finding["line"].as_u64(), finding["path"].as_str()), (Some(line), Some(path)), "{name}");
    }
    assert_eq!(folder.json(&["."]).len(), 10);
}

#[test]
fn positions_are_exact_in_any_encoding() {
    let text = bad_date().replace("<pubDate>", "<!-- “😀” --><pubDate>");
    let utf16 = |text: &str| {
        let units = text.replace("utf-8", "utf-16").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        [&b"\xFF\xFE"[..], &units].concat()
    };
    let windows: Vec<u8> = text
        .replace("utf-8", "windows-1252")
        .replace('😀', "ö")
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let carriage = text.replace('\n', "\r\n");
    let folder = Folder::new(&[
        ("a.rss", text.as_bytes()),
        ("b.rss", &utf16(&text)),
        ("c.rss", &windows),
        ("d.rss", carriage.as_bytes()),
    ]);
    let documents = folder.json(&["."]);
    assert_eq!(names(&documents), ["a.rss", "b.rss", "c.rss", "d.rss"]);
    for document in &documents {
        let finding = document["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "date-rfc822");
        let finding = finding.unwrap_or_else(|| panic!("{document}"));
        assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(13), Some(22)), "{document}");
    }
    for name in ["b.rss", "c.rss"] {
        let ran = folder.validate(&[name]);
        assert!(ran.stdout.contains("13 | <!-- “") && ran.stdout.contains("” --><pubDate>yesterday"), "{}", ran.stdout);
    }
}

#[test]
fn a_sites_folder_is_searched_for_feeds() {
    let article = r#"{"text": "the \"version\": \"https://jsonfeed.org/version/1.1\" is named here"}"#;
    let folder = Folder::new(&[
        ("public/index.html", b"<!DOCTYPE html><html></html>"),
        ("public/404.xml", b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
        ("public/index.xml", GOOD.as_bytes()),
        ("public/news/feed/index", bad_date().as_bytes()),
        ("public/news/feed.json", JSON.as_bytes()),
        ("public/search.json", article.as_bytes()),
        ("public/sitemap.xml", SITEMAP.replace("soon", "2026-01-31").as_bytes()),
        ("public/CNAME", b"daily.example"),
        ("public/empty.rss", b""),
        ("public/logo.svg", b"<svg/>"),
        ("public/copy.rss.txt", GOOD.as_bytes()),
        ("public/.git/feed.xml", bad_date().as_bytes()),
    ]);
    let found = [
        "public/empty.rss",
        "public/index.xml",
        "public/news/feed/index",
        "public/news/feed.json",
        "public/sitemap.xml",
    ];
    let documents = folder.json(&["public"]);
    assert_eq!(names(&documents), found);
    assert_eq!(names(&folder.json(&["./public/", "public/index.xml"])), [&found[..], &["public/index.xml"]].concat());
    let ran = folder.validate(&["public"]);
    assert_eq!((ran.status, &*ran.stderr), (1, ""));
    ran.says("5 documents: 2 valid, ");
}

#[test]
fn a_folders_address_is_joined_to_each_path() {
    let here = GOOD.replace("good.rss", "feeds/my%20feed.xml");
    let folder = Folder::new(&[("public/feeds/my feed.xml", here.as_bytes()), ("public/index.xml", here.as_bytes())]);
    let documents = folder.json(&["--base", "https://daily.example", "public"]);
    assert_eq!(rules(&documents[0]), Vec::<&str>::new());
    assert_eq!(rules(&documents[1]).len(), 1, "it says that it lives elsewhere: {}", documents[1]);
    folder.validate(&["--base", "daily.example", "public"]).fails(2, "--base daily.example cannot be used");
}

#[cfg(unix)]
#[test]
fn circles_and_broken_links_in_a_folder_are_told_and_passed() {
    let folder = Folder::new(&[("public/good.rss", GOOD.as_bytes())]);
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.path().join(name)).unwrap();
    link("../public", "public/again");
    link("circle.xml", "public/circle.xml");
    link("nowhere", "public/gone.xml");
    let ran = folder.validate(&["public"]).fails(1, "public/circle.xml: cannot be read");
    assert!(ran.stderr.contains("public/gone.xml: cannot be read"), "{}", ran.stderr);
    ran.says("1 document: 1 valid, 0 errors, 0 warnings; 2 could not be read");
}

#[test]
fn what_comes_through_a_pipe_is_judged() {
    piped(GOOD.as_bytes(), &["-"]).succeeds().says("1 document: 1 valid");
    let ran = piped(bad_date().as_bytes(), &["--format", "json", "-"]);
    assert_eq!(ran.status, 1);
    ran.says(r#"{"document":"-","kind":"rss""#);
    assert_eq!(piped(b"", &["-"]).status, 1);
    piped(b"", &["-", "-"]).fails(2, "stands twice");
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new(&[("good.rss", GOOD.as_bytes()), ("empty/index.html", b"<html>")]);
    folder.validate(&["no.rss"]).fails(2, "error: no.rss: cannot be read");
    folder.validate(&["no.rss", "good.rss"]).fails(1, "no.rss: cannot be read").says("1 document: 1 valid");
    folder.validate(&["empty"]).fails(2, "empty: there is no feed in this folder");
    folder.validate(&["https://daily.example/feed.xml"]).fails(2, "curl -s https://daily.example/feed.xml | feedroom");
    folder.validate(&[]).fails(2, "DOCUMENT");
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_is_a_finding() {
    let folder = Folder::new(&[("good.rss", GOOD.as_bytes())]);
    let documents = folder.json(&["/dev/zero", "good.rss"]);
    assert_eq!(rules(&documents[0]), ["document-too-large"]);
    assert_eq!((&documents[0]["valid"], &documents[1]["valid"]), (&Value::Bool(false), &Value::Bool(true)));
    folder.validate(&["/dev/zero"]).fails(1, "").says("larger than 64 MiB");
}

#[test]
fn many_documents_are_answered_in_the_order_of_their_paths() {
    let folder = Folder::new(&[]);
    for number in 0..600 {
        let text = if number % 3 == 0 { bad_dates(number % 7) } else { GOOD.to_owned() };
        folder.write(&format!("{:02}/{number:03}.xml", number % 10), text);
    }
    let documents = folder.json(&["."]);
    let names = names(&documents);
    assert_eq!(names.len(), 600);
    assert!(names.is_sorted());
}
