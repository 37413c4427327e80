//! Every format, read by readers that we did not write.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::{FORMATS, Format, Instead, atom, rss};
use crate::article::testing::{article, at, live};
use crate::article::{Author, Correction, LiveArticle, Location, Media, MediaKind, Rendition, Term};
use crate::config::Site;
use crate::feed::{Content, Departed, Feed, Item};
use crate::xml::{AbsoluteUrl, LangTag, XmlText};

/// Text that breaks careless writers.
const HOSTILE: &str = "a & b < c > d \"e\" 'f' ]]> <!-- --> &amp; &#0; \u{2028} \u{85} \u{FFFD} 👩‍👩‍👧 العربية %";

fn url(text: &str) -> AbsoluteUrl {
    AbsoluteUrl::parse(text).unwrap()
}

fn site() -> Site {
    let text = "[site]\ntitle = \"The Daily\"\nurl = \"https://daily.example/\"\n[[source]]\nkind = \"files\"\npath = \"a\"\n[[feed]]\npath = \"all\"\n";
    crate::config::Config::parse(std::path::Path::new("c"), text.to_owned()).unwrap().site
}

fn feed() -> Feed {
    Feed {
        id: XmlText::new("tag:daily.example,2026:feed/all"),
        title: XmlText::new(HOSTILE),
        publisher: XmlText::new(HOSTILE),
        description: XmlText::new(HOSTILE),
        home: url("https://daily.example/?a=1&b=2"),
        language: LangTag::parse("en").unwrap(),
        rights: Some(XmlText::new(HOSTILE)),
        image: Some(url("https://daily.example/logo.png?a=1&b=2")),
        icon: Some(url("https://daily.example/icon.png?a=1&b=2")),
        hubs: vec![url("https://hub.example/?a=1&b=2")],
        published: Some(at("01-01T09:00")),
        updated: at("01-02T09:00"),
    }
}

/// A story with everything, in which `text` stands wherever text may.
fn story(text: &str, number: u32) -> LiveArticle {
    let hostile = || XmlText::line(text).unwrap_or_else(|| XmlText::new("x"));
    let mut story = article(&format!("{number}.md"), text, "The words of the story.\n\nMore & more < words ]]> here.");
    story.headline = hostile();
    story.slug = format!("story-{number}");
    story.dek = Some(hostile());
    story.language = LangTag::parse("ar");
    let mut author = Author::new(hostile());
    author.url = Some(url("https://daily.example/author?a=1&b=2"));
    story.authors = vec![author, Author::new(XmlText::new("Second Author"))];
    story.sections = vec![Term { name: hostile(), scheme: Some(hostile()) }];
    story.tags = vec![Term::new(XmlText::new("C++"))];
    story.updated = Some(at("01-02T09:00"));
    story.corrections = vec![Correction { note: hostile(), at: Some(at("01-02T09:00")) }];
    let mut image = Media::new(MediaKind::Image, Location::Url(url("https://daily.example/a.jpg?w=1&h=2")));
    (image.length, image.width, image.height) = (Some(1234), Some(600), Some(400));
    (image.caption, image.credit, image.alt, image.rights) =
        (Some(hostile()), Some(hostile()), Some(hostile()), Some(hostile()));
    image.renditions.push(Rendition {
        location: Location::Url(url("https://daily.example/a-300.jpg?w=1&h=2")),
        mime: None,
        length: None,
        width: Some(300),
        height: Some(200),
    });
    let mut sound = Media::new(MediaKind::Audio, Location::BesidePage("talk.mp3".into()));
    (sound.length, sound.duration) = (Some(9), Some(60));
    story.media = vec![image, sound];
    live(story, at("01-01T09:00"))
}

fn item<'a>(story: &'a LiveArticle, site: &'a Site) -> Item<'a> {
    Item::of(story, site).with(Content::Full, site)
}

