//! The optional elements of Media RSS 1.1, which may stand in channels, items,
//! groups and contents.

use super::super::value::{self, WORDS};
use super::{M, credit, rating, restriction, text};
use crate::validate::judge::{number, reader, text as judge, uri};
use crate::validate::rules::{media as rules, value as value_rules};
use crate::validate::value::time;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Attribute;

pub(super) static ELEMENTS: &[Child] = &[
    Child::many(M, "thumbnail", &THUMBNAIL),
    Child::once(M, "title", &text::TITLE),
    Child::once(M, "description", &text::TITLE),
    Child::many(M, "credit", &credit::CREDIT),
    Child::many(M, "keywords", &WORDS),
    Child::many(M, "category", &CATEGORY),
    Child::once(M, "copyright", &COPYRIGHT),
    Child::many(M, "text", &text::TEXT),
    Child::many(M, "rating", &rating::RATING),
    Child::once(M, "adult", &ADULT),
    Child::many(M, "restriction", &restriction::RESTRICTION),
    Child::many(M, "player", &PLAYER),
    Child::many(M, "hash", &HASH),
];

static THUMBNAIL: Element = value::text(&[value::words, thumbnail]).attributes(&["url", "width", "height", "time"]);
static PLAYER: Element = Element::of(&[]).attributes(&["url", "width", "height"]).checks(&[picture]);
static CATEGORY: Element = value::text(&[value::rdf, judge::plain, category]).attributes(&["label", "scheme"]);
static COPYRIGHT: Element = value::text(&[value::rdf, judge::plain, copyright]).attributes(&["url"]);
static ADULT: Element = value::text(&[value::words, number::true_false, adult]);
static HASH: Element = value::text(&[value::words, hash]).attributes(&["algo"]);

/// A picture with its size, or a page with its own.
fn picture<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(url) = value::required_filled(walk, frame, "url") {
        uri::full_attribute(walk, frame, url);
        reader::link_attribute(walk, frame, url);
    }
    value::positive_attribute(walk, frame, "height");
    value::positive_attribute(walk, frame, "width");
}

fn thumbnail<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    picture(walk, frame);
    if let Some(time) = value::filled(frame, "time") {
        play_time(walk, frame, time);
    }
}

/// A place in sound or video. The W3C looks at how it begins.
pub(super) fn play_time<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    let text = &*attribute.value;
    if !text.starts_with("now") && !text.starts_with(|c: char| c.is_ascii_digit()) {
        walk.attribute(frame, attribute, &value_rules::NPT, &[text]);
    } else if time::npt(text).is_none() {
        walk.attribute(frame, attribute, &rules::TIME, &[text]);
    }
}

fn category<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(label) = value::filled(frame, "label") {
        judge::plain_attribute(walk, frame, label);
    }
    value::address_attribute(walk, frame, "scheme");
}

fn copyright<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::address_attribute(walk, frame, "url");
}

fn adult<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    walk.tag(frame, &rules::ADULT, &[]);
}

/// A hash, MD5 where it does not say what.
fn hash<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    let length = match value::filled(frame, "algo").map(|algorithm| &*algorithm.value) {
        None | Some("md5") => 32,
        Some("sha-1") => 40,
        Some(other) => {
            walk.tag(frame, &rules::HASH, &[text, other]);
            return;
        }
    };
    let algorithm = if length == 32 { "md5" } else { "sha-1" };
    if text.len() != length || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        walk.value(frame, &rules::HASH, &[text, algorithm]);
    } else if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        walk.value(frame, &rules::HASH_DIGITS, &[text]);
    }
}
