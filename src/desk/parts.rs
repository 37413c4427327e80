//! What tells one version of an article from another, part by part.

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{prose, words};
use crate::article::{Access, Article, Location};
use crate::xml::{Direction, LangTag};

/// Hashes (32 bits each) of the parts of a version. They stand in ledgers, so
/// the way they are made never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The headline as it is written.
    pub headline: u32,
    /// The words of the body in their order, without markup, case and space.
    pub text: u32,
    /// What else an item shows: dek, summary, byline, sections, tags, language,
    /// media, access. Addresses without scheme and host, so that a site may move.
    pub rest: u32,
}

/// Hex digits of each part.
const DIGITS: usize = 8;

impl Parts {
    /// The parts of an article; `text` are the words of its body in brief.
    pub(super) fn of(article: &Article, text: u32) -> Self {
        Self { headline: low(xxh3_64(article.headline.as_bytes())), text, rest: rest(article) }
    }

    /// As 24 hex digits.
    #[must_use]
    pub fn to_hex(self) -> String {
        format!("{:08x}{:08x}{:08x}", self.headline, self.text, self.rest)
    }

    /// From 24 hex digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 3 * DIGITS || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u32::from_str_radix(&hex[at * DIGITS..(at + 1) * DIGITS], 16).ok();
        Some(Self { headline: part(0)?, text: part(1)?, rest: part(2)? })
    }
}

/// The words of a text in brief, in their order and without markup.
pub(super) fn of_words(text: &str) -> u32 {
    let mut sequence = Sequence::default();
    prose::for_each(text, |piece, is_words| {
        if is_words {
            words::for_each(piece, |word| sequence.see(word));
        }
    });
    sequence.done()
}

/// A hash of words in their order, in the making.
#[derive(Default)]
pub(super) struct Sequence(u64);

impl Sequence {
    pub(super) fn see(&mut self, word: u64) {
        self.0 = self.0.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word;
    }

    pub(super) fn done(self) -> u32 {
        low(self.0 ^ (self.0 >> 32))
    }
}

fn rest(article: &Article) -> u32 {
    let mut hash = Xxh3::new();
    // What is absent is another thing than what is empty, and no two texts run together.
    let mut put = |text: Option<&str>| {
        hash.update(&text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        hash.update(text.unwrap_or_default().as_bytes());
    };
    put(article.dek.as_deref());
    put(article.summary.as_deref());
    for author in &article.authors {
        put(Some("author"));
        put(Some(&author.name));
        put(author.url.as_ref().map(|url| path_of(url.as_str())));
    }
    for (kind, terms) in [("section", &article.sections), ("tag", &article.tags)] {
        for term in terms {
            put(Some(kind));
            put(Some(&term.name));
            put(term.scheme.as_deref());
        }
    }
    put(article.language.as_ref().map(LangTag::as_str));
    put(article.direction.map(Direction::as_str));
    for media in &article.media {
        put(Some(media.kind.as_str()));
        put(Some(match &media.location {
            Location::Url(url) => path_of(url.as_str()),
            Location::BesidePage(path) => path,
        }));
        for text in [&media.caption, &media.credit, &media.alt, &media.rights] {
            put(text.as_deref());
        }
    }
    put(Some(match article.access {
        Access::Open => "open",
        Access::Subscribers => "subscribers",
    }));
    low(hash.digest())
}

/// An address without scheme and host.
pub(super) fn path_of(url: &str) -> &str {
    let rest = url.find("://").map_or(url, |at| &url[at + 3..]);
    rest.find('/').map_or("/", |at| &rest[at..])
}

fn low(hash: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
    let low = hash as u32;
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::testing::article;
    use crate::article::{Media, MediaKind, Term};
    use crate::xml::{AbsoluteUrl, XmlText};

    fn parts_of(article: &Article) -> Parts {
        Parts::of(article, of_words(&article.body.text))
    }

    #[test]
    fn each_part_is_told_by_itself() {
        let story = article("a.md", "One", "The harbour *opens* at noon.");
        let parts = parts_of(&story);
        let mut headline = story.clone();
        headline.headline = XmlText::new("Two");
        assert_eq!(parts_of(&headline), Parts { headline: parts_of(&headline).headline, ..parts });
        let markup = article("a.md", "One", "The [harbour](/x/y)\n  <b>OPENS</b> at\n\nnoon");
        assert_eq!(parts_of(&markup), parts, "markup, case and space are no words");
        let order = parts_of(&article("a.md", "One", "At noon the harbour opens."));
        assert_ne!(order.text, parts.text);
        let mut tagged = story.clone();
        tagged.tags.push(Term::new(XmlText::new("ships")));
        assert_eq!(parts_of(&tagged), Parts { rest: parts_of(&tagged).rest, ..parts });
        assert_ne!(parts_of(&tagged).rest, parts.rest);
    }

    #[test]
    fn a_site_that_moves_changes_nothing() {
        let pictured = |url: &str| {
            let mut story = article("a.md", "One", "body");
            story.media.push(Media::new(MediaKind::Image, Location::Url(AbsoluteUrl::parse(url).unwrap())));
            parts_of(&story)
        };
        assert_eq!(pictured("http://daily.example/a.jpg"), pictured("https://news.example/a.jpg"));
        assert_ne!(pictured("http://daily.example/a.jpg"), pictured("http://daily.example/b.jpg"));
    }

    /// Parts stand in ledgers: these values may never change.
    #[test]
    fn parts_are_the_same_for_ever() {
        let mut story = article("a.md", "The harbour opens", "At noon, says the harbour master. 東京");
        story.dek = Some(XmlText::new("In short"));
        story.tags.push(Term::new(XmlText::new("ships")));
        let parts = parts_of(&story);
        assert_eq!(parts.to_hex(), "63c626446fd554057a768b9a");
        assert_eq!(Parts::from_hex(&parts.to_hex()), Some(parts));
        assert_eq!(Parts::from_hex("zz"), None);
        assert_eq!(Parts::from_hex(&"é".repeat(12)), None);
    }
}
