//! `atom:content` (section 4.1.3): words here or elsewhere, of any media type.

use super::construct;
use crate::validate::judge::{reader, text, uri};
use crate::validate::rules::{atom as rules, value as value_rules};
use crate::validate::walk::{Content, ContentFacts, Element, Frame, Walk};

/// `atom:content`.
pub(crate) static CONTENT: Element =
    Element::content(Content::Mixed).attributes(&["type", "src"]).begin(begin).checks(&[end]);

/// What the content says it holds; without a type, it is text unless it stands elsewhere.
fn kind<'b>(frame: &'b Frame<'_>) -> &'b str {
    frame.attr("type").unwrap_or(if frame.attribute("src").is_some() { "" } else { "text" })
}

fn begin(walk: &mut Walk<'_>) {
    let Some(frame) = walk.top_mut() else { return };
    let kind = kind(frame).to_owned();
    let (has_src, has_type) = (frame.attribute("src").is_some(), frame.attribute("type").is_some());
    frame.content = if has_src { Content::Text } else { construct::content(&kind) };
    let name = frame.tag.name;
    if has_src && !has_type {
        walk.here(&rules::NO_TYPE, &["type", name]);
    }
    let is_word = matches!(&*kind, "text" | "html" | "xhtml");
    let lower = kind.to_ascii_lowercase();
    if (is_word && has_src) || lower.starts_with("multipart/") || lower.starts_with("message/") {
        walk.here(&value_rules::MIME, &["type", &kind]);
    } else {
        construct::media_type(walk, &kind);
    }
    construct::language(walk);
    if let Some(scope) = walk.facts.scopes.last_mut() {
        // HTML in Base64 can be shown.
        let media_type = if kind.ends_with("/html") { "html".to_owned() } else { kind };
        scope.content = Some(ContentFacts { media_type, has_src });
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    text::bad_characters(walk, frame);
    if let Some(src) = frame.attribute("src") {
        uri::reference_attribute(walk, frame, src);
        if !frame.value().is_empty() {
            walk.tag(frame, &rules::CONTENT_TWICE, &[]);
        }
        return;
    }
    construct::words(walk, frame, kind(frame));
    reader::content(walk, frame);
}
