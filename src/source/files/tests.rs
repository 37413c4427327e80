//! Whole files in, whole articles out.

use std::path::Path;

use chrono::{DateTime, Utc};
use tempfile::TempDir;

use super::settings::{config_for_test, for_test};
use super::*;
use crate::article::{Access, Article, Link, Location, Markup, MediaKind, Status, Term};
use crate::source::Surroundings;

const ZONE: Option<&str> = Some("America/New_York");

fn read_with(toml: &str, key: &str, text: &str, sidecar: Option<&str>) -> Outcome {
    let settings = for_test(Path::new(""), ZONE, toml);
    let disk = Disk::default();
    let sidecar = sidecar.map(|text| text.as_bytes().to_vec());
    read_article(File { key, bytes: text.as_bytes().to_vec(), sidecar, disk: &disk }, &settings)
}

fn article(key: &str, text: &str) -> Article {
    let mut outcome = read_with("", key, text, None);
    assert_eq!(outcome.refused, []);
    outcome.articles.remove(0)
}

fn refusal(key: &str, text: &str) -> Remark {
    read_with("", key, text, None).refused.remove(0)
}

fn names(terms: &[Term]) -> Vec<&str> {
    terms.iter().map(|term| &*term.name).collect()
}

fn at(text: &str) -> Option<DateTime<Utc>> {
    text.parse().ok()
}

fn url(article: &Article) -> String {
    match &article.link {
        Link::Url(url) => url.to_string(),
        Link::Pattern(pattern) => pattern.expand(article, article.published.unwrap_or_default()).unwrap().to_string(),
    }
}

#[test]
fn hugo() {
    let story = article(
        "world/bridge.md",
        "---\ntitle: \"Bridge opens: two years\"\ndescription: Dek text\nsummary: Summary text\n\
         date: 2026-11-23T01:00:00Z\npublishDate: 2026-11-23T06:00:00Z\nlastmod: 2026-11-23T02:00:00Z\n\
         expiryDate: 2027-11-23T00:00:00Z\ndraft: false\nslug: bridge-opens\naliases: [/old/bridge/]\n\
         categories: [World]\ntags: [bridge, economy]\nkeywords: [port]\nimages: [/img/bridge.jpg]\nweight: 1\n\
         layout: post\nparams:\n  author: Ana Ejemplo\n---\n\nThe bridge opened.\n",
    );
    assert_eq!(&*story.headline, "Bridge opens: two years");
    assert_eq!(story.dek.as_deref(), Some("Dek text"));
    assert_eq!(story.summary.as_deref(), Some("Summary text"));
    assert_eq!(story.published, at("2026-11-23T06:00:00Z"));
    assert_eq!(story.updated, at("2026-11-23T02:00:00Z"));
    assert_eq!(story.expiry, at("2027-11-23T00:00:00Z"));
    assert_eq!(names(&story.sections), ["World"]);
    assert_eq!(names(&story.tags), ["bridge", "economy", "port"]);
    assert_eq!(&*story.authors[0].name, "Ana Ejemplo");
    assert_eq!(story.aliases, ["/old/bridge/"]);
    assert_eq!((story.weight, story.pinned), (Some(1), false));
    assert_eq!(url(&story), "https://daily.example/world/bridge-opens/");
    assert_eq!(story.extra.0.len(), 1);
    assert_eq!((&*story.body.text, story.body.line), ("The bridge opened.\n", 22));
    assert!(
        matches!(&story.media[0].location, Location::Url(url) if url.as_str() == "https://daily.example/img/bridge.jpg")
    );
    let json = article("x.md", "{\"title\":\"J\",\"date\":\"2026-11-23T01:00:00Z\",\"draft\":true}\n\nWords\n");
    assert_eq!((&*json.headline, json.status, &*json.body.text), ("J", Status::Draft, "Words\n"));
}

