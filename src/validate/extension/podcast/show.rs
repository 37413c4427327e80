//! What the podcast namespace adds to a show, and to a show and its episodes alike.

use super::check::{address, among, length, media_type, must_have, number, once, text_among};
use super::value::VALUE;
use super::{P, open, open_of};
use crate::validate::judge::date::seconds_822;
use crate::validate::rules::podcast as rules;
use crate::validate::value::uri::is_uuid;
use crate::validate::walk::{Child, Content, Element, Frame, Place, Walk};

pub(super) static ELEMENTS: &[Child] = &[
    Child::many(P, "locked", &LOCKED),
    Child::many(P, "funding", &FUNDING),
    Child::many(P, "guid", &GUID),
    Child::many(P, "medium", &MEDIUM),
    Child::many(P, "person", &PERSON),
    Child::many(P, "location", &LOCATION),
    Child::many(P, "trailer", &TRAILER),
    Child::many(P, "license", &LICENSE),
    Child::many(P, "images", &IMAGES),
    Child::many(P, "image", &IMAGE),
    Child::many(P, "block", &BLOCK),
    Child::many(P, "txt", &TXT),
    Child::many(P, "value", &VALUE),
    Child::many(P, "liveItem", &LIVE_ITEM),
    Child::many(P, "remoteItem", &REMOTE_ITEM),
    Child::many(P, "podroll", &REMOTE_ITEMS),
    Child::many(P, "publisher", &REMOTE_ITEMS),
    Child::many(P, "updateFrequency", &UPDATE_FREQUENCY),
    Child::many(P, "podping", &PODPING),
    Child::many(P, "chat", &CHAT),
];

static LOCKED: Element = open(&[locked, once]).attributes(&["owner"]);
static FUNDING: Element = open(&[funding]).attributes(&["url"]);
static GUID: Element = open(&[guid, once]);
static MEDIUM: Element = open(&[medium, once]);
pub(super) static PERSON: Element = open(&[person]).attributes(&["role", "group", "img", "href"]);
pub(super) static LOCATION: Element = open(&[location]).attributes(&["geo", "osm", "rel", "country"]);
static TRAILER: Element = open(&[trailer]).attributes(&["url", "pubdate", "length", "type", "season"]);
pub(super) static LICENSE: Element = open(&[license, once]).attributes(&["url"]);
pub(super) static IMAGES: Element = open(&[images]).attributes(&["srcset"]);
pub(super) static IMAGE: Element =
    open(&[image]).attributes(&["href", "alt", "aspect-ratio", "width", "height", "type", "purpose"]);
static BLOCK: Element = open(&[block]).attributes(&["id"]);
pub(super) static TXT: Element = open(&[txt]).attributes(&["purpose"]);
/// An episode that is on the air; its elements are those of an item.
static LIVE_ITEM: Element =
    Element::content(Content::Anything).place(Place::Open).attributes(&["status", "start", "end"]).checks(&[live_item]);
pub(super) static REMOTE_ITEM: Element =
    open(&[remote_item]).attributes(&["feedGuid", "feedUrl", "itemGuid", "medium", "title"]);
static REMOTE_ITEMS: Element = open_of(&[Child::many(P, "remoteItem", &REMOTE_ITEM)]);
static UPDATE_FREQUENCY: Element = open(&[update_frequency]).attributes(&["complete", "dtstart", "rrule"]);
static PODPING: Element = open(&[podping]).attributes(&["usesPodping"]);
pub(super) static CHAT: Element = open(&[chat]).attributes(&["server", "protocol", "accountId", "space", "embedUrl"]);

fn locked<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text_among(walk, frame, &["yes", "no"]);
}

fn funding<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["url"]);
    address(walk, frame, "url");
    length(walk, frame, 128);
}

fn guid<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !is_uuid(frame.value()) {
        walk.value(frame, &rules::GUID, &[frame.value()]);
    }
}

fn medium<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let lists = frame.value().strip_suffix('L').unwrap_or(frame.value());
    let known = ["podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course"];
    if !known.contains(&lists) && lists != "mixed" {
        walk.value(frame, &rules::WORD, &["podcast:medium", frame.value(), &known.join(", ")]);
    }
}

fn person<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() {
        walk.tag(frame, &rules::EMPTY, &[frame.tag.name]);
    }
    length(walk, frame, 128);
    address(walk, frame, "img");
    address(walk, frame, "href");
}

fn location<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() {
        walk.tag(frame, &rules::EMPTY, &[frame.tag.name]);
    }
    length(walk, frame, 128);
    if let Some(geo) = frame.attribute("geo")
        && !geo.value.starts_with("geo:")
    {
        walk.attribute(frame, geo, &rules::GEO, &[&geo.value]);
    }
}

fn trailer<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["url", "pubdate"]);
    address(walk, frame, "url");
    media_type(walk, frame, "type");
    number(walk, frame, "length");
    number(walk, frame, "season");
    if let Some(date) = frame.attribute("pubdate")
        && seconds_822(&date.value, walk.context.now).is_none()
    {
        walk.attribute(frame, date, &rules::DATE, &["pubdate", &date.value]);
    }
}

fn license<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() {
        walk.tag(frame, &rules::EMPTY, &[frame.tag.name]);
    }
    length(walk, frame, 128);
    address(walk, frame, "url");
}

fn images<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["srcset"]);
}

fn image<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["href"]);
    address(walk, frame, "href");
    media_type(walk, frame, "type");
}

fn block<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text_among(walk, frame, &["yes", "no"]);
}

fn txt<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    length(walk, frame, 4000);
}

fn live_item<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["status", "start"]);
    among(walk, frame, "status", &["pending", "live", "ended"]);
    time(walk, frame, "start");
    time(walk, frame, "end");
}

/// An attribute, where it is there, holds a time of ISO 8601.
fn time<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    if let Some(time) = frame.attribute(name)
        && crate::validate::value::date::iso8601(&time.value, walk.context.now).is_err()
    {
        walk.attribute(frame, time, &rules::DATE, &[name, &time.value]);
    }
}

fn remote_item<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("feedGuid") {
        None => walk.tag(frame, &rules::ATTRIBUTE, &["feedGuid", frame.tag.name]),
        Some(guid) if !is_uuid(&guid.value) => walk.attribute(frame, guid, &rules::GUID, &[&guid.value]),
        Some(_) => {}
    }
    address(walk, frame, "feedUrl");
}

fn update_frequency<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    among(walk, frame, "complete", &["true", "false"]);
    time(walk, frame, "dtstart");
    length(walk, frame, 128);
}

fn podping<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    among(walk, frame, "usesPodping", &["true", "false"]);
}

fn chat<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["server", "protocol"]);
}
