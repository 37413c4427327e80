//! The channel of RSS 0.91 to 2.0.

use super::category::CHANNEL_CATEGORY;
use super::cloud::CLOUD;
use super::image::IMAGE;
use super::item::ITEM;
use super::people::CONTACT;
use super::semantics;
use super::skip::{SKIP_DAYS, SKIP_HOURS};
use super::text_input::TEXT_INPUT;
use crate::validate::judge::{date, lang, number, reader, text, uri};
use crate::validate::rules::{reader as reader_rules, rss as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Place, Scope, Walk};
use crate::validate::xml::{Ns, Tag};

const N: Ns = Ns::None;

/// `channel`.
pub(crate) static CHANNEL: Element = Element::of(&[
    Child::many(N, "category", &CHANNEL_CATEGORY),
    Child::once(N, "cloud", &CLOUD),
    Child::once(N, "copyright", &PLAIN),
    Child::once(N, "description", &DESCRIPTION),
    Child::once(N, "docs", &DOCS),
    Child::once(N, "generator", &ANY),
    Child::once(N, "image", &IMAGE),
    Child::many(N, "item", &ITEM),
    Child::once(N, "language", &LANGUAGE),
    Child::once(N, "lastBuildDate", &BUILT),
    Child::once(N, "link", &LINK),
    Child::once(N, "managingEditor", &CONTACT),
    Child::once(N, "pubDate", &PUBLISHED),
    Child::once(N, "rating", &ANY),
    Child::once(N, "skipDays", &SKIP_DAYS),
    Child::once(N, "skipHours", &SKIP_HOURS),
    Child::once(N, "textInput", &TEXT_INPUT),
    Child::once(N, "title", &TITLE),
    Child::once(N, "ttl", &TTL),
    Child::once(N, "webMaster", &CONTACT),
    Child::once(N, "blink", &BLINK),
])
.place(Place::Channel)
.begin(begin)
.before_child(metadata_first)
.checks(&[end]);

static ANY: Element = Element::text(&[]);
static PLAIN: Element = Element::text(&[text::plain]);
pub(super) static DESCRIPTION: Element = Element::text(&[text::plain]);
static DOCS: Element = Element::text(&[uri::full]);
pub(super) static LANGUAGE: Element = Element::text(&[lang::element]);
pub(super) static LINK: Element = Element::text(&[keep_link]);
pub(super) static TITLE: Element = Element::text(&[keep_title]);
static TTL: Element = Element::text(&[number::positive, text::nonblank, ttl]);
static BUILT: Element = Element::text(&[date::rfc822, keep_built]);
static PUBLISHED: Element = Element::text(&[date::rfc822, keep_published]);
static BLINK: Element = Element::text(&[blink]);

pub(super) fn begin(walk: &mut Walk<'_>) {
    walk.facts.scopes.push(Scope::default());
    if let Some(frame) = walk.top() {
        let (at, end) = (frame.tag.at, frame.tag.end);
        walk.facts.document.at = at;
        walk.facts.document.span = at..end;
        walk.facts.document.is_feed = true;
    }
}

/// Readers that stop at the items they want should know the channel by then.
fn metadata_first<'a>(walk: &mut Walk<'a>, tag: &Tag<'a>) {
    let is_metadata = match tag.ns {
        Ns::None => !matches!(tag.local, "item" | "blink" | "rating"),
        Ns::Atom => tag.local == "link",
        _ => false,
    };
    if is_metadata && walk.seen(N, "item") > 0 {
        walk.note(&structure::MISPLACED_ITEM, tag.at..tag.end, tag.at, None, &[tag.name]);
    }
}

fn ttl<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    const A_WEEK: u64 = 7 * 24 * 60;
    if frame.value().parse().is_ok_and(|minutes: u64| minutes > A_WEEK) {
        walk.value(frame, &reader_rules::TTL, &[frame.value()]);
    }
}

fn blink<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    walk.tag(frame, &rules::BLINK, &[]);
}

fn keep_link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() {
        text::nonblank(walk, frame);
    }
    uri::full(walk, frame);
    reader::link(walk, frame);
    walk.facts.channel_link = Some(frame.value().into());
}

fn keep_title<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text::nonblank(walk, frame);
    text::plain(walk, frame);
    walk.facts.channel_title = Some(frame.value().into());
}

fn keep_published<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.facts.document.updated.is_none() {
        keep_built(walk, frame);
    }
}

fn keep_built<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let time = date::seconds_822(frame.value(), walk.context.now);
    walk.facts.document.updated = time.map(|time| (time, frame.tag.at..frame.tag.end));
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, N);
    walk.facts.document.has_build_date = walk.seen_in(frame, N, "lastBuildDate") > 0;
    semantics::channel(walk, frame);
    let scope = walk.facts.scopes.pop().unwrap_or_default();
    walk.facts.document.has_self |= scope.links.iter().any(|link| link.rel == "self");
    if !walk.facts.document.has_self && walk.version == "2.0" {
        walk.tag(frame, &rules::NO_SELF, &[]);
    }
    if walk.seen_in(frame, N, "textInput") > 0 {
        walk.tag(frame, &rules::TEXT_INPUT, &[]);
    }
}

/// What every channel has.
pub(super) fn must_have<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, ns: Ns) {
    for (name, rule) in
        [("description", &rules::NO_DESCRIPTION), ("link", &rules::NO_LINK), ("title", &rules::NO_TITLE)]
    {
        if walk.seen_in(frame, ns, name) == 0 {
            walk.tag(frame, rule, &[frame.tag.name]);
        }
    }
    let names_language =
        frame.lang || walk.seen_in(frame, ns, "language") > 0 || walk.seen_in(frame, Ns::Dc, "language") > 0;
    if !names_language {
        walk.tag(frame, &rules::NO_LANGUAGE, &[]);
    }
}