#[test]
fn jekyll() {
    let story = article(
        "2026-11-23-bridge-opens.md",
        "---\ntitle: <em>Bridge</em> opens\ndate: 2026-11-23 01:00:00 +0000\nlast_modified_at: 2026-11-23 02:00:00 +0000\n\
         categories: world economy\nauthor: ana\nexcerpt: Dek text\nimage: {path: img/bridge.jpg, alt: A bridge, width: 800}\n\
         published: true\nredirect_from: /old/\npermalink: /:categories/:year/:month/:title/\n---\nText",
    );
    assert_eq!(&*story.headline, "Bridge opens");
    assert_eq!(names(&story.sections), ["world", "economy"]);
    assert_eq!(story.dek.as_deref(), Some("Dek text"));
    // Eight in the evening before, in New York.
    assert_eq!(url(&story), "https://daily.example/world/economy/2026/11/bridge-opens/");
    assert_eq!((story.media[0].alt.as_deref(), story.media[0].width), (Some("A bridge"), Some(800)));
    assert_eq!(story.status, Status::Live);
    assert_eq!(article("a.md", "---\ntitle: A\npublished: false\n---\n").status, Status::Draft);
    let bare = read_with("", "2013-12-12-dec-the-second.md", "---\ncategory: news\n---\nWords", None);
    assert_eq!(&*bare.articles[0].headline, "Dec the second");
    assert_eq!(bare.notices.len(), 1);
}

#[test]
fn zola_and_eleventy() {
    let story = article(
        "blog/bridge.md",
        "+++\ntitle = \"Bridge\"\ndate = 2026-11-23\npath = \"2018/07/27/bridge\"\nauthors = [\"Ana\", \"Bo\"]\n\
         [taxonomies]\ntags = [\"bridge\"]\ncategories = [\"World\"]\n[extra]\nembargo = 2026-11-23T06:00:00Z\nteam = \"x\"\n+++\nText",
    );
    assert_eq!(story.published, at("2026-11-23T05:00:00Z"));
    assert_eq!(story.embargo, at("2026-11-23T06:00:00Z"));
    assert_eq!(url(&story), "https://daily.example/2018/07/27/bridge/");
    assert_eq!(story.authors.len(), 2);
    assert_eq!(story.extra.at_path("extra.team").unwrap().as_str(), Some("x"));
    let renamed = article("b.md", "---\ntitle: B\ndate: 2026-01-01\npublished: 2026-02-02T00:00:00Z\n---\n");
    assert_eq!((renamed.published, renamed.status), (at("2026-02-02T00:00:00Z"), Status::Live));
    let undated = article("b.md", "+++\ntitle = \"B\"\npath = \"2018/07/27/b\"\n+++\n");
    assert_eq!(undated.published, at("2018-07-27T04:00:00Z"));
    let story =
        article("c.md", "---\ntitle: C\npermalink: /world/c/index.html\neleventyExcludeFromCollections: true\n---\n");
    assert_eq!((url(&story).as_str(), story.status), ("https://daily.example/world/c/", Status::Draft));
    let fault = refusal("d.md", "---\ntitle: D\ndate: Last Modified\n---\n");
    assert_eq!(fault.line, Some(3));
    assert!(fault.what.contains("`date`"), "{}", fault.what);
}

