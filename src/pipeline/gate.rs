//! The gate: no document goes out that its format forbids. Each item is judged
//! once, when it was rendered; each document as the rest around its items.

use chrono::{DateTime, Utc};

use crate::format::{FORMATS, Format, FormatError, Frame};
use crate::validate::{self, Around, Context, Level, Part};
use crate::xml::AbsoluteUrl;

/// What judges a run's items and documents.
pub(super) struct Gate {
    now: DateTime<Utc>,
    /// The barest document of each format, in the order of `FORMATS`.
    bare: Vec<Frame>,
}

/// What is to become of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may go out.
    Pass,
    /// It may without that item.
    Without(usize, String),
    /// It may not, and no item of it is to blame.
    Bar(String),
}

impl Gate {
    /// Sets up the gate of a run at `now`.
    ///
    /// # Errors
    /// When a writer fails.
    pub(super) fn new(now: DateTime<Utc>) -> Result<Self, FormatError> {
        Ok(Self { now, bare: FORMATS.iter().map(|format| format.bare()).collect::<Result<_, _>>()? })
    }

    /// Judges an item: what rules about whole documents will ask of it, or why
    /// it may not go out.
    pub(super) fn item(&self, format: &dyn Format, bytes: &[u8]) -> Result<Part, String> {
        let bare = FORMATS.iter().zip(&self.bare).find(|(other, _)| other.name() == format.name());
        // Each format has its frame, since both lists are made from the registry.
        let frame = bare.map_or(Around { head: b"", tail: b"" }, |(_, frame)| around(frame));
        let mut part = validate::part(frame, bytes, self.now);
        if let Some(finding) = part.findings.iter().find(|finding| finding.level == Level::Error) {
            return Err(why(finding));
        }
        // Nobody asks for the rest, and it would stay in memory for the run.
        part.findings = Vec::new();
        Ok(part)
    }

    /// Judges a document that is joined of `frame` and `parts`.
    pub(super) fn document(&self, frame: &Frame, parts: &[&Part], size: usize, url: &AbsoluteUrl) -> Verdict {
        let context = Context { base: url.as_str(), now: self.now };
        let errors = validate::joined(around(frame), parts, size, &context);
        let mut errors = errors.into_iter().filter(|of| of.finding.level == Level::Error);
        match errors.next() {
            None => Verdict::Pass,
            Some(of) => match of.item {
                Some(item) => Verdict::Without(item, why(&of.finding)),
                None => Verdict::Bar(why(&of.finding)),
            },
        }
    }
}

fn around(frame: &Frame) -> Around<'_> {
    Around { head: &frame.head, tail: &frame.tail }
}

/// What was broken and where, without the story's words.
fn why(finding: &validate::Finding) -> String {
    let help = finding.rule.help.trim_end_matches('.');
    format!("it breaks the rule {} at {}. {help}", finding.rule.id, finding.path)
}
