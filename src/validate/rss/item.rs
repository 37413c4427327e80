//! An item of RSS 0.91 to 2.0.

use std::ops::Range;

use super::category::CATEGORY;
use super::enclosure::ENCLOSURE;
use super::guid::GUID;
use super::people::CONTACT;
use super::semantics;
use super::source::SOURCE;
use crate::validate::judge::{date, reader, text, uri};
use crate::validate::rules::rss as rules;
use crate::validate::walk::{Child, Element, EntryFacts, Frame, Place, Scope, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::None;

/// `item`.
pub(crate) static ITEM: Element = Element::of(&[
    Child::once(N, "author", &CONTACT),
    Child::many(N, "category", &CATEGORY),
    Child::once(N, "comments", &COMMENTS),
    Child::once(N, "description", &DESCRIPTION),
    Child::many(N, "enclosure", &ENCLOSURE),
    Child::once(N, "guid", &GUID),
    Child::once(N, "link", &LINK),
    Child::once(N, "pubDate", &PUBLISHED),
    Child::once(N, "source", &SOURCE),
    Child::once(N, "title", &TITLE),
])
.place(Place::Item)
.begin(begin)
.checks(&[end]);

static COMMENTS: Element = Element::text(&[uri::full]);
pub(super) static DESCRIPTION: Element = Element::text(&[description]);
pub(super) static LINK: Element = Element::text(&[uri::full, reader::link, keep_link]);
pub(super) static TITLE: Element = Element::text(&[text::nonblank, text::plain, reader::title, keep_title]);
static PUBLISHED: Element = Element::text(&[date::rfc822, keep_published]);

pub(super) fn begin(walk: &mut Walk<'_>) {
    let at = walk.top().map_or(0, |frame| frame.tag.at);
    let mut scope = Scope::default();
    scope.entry.at = at;
    walk.facts.scopes.push(scope);
}

/// HTML, but for RSS 0.91, where it is plain text.
fn description<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.is_rss2() && walk.version == "0.91" {
        text::plain(walk, frame);
    } else {
        text::html(walk, frame);
    }
    reader::summary(walk, frame);
}

pub(super) fn kept<'a>(
    walk: &mut Walk<'a>,
    frame: &Frame<'a>,
    keep: impl FnOnce(&mut EntryFacts, Box<str>, Range<usize>),
) {
    let span = frame.tag.at..frame.tag.end;
    if let Some(scope) = walk.facts.scopes.last_mut() {
        keep(&mut scope.entry, frame.value().into(), span);
    }
}

fn keep_link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    kept(walk, frame, |entry, value, span| entry.link = Some((value, span)));
}

fn keep_title<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    kept(walk, frame, |entry, value, span| entry.title = Some((value, span)));
}

fn keep_published<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_822(frame.value(), walk.context.now);
    kept(walk, frame, |entry, _, span| {
        entry.has_date = true;
        entry.published = time.map(|time| (time, span));
    });
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, N, "title") == 0 && walk.seen_in(frame, N, "description") == 0 {
        walk.tag(frame, &rules::NO_WORDS, &[]);
    }
    if walk.seen_in(frame, N, "guid") == 0 && walk.version.starts_with('2') {
        walk.tag(frame, &rules::NO_GUID, &[]);
    }
    if walk.seen_in(frame, N, "enclosure") > 1 {
        walk.tag(frame, &rules::ENCLOSURES, &[]);
    }
    let counts_comments = walk.seen_in(frame, Ns::Slash, "comments") > 0;
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.counts_comments = counts_comments;
    }
    semantics::item(walk, frame);
    close(walk);
}

/// Keeps what was learnt of an item.
pub(super) fn close(walk: &mut Walk<'_>) {
    let scope = walk.facts.scopes.pop().unwrap_or_default();
    walk.facts.keep(scope.entry);
}
