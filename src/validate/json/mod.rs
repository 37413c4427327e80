//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).
//!
//! `reader` turns the text into a tree in which every value knows its bytes;
//! `member` says, as data, which members an object has and how each is judged,
//! and the other files hold the objects. Findings, facts of items and the room
//! for the scanner of HTML are those of the walk over XML, so that the rules
//! about whole documents serve both.

mod address;
mod attachment;
mod author;
mod escape;
mod feed;
mod hub;
mod item;
mod judge;
mod member;
mod number;
mod pointer;
mod reader;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod tree;
mod version;

use std::borrow::Cow;

use super::report::Kind;
use super::rules::{encoding, json as rules};
use super::walk::Walk;
use judge::Judge;

pub(super) use pointer::to as pointer;
pub(super) use tree::Node;

/// What the bytes say before they are decoded: JSON that programs exchange is
/// UTF-8 without a mark (RFC 8259, section 8.1).
pub(super) fn marks(bytes: &[u8], walk: &mut Walk<'_>) {
    // That one is about the XML declaration.
    for finding in std::mem::take(&mut walk.findings).into_vec() {
        if !std::ptr::eq(finding.rule, &raw const encoding::UNDECLARED) {
            walk.findings.push(finding);
        }
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => walk.note(&rules::MARK, 0..0, 0, None, &[]),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            walk.note(&rules::NOT_UTF8, 0..0, 0, None, &[]);
        }
        _ => {}
    }
}

/// Reads the walk's text and judges what stands in it; rules about the document
/// as a whole are for later. `None` where it is not JSON.
pub(super) fn read<'a>(walk: &mut Walk<'a>) -> Option<Node<'a>> {
    let Some(root) = reader::read(walk) else {
        if version::is_named_in(walk.source) {
            walk.kind = Kind::Json;
        }
        return None;
    };
    let told = root.text_of("version").filter(|told| version::is_named_in(told));
    if told.is_none() && root.member("items").is_none_or(|items| items.list().is_none()) {
        let start = root.span.start;
        walk.note(&rules::NOT_A_FEED, start..start + 1, start, None, &[]);
        return Some(root);
    }
    walk.kind = Kind::Json;
    walk.version = Cow::Owned(told.map_or("", version::number).to_owned());
    feed::check(&mut Judge::new(walk), &root);
    Some(root)
}