#[test]
fn a_date_is_read_or_refused_and_never_invented() {
    assert_eq!(article("a.md", "---\ntitle: A\n---\n").published, None);
    assert_eq!(article("w/2024/12/5/a.md", "---\ntitle: A\n---\n").published, at("2024-12-05T05:00:00Z"));
    assert_eq!(refusal("a.md", "---\ntitle: A\n\ndate: soon\n---\n").line, Some(4));
    assert_eq!(refusal("a.md", "---\ntitle: A\ndate: 2026-11-01 01:30\n---\n").line, Some(3));
    let settings = for_test(Path::new(""), None, "");
    let disk = Disk::default();
    let text = b"---\ntitle: A\n---\n".to_vec();
    let outcome = read_article(File { key: "2024-12-5-a.md", bytes: text, sidecar: None, disk: &disk }, &settings);
    assert!(outcome.refused[0].help.contains("time_zone"));
    let refused = read_with("undated = \"refuse\"", "a.md", "---\ntitle: A\n---\n", None);
    assert!(refused.refused[0].what.contains("no date"));
    let named = read_with(
        "permalink_date = \"name\"\npermalink = \"{date:%Y/%m/%d}/{slug}/\"",
        "2024-12-5-a.md",
        "---\ntitle: A\ndate: 2024-12-09\n---\n",
        None,
    );
    assert_eq!(url(&named.articles[0]), "https://daily.example/2024/12/05/a/");
    assert_eq!(named.articles[0].published, at("2024-12-09T05:00:00Z"));
}

#[test]
fn own_names_nested_ones_and_defaults() {
    let toml = "fields = { headline = [\"kop\", \"title\"], tags = [\"extra.topics\"] }\n\
                defaults = { section = \"News\", language = \"nl\", authors = [\"Desk\"] }";
    let mut outcome = read_with(toml, "a.md", "---\nkop: K\ntitle: T\nextra: {topics: [x], team: y}\n---\n", None);
    let story = outcome.articles.remove(0);
    assert_eq!(&*story.headline, "K");
    assert_eq!((names(&story.tags), names(&story.sections)), (vec!["x"], vec!["News"]));
    assert_eq!((story.language.unwrap().as_str(), &*story.authors[0].name), ("nl", "Desk"));
    assert_eq!(story.extra.get("title").unwrap().as_str(), Some("T"));
}

#[test]
fn standing_access_and_corrections() {
    let story = article(
        "a.md",
        "---\ntitle: A\nstatus: killed\naccess: subscribers\nsyndicate: no\nsponsored: true\nsticky: true\n\
         corrections:\n- {note: Second, date: 2026-02-02}\n- {note: First, date: 2026-01-01}\n---\n",
    );
    assert_eq!((story.status, story.access), (Status::Killed, Access::Subscribers));
    assert_eq!((story.syndicate, story.sponsored, story.pinned), (false, true, true));
    assert_eq!(&*story.corrections[0].note, "First");
    assert_eq!(article("a.md", "---\ntitle: A\nvisibility: public\npremium: yes\n---\n").access, Access::Subscribers);
    assert_eq!(article("a.md", "---\ntitle: A\ndraft: yes\nstatus: live\n---\n").status, Status::Draft);
    assert_eq!(article("a.md", "---\ntitle: A\nembargo: true\n---\n").status, Status::Embargoed);
    let fault = refusal("a.md", "---\ntitle: A\nstatus: kiled\n---\n");
    assert_eq!((fault.line, fault.help.as_str()), (Some(3), "did you mean \"killed\"?"));
    assert!(!fault.what.contains("kiled"));
    assert_eq!(refusal("a.md", "---\ntitle: A\naccess: secret\n---\n").line, Some(3));
    assert_eq!(refusal("a.md", "---\ntitle: A\ndraft: perhaps\n---\n").line, Some(3));
}

#[test]
fn a_held_source_waits_for_the_word() {
    let held = |text| read_with("status = \"held\"", "a.md", text, None).articles.remove(0).status;
    assert!(matches!(held("---\ntitle: A\n---\n"), Status::Held(_)));
    assert_eq!(held("---\ntitle: A\nstatus: live\n---\n"), Status::Live);
    let wire = "HOLD FOR RELEASE\n\nText";
    assert!(matches!(article("w.txt", wire).status, Status::Held(reason) if reason.contains("HOLD")));
    let freed = read_with("", "w.txt", wire, Some("status = \"live\"\ntitle = \"T\"\ndate = 2026-01-01T00:00:00Z"));
    assert_eq!(freed.articles[0].status, Status::Live);
    assert_eq!((&*freed.articles[0].headline, freed.articles[0].published), ("T", at("2026-01-01T00:00:00Z")));
    let broken = read_with("", "w.txt", wire, Some("\nstatus = = 1"));
    assert!(broken.refused[0].what.contains("sidecar, line 2"), "{}", broken.refused[0].what);
}

