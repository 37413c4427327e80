//! `atom:feed` (section 4.1.1) and the metadata that feeds and sources share.

use std::collections::HashSet;

use super::{ENTRY, LINK, PERSON, TEXT};
use crate::validate::judge::{date, reader, text, uri};
use crate::validate::rules::{atom as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Place, Scope, Walk};
use crate::validate::xml::Ns;

const A: Ns = Ns::Atom;

/// `atom:feed`.
pub(crate) static FEED: Element = Element::of(&[
    Child::many(A, "author", &PERSON),
    Child::many(A, "category", &CATEGORY),
    Child::many(A, "contributor", &PERSON),
    Child::once(A, "generator", &GENERATOR),
    Child::once(A, "id", &ID),
    Child::once(A, "icon", &ICON),
    Child::many(A, "link", &LINK),
    Child::once(A, "logo", &ICON),
    Child::once(A, "title", &TEXT),
    Child::once(A, "subtitle", &TEXT),
    Child::once(A, "rights", &TEXT),
    Child::once(A, "updated", &UPDATED),
    Child::many(A, "entry", &ENTRY),
])
.place(Place::Feed)
.begin(begin)
.checks(&[end]);

/// `atom:category` (section 4.2.2).
pub(crate) static CATEGORY: Element = Element::content(crate::validate::walk::Content::Anything)
    .attributes(&["term", "scheme", "label"])
    .begin(misplaced)
    .checks(&[category]);
/// `atom:generator` (section 4.2.4).
pub(crate) static GENERATOR: Element =
    Element::text(&[text::nonblank, generator]).attributes(&["uri", "version"]).begin(misplaced);
/// `atom:id` (section 4.2.6).
pub(crate) static ID: Element = Element::text(&[uri::canonical, text::no_space]).begin(misplaced);
/// `atom:icon` and `atom:logo` (sections 4.2.5 and 4.2.8).
pub(crate) static ICON: Element = Element::text(&[text::nonblank, uri::reference, text::no_space]).begin(misplaced);

static UPDATED: Element = Element::text(&[date::rfc3339, text::no_space, keep_updated]).begin(misplaced);

fn keep_updated<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_3339(frame.value());
    walk.facts.document.updated = time.map(|time| (time, frame.tag.at..frame.tag.end));
}

fn begin(walk: &mut Walk<'_>) {
    walk.facts.scopes.push(Scope::default());
    if let Some(frame) = walk.top() {
        let (at, end) = (frame.tag.at, frame.tag.end);
        walk.facts.document.at = at;
        walk.facts.document.span = at..end;
        walk.facts.document.is_feed = true;
    }
}

/// Metadata belongs before the entries (a recommendation that aggregators count on).
pub(super) fn misplaced(walk: &mut Walk<'_>) {
    let in_feed = walk.above(1).is_some_and(|parent| parent.tag.ns == A && parent.tag.local == "feed");
    if in_feed && walk.seen_above(1, A, "entry") > 0 {
        let name = walk.top().map_or("", |frame| frame.tag.name);
        walk.here(&rules::MISPLACED_METADATA, &[name]);
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let scope = walk.facts.scopes.pop().unwrap_or_default();
    walk.facts.document.has_author |= walk.seen_in(frame, A, "author") > 0;
    if walk.seen_in(frame, A, "entry") == 0 {
        before_entries(walk, frame, &scope);
    }
}

/// What must stand before the first entry.
pub(super) fn before_entries<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, scope: &Scope<'a>) {
    metadata(walk, frame, scope, &structure::MISSING);
    walk.facts.document.has_self |= scope.links.iter().any(|link| link.rel == "self");
    if !scope.links.iter().any(|link| link.rel == "self") {
        walk.tag(frame, &rules::NO_SELF, &[]);
    }
}

/// What a feed or source must have.
pub(super) fn metadata<'a>(
    walk: &mut Walk<'a>,
    frame: &Frame<'a>,
    scope: &Scope<'a>,
    missing: &'static crate::validate::rule::Rule,
) {
    for name in ["title", "id", "updated"] {
        if walk.seen_in(frame, A, name) == 0 {
            walk.tag(frame, missing, &[name, frame.tag.name]);
        }
    }
    alternates(walk, scope);
    history(walk, frame, scope);
}

/// One alternate link for each type and language (sections 4.1.1 and 4.1.2).
pub(super) fn alternates<'a>(walk: &mut Walk<'a>, scope: &Scope<'a>) {
    let mut seen = HashSet::new();
    for link in scope.links.iter().filter(|link| link.rel == "alternate") {
        if !seen.insert((&*link.media_type, &*link.hreflang)) {
            walk.note(&rules::DUPLICATE_LINK, link.at..link.at + 5, link.at, None, &[&link.media_type, &link.hreflang]);
        }
    }
}

/// Paged, archived and complete feeds (RFC 5005).
fn history<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, scope: &Scope<'a>) {
    let complete = walk.seen_in(frame, Ns::Fh, "complete") > 0;
    // Where it says that it lives counts as well as where it was found.
    let home = walk.context.base;
    let selves = scope.links.iter().filter(|link| link.rel == "self").map(|link| &*link.href);
    let selves: Vec<&str> = selves.chain((!home.is_empty()).then_some(home)).collect();
    if complete {
        for link in scope.links.iter().filter(|link| super::link::PAGING.contains(&&*link.rel)) {
            let span = link.at..link.at + 5;
            if link.rel != "current" {
                walk.note(&rules::PAGING_IN_COMPLETE, span, link.at, None, &[&link.rel]);
            } else if !selves.contains(&&*link.href) {
                walk.note(&rules::CURRENT_NOT_SELF, span, link.at, None, &[&link.href]);
            }
        }
    }
    for (end, beyond) in [("first", "previous"), ("last", "next")] {
        let at_end = scope.links.iter().any(|link| link.rel == end && selves.contains(&&*link.href));
        for link in scope.links.iter().filter(|link| at_end && link.rel == beyond) {
            walk.note(&rules::LINK_PAST_END, link.at..link.at + 5, link.at, None, &[end, beyond]);
        }
    }
    if walk.seen_in(frame, Ns::Fh, "archive") > 0 && !complete {
        let has = |rels: &[&str]| scope.links.iter().any(|link| rels.contains(&&*link.rel));
        if !has(&["prev-archive", "next-archive"]) {
            walk.tag(frame, &rules::ARCHIVE_INCOMPLETE, &[]);
        }
        if !has(&["current"]) {
            walk.tag(frame, &rules::ARCHIVE_WITHOUT_CURRENT, &[]);
        }
    }
}

fn category<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("term") {
        None => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["term", frame.tag.name]),
        Some(term) if term.value.trim().is_empty() => {
            walk.attribute(frame, term, &text_rules::BLANK, &["term", frame.tag.name]);
        }
        Some(term) => reader::category(walk, frame, frame.attr("scheme").unwrap_or_default(), &term.value),
    }
    if let Some(scheme) = frame.attribute("scheme") {
        uri::full_attribute(walk, frame, scheme);
    }
    if let Some(label) = frame.attribute("label") {
        text::plain_attribute(walk, frame, label);
    }
}

use crate::validate::rules::text as text_rules;

fn generator<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(uri) = frame.attribute("uri") {
        uri::reference_attribute(walk, frame, uri);
    }
    text::plain(walk, frame);
}
