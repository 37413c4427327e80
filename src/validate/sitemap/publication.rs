//! `news:publication`: whose story it is, and in which language.

use super::root::need;
use crate::validate::judge::text;
use crate::validate::rules::sitemap as rules;
use crate::validate::value::lang;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::News;

/// `news:publication`.
pub(super) static PUBLICATION: Element =
    Element::of(&[Child::once(N, "language", &LANGUAGE), Child::once(N, "name", &NAME)]).checks(&[end]);

static NAME: Element = Element::text(&[text::nonblank, text::plain, name]);
static LANGUAGE: Element = Element::text(&[language]);

/// It is compared with the name that readers see.
fn name<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().ends_with(')') && frame.value().contains('(') {
        walk.value(frame, &rules::NEWS_NAME, &[frame.value()]);
    }
}

/// Two or three letters; only Chinese is told apart by its script.
fn language<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    if !lang::is_iso639(text) {
        walk.value(frame, &rules::NEWS_LANGUAGE, &[text]);
    } else if text.contains('-') && !["zh-cn", "zh-tw"].iter().any(|known| text.eq_ignore_ascii_case(known)) {
        walk.value(frame, &rules::NEWS_REGION, &[text]);
    }
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    need(walk, frame, N, "name");
    need(walk, frame, N, "language");
}
