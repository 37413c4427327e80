//! `url`: a page, and when it changed.

use super::root::need;
use super::{S, alternate, image, loc, news, video};
use crate::validate::judge::date;
use crate::validate::rules::sitemap as rules;
use crate::validate::value::number;
use crate::validate::walk::{Child, Element, Frame, Scope, Walk};
use crate::validate::xml::Ns;

/// `url`.
pub(super) static URL: Element = Element::of(&[
    Child::once(S, "changefreq", &CHANGE),
    Child::once(S, "lastmod", &LASTMOD),
    Child::once(S, "loc", &LOC),
    Child::once(S, "priority", &PRIORITY),
    Child::many(Ns::ImageMap, "image", &image::IMAGE),
    Child::once(Ns::News, "news", &news::NEWS),
    Child::many(Ns::VideoMap, "video", &video::VIDEO),
    Child::many(Ns::Xhtml, "link", &alternate::LINK),
])
.begin(begin)
.checks(&[end]);

/// `lastmod`.
pub(super) static LASTMOD: Element = Element::text(&[date::w3cdtf]);

static CHANGE: Element = Element::text(&[change]);
static LOC: Element = Element::text(&[loc::complete, loc::at_home, loc::whole_page, loc::once, keep]);
static PRIORITY: Element = Element::text(&[priority]);

fn begin(walk: &mut Walk<'_>) {
    let at = walk.top().map_or(0, |frame| frame.tag.at);
    let mut scope = Scope::default();
    scope.entry.at = at;
    walk.facts.scopes.push(scope);
}

fn keep<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.link = Some((frame.value().into(), frame.tag.at..frame.tag.end));
    }
}

fn change<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    const KNOWN: [&str; 7] = ["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"];
    if !KNOWN.contains(&frame.value()) {
        walk.value(frame, &rules::CHANGE, &[frame.value()]);
    }
}

fn priority<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if number::float(frame.value()).is_none_or(|priority| !(0.0..=1.0).contains(&priority)) {
        walk.value(frame, &rules::PRIORITY, &[frame.value()]);
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    need(walk, frame, S, "loc");
    if walk.seen_in(frame, Ns::ImageMap, "image") > 1000 {
        walk.tag(frame, &rules::IMAGES, &[]);
    }
    let scope = walk.facts.scopes.pop().unwrap_or_default();
    alternate::complete(walk, &scope);
    if walk.seen_in(frame, Ns::News, "news") > 0 {
        walk.facts.entries.push(scope.entry);
    }
}
