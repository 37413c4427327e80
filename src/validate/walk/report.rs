//! How checks say what they found.

use std::ops::Range;

use super::{Frame, Walk};
use crate::validate::finding::Finding;
use crate::validate::rule::Rule;
use crate::validate::xml::Attribute;

impl<'a> Walk<'a> {
    /// Notes a finding about the start tag of an element.
    pub(crate) fn tag(&mut self, frame: &Frame<'a>, rule: &'static Rule, words: &[&str]) {
        self.note(rule, frame.tag.at..frame.tag.end, frame.tag.at, None, words);
    }

    /// Notes a finding about the start tag of the innermost open element.
    pub(crate) fn here(&mut self, rule: &'static Rule, words: &[&str]) {
        let (at, end) = self.top().map_or((0, 0), |frame| (frame.tag.at, frame.tag.end));
        self.note(rule, at..end, at, None, words);
    }

    /// Notes a finding about the whole of an element's value.
    pub(crate) fn value(&mut self, frame: &Frame<'a>, rule: &'static Rule, words: &[&str]) {
        let start = frame.value_start();
        let range = start..start + frame.value().len();
        if range.is_empty() { self.tag(frame, rule, words) } else { self.within_text(frame, rule, range, words) }
    }

    /// Notes a finding about some bytes of an element's text.
    pub(crate) fn within_text(&mut self, frame: &Frame<'a>, rule: &'static Rule, range: Range<usize>, words: &[&str]) {
        // What is not listed needs no place.
        if self.findings.is_full(rule) {
            self.findings.drop_one();
            return;
        }
        let start = frame.pieces.source(range.start, self.source).unwrap_or(frame.tag.at);
        // The last byte and one more: the end itself may lie in the next piece.
        let last = range.end.saturating_sub(1).max(range.start);
        let end = frame.pieces.source(last, self.source).map_or(start, |end| end + 1).max(start + 1);
        self.note(rule, start..end, frame.tag.at, None, words);
    }

    /// Notes a finding about the value of an attribute.
    pub(crate) fn attribute(
        &mut self,
        frame: &Frame<'a>,
        attribute: &Attribute<'a>,
        rule: &'static Rule,
        words: &[&str],
    ) {
        let span = if attribute.raw.is_empty() { attribute.at..attribute.raw.end + 1 } else { attribute.raw.clone() };
        self.note(rule, span, frame.tag.at, Some(attribute.name), words);
    }

    /// Notes a finding.
    pub(crate) fn note(
        &mut self,
        rule: &'static Rule,
        span: Range<usize>,
        element: usize,
        attribute: Option<&str>,
        words: &[&str],
    ) {
        if self.only.as_ref().is_some_and(|only| !only.contains(&element)) {
            return;
        }
        self.findings.push(Finding {
            rule,
            span,
            element,
            attribute: attribute.map(Into::into),
            words: words.iter().map(|word| shorten(word)).collect(),
        });
    }
}

impl<'a> Walk<'a> {
    /// Whether the lines of the source that an element stands in hold numeric
    /// references to characters, such as `&#x26;`.
    pub(crate) fn has_numeric_references(&self, frame: &Frame<'a>) -> bool {
        let source = self.source;
        let text = frame.pieces.end().unwrap_or(frame.tag.end);
        // Many feeds are one line: it is searched once, not for each of their titles.
        if let Some((from, to, has)) = self.numeric.get()
            && from <= frame.tag.at
            && text <= to
        {
            return has;
        }
        let from = source[..frame.tag.at].rfind('\n').map_or(0, |at| at + 1);
        let to = source[text..].find('\n').map_or(source.len(), |at| text + at);
        let lines = &source.as_bytes()[from..to];
        let has = memchr::memmem::find(lines, b"&#x").is_some();
        if memchr::memchr(b'\n', lines).is_none() {
            self.numeric.set(Some((from, to, has)));
        }
        has
    }
}

/// A word of a message, not longer than a line.
fn shorten(word: &str) -> Box<str> {
    const LONGEST: usize = 100;
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &word[..end]).into(),
        None => word.into(),
    }
}
