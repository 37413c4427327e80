//! A document of any site → [`Document`], through the crate `feed-rs`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, SubsecRound as _, Utc};
use feed_rs::model::{Entry, Feed, FeedType, Link};
use feed_rs::parser::{Builder, ParseErrorKind, ParseFeedError};

use super::text::{contents, plain};
use super::{Contents, Document, Item, Kind};

/// A larger document is not read (64 MiB).
pub const LARGEST: usize = 64 * 1024 * 1024;
/// Nor is one of more items.
const MOST_ITEMS: usize = 100_000;

/// Why a document cannot be read as a feed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is larger than [`LARGEST`].
    #[error("it is larger than 64 MiB; no reader takes such a feed")]
    TooLarge,
    /// It holds more items than a feed may.
    #[error("it holds more than {MOST_ITEMS} items")]
    TooMany,
    /// It is something else.
    #[error("it is not an RSS, Atom or JSON feed; is it the page of an error, or of a login?")]
    NotAFeed,
    /// It ends before its last tag.
    #[error("it breaks off before its end; get it once more")]
    BrokenOff,
    /// It cannot be parsed.
    #[error("it cannot be read as a feed ({0}); `feedroom validate` says where it is broken")]
    Broken(String),
}

/// Reads a document; links in it are joined to `base`, where it came from.
///
/// Ids are those of the document: none is made up where there is none.
///
/// # Errors
/// When it is too large, or no feed.
pub fn read(bytes: &[u8], base: Option<&str>) -> Result<Document, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge);
    }
    // Input is hostile: a panic of the parser is an answer like any other.
    let parsed = catch_unwind(AssertUnwindSafe(|| parse(bytes, base)));
    let feed = parsed.unwrap_or_else(|_| Err(ReadError::Broken("its parser gave up".to_owned())))?;
    if feed.entries.len() > MOST_ITEMS {
        return Err(ReadError::TooMany);
    }
    Ok(document(&feed))
}

fn parse(bytes: &[u8], base: Option<&str>) -> Result<Feed, ReadError> {
    let parser = || {
        let builder = Builder::new().id_generator(|_, _, _| String::new()).sanitize_content(false);
        builder.base_uri(base.filter(|base| url::Url::parse(base).is_ok())).build()
    };
    match parser().parse(bytes) {
        Ok(_) if breaks_off(bytes) => Err(ReadError::BrokenOff),
        Ok(feed) => Ok(feed),
        Err(ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot)) => Err(ReadError::NotAFeed),
        // An id that is a number is read as its digits (JSON Feed 1.1, `id`).
        Err(ParseFeedError::JsonSerde(error)) => match with_text_ids(bytes) {
            Some(mended) => parser().parse(&*mended).map_err(|error| broken(&error)),
            None => Err(broken(&error)),
        },
        Err(_) if breaks_off(bytes) => Err(ReadError::BrokenOff),
        Err(error) => Err(broken(&error)),
    }
}

/// The parser's sentence, on one line and not too long: it may quote the document.
fn broken(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Broken(error.to_string().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect())
}

/// Whether an XML document has no end tag for its root: the parser takes what
/// is there for all. Documents in UTF-16 are not asked.
fn breaks_off(bytes: &[u8]) -> bool {
    let is_xml = bytes.iter().find(|byte| matches!(byte, b'<' | b'{')) == Some(&b'<');
    if !is_xml || bytes.contains(&0) {
        return false;
    }
    let Some(at) = memchr::memmem::rfind(bytes, b"</") else { return true };
    let name = bytes[at + 2..].split(|byte| *byte == b'>').next().unwrap_or_default().trim_ascii();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    !bytes[at..].contains(&b'>') || ![&b"rss"[..], b"feed", b"RDF", b"entry"].contains(&local)
}

/// A JSON feed whose items' ids are texts, where some were numbers.
fn with_text_ids(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut feed: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let mut mended = false;
    for item in feed.get_mut("items")?.as_array_mut()? {
        if let Some(id) = item.get_mut("id")
            && id.is_number()
        {
            *id = id.to_string().into();
            mended = true;
        }
    }
    mended.then(|| serde_json::to_vec(&feed).ok()).flatten()
}

fn document(feed: &Feed) -> Document {
    let kind = match feed.feed_type {
        FeedType::Atom => Kind::Atom,
        FeedType::JSON => Kind::Json,
        FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2 => Kind::Rss,
    };
    let self_url = match kind {
        // The page comes first, then the feed's own address.
        Kind::Json => feed.links.get(1),
        _ => feed.links.iter().find(|link| link.rel.as_deref() == Some("self")),
    };
    Document {
        kind,
        id: some(&feed.id).filter(|_| kind == Kind::Atom),
        title: feed.title.as_ref().and_then(|title| some(&plain(&title.content))),
        self_url: self_url.and_then(|link| some(&link.href)),
        items: feed.entries.iter().map(|entry| item(entry, kind)).collect(),
    }
}

