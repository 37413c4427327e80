//! `media:content`: one object, or one form of it.

use super::super::value;
use super::M;
use super::group::HAS_DEFAULT;
use crate::validate::judge::{lang, number, reader};
use crate::validate::rules::{media as rules, value as value_rules};
use crate::validate::value::{mime, token};
use crate::validate::walk::{Element, Frame, Place, Walk};

/// `media:content`.
pub(super) static CONTENT: Element = Element::of(&[])
    .attributes(&[
        "url",
        "fileSize",
        "type",
        "medium",
        "isDefault",
        "expression",
        "bitrate",
        "framerate",
        "samplingrate",
        "channels",
        "duration",
        "height",
        "width",
        "lang",
    ])
    .place(Place::MediaContent)
    .checks(&[numbers, words, whereabouts, default]);

const MEDIA: &[&str] = &["image", "audio", "video", "document", "executable"];

fn numbers<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["bitrate", "duration", "framerate", "samplingrate"] {
        value::float_attribute(walk, frame, name);
    }
    for name in ["fileSize", "height", "width"] {
        value::positive_attribute(walk, frame, name);
    }
    if let Some(channels) = value::filled(frame, "channels") {
        number::non_negative_attribute(walk, frame, channels);
    }
}

fn words<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(expression) = value::filled(frame, "expression")
        && !matches!(&*expression.value, "sample" | "full" | "nonstop")
    {
        walk.attribute(frame, expression, &rules::EXPRESSION, &[&expression.value]);
    }
    if let Some(default) = value::filled(frame, "isDefault")
        && token::true_false(&default.value).is_none()
    {
        walk.attribute(frame, default, &value_rules::TRUE_FALSE, &["isDefault", &default.value]);
    }
    if let Some(language) = value::filled(frame, "lang") {
        lang::attribute(walk, frame, language);
    }
    let medium = value::filled(frame, "medium");
    if let Some(medium) = medium.filter(|medium| !MEDIA.contains(&&*medium.value)) {
        walk.attribute(frame, medium, &rules::MEDIUM, &[&medium.value]);
    }
    let Some(kind) = value::filled(frame, "type") else { return };
    let Some(media_type) = mime::media_type(&kind.value) else {
        walk.attribute(frame, kind, &value_rules::MIME_ATTRIBUTE, &["type", &kind.value]);
        return;
    };
    let is_medium = ["image", "audio", "video"].iter().any(|medium| media_type.kind.eq_ignore_ascii_case(medium));
    if let Some(medium) = medium
        && is_medium
        && MEDIA.contains(&&*medium.value)
        && !media_type.kind.eq_ignore_ascii_case(&medium.value)
    {
        walk.attribute(frame, kind, &rules::TYPE_AGAINST_MEDIUM, &[&kind.value, &medium.value]);
    }
}

/// Where it is to be had: at its address, or through a player.
fn whereabouts<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(url) = value::filled(frame, "url") else {
        let player = walk.seen_in(frame, M, "player") > 0 || walk.seen(M, "player") > 0;
        if !player {
            walk.tag(frame, &rules::CONTENT_WITHOUT_URL, &[]);
        }
        return;
    };
    value::address_attribute(walk, frame, "url");
    reader::link_attribute(walk, frame, url);
    if let Some(kind) = value::filled(frame, "type") {
        reader::media_type(walk, frame, &url.value, kind);
    }
}

/// A group has one default.
fn default<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !frame.attr("isDefault").is_some_and(|default| default.eq_ignore_ascii_case("true")) {
        return;
    }
    let Some(parent) = walk.top_mut().filter(|parent| parent.element.place == Place::MediaGroup) else { return };
    if parent.note & HAS_DEFAULT != 0 {
        walk.tag(frame, &rules::DEFAULTS, &[]);
    } else {
        parent.note |= HAS_DEFAULT;
    }
}
