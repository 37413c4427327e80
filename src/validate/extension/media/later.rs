//! The elements that Media RSS has had since version 1.5. The W3C does not know
//! them; what is wrong with them is a warning at most.

use super::super::value::{self, WORDS};
use super::M;
use crate::validate::rule::Rule;
use crate::validate::rules::media as rules;
use crate::validate::value::number;
use crate::validate::walk::{Child, Element, Frame, Place, Walk};

pub(super) static ELEMENTS: &[Child] = &[
    Child::once(M, "community", &COMMUNITY),
    Child::once(M, "comments", &COMMENTS),
    Child::once(M, "embed", &EMBED),
    Child::once(M, "responses", &RESPONSES),
    Child::once(M, "backLinks", &BACK_LINKS),
    Child::once(M, "status", &STATUS),
    Child::many(M, "price", &PRICE),
    Child::many(M, "license", &LICENSE),
    Child::many(M, "subTitle", &SUBTITLE),
    Child::many(M, "peerLink", &PEER_LINK),
    Child::many(M, "location", &LOCATION),
    Child::once(M, "rights", &RIGHTS),
    Child::once(M, "scenes", &SCENES),
];

const fn open(children: &'static [Child]) -> Element {
    Element::of(children).place(Place::Open)
}

static COMMUNITY: Element = open(&[
    Child::once(M, "starRating", &STAR_RATING),
    Child::once(M, "statistics", &STATISTICS),
    Child::once(M, "tags", &WORDS),
]);
static STAR_RATING: Element = open(&[]).attributes(&["average", "count", "min", "max"]).checks(&[stars]);
static STATISTICS: Element = open(&[]).attributes(&["views", "favorites"]).checks(&[statistics]);
static COMMENTS: Element = open(&[Child::many(M, "comment", &WORDS)]);
static RESPONSES: Element = open(&[Child::many(M, "response", &WORDS)]);
static BACK_LINKS: Element = open(&[Child::many(M, "backLink", &WORDS)]);
static EMBED: Element =
    open(&[Child::many(M, "param", &PARAM)]).attributes(&["url", "width", "height"]).checks(&[embed]);
static PARAM: Element = value::text(&[value::words]).attributes(&["name"]);
static STATUS: Element = open(&[]).attributes(&["state", "reason"]).checks(&[status]);
static PRICE: Element = open(&[]).attributes(&["type", "info", "price", "currency"]).checks(&[price]);
static LICENSE: Element = value::text(&[value::words]).attributes(&["type", "href"]);
static SUBTITLE: Element = open(&[]).attributes(&["type", "lang", "href"]).checks(&[leads]);
static PEER_LINK: Element = open(&[]).attributes(&["type", "href"]).checks(&[leads]);
static LOCATION: Element = open(&[]).attributes(&["description", "start", "end"]).checks(&[location]);
static RIGHTS: Element = open(&[]).attributes(&["status"]).checks(&[rights]);
static SCENES: Element = open(&[Child::many(M, "scene", &SCENE)]);
static SCENE: Element = open(&[
    Child::once(M, "sceneTitle", &WORDS),
    Child::once(M, "sceneDescription", &WORDS),
    Child::once(M, "sceneStartTime", &WORDS),
    Child::once(M, "sceneEndTime", &WORDS),
]);

fn among<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str, words: &[&str], rule: &'static Rule) {
    match frame.attribute(name) {
        Some(attribute) if words.contains(&&*attribute.value) => {}
        Some(attribute) => walk.attribute(frame, attribute, rule, &[&attribute.value]),
        None => walk.tag(frame, rule, &[""]),
    }
}

fn status<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    among(walk, frame, "state", &["active", "blocked", "deleted"], &rules::STATUS);
}

fn rights<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    among(walk, frame, "status", &["userCreated", "official"], &rules::RIGHTS);
}

fn price<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.attribute("type").is_some() {
        among(walk, frame, "type", &["rent", "purchase", "package", "subscription"], &rules::PRICE);
    }
    if let Some(price) = value::filled(frame, "price")
        && number::unsigned_decimal(&price.value).is_none()
    {
        walk.attribute(frame, price, &rules::NUMBER, &["price", &price.value]);
    }
    if let Some(currency) = value::filled(frame, "currency")
        && !(currency.value.len() == 3 && currency.value.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        walk.attribute(frame, currency, &rules::CURRENCY, &[&currency.value]);
    }
}

fn stars<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let read = |name: &str| frame.attr(name).and_then(number::float);
    let (average, least, most) = (read("average"), read("min").unwrap_or(1.0), read("max").unwrap_or(5.0));
    if let Some(attribute) = frame.attribute("average")
        && !average.is_some_and(|average| average == 0.0 || (least..=most).contains(&average))
    {
        walk.attribute(frame, attribute, &rules::STARS, &[&attribute.value]);
    }
}

fn statistics<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["views", "favorites"] {
        if let Some(count) = frame.attribute(name)
            && number::non_negative(&count.value).is_err()
        {
            walk.attribute(frame, count, &rules::NUMBER, &[name, &count.value]);
        }
    }
}

fn embed<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if value::filled(frame, "url").is_none() {
        walk.tag(frame, &rules::LEADS_NOWHERE, &[frame.tag.name, "url"]);
    }
}

fn leads<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if value::filled(frame, "href").is_none() {
        walk.tag(frame, &rules::LEADS_NOWHERE, &[frame.tag.name, "href"]);
    }
}

fn location<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["start", "end"] {
        if let Some(time) = value::filled(frame, name)
            && crate::validate::value::time::npt(&time.value).is_none()
        {
            walk.attribute(frame, time, &rules::TIME, &[&time.value]);
        }
    }
}
