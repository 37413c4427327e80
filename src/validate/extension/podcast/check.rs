//! What several elements of the podcast namespace are asked.

use super::P;
use crate::validate::judge::reader;
use crate::validate::rules::podcast as rules;
use crate::validate::value::{mime, number, uri};
use crate::validate::walk::{Frame, Walk};

/// Attributes that must be there and say something.
pub(super) fn must_have<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, names: &[&str]) {
    for name in names {
        if frame.attr(name).is_none_or(str::is_empty) {
            walk.tag(frame, &rules::ATTRIBUTE, &[name, frame.tag.name]);
        }
    }
}

/// An attribute, where it is there, holds an address of the web.
pub(super) fn address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    let Some(attribute) = frame.attribute(name).filter(|attribute| !attribute.value.is_empty()) else { return };
    if uri::is_http(&attribute.value) {
        reader::link_attribute(walk, frame, attribute);
    } else {
        walk.attribute(frame, attribute, &rules::ADDRESS, &[name, &attribute.value]);
    }
}

/// An attribute, where it is there, holds a media type.
pub(super) fn media_type<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    if let Some(attribute) = frame.attribute(name).filter(|attribute| !attribute.value.is_empty())
        && mime::media_type(&attribute.value).is_none()
    {
        walk.attribute(frame, attribute, &rules::MEDIA_TYPE, &[name, &attribute.value]);
    }
}

/// An attribute, where it is there, holds a number from 0.
pub(super) fn number<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    if let Some(attribute) = frame.attribute(name).filter(|attribute| !attribute.value.is_empty())
        && number::unsigned_decimal(&attribute.value).is_none()
    {
        walk.attribute(frame, attribute, &rules::NUMBER, &[name, &attribute.value]);
    }
}

/// An attribute, where it is there, is one of some words.
pub(super) fn among<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str, words: &[&str]) {
    if let Some(attribute) = frame.attribute(name).filter(|attribute| !attribute.value.is_empty())
        && !words.contains(&&*attribute.value)
    {
        walk.attribute(frame, attribute, &rules::WORD, &[name, &attribute.value, &words.join(", ")]);
    }
}

/// The text is one of some words.
pub(super) fn text_among<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, words: &[&str]) {
    if !words.contains(&frame.value()) {
        walk.value(frame, &rules::WORD, &[frame.tag.name, frame.value(), &words.join(", ")]);
    }
}

/// The text is there, and not longer than readers show.
pub(super) fn length<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, most: usize) {
    if frame.value().chars().count() > most {
        walk.value(frame, &rules::TOO_LONG, &[frame.tag.name, &most.to_string()]);
    }
}

/// It stands once.
pub(super) fn once<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen(P, frame.tag.local) > 1 {
        let parent = walk.top().map_or("", |parent| parent.tag.name);
        walk.tag(frame, &rules::TWICE, &[frame.tag.name, parent]);
    }
}
