//! What the checks of JSON Feed share: where findings go, and what was learnt.

use std::ops::Range;

use super::escape::Source;
use super::tree::{Member, Node};
use crate::validate::rule::Rule;
use crate::validate::walk::Walk;

/// A document being judged.
pub(super) struct Judge<'w, 'a> {
    pub(super) walk: &'w mut Walk<'a>,
}

impl<'w, 'a> Judge<'w, 'a> {
    pub(super) fn new(walk: &'w mut Walk<'a>) -> Self {
        Self { walk }
    }

    /// Whether the document says that it is JSON Feed 1.0.
    pub(super) fn is_first_version(&self) -> bool {
        self.walk.version == "1.0"
    }

    /// Notes a finding about a value.
    pub(super) fn value(&mut self, node: &Node<'a>, rule: &'static Rule, words: &[&str]) {
        self.walk.note(rule, node.span.clone(), node.span.start, None, words);
    }

    /// Notes a finding about an object as such: at its opening bracket.
    pub(super) fn whole(&mut self, node: &Node<'a>, rule: &'static Rule, words: &[&str]) {
        let start = node.span.start;
        self.walk.note(rule, start..start + 1, start, None, words);
    }

    /// Notes a finding about the name of a member.
    pub(super) fn key(&mut self, member: &Member<'a>, rule: &'static Rule, words: &[&str]) {
        self.walk.note(rule, member.key_span.clone(), member.key_span.start, None, words);
    }

    /// Notes findings about bytes of a text, in any order.
    pub(super) fn within(&mut self, node: &Node<'a>, mut found: Vec<Within>) {
        found.sort_by_key(|found| found.range.start);
        let from = node.span.start + 1;
        let raw = self.walk.source.get(from..node.span.end.saturating_sub(1)).unwrap_or_default();
        let mut source = Source::new(raw);
        for Within { rule, range, words } in found {
            let start = source.of(range.start);
            // A second place, so that the first goes on from where it is.
            let end = if range.is_empty() { start } else { source.clone().of(range.end) };
            let words: Vec<&str> = words.iter().map(|word| &**word).collect();
            self.walk.note(rule, from + start..from + end.max(start), node.span.start, None, &words);
        }
    }
}

/// A finding about bytes of a text.
pub(super) struct Within {
    pub(super) rule: &'static Rule,
    pub(super) range: Range<usize>,
    pub(super) words: Vec<Box<str>>,
}