fn document(format: &dyn Format, stories: &[LiveArticle]) -> String {
    let site = site();
    let items: Vec<Vec<u8>> = stories.iter().map(|story| format.item(&item(story, &site)).unwrap()).collect();
    let items: Vec<&[u8]> = items.iter().map(Vec::as_slice).collect();
    let frame = format.frame(&feed(), &url("https://daily.example/all.x?a=1&b=2")).unwrap();
    String::from_utf8(frame.join(&items)).unwrap()
}

#[test]
fn joined_parts_equal_the_crates_own_document() {
    let site = site();
    let stories: Vec<LiveArticle> = (0..3).map(|number| story(HOSTILE, number)).collect();
    let items: Vec<Item<'_>> = stories.iter().map(|story| item(story, &site)).collect();
    let self_url = url("https://daily.example/all.x?a=1&b=2");
    assert_eq!(document(&rss::Rss, &stories), String::from_utf8(rss::whole(&feed(), &self_url, &items)).unwrap());
    assert_eq!(document(&atom::Atom, &stories), String::from_utf8(atom::whole(&feed(), &self_url, &items)).unwrap());
}

#[test]
fn every_format_is_read_back_as_it_was_meant() {
    let stories = [story(HOSTILE, 1), story("plain", 2)];
    for format in FORMATS {
        let text = document(*format, &stories);
        let read = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", format.name()));
        assert_eq!(read.title.unwrap().content, HOSTILE, "{}", format.name());
        assert_eq!(read.entries.len(), 2);
        for (entry, story) in read.entries.iter().zip(&stories) {
            let name = format.name();
            assert_eq!(entry.id, story.id.as_str(), "{name}");
            assert_eq!(entry.title.as_ref().unwrap().content, story.article.headline.as_str(), "{name}");
            assert_eq!(entry.published, Some(story.published), "{name}");
            assert!(entry.links.iter().any(|link| link.href == story.permalink.as_str()), "{name}");
            let authors: Vec<&str> = entry.authors.iter().filter_map(|author| author.name.as_deref()).collect();
            assert_eq!(authors, [story.article.headline.as_str(), "Second Author"], "{name}");
            let categories: Vec<&str> = entry.categories.iter().map(|category| category.term.as_str()).collect();
            assert_eq!(categories, [story.article.headline.as_str(), "C++", "Correction"], "{name}");
            let site = site();
            let content = item(story, &site).content.unwrap();
            assert_eq!(entry.content.as_ref().unwrap().body.as_deref(), Some(content.as_str()), "{name}");
        }
    }
}

#[test]
fn what_the_crates_get_wrong_is_right_in_the_document() {
    for (name, text) in
        [("rss", document(&rss::Rss, &[story(HOSTILE, 1)])), ("atom", document(&atom::Atom, &[story(HOSTILE, 1)]))]
    {
        let parsed = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let media = "http://search.yahoo.com/mrss/";
        let mut urls = parsed
            .descendants()
            .filter(|node| node.has_tag_name((media, "content")))
            .filter_map(|node| node.attribute("url"));
        assert!(urls.any(|url| url == "https://daily.example/a.jpg?w=1&h=2"), "{name}: escaped once");
        let told =
            |tag: &str| parsed.descendants().find(|node| node.has_tag_name((media, tag))).and_then(|node| node.text());
        let line = XmlText::line(HOSTILE);
        for tag in ["description", "credit", "title", "copyright"] {
            assert_eq!(told(tag), line.as_deref(), "{name}: {tag}");
        }
        assert!(!text.contains("1970"), "{name}");
    }
}