#[test]
fn plain_copy_keeps_every_character() {
    let story = article("inbox/ferry.txt", "Ferry’s “back” — & <running>\r\n\r\nIt’s 5 * 3 {{ x }} #1.\r\n");
    assert_eq!(&*story.headline, "Ferry’s “back” — & <running>");
    assert_eq!((story.body.markup, &*story.body.text), (Markup::Plain, "It’s 5 * 3 {{ x }} #1."));
    assert_eq!(story.slug, "ferrys-back-running");
    assert_eq!(refusal("a.txt", " \n").what, "it is empty");
}

#[test]
fn html_with_and_without_front_matter() {
    let page = "<!doctype html><html lang=\"de\"><head><title>Brücke &amp; Hafen</title></head><body><main><p>Text</main></body></html>";
    let story = article("a.html", page);
    assert_eq!((&*story.headline, &*story.body.text), ("Brücke & Hafen", "<p>Text"));
    assert_eq!(story.language.unwrap().as_str(), "de");
    let story = article("a.htm", &format!("---\ntitle: Mine\n---\n{page}"));
    assert_eq!((&*story.headline, story.body.line), ("Mine", 4));
    assert_eq!(article("a.html", "---\ntitle: F\n---\n<p>Fragment").body.markup, Markup::Html);
    assert!(refusal("a.html", "<p>no headline").what.contains("headline"));
}

#[test]
fn an_article_with_more_tags_than_any_reader_wants_is_refused() {
    let tagged = |count: usize| {
        let tags: Vec<String> = (0..count).map(|number| format!("Tag {number}")).collect();
        format!("---\ntitle: A\ntags: [{}, TAG 0]\n---\n", tags.join(", "))
    };
    assert_eq!(article("a.md", &tagged(1_000)).tags.len(), 1_000);
    let fault = refusal("a.md", &tagged(20_000));
    assert_eq!((fault.what.as_str(), fault.line), ("`tags` names more than 1000 terms", Some(3)));
}

#[test]
fn json_of_one_and_of_many() {
    let one = article(
        "a.json",
        "{\"headline\":\"H\",\"body_html\":\"<p>x\",\"published\":\"2026-01-01T00:00:00Z\",\"id\":7}",
    );
    assert_eq!((&*one.origin.key, one.body.markup, one.slug.as_str()), ("a.json", Markup::Html, "a"));
    assert_eq!(one.published, at("2026-01-01T00:00:00Z"));
    let text = "{\"articles\": [\n{\"id\": \"x\", \"title\": \"X\", \"body\": \"*a*\"},\n{\"title\": \"Y\"},\n{\"id\":\"x\",\"title\":\"Z\"},\n{\"title\":\"W\",\n\"date\":\"?\"},\n5]}";
    let many = read_with("", "w/a.json", text, None);
    let keys: Vec<_> = many.articles.iter().map(|story| &*story.origin.key).collect();
    assert_eq!(keys, ["w/a.json#x", "w/a.json#story:fb5642a8912a446b"]);
    assert_eq!((many.articles[0].slug.as_str(), names(&many.articles[1].sections)), ("x", vec!["w"]));
    let lines: Vec<_> = many.refused.iter().map(|remark| remark.line).collect();
    assert_eq!(lines, [Some(4), Some(6), Some(7)]);
    let own = read_with("fields = { body = [\"tekst\"] }", "a.json", "{\"title\":\"T\",\"tekst\":\"a b\"}", None);
    assert_eq!(&*own.articles[0].body.text, "a b");
    assert_eq!(refusal("a.json", "{\n\"title\": x}").line, Some(2));
}

