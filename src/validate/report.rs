//! The answer: what a document is, and each finding with its line, column and path.

use std::ops::Range;

use super::finding;
use super::position::Positions;
use super::rule::{Level, Rule};

/// The bytes of `text`, which begins at byte `from` of what `span` counts in. What
/// stands at the end of the text, or is told by its first byte only, is made whole
/// characters, so that whoever shows it may cut there.
fn within(text: &str, span: &Range<usize>, from: usize) -> Range<usize> {
    let mut start = span.start.saturating_sub(from).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.saturating_sub(from).clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// What a document is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// RSS 0.91 to 2.0.
    Rss,
    /// An Atom feed or entry.
    Atom,
    /// RSS 0.90, 1.0 and 1.1, which are RDF.
    Rdf,
    /// JSON Feed.
    Json,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// OPML.
    Opml,
    /// A service or category document of the Atom Publishing Protocol.
    App,
    /// None of these.
    Unknown,
}

impl Kind {
    /// The word for it in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Rdf => "rdf",
            Self::Json => "json",
            Self::Sitemap => "sitemap",
            Self::Opml => "opml",
            Self::App => "app",
            Self::Unknown => "unknown",
        }
    }
}

/// What was found in a document.
#[derive(Debug)]
pub struct Report {
    /// What it is.
    pub kind: Kind,
    /// The version that it says it is of; empty where it says none.
    pub version: String,
    /// What was found, in the order of the document.
    pub findings: Vec<Finding>,
}

/// A breach of a rule.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is here.
    pub level: Level,
    /// The line, from 1.
    pub line: u32,
    /// The column, in code points of the decoded line, from 1.
    pub column: u32,
    /// The bytes of the decoded text that it is about.
    pub span: Range<usize>,
    /// Where it is: an `XPath`, in JSON a JSON Pointer.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

impl Report {
    /// Gives findings, of which each has its path, their places in `range` of `text`.
    pub(super) fn new(
        kind: Kind,
        version: String,
        text: &str,
        range: Range<usize>,
        found: Vec<finding::Finding>,
        paths: Vec<String>,
    ) -> Self {
        let mut order: Vec<(finding::Finding, String)> = found.into_iter().zip(paths).collect();
        order.sort_by_key(|(finding, _)| finding.span.start);
        let text = text.get(range.clone()).unwrap_or_default();
        let mut positions = Positions::new(text);
        let findings = order
            .into_iter()
            .map(|(finding, path)| {
                let span = within(text, &finding.span, range.start);
                let (line, column) = positions.of(span.start);
                Finding {
                    rule: finding.rule,
                    level: finding.rule.level,
                    line,
                    column,
                    path,
                    message: finding.message(),
                    span,
                }
            })
            .collect();
        Self { kind, version, findings }
    }

    /// Whether no finding is an error.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.findings.iter().all(|finding| finding.level != Level::Error)
    }
}
