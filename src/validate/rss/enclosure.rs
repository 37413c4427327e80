//! `enclosure`: a file that belongs to an item.

use std::borrow::Cow;

use crate::validate::judge::reader;
use crate::validate::rules::{rss as rules, structure, uri as uri_rules, value as value_rules};
use crate::validate::value::number::{self, IntegerFault};
use crate::validate::value::{mime, uri};
use crate::validate::walk::{Element, Frame, LinkFacts, Walk};

/// `enclosure`.
pub(super) static ENCLOSURE: Element = Element::of(&[]).attributes(&["url", "length", "type"]).checks(&[end]);

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let href = frame.attribute("url").map_or(Cow::Borrowed(""), |url| url.value.clone());
    let (rel, none) = (Cow::Borrowed("enclosure"), Cow::Borrowed(""));
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.links.push(LinkFacts { rel, href, media_type: none.clone(), hreflang: none, at: frame.tag.at });
    }
    for name in ["url", "length", "type"] {
        if frame.attribute(name).is_none() {
            walk.tag(frame, &structure::MISSING_ATTRIBUTE, &[name, "enclosure"]);
        }
    }
    if let Some(url) = frame.attribute("url")
        && !uri::is_http(&url.value)
    {
        walk.attribute(frame, url, &uri_rules::HTTP_ATTRIBUTE, &["url", &url.value]);
    }
    if let (Some(url), Some(media_type)) = (frame.attribute("url"), frame.attribute("type")) {
        reader::link_attribute(walk, frame, url);
        reader::media_type(walk, frame, &url.value, media_type);
    }
    if let Some(length) = frame.attribute("length") {
        match number::non_negative(&length.value) {
            Ok(_) => {}
            Err(IntegerFault::Negative) if length.value == "-1" => {
                walk.attribute(frame, length, &rules::LENGTH_UNKNOWN, &[]);
            }
            Err(IntegerFault::Negative) => {
                walk.attribute(frame, length, &value_rules::NON_NEGATIVE, &["length", &length.value]);
            }
            Err(_) => {
                walk.attribute(frame, length, &value_rules::INTEGER_ATTRIBUTE, &["length", &length.value]);
            }
        }
    }
    if let Some(media_type) = frame.attribute("type")
        && mime::media_type(&media_type.value).is_none()
    {
        walk.attribute(frame, media_type, &value_rules::MIME_ATTRIBUTE, &["type", &media_type.value]);
    }
}
