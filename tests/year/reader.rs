//! A reader that polls every feed at each step and remembers what it saw.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use feed_rs::model::{Entry, Feed};

use super::model::{Expected, Item};
use super::newsroom::Newsroom;
use super::story::{TAGS, Time, mark, marks};
use crate::util::files;

/// What a reader remembers.
#[derive(Default)]
pub(super) struct Reader {
    /// The only id of each story, and the story of each id.
    ids: HashMap<usize, String>,
    stories: HashMap<String, usize>,
    /// When each story was published, and the times at which it was news again.
    published: HashMap<usize, Time>,
    updated: HashMap<usize, Time>,
    /// What each feed held last, and its file then.
    last: BTreeMap<String, Seen>,
    /// Each feed's own id.
    feeds: HashMap<String, String>,
}

/// A document as it stood.
struct Seen {
    expected: Expected,
    bytes: Vec<u8>,
    /// Its file: number and time.
    file: (u64, i64),
}

impl Reader {
    /// Polls every feed; each must be what the model says. In a step in which
    /// the model cannot say it, only what always holds is asked.
    pub(super) fn poll(&mut self, folder: &Path, newsroom: &Newsroom, expected: Option<&[Expected]>) {
        let files = files(folder);
        for (path, bytes) in &files {
            let text = String::from_utf8(bytes.clone()).unwrap();
            Self::nothing_hidden(path, &text, newsroom);
            let feed = feed_rs::parser::parse(&bytes[..]).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            for entry in &feed.entries {
                self.note(path, entry);
            }
        }
        let Some(expected) = expected else {
            self.last.clear();
            return;
        };
        let there: Vec<&PathBuf> = files.iter().map(|(path, _)| path).collect();
        assert_eq!(there.len(), expected.len(), "{there:?}");
        for expected in expected {
            let path = Path::new(&expected.file);
            let (_, bytes) = files
                .iter()
                .find(|(known, _)| known == path)
                .unwrap_or_else(|| panic!("no {file}", file = path.display()));
            self.compare(expected, bytes, newsroom);
            self.unchanged(folder, expected, bytes);
        }
    }

    /// No word of a story that may not be out stands anywhere.
    fn nothing_hidden(path: &Path, text: &str, newsroom: &Newsroom) {
        for number in marks(text) {
            let story = &newsroom.stories[number];
            assert!(story.may_be_out(newsroom.now), "{}: story {number} may not be seen: {story:?}", path.display());
        }
    }

    /// One id for a story, one story for an id, and one date of publication.
    fn note(&mut self, path: &Path, entry: &Entry) {
        let number = number_of(entry);
        let id = self.ids.entry(number).or_insert_with(|| entry.id.clone());
        assert_eq!(*id, entry.id, "{}: a second id of story {number}", path.display());
        let story = self.stories.entry(entry.id.clone()).or_insert(number);
        assert_eq!(*story, number, "{}: {} is the id of two stories", path.display(), entry.id);
        let published = entry.published.unwrap();
        let known = self.published.entry(number).or_insert(published);
        assert_eq!(*known, published, "{}: story {number} was published twice", path.display());
        if let (Some(updated), false) = (entry.updated, path.extension().is_some_and(|end| end == "rss")) {
            let known = self.updated.entry(number).or_insert(updated);
            assert!(*known <= updated, "{}: story {number} was updated at {known}, now {updated}", path.display());
            *known = updated;
        }
    }

    fn compare(&mut self, expected: &Expected, bytes: &[u8], newsroom: &Newsroom) {
        let file = &expected.file;
        let feed: Feed = feed_rs::parser::parse(bytes).unwrap();
        // Of the formats only Atom has one.
        if Path::new(file).extension().is_some_and(|end| end == "atom") {
            let id = self.feeds.entry(file.clone()).or_insert_with(|| feed.id.clone());
            assert_eq!(*id, feed.id, "{file}: the feed's own id");
        }
        let numbers: Vec<usize> = feed.entries.iter().map(number_of).collect();
        let should: Vec<usize> = expected.items.iter().map(|item| item.number).collect();
        assert_eq!(numbers, should, "{file}: its stories");
        for (entry, item) in feed.entries.iter().zip(&expected.items) {
            Self::compare_item(file, entry, item, newsroom);
        }
    }

    fn compare_item(file: &str, entry: &Entry, item: &Item, newsroom: &Newsroom) {
        let story = &newsroom.stories[item.number];
        let number = item.number;
        assert_eq!(entry.published, Some(item.published), "{file}: story {number}, published");
        if Path::new(file).extension().is_some_and(|end| end != "rss") {
            assert_eq!(entry.updated.or(entry.published), Some(item.updated), "{file}: story {number}, updated");
        }
        assert_eq!(entry.title.as_ref().unwrap().content, story.title(), "{file}: story {number}, headline");
        let body = body(entry);
        assert!(body.contains(&story.edit_word()), "{file}: story {number} holds other words than its {}", story.edit);
        for tag in &story.tags {
            let has = entry.categories.iter().any(|category| category.term == TAGS[*tag]);
            assert!(has, "{file}: story {number}, tag {}: {:?}", TAGS[*tag], entry.categories);
        }
        let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
        let link = &link.unwrap().href;
        assert!(link.starts_with(&newsroom.site), "{file}: story {number} is at {link}");
    }

    /// A file changes only with what it holds.
    fn unchanged(&mut self, folder: &Path, expected: &Expected, bytes: &[u8]) {
        let file = &expected.file;
        let meta = fs::metadata(folder.join(file)).unwrap();
        let seen = Seen { expected: expected.clone(), bytes: bytes.to_vec(), file: (meta.ino(), meta.mtime()) };
        if let Some(last) = self.last.get(file).filter(|last| last.expected == *expected) {
            let is_same = without_tombstones(&last.bytes) == without_tombstones(bytes);
            assert!(is_same, "{file} changed, and nothing in it did");
            assert!(last.file == seen.file || last.bytes != bytes, "{file} was written again");
        }
        self.last.insert(file.clone(), seen);
    }
}

/// A document without what it tells of stories that left: that ends by time.
fn without_tombstones(document: &[u8]) -> String {
    let mut text = String::from_utf8(document.to_vec()).unwrap();
    while let Some(begin) = text.find("<at:deleted-entry ") {
        let end = begin + text[begin..].find("/>").unwrap() + 2;
        text.replace_range(begin..end, "");
    }
    text
}

/// The story that an entry is, by its words.
fn number_of(entry: &Entry) -> usize {
    let text = format!("{} {}", entry.title.as_ref().unwrap().content, body(entry));
    let mut numbers: Vec<usize> = marks(&text).collect();
    numbers.dedup();
    let [number] = numbers[..] else { panic!("an entry of stories {numbers:?}: {entry:?}") };
    assert!(text.contains(&mark(number)));
    number
}

fn body(entry: &Entry) -> &str {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    content.or(entry.summary.as_ref().map(|summary| &*summary.content)).unwrap_or_default()
}
