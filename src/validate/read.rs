//! A document that is read, of either syntax: XML by the walk, JSON by one of its own.

use std::ops::Range;

use super::report::{Kind, Report};
use super::walk::{EntryFacts, Walk};
use super::{Context, json, rss, whole};

/// A document that is read, of either syntax.
pub(super) struct Read<'a> {
    pub(super) walk: Walk<'a>,
    text: &'a str,
    body: usize,
    /// The tree of a JSON document, for paths.
    tree: Option<json::Node<'a>>,
}

impl<'a> Read<'a> {
    /// Begins to read `text`, whose XML declaration ends at byte `body`.
    pub(super) fn new(context: &'a Context<'a>, text: &'a str, body: usize) -> Self {
        Self { walk: Walk::new(context, text, body), text, body, tree: None }
    }

    /// Whether it is JSON rather than XML.
    pub(super) fn is_json(&self) -> bool {
        self.body == 0 && self.text.trim_start().starts_with(['{', '['])
    }

    /// Reads the document and judges its elements.
    pub(super) fn run(&mut self) {
        if self.is_json() {
            self.tree = json::read(&mut self.walk);
        } else {
            self.walk.run();
            if self.walk.kind == Kind::Rdf {
                rss::check_rdf(&mut self.walk, self.body);
            }
        }
    }

    /// Asks the rules about the whole document.
    pub(super) fn judge_whole(&mut self) {
        let entries = std::mem::take(&mut self.walk.facts.entries);
        let facts: Vec<&EntryFacts> = entries.iter().collect();
        let verdicts = whole::judge(self.walk.kind, &self.walk.facts.document, &facts, self.text.len());
        for verdict in verdicts {
            let words: Vec<&str> = verdict.words.iter().map(String::as_str).collect();
            let element = verdict.span.start;
            self.walk.note(verdict.rule, verdict.span, element, None, &words);
        }
    }

    /// What was found, with places that count from the beginning of `range`.
    pub(super) fn report(self, range: Range<usize>) -> Report {
        let (kind, version) = (self.walk.kind, self.walk.version.into_owned());
        let found = self.walk.findings.into_vec();
        let paths = match &self.tree {
            _ if found.is_empty() => Vec::new(),
            Some(tree) => found.iter().map(|finding| json::pointer(tree, finding.element)).collect(),
            None => super::xml::paths(self.text, self.body, &found),
        };
        Report::new(kind, version, self.text, range, found, paths)
    }
}
