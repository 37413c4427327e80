//! `video:video`: a film on the page
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps>).

use super::root::need;
use super::{ignored, loc, url};
use crate::validate::judge::{number as judge, text};
use crate::validate::rules::{sitemap as rules, value as value_rules};
use crate::validate::value::{lang, number};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const V: Ns = Ns::VideoMap;

/// `video:video`.
pub(super) static VIDEO: Element = Element::of(&[
    Child::once(V, "category", &IGNORED),
    Child::many(V, "content_loc", &LOC),
    Child::once(V, "description", &DESCRIPTION),
    Child::once(V, "duration", &DURATION),
    Child::once(V, "expiration_date", &EXPIRES),
    Child::once(V, "family_friendly", &YES_NO),
    Child::once(V, "gallery_loc", &IGNORED),
    Child::once(V, "live", &YES_NO),
    Child::once(V, "platform", &PLATFORM),
    Child::once(V, "player_loc", &PLAYER),
    Child::many(V, "price", &IGNORED),
    Child::once(V, "publication_date", &url::LASTMOD),
    Child::once(V, "rating", &RATING),
    Child::once(V, "requires_subscription", &YES_NO),
    Child::once(V, "restriction", &RESTRICTION),
    Child::many(V, "tag", &TAG),
    Child::once(V, "thumbnail_loc", &LOC),
    Child::once(V, "title", &TITLE),
    Child::once(V, "uploader", &UPLOADER),
    Child::once(V, "view_count", &COUNT),
])
.checks(&[end]);

static COUNT: Element = Element::text(&[judge::non_negative]);
static DESCRIPTION: Element = Element::text(&[text::nonblank, description]);
static DURATION: Element = Element::text(&[duration]);
static EXPIRES: Element = Element::text(&[crate::validate::judge::date::w3cdtf]);
static IGNORED: Element = ignored(&[old]);
static LOC: Element = Element::text(&[loc::complete]);
static PLATFORM: Element = Element::text(&[relationship]).attributes(&["relationship"]);
static PLAYER: Element = Element::text(&[loc::complete]).attributes(&["allow_embed", "autoplay"]);
static RATING: Element = Element::text(&[rating]);
static RESTRICTION: Element = Element::text(&[relationship, countries]).attributes(&["relationship"]);
static TAG: Element = Element::text(&[text::nonblank]);
static TITLE: Element = Element::text(&[text::nonblank]);
static UPLOADER: Element = Element::text(&[uploader]).attributes(&["info"]);
static YES_NO: Element = Element::text(&[judge::yes_no]);

fn old<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    walk.tag(frame, &rules::DEPRECATED, &[frame.tag.name]);
}

fn description<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    longest(walk, frame, 2048);
}

fn uploader<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    longest(walk, frame, 255);
}

fn longest<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, most: usize) {
    if frame.value().chars().count() > most {
        walk.value(frame, &rules::VIDEO_LONG, &[frame.tag.name, &most.to_string()]);
    }
}

/// Seconds, up to eight hours.
fn duration<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if number::positive(frame.value()).is_ok_and(|seconds| seconds <= 28_800) {
        return;
    }
    walk.value(frame, &rules::VIDEO_DURATION, &[frame.value()]);
}

fn rating<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if number::float(frame.value()).is_none_or(|stars| !(0.0..=5.0).contains(&stars)) {
        walk.value(frame, &rules::VIDEO_RATING, &[frame.value()]);
    }
}

fn relationship<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let named = frame.attribute("relationship").is_some_and(|found| matches!(&*found.value, "allow" | "deny"));
    if !named {
        walk.tag(frame, &rules::VIDEO_RELATIONSHIP, &[frame.tag.name]);
    }
}

fn countries<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for code in frame.value().split_ascii_whitespace() {
        if !lang::is_country(code) {
            walk.value(frame, &value_rules::COUNTRY, &[code]);
            return;
        }
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["thumbnail_loc", "title", "description"] {
        need(walk, frame, V, name);
    }
    if walk.seen_in(frame, V, "content_loc") == 0 && walk.seen_in(frame, V, "player_loc") == 0 {
        walk.tag(frame, &rules::VIDEO_NOWHERE, &[]);
    }
    if walk.seen_in(frame, V, "tag") > 32 {
        walk.tag(frame, &rules::VIDEO_TAGS, &[]);
    }
}
