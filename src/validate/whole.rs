//! Rules that look at the document as a whole, once it was read: they see only
//! what was learnt of it and of each entry, so that they can be asked of a
//! document that is joined of parts which were read before.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::finding;
use super::report::{Finding, Kind};
use super::rule::Rule;
use super::rules::{atom, reader, rss, structure, tombstone};
use super::walk::{DocumentFacts, EntryFacts};

/// What is to be said of a document, and of which of its entries.
pub(super) struct Verdict {
    pub(super) rule: &'static Rule,
    /// Where it stands, in the part that it stands in.
    pub(super) span: Range<usize>,
    /// The entry, counted from 0; none where it is about the document.
    pub(super) entry: Option<usize>,
    pub(super) words: Vec<String>,
}

impl Verdict {
    /// As a finding that has no place in a text.
    pub(super) fn into_finding(self) -> Finding {
        let words = self.words.iter().map(|word| word.as_str().into()).collect();
        let found = finding::Finding { rule: self.rule, span: 0..0, element: 0, attribute: None, words };
        Finding {
            rule: self.rule,
            level: self.rule.level,
            line: 1,
            column: 1,
            span: 0..0,
            path: String::new(),
            message: found.message(),
        }
    }
}

/// Judges a document of `size` bytes.
pub(super) fn judge(kind: Kind, document: &DocumentFacts, entries: &[&EntryFacts], size: usize) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    if !matches!(kind, Kind::Atom | Kind::Rss | Kind::Rdf | Kind::Json) {
        return verdicts;
    }
    let mut say = |rule, span: &Range<usize>, entry, words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        verdicts.push(Verdict { rule, span: span.clone(), entry, words });
    };
    ids(kind, entries, &mut say);
    twice(entries, &mut say);
    dates(document, entries, &mut say);
    gone(document, entries, &mut say);
    for (at, entry) in entries.iter().enumerate() {
        lacks(kind, entry, at, &mut say);
        let span = entry.at..entry.at + 1;
        if kind == Kind::Atom && entry.lacks_author && !document.has_author {
            say(&structure::MISSING, &span, Some(at), &["author", "entry"]);
        }
        if kind == Kind::Rss && entry.counts_comments && !document.has_build_date {
            say(&rss::SLASH_DATE, &span, Some(at), &[]);
        }
    }
    // One that tells what went is not empty by mistake.
    if entries.is_empty() && document.is_feed && document.tombstones.is_empty() {
        say(&reader::EMPTY, &document.span, None, &[]);
    }
    let kilobytes = size.div_ceil(1_000).to_string();
    if size > 1_000_000 {
        say(&reader::TOO_LARGE, &document.span, None, &[&kilobytes]);
    } else if size > 512_000 {
        say(&reader::LARGE, &document.span, None, &[&kilobytes]);
    }
    verdicts
}

type Say<'s> = dyn FnMut(&'static Rule, &Range<usize>, Option<usize>, &[&str]) + 's;

/// Ids are unique; in Atom, an id may return with another time of update.
fn ids(kind: Kind, entries: &[&EntryFacts], say: &mut Say<'_>) {
    let mut ids: HashMap<u64, Option<&str>> = HashMap::with_capacity(entries.len());
    let mut times: HashSet<u64> = HashSet::new();
    for (at, entry) in entries.iter().enumerate() {
        let updated = entry.updated_text.as_ref().map(|(text, _)| &**text);
        if let Some((id, span)) = &entry.id
            && let Some(other) = ids.insert(hash(id), updated)
        {
            match kind {
                Kind::Rss => say(&structure::REPEATED_VALUE, span, Some(at), &["guid", id]),
                Kind::Json => say(&structure::REPEATED_VALUE, span, Some(at), &["id", id]),
                _ if updated.is_some() && other == updated => say(&atom::DUPLICATE_IDS, span, Some(at), &[id]),
                _ => say(&atom::DUPLICATE_ID, span, Some(at), &[id]),
            }
        }
        if let Some((text, span)) = &entry.updated_text
            && kind == Kind::Atom
            && !times.insert(hash(text))
        {
            say(&atom::DUPLICATE_UPDATED, span, Some(at), &[text]);
        }
    }
}