fn item(entry: &Entry, kind: Kind) -> Item {
    let id = some(&entry.id);
    // A `guid` is an address unless it says otherwise; where there is no link it is the only one.
    let link = link(&entry.links, kind).or_else(|| id.clone().filter(|id| super::page(id).is_some()));
    let published = entry.published.map(whole_seconds);
    // For RSS, which has no such date, the parser takes the other one.
    let updated = entry.updated.map(whole_seconds).filter(|updated| kind != Kind::Rss || Some(*updated) != published);
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let body = body.or_else(|| entry.summary.as_ref().map(|summary| summary.content.as_str()));
    Item {
        id,
        link,
        title: entry.title.as_ref().and_then(|title| some(&plain(&title.content))),
        published,
        updated,
        contents: body.map_or_else(Contents::default, contents),
    }
}

fn link(links: &[Link], kind: Kind) -> Option<String> {
    let pages = || links.iter().filter(|link| link.target.is_none());
    let found = match kind {
        // An attachment has a type, the address of the page has none.
        Kind::Json => pages().find(|link| link.media_type.is_none()),
        Kind::Rss => pages().find(|link| link.rel.is_none()),
        Kind::Atom => {
            let is_page = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
            let is_html = |link: &&Link| link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
            pages().find(|link| is_page(link) && is_html(link)).or_else(|| pages().find(is_page))
        }
    };
    found.and_then(|link| some(&link.href))
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn whole_seconds(time: DateTime<Utc>) -> DateTime<Utc> {
    time.trunc_subsecs(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rss(items: &str) -> Document {
        read(format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>").as_bytes(), None).unwrap()
    }

    #[test]
    fn ids_are_those_of_the_document_and_none_is_made_up() {
        let document = rss("<item><guid>\n http://a.example/?p=1 </guid><link>http://a.example/one/</link></item>\
             <item><guid isPermaLink=\"false\">17 at http://a.example</guid><link>http://a.example/two/</link></item>\
             <item><link>http://a.example/three/</link><title>Three</title></item>\
             <item><guid>http://a.example/four/</guid></item>");
        let ids: Vec<_> = document.items.iter().map(|item| item.id.as_deref()).collect();
        assert_eq!(
            ids,
            [Some("http://a.example/?p=1"), Some("17 at http://a.example"), None, Some("http://a.example/four/")]
        );
        assert_eq!(document.items[2].remembered(), Some("http://a.example/three/"), "readers fall back to the link");
        assert_eq!(document.items[3].link.as_deref(), Some("http://a.example/four/"), "a permalink is one");
    }

    #[test]
    fn atom_and_json_are_read_into_the_same() {
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id> tag:f </id><title>T</title>\
             <link rel=\"self\" href=\"/atom.xml\"/>\
             <entry><id>tag:e</id><title type=\"html\">A &amp;amp; B</title><link rel=\"enclosure\" href=\"/a.mp3\"/>\
             <link href=\"/one/\"/><published>2026-01-01T09:00:00.7+01:00</published><updated>2026-01-02T09:00:00Z</updated>\
             <source><id>tag:other</id></source><content type=\"html\">&lt;p&gt;Hello&lt;/p&gt;</content></entry></feed>";
        let atom = read(atom.as_bytes(), Some("https://a.example/x")).unwrap();
        let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://a.example/",
            "feed_url":"https://a.example/atom.xml","items":[{"id":"tag:e","url":"https://a.example/one/","title":"A & B",
            "content_html":"<p>Hello</p>","date_published":"2026-01-01T08:00:00Z","date_modified":"2026-01-02T09:00:00Z",
            "attachments":[{"url":"https://a.example/a.mp3","mime_type":"audio/mpeg"}]}]}"#;
        let json = read(json.as_bytes(), None).unwrap();
        assert_eq!(atom.items, json.items);
        assert_eq!((atom.id.as_deref(), json.id), (Some("tag:f"), None));
        assert_eq!(atom.self_url, json.self_url);
    }

    #[test]
    fn a_number_is_an_id_by_its_digits() {
        let json = r#"{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":17,"content_text":"x"}]}"#;
        assert_eq!(read(json.as_bytes(), None).unwrap().items[0].id.as_deref(), Some("17"));
    }

    #[test]
    fn what_is_no_feed_is_told_as_such() {
        assert_eq!(read(b"<!doctype html><html><body>Log in</body></html>", None), Err(ReadError::NotAFeed));
        assert_eq!(read(b"", None), Err(ReadError::NotAFeed));
        let half = b"<rss version=\"2.0\"><channel><item><guid>a</guid></item><item><guid>b</guid></item>";
        assert_eq!(read(half, None), Err(ReadError::BrokenOff));
        assert!(matches!(read(b"{\"version\": 1}", None), Err(ReadError::Broken(_))));
        let before_an_address =
            "<rss version=\"2.0\"><channel><item><author>\u{ab}a@b.example</author></item></channel></rss>";
        let _ = read(before_an_address.as_bytes(), None);
    }
}