/// `atom_syndication` 0.12.10 writes attributes of extensions as they are, so
/// `atom/entry.rs` escapes them. When this fails, it has begun to do so itself:
/// take our escaping away.
#[test]
fn canary_atom_syndication_still_leaves_attributes_unescaped() {
    use atom_syndication::extension::Extension;
    let extension = Extension {
        name: "media:content".into(),
        attrs: BTreeMap::from([("url".to_owned(), "a&b".to_owned())]),
        ..Extension::default()
    };
    let entry = atom_syndication::Entry {
        extensions: BTreeMap::from([("media".to_owned(), BTreeMap::from([("content".to_owned(), vec![extension])]))]),
        ..atom_syndication::Entry::default()
    };
    let feed = atom_syndication::Feed { entries: vec![entry], ..atom_syndication::Feed::default() };
    let text = String::from_utf8(feed.write_to(Vec::new()).unwrap()).unwrap();
    assert!(text.contains("url=\"a&b\""), "{text}");
}

#[test]
fn rss_has_the_enclosure_that_is_played_and_both_dates() {
    let text = document(&rss::Rss, &[story("plain", 1)]);
    let parsed = roxmltree::Document::parse(&text).unwrap();
    let find = |name: &'static str| parsed.descendants().filter(move |node| node.tag_name().name() == name);
    let enclosures: Vec<_> = find("enclosure").collect();
    assert_eq!(enclosures.len(), 1);
    assert_eq!(enclosures[0].attribute("url"), Some("https://daily.example/story-1/talk.mp3"));
    assert_eq!((enclosures[0].attribute("type"), enclosures[0].attribute("length")), (Some("audio/mpeg"), Some("9")));
    assert!(find("pubDate").any(|node| node.text() == Some("Thu, 01 Jan 2026 09:00:00 +0000")));
    assert!(find("modified").any(|node| node.text() == Some("2026-01-02T09:00:00Z")));
    assert!(find("guid").all(|node| node.attribute("isPermaLink") == Some("false")));
}

#[test]
fn an_unknown_length_makes_no_enclosure() {
    let mut story = story("plain", 1);
    let article = Arc::get_mut(&mut story.article).unwrap();
    article.media.iter_mut().for_each(|media| media.length = None);
    for format in [&rss::Rss as &dyn Format, &atom::Atom] {
        let text = document(format, std::slice::from_ref(&story));
        assert!(!text.contains("<enclosure") && !text.contains("rel=\"enclosure\"") && text.contains("media:content"));
    }
}

#[test]
fn an_item_can_be_cut_out_of_a_document_that_stands() {
    let hostile = format!("{HOSTILE} <item> </item> </entry> {{\"id\":\"x\"}}");
    let stories: Vec<LiveArticle> = (1..=3).map(|number| story(&hostile, number)).collect();
    for format in FORMATS {
        let whole = document(*format, &stories);
        let id = stories[1].id.as_str();
        let cut = format.without(whole.as_bytes(), &|other| other == id, &Instead::default()).unwrap().unwrap();
        assert_eq!(cut.ids, [id]);
        let rest = [stories[0].clone(), stories[2].clone()];
        assert_eq!(String::from_utf8(cut.document).unwrap(), document(*format, &rest), "{}", format.name());
        let none = format.without(whole.as_bytes(), &|_| true, &Instead::default()).unwrap().unwrap().document;
        assert!(format.without(&none, &|_| true, &Instead::default()).unwrap().is_none());
        assert!(format.without(b"<a>{", &|_| true, &Instead::default()).is_err(), "{}", format.name());
    }
}

