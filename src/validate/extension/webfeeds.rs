//! Feedly's webfeeds (<https://blog.feedly.com/10-ways-to-optimize-your-feed-for-feedly/>):
//! how a feed looks in a reader. The W3C does not know it.

use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::rules::reader_hints as rules;
use crate::validate::value::{token, uri};
use crate::validate::walk::{Check, Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const W: Ns = Ns::WebFeeds;

pub(super) static WEBFEEDS: Vocabulary = Vocabulary::new(&[
    (
        FEEDS,
        &[
            Child::many(W, "icon", &ADDRESS),
            Child::many(W, "logo", &ADDRESS),
            Child::many(W, "accentColor", &COLOUR),
            Child::many(W, "cover", &COVER),
            Child::many(W, "analytics", &ANALYTICS),
            Child::many(W, "related", &RELATED),
        ],
    ),
    (ENTRIES, &[Child::many(W, "featuredImage", &FEATURED)]),
]);

const fn open(checks: &'static [Check]) -> Element {
    Element::text(checks).place(Place::Open)
}

static ADDRESS: Element = open(&[address]);
static COLOUR: Element = open(&[colour]);
static COVER: Element = open(&[cover]).attributes(&["image"]);
static ANALYTICS: Element = open(&[]).attributes(&["id", "engine"]);
static RELATED: Element = open(&[related]).attributes(&["layout", "target"]);
static FEATURED: Element = open(&[featured]).attributes(&["url", "width", "height", "type"]);

fn address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !uri::is_http(frame.value()) {
        walk.value(frame, &rules::ADDRESS, &[frame.tag.name, frame.value()]);
    }
}

fn colour<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    // Feedly's own example has no `#`.
    let digits = frame.value().strip_prefix('#').unwrap_or(frame.value());
    let is_short = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_short && !token::is_colour(&format!("#{digits}")) {
        walk.value(frame, &rules::COLOUR, &[frame.value()]);
    }
}

fn in_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    match frame.attribute(name) {
        Some(url) if uri::is_http(&url.value) => {}
        Some(url) => walk.attribute(frame, url, &rules::ADDRESS, &[name, &url.value]),
        None => walk.tag(frame, &rules::ADDRESS, &[frame.tag.name, ""]),
    }
}

fn cover<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    in_attribute(walk, frame, "image");
}

fn featured<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    in_attribute(walk, frame, "url");
}

fn related<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(layout) = frame.attribute("layout")
        && layout.value != "card"
    {
        walk.attribute(frame, layout, &rules::LAYOUT, &[&layout.value]);
    }
}
