//! What one item and one document cost: `cargo bench --bench render`.

use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use feedroom::article::{Article, ArticleId, Author, Body, FeedIds, Link, LiveArticle, Markup, Origin, Term};
use feedroom::config::{Config, Site};
use feedroom::feed::{Content, Feed, Item};
use feedroom::format::{self, Format};
use feedroom::xml::{AbsoluteUrl, XmlText};

fn main() {
    divan::main();
}

fn site() -> Site {
    let text = "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n[[feed]]\npath = \"all\"\n";
    Config::parse(Path::new("config.toml"), text.to_owned()).expect("a config").site
}

/// A story of 4 KB with two authors, a section and three tags.
fn story() -> LiveArticle {
    let text = |text: &str| XmlText::new(text);
    let paragraph = "The harbour board said “no” to the **new** crane, and [the record](/record?a=1&b=2) shows why. ";
    let body = format!("{}\n\n## More & more\n\n", paragraph.repeat(8)).repeat(5);
    let url = AbsoluteUrl::parse("https://t.example/news/the-harbour/").expect("a URL");
    let origin = Origin::new("articles", "news/the-harbour.md");
    let mut article = Article::new(
        origin.clone(),
        text("The harbour & its crane"),
        Body::new(Markup::Markdown, &body[..body.floor_char_boundary(4096)]),
        Link::Url(url.clone()),
    );
    article.dek = Some(text("A crane that nobody wanted stays where it is, and the board is glad."));
    article.authors = vec![Author::new(text("Ana Vale")), Author::new(text("Rui Quill"))];
    article.sections = vec![Term::new(text("News"))];
    article.tags = ["ports", "cranes", "council"].map(|tag| Term::new(text(tag))).to_vec();
    let published = DateTime::from_timestamp(1_767_225_600, 0).expect("a time");
    let id = ArticleId::mint("t.example", &origin, published);
    LiveArticle {
        id,
        feed_ids: FeedIds::new(),
        permalink: url,
        published,
        updated: published,
        changed: published,
        lagging: Vec::new(),
        note: None,
        pinned: false,
        due: None,
        article: Arc::new(article),
    }
}

fn feed(site: &Site, article: &LiveArticle) -> Feed {
    Feed {
        id: XmlText::new("tag:t.example,2026:feed/all"),
        title: site.title.clone(),
        publisher: site.title.clone(),
        description: site.title.clone(),
        home: site.url.clone(),
        language: site.language.clone(),
        rights: None,
        image: None,
        icon: None,
        hubs: Vec::new(),
        published: Some(article.published),
        updated: article.updated,
    }
}

fn by_name(name: &str) -> &'static dyn Format {
    format::by_name(name).expect("a format")
}

/// Markdown to feed HTML, with everything else that every format shares.
#[divan::bench]
fn item_neutral(bencher: divan::Bencher) {
    let (site, story) = (site(), story());
    bencher.bench(|| Item::of(&story, &site).with(Content::Full, &site));
}

/// The item in a format, from the neutral one.
#[divan::bench(args = ["rss", "atom", "json"])]
fn item(bencher: divan::Bencher, name: &str) {
    let (site, story) = (site(), story());
    let item = Item::of(&story, &site).with(Content::Full, &site);
    bencher.bench(|| by_name(name).item(&item));
}

/// A document of 50 items: head, join.
#[divan::bench(args = ["rss", "atom", "json"])]
fn document_of_50(bencher: divan::Bencher, name: &str) {
    let (site, story) = (site(), story());
    let bytes = by_name(name).item(&Item::of(&story, &site).with(Content::Full, &site)).expect("an item");
    let items = vec![bytes.as_slice(); 50];
    let feed = feed(&site, &story);
    let url = AbsoluteUrl::parse("https://t.example/all").expect("a URL");
    bencher.bench(|| by_name(name).frame(&feed, &url).expect("a frame").join(&items));
}
