//! This repository's own newsroom: written to be hard, and its feeds are right.

use std::collections::BTreeSet;
use std::path::Path;

use feed_rs::model::Feed;

use crate::util::{files, run_in};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<(std::path::PathBuf, Vec<u8>)> {
    files(&root().join("feeds"))
}

fn read(name: &str) -> Feed {
    feed_rs::parser::parse(&*std::fs::read(root().join("feeds").join(name)).unwrap()).unwrap()
}

#[test]
fn its_feeds_are_what_a_build_makes_of_it() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&root().join("articles")) {
        let target = folder.path().join("articles").join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
    std::fs::copy(root().join("config.toml"), folder.path().join("config.toml")).unwrap();
    run_in(folder.path(), &["--at", "2026-11-24T08:00:00Z", "build", "--strict"], &[])
        .succeeds()
        .says("22 articles read: 19 taken (19 unchanged)");
    assert!(
        files(&folder.path().join("feeds")) == documents(),
        "feeds/ is not what the articles say: build it anew and read the change"
    );
}

#[test]
fn every_document_is_read_strictly_and_alike() {
    for (path, bytes) in documents() {
        let text = std::str::from_utf8(&bytes).unwrap();
        if path.extension().is_some_and(|extension| extension == "json") {
            let feed: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        } else {
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
        let feed = feed_rs::parser::parse(&*bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!feed.entries.is_empty(), "{}", path.display());
    }
}

#[test]
fn the_three_formats_say_the_same() {
    let facts = |feed: Feed| -> Vec<_> {
        let facts = feed.entries.into_iter().map(|entry| {
            let categories: BTreeSet<String> = entry.categories.into_iter().map(|category| category.term).collect();
            // Where a story has no byline, a reader may take the feed's author for it.
            let authors: Vec<String> = entry
                .authors
                .into_iter()
                .filter_map(|author| author.name)
                .filter(|name| name != "The Harbour Gazette")
                .collect();
            let link =
                entry.links.into_iter().find(|link| link.rel.as_deref() != Some("enclosure")).map(|link| link.href);
            (entry.id, entry.title.unwrap().content, link, entry.published, authors, categories)
        });
        facts.collect()
    };
    let (rss, atom, json) = (facts(read("all.rss")), facts(read("all.atom")), facts(read("all.json")));
    assert_eq!(rss.len(), 19);
    assert_eq!(rss, atom);
    assert_eq!(atom, json);
}

#[test]
fn hard_headlines_come_through_as_they_were_written() {
    let titles: Vec<String> = read("all.rss").entries.into_iter().map(|entry| entry.title.unwrap().content).collect();
    assert!(
        titles.iter().any(|title| title.contains('&') && title.contains('<') && title.contains("]]>")),
        "{titles:#?}"
    );
    assert_eq!(titles.iter().filter(|title| *title == "Tide & Time").count(), 2, "{titles:#?}");
}

#[test]
fn what_must_not_be_out_is_not() {
    for (path, bytes) in documents() {
        let text = String::from_utf8_lossy(&bytes);
        for never in [
            "time-capsule",
            "fish-quay-lights",
            "marina-sale",
            "<script",
            "javascript:",
            "onclick",
            "{{<",
            "{%",
            "data-src",
        ] {
            assert!(!text.contains(never), "{}: {never}", path.display());
        }
    }
}

#[test]
fn every_address_in_every_document_is_absolute() {
    for (path, bytes) in documents() {
        let text = String::from_utf8_lossy(&bytes).replace("&quot;", "\"").replace("&#34;", "\"").replace("\\\"", "\"");
        for attribute in ["href=\"", "src=\"", "poster=\"", "srcset=\""] {
            for (at, _) in text.match_indices(attribute) {
                let value = &text[at + attribute.len()..];
                assert!(
                    ["http://", "https://", "mailto:", "tel:", "data:image/"]
                        .iter()
                        .any(|scheme| value.starts_with(scheme)),
                    "{}: {attribute}{}",
                    path.display(),
                    value.chars().take(60).collect::<String>()
                );
            }
        }
    }
}
