//! `tags`: plain words.

use std::collections::HashSet;

use super::judge::Judge;
use super::text;
use super::tree::Node;
use crate::validate::rules::{json as rules, reader};

pub(super) fn check<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    let mut seen = HashSet::new();
    for tag in node.list().unwrap_or_default() {
        match tag.text() {
            None => judge.value(tag, &rules::ELEMENT_TYPE, &[name, "texts", tag.kind()]),
            Some(word) => {
                text::words(judge, tag, name);
                if !word.trim().is_empty() && !seen.insert(word) {
                    judge.value(tag, &reader::CATEGORY_TWICE, &[word]);
                }
            }
        }
    }
}