#[test]
fn markdown_without_a_title_takes_its_first_heading() {
    let story = article("a.md", "# The *harbour*\n\nWords {{ x }}\n");
    assert_eq!((&*story.headline, &*story.body.text), ("The *harbour*", "Words \n"));
    assert!(refusal("a.md", "Words").what.contains("headline"));
    let told = read_with("", "a.md", "---\ntitle: A\n---\n\n\nWords\n{{ secret }}\n", None).notices.remove(0);
    assert_eq!(told.line, Some(7));
    assert!(!told.what.contains("secret"));
}

#[test]
fn authors_are_looked_up_where_config_names_a_table() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("people.yml"), "ana:\n  name: Ana Ejemplo\n  url: /ana/\n").unwrap();
    let settings = for_test(folder.path(), ZONE, "authors = \"people.yml\"");
    let bytes = b"---\ntitle: A\nauthors: [ana, Bo Beispiel, {name: Cy, uri: 'https://cy.example/'}]\n---\n".to_vec();
    let disk = Disk::default();
    let story = read_article(File { key: "a.md", bytes, sidecar: None, disk: &disk }, &settings).articles.remove(0);
    let told: Vec<_> = story.authors.iter().map(|author| (&*author.name, author.id.as_deref())).collect();
    assert_eq!(told, [("Ana Ejemplo", Some("ana")), ("Bo Beispiel", None), ("Cy", None)]);
    assert_eq!(story.authors[2].url.as_ref().unwrap().as_str(), "https://cy.example/");
}

// What follows has a disk.

