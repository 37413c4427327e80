//! Texts: plain ones, and HTML.

use super::judge::{Judge, Within};
use super::tree::Node;
use crate::validate::html;
use crate::validate::judge::reader::LONGEST_TITLE;
use crate::validate::judge::text::{PlainKind, html_faults, plain_kind};
use crate::validate::judge::{lang, text};
use crate::validate::rules::{json as rules, reader, text as text_rules};

/// Plain text that must say something.
pub(super) fn words<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    nonblank(judge, node, name);
    plain(judge, node, name);
}

/// A title, which readers cut off.
pub(super) fn title<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    words(judge, node, name);
    let count = node.text().unwrap_or_default().chars().count();
    if count > LONGEST_TITLE {
        judge.value(node, &reader::TITLE_LONG, &[&count.to_string()]);
    }
}

/// It must not be empty.
pub(super) fn nonblank<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    if node.text().is_some_and(|text| text.trim().is_empty()) {
        judge.value(node, &rules::EMPTY, &[name]);
    }
}

/// Plain text: readers show tags in it as they are written.
pub(super) fn plain<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    let text = node.text().unwrap_or_default();
    let mut found = bad_character(text, name);
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_some() {
        let mut told = false;
        html::plain(text, &mut |sign, range| {
            let (kind, word) = plain_kind(sign);
            if kind != PlainKind::Markup && !std::mem::replace(&mut told, true) {
                let words = vec![name.into(), word.into()];
                found.push(Within { rule: &text_rules::HTML_IN_PLAIN, range, words });
            }
        });
    }
    judge.within(node, found);
}

/// HTML.
pub(super) fn html<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    let text = node.text().unwrap_or_default();
    let mut found = bad_character(text, name);
    let faults = html_faults(&mut judge.walk.html, text, true);
    found.extend(faults.into_iter().map(|fault| {
        let words = vec![fault.word.into(), name.into()];
        Within { rule: fault.rule, range: fault.range, words }
    }));
    judge.within(node, found);
}

/// The first character that comes of a wrong encoding.
fn bad_character(text: &str, name: &str) -> Vec<Within> {
    let found = text::bad_character(text);
    let within = found.map(|(c, range)| {
        let words = vec![format!("U+{:04X}", u32::from(c)).into(), name.into()];
        Within { rule: &text_rules::BAD_CHARACTER, range, words }
    });
    within.into_iter().collect()
}

/// A language (RFC 5646).
pub(super) fn language<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, _: &'static str) {
    let text = node.text().unwrap_or_default();
    if let Some((rule, why)) = lang::judge(text) {
        judge.value(node, rule, &[text, &why]);
    }
}
