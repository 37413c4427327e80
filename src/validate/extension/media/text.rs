//! `media:title`, `media:description` and `media:text`: words, plain or HTML.

use super::super::value;
use super::optional::play_time;
use crate::validate::judge::{lang, text};
use crate::validate::rules::{media as rules, text as text_rules};
use crate::validate::walk::{Element, Frame, Walk};

/// `media:title` and `media:description`.
pub(super) static TITLE: Element = value::text(&[value::words, words]).attributes(&["type"]);
/// `media:text`: what is said in the object.
pub(super) static TEXT: Element =
    value::text(&[value::words, words, transcript]).attributes(&["type", "lang", "start", "end"]);

fn words<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let kind = value::filled(frame, "type");
    if let Some(kind) = kind.filter(|kind| !matches!(&*kind.value, "plain" | "html")) {
        walk.attribute(frame, kind, &rules::TEXT_TYPE, &[&kind.value]);
    }
    if kind.is_some_and(|kind| kind.value == "html") {
        text::atom_html(walk, frame);
    } else {
        text::plain_or(walk, frame, &text_rules::UNDECLARED_HTML);
    }
}

fn transcript<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["start", "end"] {
        if let Some(time) = value::filled(frame, name) {
            play_time(walk, frame, time);
        }
    }
    if let Some(language) = value::filled(frame, "lang") {
        lang::attribute(walk, frame, language);
    }
}