/// Entries that are told as gone do not stand, unless they changed after they
/// went, and each is told once for each time.
fn gone(document: &DocumentFacts, entries: &[&EntryFacts], say: &mut Say<'_>) {
    if document.tombstones.is_empty() {
        return;
    }
    let mut last: HashMap<&str, i64> = HashMap::with_capacity(document.tombstones.len());
    let mut times: HashSet<(&str, i64)> = HashSet::with_capacity(document.tombstones.len());
    for tombstone in &document.tombstones {
        if !times.insert((&tombstone.id, tombstone.when)) {
            say(&tombstone::TWICE, &tombstone.span, None, &[&tombstone.id]);
        }
        let last = last.entry(&tombstone.id).or_insert(tombstone.when);
        *last = tombstone.when.max(*last);
    }
    for (at, entry) in entries.iter().enumerate() {
        let Some((id, span)) = &entry.id else { continue };
        let updated = entry.updated.as_ref().map_or(i64::MIN, |(updated, _)| *updated);
        if last.get(&**id).is_some_and(|last| *last >= updated) {
            say(&tombstone::STANDS, span, Some(at), &[id]);
        }
    }
}

/// Links and titles that stand twice.
fn twice(entries: &[&EntryFacts], say: &mut Say<'_>) {
    let mut links: HashSet<u64> = HashSet::with_capacity(entries.len());
    let mut titles: HashSet<u64> = HashSet::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        if let Some((link, span)) = entry.link.as_ref().filter(|(link, _)| !link.is_empty())
            && !links.insert(hash(link))
        {
            say(&reader::LINK_TWICE, span, Some(at), &[link]);
        }
        if let Some((title, span)) = entry.title.as_ref().filter(|(title, _)| !title.is_empty())
            && !titles.insert(hash(title))
        {
            say(&reader::TITLE_TWICE, span, Some(at), &[title]);
        }
    }
}

/// A text in eight bytes, which are quicker to keep in a set whose own hash
/// withstands an attack.
fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

/// The newest first, and the feed as new as its newest.
fn dates(document: &DocumentFacts, entries: &[&EntryFacts], say: &mut Say<'_>) {
    let mut before = i64::MAX;
    for (at, entry) in entries.iter().enumerate() {
        let Some((time, span)) = entry.published.as_ref().or(entry.updated.as_ref()) else { continue };
        if *time > before {
            say(&reader::ORDER, span, Some(at), &[]);
        }
        before = *time;
    }
    if let Some((time, span)) = &document.updated {
        let newest = entries.iter().flat_map(|entry| [&entry.published, &entry.updated]).flatten();
        if newest.map(|(time, _)| *time).max().is_some_and(|newest| newest > *time) {
            say(&reader::FEED_OLDER, span, None, &[]);
        }
    }
}

/// What an entry should have.
fn lacks(kind: Kind, entry: &EntryFacts, at: usize, say: &mut Say<'_>) {
    let span = entry.at..entry.at + 1;
    if entry.published.is_none() && entry.updated.is_none() && !entry.has_date {
        say(&reader::NO_DATE, &span, Some(at), &[]);
    }
    if let (Some((published, _)), Some((updated, span))) = (&entry.published, &entry.updated)
        && updated < published
    {
        say(&reader::UPDATED_BEFORE, span, Some(at), &[]);
    }
    if entry.link.is_none() && !(entry.is_permalink && entry.id.is_some()) {
        say(&reader::NO_LINK, &span, Some(at), &[]);
    }
    if kind == Kind::Rss && !entry.has_words {
        say(&reader::NO_WORDS, &span, Some(at), &[]);
    }
    if let (true, Some((id, span)), Some((link, _))) = (entry.is_permalink, &entry.id, &entry.link)
        && id != link
        && !link.is_empty()
    {
        say(&reader::GUID_ELSEWHERE, span, Some(at), &[]);
    }
}
