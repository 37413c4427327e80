//! Text constructs (section 3.1) and what `atom:content` shares with them: plain
//! text, escaped HTML, or XHTML, and where it is wrong, media types.

use base64::Engine as _;

use crate::validate::judge::text;
use crate::validate::rules::{atom as rules, markup, structure, text as text_rules, value as value_rules};
use crate::validate::value::mime;
use crate::validate::walk::{Content, Element, Frame, Walk};
use crate::validate::xml::Ns;

pub(super) const ATTRIBUTES: &[&str] = &["type", "src"];

/// A text construct.
pub(crate) static TEXT: Element = Element::content(Content::Mixed).attributes(ATTRIBUTES).begin(begin).checks(&[end]);

/// What the construct says it holds.
fn kind<'b>(frame: &'b Frame<'_>) -> &'b str {
    frame.attr("type").unwrap_or("text")
}

pub(super) fn begin(walk: &mut Walk<'_>) {
    super::feed::misplaced(walk);
    let Some(frame) = walk.top_mut() else { return };
    let kind = kind(frame).to_owned();
    frame.content = content(&kind);
    if kind.contains('/') {
        walk.here(&rules::TEXT_TYPE, &[&kind]);
    }
    media_type(walk, &kind);
    language(walk);
    doubled_in_rss(walk);
}

/// How what stands in an element of this type is read.
pub(super) fn content(kind: &str) -> Content {
    match kind {
        "xhtml" => Content::XhtmlDiv,
        kind if is_xml(kind) => Content::Foreign,
        _ => Content::Text,
    }
}

/// The type must be one of Atom's words or a media type.
pub(super) fn media_type(walk: &mut Walk<'_>, kind: &str) {
    let Some(frame) = walk.top() else { return };
    if frame.attribute("type").is_some() && kind.is_empty() {
        let name = frame.tag.name;
        walk.here(&text_rules::BLANK_ATTRIBUTE, &["type", name]);
    } else if !kind.is_empty() && !matches!(kind, "text" | "html" | "xhtml") && mime::media_type(kind).is_none() {
        walk.here(&value_rules::MIME, &["type", kind]);
    }
}

fn is_xml(kind: &str) -> bool {
    kind.ends_with("+xml") || kind.ends_with("/xml")
}

/// The language of the words is worth knowing.
pub(super) fn language(walk: &mut Walk<'_>) {
    if walk.top().is_some_and(|frame| !frame.lang) && !walk.facts.language_told {
        walk.facts.language_told = true;
        walk.here(&rules::NO_LANGUAGE, &[]);
    }
}

/// Atom's text in RSS 2.0 says again what RSS's own elements say.
fn doubled_in_rss(walk: &mut Walk<'_>) {
    let Some(frame) = walk.top() else { return };
    if walk.is_rss2() && frame.tag.local != "summary" {
        let name = frame.tag.name;
        walk.here(&crate::validate::rules::rss::DUPLICATE_DESCRIPTION, &[name]);
    }
}

pub(super) fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text::bad_characters(walk, frame);
    words(walk, frame, kind(frame));
}

/// Judges the words by what they say they are.
pub(super) fn words<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, kind: &str) {
    match kind {
        "html" => text::atom_html(walk, frame),
        "xhtml" => xhtml(walk, frame),
        "text/html" => {
            text::atom_html(walk, frame);
            if !frame.text.contains("<html") {
                walk.tag(frame, &text_rules::HTML_FRAGMENT, &[kind]);
            }
        }
        "application/xhtml+xml" => {
            if walk.has_children(frame) && walk.seen_in(frame, Ns::Xhtml, "html") == 0 {
                walk.tag(frame, &text_rules::HTML_FRAGMENT, &[kind]);
            }
        }
        kind if is_xml(kind) => {}
        kind if kind.contains('/') && !kind.starts_with("text/") => base64(walk, frame, kind),
        _ => text::plain_or(walk, frame, &text_rules::UNDECLARED_HTML),
    }
    // Atom 0.3's word for it.
    if walk.has_children(frame) && frame.attr("mode") == Some("escaped") {
        walk.tag(frame, &text_rules::ESCAPED, &[frame.tag.name]);
    }
    if kind != "xhtml" && walk.has_children(frame) && !frame.value().is_empty() {
        walk.value(frame, &structure::UNEXPECTED_TEXT, &[frame.tag.name]);
    }
    if frame.text.is_empty() && !walk.has_children(frame) {
        let parent = walk.top().map_or("", |parent| parent.tag.name);
        walk.tag(frame, &text_rules::BLANK, &[frame.tag.name, parent]);
    }
}

/// What is not text stands in Base64 (section 4.1.3.3).
fn base64<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, kind: &str) {
    let packed: String = frame.text.split_ascii_whitespace().collect();
    match base64::engine::general_purpose::STANDARD.decode(packed) {
        Ok(bytes) if kind.ends_with("/html") => {
            text::hidden_html(walk, frame, &String::from_utf8_lossy(&bytes));
        }
        Ok(bytes) if bytes.is_empty() && !frame.text.is_empty() => {
            let parent = walk.top().map_or("", |parent| parent.tag.name);
            walk.tag(frame, &text_rules::BLANK, &[frame.tag.name, parent]);
        }
        Ok(_) => {}
        Err(_) => walk.value(frame, &value_rules::BASE64, &[frame.tag.name]),
    }
}

/// Only the `div` may stand in it (section 3.1.1.3).
fn xhtml<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() {
        return;
    }
    walk.value(frame, &markup::XHTML_DIV, &[frame.tag.name]);
    text::plain_or(walk, frame, &text_rules::NOT_INLINE);
    if walk.has_children(frame) {
        walk.value(frame, &structure::UNEXPECTED_TEXT, &[frame.tag.name]);
    }
}