fn newsroom(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// All that a source has, read.
struct Whole {
    articles: Vec<crate::article::Article>,
    refused: Vec<crate::source::Remark>,
    notices: Vec<crate::source::Remark>,
    outage: Option<crate::source::Outage>,
}

fn look(folder: &TempDir, toml: &str) -> Whole {
    let config = config_for_test(folder.path(), ZONE, toml);
    let not_articles = ["ledger.json", "ledger"].map(|name| folder.path().join("articles").join(name)).to_vec();
    let surroundings = Surroundings { site: config.site.clone(), not_articles };
    let source = crate::source::open(&config.sources[0], &surroundings).unwrap();
    let look = source.look(None);
    let mut whole = Whole { articles: Vec::new(), refused: look.refused, notices: look.notices, outage: look.outage };
    for piece in &look.pieces {
        let read = source.read(piece, None);
        whole.articles.extend(read.articles);
        whole.refused.extend(read.refused);
        whole.notices.extend(read.notices);
    }
    whole.refused.sort_by(|a, b| (&a.origin, a.line).cmp(&(&b.origin, b.line)));
    whole.notices.sort_by(|a, b| (&a.origin, a.line).cmp(&(&b.origin, b.line)));
    whole
}

fn keys(reading: &Whole) -> Vec<&str> {
    reading.articles.iter().map(|article| &*article.origin.key).collect()
}

#[test]
fn a_folder_is_read_in_the_order_of_its_keys() {
    let folder = newsroom(&[
        ("articles/b.md", "---\ntitle: B\n---\n"),
        ("articles/world/a.txt", "A\n\nText"),
        ("articles/world/a.toml", "tags = [\"x\"]"),
        ("articles/_index.md", "---\ntitle: I\n---\n"),
        ("articles/_drafts/d.md", "---\ntitle: D\n---\n"),
        ("articles/.git/e.md", "---\ntitle: E\n---\n"),
        ("articles/ledger.json", "{}"),
        ("articles/ledger/README.md", "# What lies here\n\nNo article."),
        ("articles/photo.jpg", ""),
        ("articles/a.md", "---\ntitle: [\n---\n"),
    ]);
    let reading = look(&folder, "");
    assert_eq!(keys(&reading), ["b.md", "world/a.txt"]);
    assert_eq!(names(&reading.articles[1].tags), ["x"]);
    assert_eq!(&*reading.refused[0].origin.key, "a.md");
    assert_eq!(&*reading.articles[0].origin.source, "articles");
    assert_eq!(keys(&look(&folder, "path = \"articles/**/*.txt\"")), ["world/a.txt"]);
    assert_eq!(keys(&look(&folder, "path = \"articles/b.md\"")), ["b.md"]);
    assert_eq!(look(&folder, "max_file_size = 12").articles.len(), 1);
}

#[test]
fn a_source_that_is_missing_or_empty_is_out() {
    let folder = newsroom(&[("articles/photo.jpg", "")]);
    assert!(look(&folder, "").outage.unwrap().what.contains("holds no article"));
    assert!(look(&folder, "path = \"elsewhere\"").outage.unwrap().what.contains("cannot be read"));
    assert!(look(&folder, "path = \"elsewhere/**/*.md\"").outage.is_some());
}

#[test]
fn names_that_some_systems_take_for_one_are_both_refused() {
    let folder = newsroom(&[
        ("articles/A.md", "---\ntitle: A\n---\n"),
        ("articles/a.md", "---\ntitle: A\n---\n"),
        ("articles/\u{e9}.md", "---\ntitle: A\n---\n"),
        ("articles/e\u{301}.md", "---\ntitle: A\n---\n"),
        ("articles/o\u{308}.md", "---\ntitle: A\n---\n"),
    ]);
    let reading = look(&folder, "");
    assert_eq!(keys(&reading), ["\u{f6}.md"]);
    assert_eq!(reading.refused.len(), 4);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let folder = newsroom(&[("articles/w/a.md", "---\ntitle: A\n---\n"), ("shared/s.md", "---\ntitle: S\n---\n")]);
    let articles = folder.path().join("articles");
    symlink("..", articles.join("w/up")).unwrap();
    symlink(&articles, articles.join("self")).unwrap();
    symlink("w/a.md", articles.join("again.md")).unwrap();
    symlink("nowhere.md", articles.join("broken.md")).unwrap();
    symlink(folder.path().join("shared"), articles.join("shared")).unwrap();
    symlink(folder.path().join("shared/s.md"), articles.join("twice.md")).unwrap();
    let reading = look(&folder, "");
    assert_eq!(reading.articles.len(), 2, "{:?}", keys(&reading));
    assert!(keys(&reading).contains(&"w/a.md"));
    assert_eq!(&*reading.refused[0].origin.key, "broken.md");
    assert_eq!(reading.notices.len(), 4);
}

#[cfg(unix)]
#[test]
fn media_tell_what_their_files_tell_and_no_other_file_is_looked_at() {
    use std::os::unix::fs::symlink;
    let folder = newsroom(&[
        (
            "articles/w/index.md",
            "---\ntitle: A\nimage: photo.gif\naudio: {url: /a.mp3, duration: '1:35'}\nmedia: [out.gif, ../../secret.gif]\n---\n",
        ),
        ("secret.gif", "GIF89a\u{1}\0\u{1}\0"),
        ("static/a.mp3", "sound"),
    ]);
    std::fs::write(folder.path().join("articles/w/photo.gif"), b"GIF89a\x20\0\x10\0\0\0\0").unwrap();
    symlink(folder.path().join("secret.gif"), folder.path().join("static/out.gif")).unwrap();
    let story = look(&folder, "media_dir = \"static\"").articles.remove(0);
    let photo = &story.media[0];
    assert_eq!(photo.location, Location::BesidePage("photo.gif".into()));
    assert_eq!((photo.width, photo.height, photo.length), (Some(32), Some(16), Some(13)));
    let audio = story.media.iter().find(|media| media.kind == MediaKind::Audio).unwrap();
    assert_eq!((audio.length, audio.duration, audio.mime.as_deref()), (Some(5), Some(95), Some("audio/mpeg")));
    for media in story.media.iter().filter(|media| media.kind == MediaKind::Image).skip(1) {
        assert_eq!((media.length, media.width), (None, None), "{:?}", media.location);
    }
}
