//! What readers suffer from, in single elements: addresses that lead nowhere, words
//! that stand twice, files that are not what they say.

use xxhash_rust::xxh3::xxh3_64;

use crate::validate::rules::reader as rules;
use crate::validate::value::uri;
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// Characters that a title may have.
pub(crate) const LONGEST_TITLE: usize = 250;

/// A title that readers cut off.
pub(crate) fn title<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().len() > LONGEST_TITLE {
        let count = frame.value().chars().count();
        if count > LONGEST_TITLE {
            walk.value(frame, &rules::TITLE_LONG, &[&count.to_string()]);
        }
    }
}

/// An element that holds an address for readers to follow.
pub(crate) fn link<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some((rule, word)) = address(walk, frame.value()) {
        walk.value(frame, rule, &[&word]);
    }
}

/// An attribute that holds an address for readers to follow.
pub(crate) fn link_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    if let Some((rule, word)) = address(walk, &attribute.value) {
        walk.attribute(frame, attribute, rule, &[&word]);
    }
}

/// What is wrong with an address for readers to follow, and the word that says so.
pub(crate) fn address(walk: &Walk<'_>, url: &str) -> Option<(&'static crate::validate::rule::Rule, String)> {
    let host = uri::host(url)?;
    if uri::is_private_host(host) {
        return Some((&rules::PRIVATE_LINK, url.to_owned()));
    }
    let home = walk.facts.document.itself.as_deref().unwrap_or(walk.context.base);
    let is_insecure = url.len() > 5 && url.as_bytes()[..5].eq_ignore_ascii_case(b"http:");
    let is_ours = is_insecure && home.starts_with("https:") && uri::host(home) == Some(host);
    is_ours.then(|| (&rules::HTTP_LINK, url.to_owned()))
}

/// A category, known by its scheme and term.
pub(crate) fn category<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, scheme: &str, term: &str) {
    // To readers, `Ports` and `ports` are one.
    let hash = xxh3_64(term.to_ascii_lowercase().as_bytes()) ^ xxh3_64(scheme.as_bytes()).rotate_left(1);
    let Some(scope) = walk.facts.scopes.last_mut() else { return };
    if scope.categories.contains(&hash) {
        walk.tag(frame, &rules::CATEGORY_TWICE, &[term]);
    } else if scope.categories.len() < 1_000 {
        scope.categories.push(hash);
    }
}

/// Keeps an entry's summary, to be held against its content.
pub(crate) fn summary<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.has_words |= !frame.value().is_empty();
        scope.summary = Some(frame.text.clone());
    }
}

/// An entry's content, which should not be its summary again.
pub(crate) fn content<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(scope) = walk.facts.scopes.last_mut() else { return };
    scope.entry.has_words |= !frame.value().is_empty();
    let summary = scope.summary.take();
    if summary.is_some_and(|summary| !summary.trim().is_empty() && summary.trim() == frame.value()) {
        walk.tag(frame, &rules::SAME_WORDS, &[]);
    }
}

/// A file whose name says another kind than its media type.
pub(crate) fn media_type<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, url: &str, media_type: &Attribute<'a>) {
    if contradicts(url, &media_type.value) {
        walk.attribute(frame, media_type, &rules::ENCLOSURE_TYPE, &[&media_type.value, url]);
    }
}

/// Whether a file's name says another kind than its media type.
pub(crate) fn contradicts(url: &str, media_type: &str) -> bool {
    let Some(kind) = uri::extension(url).and_then(kind_of) else { return false };
    let says = media_type.split('/').next().unwrap_or_default();
    let is_media = ["audio", "video", "image"].iter().any(|major| says.eq_ignore_ascii_case(major));
    is_media && !says.eq_ignore_ascii_case(kind) && !(kind == "video" && says.eq_ignore_ascii_case("audio"))
}

/// What a file's extension says that it is.
fn kind_of(extension: &str) -> Option<&'static str> {
    Some(match extension.to_ascii_lowercase().as_str() {
        "mp3" | "m4a" | "aac" | "wav" | "oga" | "flac" | "opus" => "audio",
        "mp4" | "m4v" | "mov" | "webm" | "mkv" | "avi" => "video",
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp" => "image",
        "pdf" => "application",
        _ => return None,
    })
}
