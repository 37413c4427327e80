//! What the podcast namespace adds to an episode.

use super::check::{address, among, length, media_type, must_have, number, once};
use super::show::{CHAT, IMAGE, IMAGES, LICENSE, LOCATION, PERSON, TXT};
use super::value::VALUE;
use super::{P, open, open_of};
use crate::validate::rules::podcast as rules;
use crate::validate::value::number as numbers;
use crate::validate::walk::{Child, Element, Frame, Walk};

pub(super) static ELEMENTS: &[Child] = &[
    Child::many(P, "transcript", &TRANSCRIPT),
    Child::many(P, "chapters", &CHAPTERS),
    Child::many(P, "soundbite", &SOUNDBITE),
    Child::many(P, "person", &PERSON),
    Child::many(P, "location", &LOCATION),
    Child::many(P, "season", &SEASON),
    Child::many(P, "episode", &EPISODE),
    Child::many(P, "license", &LICENSE),
    Child::many(P, "alternateEnclosure", &ALTERNATE),
    Child::many(P, "images", &IMAGES),
    Child::many(P, "image", &IMAGE),
    Child::many(P, "txt", &TXT),
    Child::many(P, "value", &VALUE),
    Child::many(P, "socialInteract", &SOCIAL),
    Child::many(P, "contentLink", &CONTENT_LINK),
    Child::many(P, "chat", &CHAT),
];

static TRANSCRIPT: Element = open(&[transcript]).attributes(&["url", "type", "language", "rel"]);
static CHAPTERS: Element = open(&[chapters, once]).attributes(&["url", "type"]);
static SOUNDBITE: Element = open(&[soundbite]).attributes(&["startTime", "duration"]);
static SEASON: Element = open(&[season, once]).attributes(&["name"]);
static EPISODE: Element = open(&[episode, once]).attributes(&["display"]);
static ALTERNATE: Element = open_of(&[Child::many(P, "source", &SOURCE), Child::many(P, "integrity", &INTEGRITY)])
    .attributes(&["type", "length", "bitrate", "height", "lang", "title", "rel", "codecs", "default"])
    .checks(&[alternate]);
static SOURCE: Element = open(&[source]).attributes(&["uri", "contentType"]);
static INTEGRITY: Element = open(&[integrity]).attributes(&["type", "value"]);
static SOCIAL: Element = open(&[social]).attributes(&["protocol", "uri", "accountId", "accountUrl", "priority"]);
static CONTENT_LINK: Element = open(&[content_link]).attributes(&["href"]);

fn transcript<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["url", "type"]);
    address(walk, frame, "url");
    media_type(walk, frame, "type");
    among(walk, frame, "rel", &["captions"]);
}

fn chapters<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["url", "type"]);
    address(walk, frame, "url");
    media_type(walk, frame, "type");
}

fn soundbite<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["startTime", "duration"]);
    number(walk, frame, "startTime");
    number(walk, frame, "duration");
    length(walk, frame, 128);
}

fn season<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if numbers::non_negative(frame.value()).is_err() {
        walk.value(frame, &rules::NUMBER, &[frame.tag.name, frame.value()]);
    }
}

fn episode<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if numbers::unsigned_decimal(frame.value()).is_none() {
        walk.value(frame, &rules::NUMBER, &[frame.tag.name, frame.value()]);
    }
}

fn alternate<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["type"]);
    media_type(walk, frame, "type");
    for name in ["length", "bitrate", "height"] {
        number(walk, frame, name);
    }
    among(walk, frame, "default", &["true", "false"]);
    if walk.seen_in(frame, P, "source") == 0 {
        walk.tag(frame, &rules::NO_SOURCE, &[]);
    }
}

fn source<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["uri"]);
    media_type(walk, frame, "contentType");
}

fn integrity<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["type", "value"]);
    among(walk, frame, "type", &["sri", "pgp-signature"]);
}

fn social<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["protocol"]);
    // `disabled` says that there is to be no talk.
    if frame.attr("protocol") != Some("disabled") {
        must_have(walk, frame, &["uri"]);
        address(walk, frame, "accountUrl");
        number(walk, frame, "priority");
    }
}

fn content_link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    must_have(walk, frame, &["href"]);
}