#[test]
fn what_tells_of_an_item_takes_its_place() {
    let stories: Vec<LiveArticle> = (1..=3).map(|number| story(HOSTILE, number)).collect();
    let departed = |id: &crate::article::ArticleId, when: &str| Departed {
        id: id.clone(),
        at: at(when),
        published: at("01-01T09:00"),
        updated: at("01-02T09:00"),
        notice: XmlText::line(HOSTILE),
        recalled: true,
    };
    let gone = |number: usize| {
        let id = stories[number].id.as_str();
        move |other: &str| other == id
    };
    for format in FORMATS {
        let instead = |all: &[Departed]| {
            let mut instead = Instead { date: all.first().map(|first| first.at), ..Instead::default() };
            for departed in all {
                let id = departed.id.to_string();
                let site = site();
                match (format.tombstone(departed), departed.notice(&site)) {
                    (Some(bytes), _) => instead.tombstones.push((id, bytes)),
                    (None, Some(notice)) => {
                        instead.notices.insert(id, format.notice(&notice).unwrap().unwrap());
                    }
                    (None, None) => {}
                }
            }
            instead
        };
        let whole = document(*format, &stories);
        let second = departed(&stories[1].id, "01-03T09:00");
        let cut = format.without(whole.as_bytes(), &gone(1), &instead(std::slice::from_ref(&second))).unwrap().unwrap();
        let first = departed(&stories[0].id, "01-04T09:00");
        let third = departed(&stories[2].id, "01-02T09:00");
        let cut = format.without(&cut.document, &gone(0), &instead(&[first, second, third])).unwrap().unwrap();
        let text = String::from_utf8(cut.document).unwrap();
        let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
        let ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        let all: Vec<&str> = stories.iter().map(|story| story.id.as_str()).collect();
        if format.name() == "atom" {
            assert_eq!(ids, all[2..], "the one that stays has no tombstone");
            let parsed = roxmltree::Document::parse(&text).unwrap();
            let told = parsed.descendants().filter_map(|node| node.attribute("ref"));
            assert_eq!(told.collect::<Vec<_>>(), all[..2], "each once");
            let comment = parsed.descendants().find(|node| node.tag_name().name() == "comment").unwrap();
            assert_eq!(comment.text(), XmlText::line(HOSTILE).as_deref());
        } else {
            assert_eq!(ids, all, "{}", format.name());
        }
        if format.name() != "json" {
            assert_eq!(feed.updated.unwrap().to_utc(), at("01-04T09:00"), "{}", format.name());
        }
        let old = Instead { date: Some(at("01-01T09:00")), ..Instead::default() };
        let less =
            String::from_utf8(format.without(text.as_bytes(), &gone(2), &old).unwrap().unwrap().document).unwrap();
        let date = ["<updated>2026-01-04T", "Sun, 04 Jan 2026 09:00:00", "\"date_modified\":\"2026-01-04T"];
        assert!(date.iter().any(|date| less.contains(date)), "the date does not go back: {less}");
    }
}

#[test]
fn what_readers_tell_items_by_is_found_again() {
    let stories: Vec<LiveArticle> = (1..=3).map(|number| story(HOSTILE, number)).collect();
    for format in FORMATS {
        let shown = format.items(document(*format, &stories).as_bytes()).unwrap();
        assert_eq!(shown.len(), 3, "{}", format.name());
        for (item, story) in shown.iter().zip(&stories) {
            assert_eq!((item.id.as_str(), item.link.as_deref()), (story.id.as_str(), Some(story.permalink.as_str())));
            assert_eq!((item.published, item.updated), (Some(story.published), Some(story.updated)));
        }
        assert!(format.items(b"<a>{").is_err(), "{}", format.name());
    }
    let foreign = b"<rss><channel><item><link><![CDATA[https://a.example/?b&c]]></link><guid/></item></channel></rss>";
    let shown = super::by_name("rss").unwrap().items(foreign).unwrap();
    assert_eq!((shown[0].id.as_str(), shown[0].published), ("https://a.example/?b&c", None));
}

#[test]
fn a_summary_in_json_stands_where_readers_look_for_the_story() {
    let (site, story) = (site(), story("plain", 1));
    let bytes = FORMATS.iter().find(|format| format.name() == "json").unwrap().item(&Item::of(&story, &site)).unwrap();
    let item: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(item["content_text"], "plain");
    assert!(item.get("content_html").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_breaks_a_document(text in "\\PC{0,40}|[\u{0}-\u{20}<>&\"'\\]]{0,40}") {
        for format in FORMATS {
            let document = document(*format, &[story(&text, 1)]);
            if format.name() == "json" {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&document).is_ok());
            } else {
                prop_assert!(roxmltree::Document::parse(&document).is_ok());
            }
        }
    }
}
