//! Documents that are joined of parts: each item is judged once, apart from the
//! documents that will hold it; of each document only the rest is read, and the
//! rules about the whole are asked of what was learnt of its items.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::read::Read;
use super::report::Finding;
use super::walk::EntryFacts;
use super::{Context, encoding, whole};

/// What stands around the items of a document.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Before the first item.
    pub head: &'a [u8],
    /// After the last.
    pub tail: &'a [u8],
}

/// An item that was judged.
#[derive(Debug, Clone)]
pub struct Part {
    /// What was found in it; lines and columns count from its beginning.
    pub findings: Vec<Finding>,
    facts: EntryFacts,
}

/// What is to be said of a document as a whole.
#[derive(Debug, Clone)]
pub struct OfWhole {
    /// What was found.
    pub finding: Finding,
    /// The item that it is about, counted from 0; none where it is about the rest.
    pub item: Option<usize>,
}

/// Judges an item as it would be judged within `around`, of which nothing is said.
#[must_use]
pub fn part(around: Around<'_>, item: &[u8], now: DateTime<Utc>) -> Part {
    let bytes = [around.head, item, around.tail].concat();
    let text = text(&bytes);
    let context = Context { base: "", now };
    let range = around.head.len()..text.len().saturating_sub(around.tail.len());
    let mut read = Read::new(&context, &text, encoding::body(&text));
    read.walk.only(range.clone());
    read.run();
    let facts = read.walk.facts.entries.pop().unwrap_or_default();
    Part { findings: read.report(range).findings, facts }
}

/// Judges a document of `size` bytes that is joined of `around` and `parts`.
#[must_use]
pub fn joined(around: Around<'_>, parts: &[&Part], size: usize, context: &Context<'_>) -> Vec<OfWhole> {
    let bytes = [around.head, around.tail].concat();
    let text = text(&bytes);
    let mut read = Read::new(context, &text, encoding::body(&text));
    read.run();
    let facts: Vec<&EntryFacts> = parts.iter().map(|part| &part.facts).collect();
    let verdicts = whole::judge(read.walk.kind, &read.walk.facts.document, &facts, size);
    let rest = read.report(0..text.len()).findings.into_iter().map(|finding| OfWhole { finding, item: None });
    let whole = verdicts.into_iter().map(|verdict| OfWhole { item: verdict.entry, finding: verdict.into_finding() });
    rest.chain(whole).collect()
}

/// Bytes as text; they are UTF-8 wherever they were made here.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
