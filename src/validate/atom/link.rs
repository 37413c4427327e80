//! `atom:link` (section 4.2.7), in Atom and in RSS.

use std::borrow::Cow;

use crate::validate::judge::{lang, link, number, reader, text, uri};
use crate::validate::rules::{atom as rules, structure, text as text_rules, value as value_rules};
use crate::validate::value;
use crate::validate::walk::{Content, Element, Frame, LinkFacts, Walk};
use crate::validate::xml::Ns;

/// `atom:link`.
pub(crate) static LINK: Element = Element::content(Content::Anything)
    .attributes(&["href", "rel", "type", "hreflang", "title", "length"])
    .foreign_attributes(&[
        (Ns::Rdf, "type"),
        (Ns::Rdf, "resource"),
        (Ns::Thr, "count"),
        (Ns::Thr, "when"),
        (Ns::Thr, "updated"),
    ])
    .begin(begin)
    .checks(&[end]);

/// Relations of paged and archived feeds (RFC 5005).
pub(super) const PAGING: [&str; 7] = ["current", "first", "last", "next", "next-archive", "prev-archive", "previous"];

fn begin(walk: &mut Walk<'_>) {
    super::feed::misplaced(walk);
    if let Some(frame) = walk.top_mut() {
        frame.content = Content::Foreign;
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let take = |name: &str| frame.attribute(name).map_or(Cow::Borrowed(""), |attribute| attribute.value.clone());
    let mut rel = frame.attribute("rel").map_or(Cow::Borrowed("alternate"), |rel| rel.value.clone());
    if let Some(short) = rel.strip_prefix("http://www.iana.org/assignments/relation/") {
        rel = Cow::Owned(short.to_owned());
    }
    relation(walk, frame, &rel);
    if let Some(media_type) = frame.attribute("type") {
        let is_feed = matches!(
            media_type.value.split(';').next().unwrap_or_default(),
            "application/atom+xml" | "application/rss+xml" | "application/rdf+xml"
        );
        if value::mime::media_type(&media_type.value).is_none() {
            walk.attribute(frame, media_type, &value_rules::MIME, &["type", &media_type.value]);
        } else if rel == "self" && !is_feed {
            walk.attribute(frame, media_type, &rules::SELF_NOT_FEED, &[&media_type.value]);
        }
    }
    if walk.top().is_some_and(|parent| parent.tag.local == "entry") && PAGING.contains(&&*rel) {
        walk.tag(frame, &rules::REL_IN_ENTRY, &[&rel]);
    }
    if let Some(title) = frame.attribute("title") {
        if title.value.trim().is_empty() {
            walk.attribute(frame, title, &text_rules::BLANK_ATTRIBUTE, &["title", frame.tag.name]);
        }
        text::plain_attribute(walk, frame, title);
    }
    if let Some(length) = frame.attribute("length") {
        number::non_negative_attribute(walk, frame, length);
    }
    if let Some(hreflang) = frame.attribute("hreflang") {
        lang::attribute(walk, frame, hreflang);
    }
    thread(walk, frame, &rel);
    match frame.attribute("href") {
        Some(href) => {
            uri::iri_attribute(walk, frame, href);
            if let Some(media_type) = frame.attribute("type").filter(|_| rel == "enclosure") {
                reader::media_type(walk, frame, &href.value, media_type);
            }
            if matches!(&*rel, "alternate" | "enclosure" | "self" | "next" | "hub") {
                reader::link_attribute(walk, frame, href);
            }
            if rel == "self" {
                link::itself(walk, frame, href);
            }
            link::same_document(walk, frame, href);
        }
        None => walk.tag(frame, &rules::NO_HREF, &[]),
    }
    if !frame.value().is_empty() {
        walk.value(frame, &rules::LINK_NOT_EMPTY, &[]);
    }
    let facts =
        LinkFacts { rel, href: take("href"), media_type: take("type"), hreflang: take("hreflang"), at: frame.tag.at };
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.links.push(facts);
    }
}

fn relation<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, rel: &str) {
    let Some(attribute) = frame.attribute("rel") else { return };
    if rel.trim().is_empty() {
        walk.attribute(frame, attribute, &text_rules::BLANK_ATTRIBUTE, &["rel", frame.tag.name]);
    }
    if !link::is_registered(rel) && value::uri::check(rel, value::uri::Need::Uri).is_err() {
        walk.attribute(frame, attribute, &rules::RELATION, &[rel]);
    }
}

/// The attributes of RFC 4685 belong on links to replies.
fn thread<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, rel: &str) {
    for name in ["count", "updated"] {
        if let Some(attribute) = frame.foreign_attribute(Ns::Thr, name)
            && rel != "replies"
        {
            walk.attribute(frame, attribute, &structure::UNEXPECTED_ATTRIBUTE, &[attribute.name, frame.tag.name]);
        }
    }
    if let Some(count) = frame.foreign_attribute(Ns::Thr, "count") {
        number::non_negative_attribute(walk, frame, count);
    }
    if let Some(when) = frame.foreign_attribute(Ns::Thr, "when") {
        walk.attribute(frame, when, &rules::THREAD_WHEN, &[]);
    }
    if let Some(updated) = frame.foreign_attribute(Ns::Thr, "updated") {
        crate::validate::judge::date::rfc3339_attribute(walk, frame, updated);
    }
}
