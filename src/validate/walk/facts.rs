//! What is learnt on the way for rules that look at several elements: of a feed
//! or entry that is open, of each entry that was read, of the whole document.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// What was learnt so far.
#[derive(Debug, Default)]
pub(crate) struct Facts<'a> {
    /// The document's own type defines the entities of HTML.
    pub(crate) html_entities: bool,
    /// The root is Atom's, or means to be.
    pub(crate) is_atom: bool,
    /// That no language is named was said already.
    pub(crate) language_told: bool,
    /// The channel's title, once it was read.
    pub(crate) channel_title: Option<Box<str>>,
    /// The channel's link, once it was read.
    pub(crate) channel_link: Option<Box<str>>,
    /// Values of siblings that must not repeat.
    pub(crate) repeated: HashSet<Box<str>>,
    /// What resources of RDF are about.
    pub(crate) abouts: HashSet<Box<str>>,
    /// Feeds, entries and sources that are open, innermost last.
    pub(crate) scopes: Vec<Scope<'a>>,
    /// The document itself.
    pub(crate) document: DocumentFacts,
    /// Entries and items that were read, in order.
    pub(crate) entries: Vec<EntryFacts>,
}

impl Facts<'_> {
    /// So many entries are kept for rules about the whole document.
    const MOST_ENTRIES: usize = 50_000;

    /// Keeps what was learnt of an entry.
    pub(crate) fn keep(&mut self, entry: EntryFacts) {
        if self.entries.len() < Self::MOST_ENTRIES {
            self.entries.push(entry);
        }
    }

    /// Keeps that an entry is gone.
    pub(crate) fn bury(&mut self, tombstone: Tombstone) {
        if self.document.tombstones.len() < Self::MOST_ENTRIES {
            self.document.tombstones.push(tombstone);
        }
    }
}

/// A feed, entry or source that is open.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    /// Its Atom links.
    pub(crate) links: Vec<LinkFacts<'a>>,
    /// Of an entry: its content.
    pub(crate) content: Option<ContentFacts>,
    /// Of an entry: its source names an author.
    pub(crate) has_source_author: bool,
    /// Of an entry: its summary, until its content was seen.
    pub(crate) summary: Option<Cow<'a, str>>,
    /// Hashes of the categories it has had.
    pub(crate) categories: Vec<u64>,
    /// It uses the elements of Apple Podcasts.
    pub(crate) itunes: bool,
    /// Of an entry: what will be kept of it.
    pub(crate) entry: EntryFacts,
}

/// An Atom link.
#[derive(Debug, Clone)]
pub(crate) struct LinkFacts<'a> {
    pub(crate) rel: Cow<'a, str>,
    pub(crate) href: Cow<'a, str>,
    pub(crate) media_type: Cow<'a, str>,
    pub(crate) hreflang: Cow<'a, str>,
    /// Byte of its element.
    pub(crate) at: usize,
}

/// The content of an Atom entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct ContentFacts {
    pub(crate) media_type: String,
    pub(crate) has_src: bool,
}

/// What rules about the whole document need to know of it.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, asked by one rule")]
pub(crate) struct DocumentFacts {
    /// Seconds since 1970 of `lastBuildDate`, `updated` or `pubDate`, and where it stands.
    pub(crate) updated: Option<(i64, Range<usize>)>,
    /// Where the feed says that it lives, by its link to itself.
    pub(crate) itself: Option<Box<str>>,
    /// The feed names an author.
    pub(crate) has_author: bool,
    /// The channel has a `lastBuildDate`.
    pub(crate) has_build_date: bool,
    /// It holds entries.
    pub(crate) is_feed: bool,
    /// `rel=self` was there.
    pub(crate) has_self: bool,
    /// Byte of the element that holds the entries.
    pub(crate) at: usize,
    /// Bytes of its start tag.
    pub(crate) span: Range<usize>,
    /// Entries that are gone.
    pub(crate) tombstones: Vec<Tombstone>,
}

/// That an entry is gone (RFC 6721).
#[derive(Debug)]
pub(crate) struct Tombstone {
    /// The entry's id.
    pub(crate) id: Box<str>,
    /// When it went, in seconds since 1970.
    pub(crate) when: i64,
    /// Bytes of the start tag.
    pub(crate) span: Range<usize>,
}

/// What rules about the whole document need to know of one entry. It depends on
/// the entry's bytes alone, so that it can be kept with them.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, asked by one rule")]
pub(crate) struct EntryFacts {
    /// Byte of its element.
    pub(crate) at: usize,
    /// `atom:id` or `guid`, and where it stands.
    pub(crate) id: Option<(Box<str>, Range<usize>)>,
    /// The alternate link.
    pub(crate) link: Option<(Box<str>, Range<usize>)>,
    /// The headline, and where it stands.
    pub(crate) title: Option<(Box<str>, Range<usize>)>,
    /// Atom's `updated` as it is written.
    pub(crate) updated_text: Option<(Box<str>, Range<usize>)>,
    /// When it was published, in seconds since 1970.
    pub(crate) published: Option<(i64, Range<usize>)>,
    /// When it was updated, in seconds since 1970.
    pub(crate) updated: Option<(i64, Range<usize>)>,
    /// Neither it nor its source names an author.
    pub(crate) lacks_author: bool,
    /// It counts its comments (`slash:comments`).
    pub(crate) counts_comments: bool,
    /// It says when it is from, though the date cannot be read.
    pub(crate) has_date: bool,
    /// It has a description, a summary or content.
    pub(crate) has_words: bool,
    /// Its `guid` says that it is the address of its page.
    pub(crate) is_permalink: bool,
}
