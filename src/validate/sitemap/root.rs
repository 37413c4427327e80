//! `urlset`, and what goes for an index of sitemaps too: how large they may be.

use std::borrow::Cow;

use super::{S, url};
use crate::validate::Kind;
use crate::validate::rules::{sitemap as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Walk};

/// So many addresses one document may list.
const MOST_URLS: u32 = 50_000;
/// So many stories Google News reads of one document.
const MOST_NEWS: usize = 1_000;
/// So many bytes one document may have before it is compressed: 50 MB.
const MOST_BYTES: usize = 52_428_800;

/// `urlset`.
pub(crate) static URL_SET: Element = Element::of(&[Child::many(S, "url", &url::URL)]).begin(begin).checks(&[end]);

pub(super) fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::Sitemap;
    walk.version = Cow::Borrowed("0.9");
    let at = walk.top().map_or(0, |frame| frame.tag.at);
    if let Some((from, name)) = declared_encoding(&walk.source[..at])
        && !["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
    {
        walk.note(&rules::ENCODING, from..from + name.len(), at, None, &[name]);
    }
}

/// The encoding that the XML declaration names, and its byte.
fn declared_encoding(head: &str) -> Option<(usize, &str)> {
    let declaration = &head[..head.find("?>")?];
    let found = declaration.find("encoding")?;
    let quote = found + declaration[found..].find(['"', '\''])?;
    let name = &declaration[quote + 1..];
    Some((quote + 1, &name[..name.find(['"', '\''])?]))
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    size(walk, frame, "url");
    let news = walk.facts.entries.len();
    if news > MOST_NEWS {
        walk.tag(frame, &rules::NEWS_TOO_MANY, &[&news.to_string()]);
    }
}

/// How many entries there are, and how many bytes.
pub(super) fn size<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    let count = walk.seen_in(frame, S, name);
    if count > MOST_URLS {
        walk.tag(frame, &rules::TOO_MANY, &[&count.to_string()]);
    }
    if count == 0 {
        walk.tag(frame, &rules::EMPTY, &[frame.tag.name, name]);
    }
    if walk.source.len() > MOST_BYTES {
        walk.tag(frame, &rules::TOO_LARGE, &[&walk.source.len().to_string()]);
    }
}

/// A child that must be there.
pub(super) fn need<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, ns: crate::validate::xml::Ns, name: &str) {
    if walk.seen_in(frame, ns, name) == 0 {
        let prefix = frame.tag.name.strip_suffix(frame.tag.local).unwrap_or_default();
        let same = ns == frame.tag.ns;
        let written = if same { format!("{prefix}{name}") } else { format!("{}:{name}", ns.prefix()) };
        walk.tag(frame, &structure::MISSING, &[&written, frame.tag.name]);
    }
}
