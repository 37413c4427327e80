//! `head`: who made the outline, when, and how an outliner shows it.

use super::N;
use crate::validate::judge::{date, number, person, text};
use crate::validate::rules::{opml as rules, structure, uri as uri_rules};
use crate::validate::value::uri;
use crate::validate::walk::{Child, Element, Frame, Place, Scope, Walk};

/// `head`.
pub(super) static HEAD: Element = Element::of(&[
    Child::once(N, "dateCreated", &CREATED),
    Child::once(N, "dateModified", &MODIFIED),
    Child::once(N, "docs", &DOCS),
    Child::once(N, "expansionState", &EXPANSION),
    Child::once(N, "ownerEmail", &OWNER_EMAIL),
    Child::once(N, "ownerId", &OWNER_ID),
    Child::once(N, "ownerName", &HTML),
    Child::once(N, "title", &HTML),
    Child::once(N, "vertScrollState", &LINE),
    Child::once(N, "windowBottom", &LINE),
    Child::once(N, "windowLeft", &LINE),
    Child::once(N, "windowRight", &LINE),
    Child::once(N, "windowTop", &LINE),
])
.place(Place::Resource)
.begin(begin)
.checks(&[end]);

static CREATED: Element = Element::text(&[date::rfc822, created]);
static MODIFIED: Element = Element::text(&[date::rfc822, modified]);
static DOCS: Element = Element::text(&[address]).begin(docs);
static EXPANSION: Element = Element::text(&[expansion]);
static HTML: Element = Element::text(&[text::html]);
static LINE: Element = Element::text(&[text::nonblank, number::positive]);
static OWNER_EMAIL: Element = Element::text(&[text::plain, person::email]);
static OWNER_ID: Element = Element::text(&[address]);

/// The lines that are expanded, from 1; none may be.
fn expansion<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let is_line = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    let text = frame.value();
    let mut lines = text.split(',');
    let first = lines.next().unwrap_or_default();
    let sound = text.is_empty() || is_line(first) && lines.all(|line| is_line(line.trim_start()));
    if !sound {
        walk.value(frame, &rules::EXPANSION, &[text]);
    }
}

fn address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !uri::is_http(frame.value()) || uri::check(frame.value(), uri::Need::Uri).is_err() {
        walk.value(frame, &uri_rules::HTTP_ATTRIBUTE, &[frame.tag.name, frame.value()]);
    }
}

/// OPML 2.0 brought it.
fn docs(walk: &mut Walk<'_>) {
    if !walk.version.starts_with('2') {
        walk.here(&structure::UNDEFINED, &["docs", "head"]);
    }
}

fn begin(walk: &mut Walk<'_>) {
    walk.facts.scopes.push(Scope::default());
}

fn created<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_822(frame.value(), walk.context.now);
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.published = time.map(|time| (time, frame.tag.at..frame.tag.end));
    }
}

fn modified<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_822(frame.value(), walk.context.now);
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.updated = time.map(|time| (time, frame.tag.at..frame.tag.end));
    }
}

/// Nothing is modified before it is created.
fn end<'a>(walk: &mut Walk<'a>, _: &Frame<'a>) {
    let dates = walk.facts.scopes.pop().unwrap_or_default().entry;
    if let (Some((created, _)), Some((modified, span))) = (dates.published, dates.updated)
        && modified < created
    {
        walk.note(&rules::MODIFIED_FIRST, span.clone(), span.start, None, &[]);
    }
}
