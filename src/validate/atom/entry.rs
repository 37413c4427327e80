//! `atom:entry` (section 4.1.2).

use std::ops::Range;

use super::feed::{alternates, before_entries};
use super::{CATEGORY, CONTENT, LINK, PERSON, SOURCE, TEXT, construct};
use crate::validate::judge::{date, reader, text, uri};
use crate::validate::rules::{atom as rules, structure};
use crate::validate::walk::{Child, Content, Element, EntryFacts, Frame, Place, Scope, Walk};
use crate::validate::xml::Ns;

const A: Ns = Ns::Atom;

static CHILDREN: &[Child] = &[
    Child::many(A, "author", &PERSON),
    Child::many(A, "category", &CATEGORY),
    Child::once(A, "content", &CONTENT),
    Child::many(A, "contributor", &PERSON),
    Child::once(A, "id", &ENTRY_ID),
    Child::many(A, "link", &LINK),
    Child::once(A, "published", &PUBLISHED),
    Child::once(A, "rights", &TEXT),
    Child::once(A, "source", &SOURCE),
    Child::once(A, "summary", &SUMMARY),
    Child::once(A, "title", &TITLE),
    Child::once(A, "updated", &UPDATED),
];

/// `atom:entry` in a feed.
pub(crate) static ENTRY: Element = Element::of(CHILDREN).place(Place::Entry).begin(begin).checks(&[end]);
/// `atom:entry` as a document of its own.
pub(crate) static ENTRY_DOCUMENT: Element = Element::of(CHILDREN).place(Place::Entry).begin(begin).checks(&[end]);

static ENTRY_ID: Element = Element::text(&[uri::canonical, text::no_space, keep_id]);
static TITLE: Element = Element::content(Content::Mixed)
    .attributes(construct::ATTRIBUTES)
    .begin(construct::begin)
    .checks(&[construct::end, reader::title, keep_title]);
static SUMMARY: Element = Element::content(Content::Mixed)
    .attributes(construct::ATTRIBUTES)
    .begin(construct::begin)
    .checks(&[construct::end, reader::summary]);
static PUBLISHED: Element = Element::text(&[date::rfc3339, text::no_space, keep_published]);
static UPDATED: Element = Element::text(&[date::rfc3339, text::no_space, keep_updated]);

fn kept<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, keep: impl FnOnce(&mut EntryFacts, Box<str>, Range<usize>)) {
    let span = frame.tag.at..frame.tag.end;
    if let Some(scope) = walk.facts.scopes.last_mut() {
        keep(&mut scope.entry, frame.value().into(), span);
    }
}

fn keep_id<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let before = walk.facts.scopes.last().and_then(|scope| scope.entry.id.as_ref());
    if before.is_some_and(|(id, _)| **id == *frame.value()) {
        walk.tag(frame, &rules::DUPLICATE_ID, &[frame.value()]);
    }
    kept(walk, frame, |entry, value, span| entry.id = Some((value, span)));
}

fn keep_title<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    kept(walk, frame, |entry, value, span| entry.title = Some((value, span)));
}

fn keep_published<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_3339(frame.value());
    kept(walk, frame, |entry, _, span| {
        entry.has_date = true;
        entry.published = time.map(|time| (time, span));
    });
}

fn keep_updated<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_3339(frame.value());
    let before = walk.facts.scopes.last().and_then(|scope| scope.entry.updated_text.as_ref());
    if before.is_some_and(|(updated, _)| **updated == *frame.value()) {
        walk.tag(frame, &rules::DUPLICATE_UPDATED, &[frame.value()]);
    }
    kept(walk, frame, |entry, value, span| {
        entry.has_date = true;
        entry.updated = time.map(|time| (time, span.clone()));
        entry.updated_text = Some((value, span));
    });
}

fn begin(walk: &mut Walk<'_>) {
    if walk.seen_above(1, A, "entry") == 1
        && let Some(feed) = walk.facts.scopes.pop()
    {
        walk.ask_parent(|walk, parent| before_entries(walk, parent, &feed));
        walk.facts.scopes.push(feed);
    }
    let at = walk.top().map_or(0, |frame| frame.tag.at);
    let mut scope = Scope::default();
    scope.entry.at = at;
    walk.facts.scopes.push(scope);
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let mut scope = walk.facts.scopes.pop().unwrap_or_default();
    for name in ["title", "id", "updated"] {
        if walk.seen_in(frame, A, name) == 0 {
            walk.tag(frame, &structure::MISSING, &[name, frame.tag.name]);
        }
    }
    scope.entry.lacks_author = walk.seen_in(frame, A, "author") == 0 && !scope.has_source_author;
    walk.facts.document.has_author |= walk.seen(A, "author") > 0;
    content(walk, frame, &scope);
    alternates(walk, &scope);
    if let Some(link) = scope.links.iter().find(|link| link.rel == "alternate") {
        scope.entry.link = Some((link.href.as_ref().into(), link.at..link.at + 5));
    }
    walk.facts.keep(std::mem::take(&mut scope.entry));
}

/// What an entry must have of words (section 4.1.1.1 and 4.1.2).
fn content<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, scope: &Scope<'a>) {
    let has_summary = walk.seen_in(frame, A, "summary") > 0;
    if let Some(content) = &scope.content {
        let kind = &*content.media_type;
        let is_text = kind.ends_with("+xml") || kind.ends_with("/xml") || kind.starts_with("text/");
        if !has_summary && (content.has_src || (kind.contains('/') && !is_text)) {
            walk.tag(frame, &rules::NO_SUMMARY, &[]);
        }
        return;
    }
    if !has_summary {
        walk.tag(frame, &rules::NO_WORDS, &[]);
    }
    if !scope.links.iter().any(|link| link.rel == "alternate") {
        walk.tag(frame, &rules::NO_CONTENT, &[]);
    }
}
