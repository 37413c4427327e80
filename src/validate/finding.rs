//! What the engine notes while it reads: a rule that was broken, where, and the
//! words that its sentence needs. Lines, columns and paths are worked out later,
//! for the few documents that have findings.

use std::collections::HashMap;
use std::ops::Range;

use super::rule::Rule;
use super::rules::structure::UNLISTED;

/// A breach of a rule.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// The bytes of the decoded text that it is about.
    pub(crate) span: Range<usize>,
    /// Byte of the `<` (in JSON: of the value) of the element it stands in.
    pub(crate) element: usize,
    /// The attribute, by its name as written, where it is about one.
    pub(crate) attribute: Option<Box<str>>,
    /// What fills the `{}` of the rule's sentence, in order.
    pub(crate) words: Vec<Box<str>>,
}

/// Findings, at most [`Findings::MOST`] of each rule.
///
/// A hostile document breaks a rule at every byte; nobody reads the hundredth
/// finding of one rule, and none may hide those of another.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    all: Vec<Finding>,
    /// How many there were of each rule, by its place in memory.
    counts: HashMap<*const Rule, usize>,
    /// How many more there were.
    dropped: usize,
}

impl Findings {
    /// So many findings of one rule are kept of a document.
    const MOST: usize = 500;

    /// Notes one.
    pub(crate) fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(std::ptr::from_ref(finding.rule)).or_insert(0);
        *count += 1;
        if *count <= Self::MOST {
            self.all.push(finding);
        } else {
            self.dropped += 1;
        }
    }

    /// Whether no more findings of a rule are kept.
    pub(crate) fn is_full(&self, rule: &'static Rule) -> bool {
        self.counts.get(&std::ptr::from_ref(rule)).is_some_and(|count| *count >= Self::MOST)
    }

    /// Counts one that is not kept.
    pub(crate) fn drop_one(&mut self) {
        self.dropped += 1;
    }

    /// Those that were kept, in the order in which they were noted, and one that
    /// counts the others.
    pub(crate) fn into_vec(mut self) -> Vec<Finding> {
        if self.dropped > 0 {
            let words = vec![self.dropped.to_string().into()];
            self.all.push(Finding { rule: &UNLISTED, span: 0..0, element: 0, attribute: None, words });
        }
        self.all
    }
}

impl Finding {
    /// The rule's sentence with its words in place. Where the last of them is blank,
    /// the colon before it goes too.
    pub(crate) fn message(&self) -> String {
        let mut message = String::new();
        let mut words = self.words.iter();
        let mut rest = self.rule.says;
        while let Some((before, after)) = rest.split_once("{}") {
            message.push_str(before);
            message.push_str(words.next().map_or("", |word| word));
            rest = after;
        }
        message.push_str(rest);
        let end = message.trim_end().trim_end_matches(':').len();
        message.truncate(end);
        message
    }
}
