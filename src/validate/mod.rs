//! Bytes → report: whether a document is what its format demands, and what its
//! readers would stumble over. It knows no other room.
//!
//! A document goes through `encoding` (bytes to text), the scanner in `xml`, and
//! the `walk`, which asks the grammar of `root`, `atom`, `rss`, `extension` and
//! their like what may stand where and hands every element to the checks in
//! `judge`. What they find are breaches of the rules in `rules`; `report` gives
//! each its line, column and path. JSON has a walk of its own.

mod app;
mod atom;
mod context;
mod encoding;
mod example;
mod extension;
mod finding;
mod html;
mod json;
mod judge;
mod opml;
mod part;
mod position;
mod read;
mod report;
mod root;
mod rss;
mod rule;
mod rules;
mod settings;
mod sitemap;
#[cfg(test)]
mod tests;
mod value;
mod walk;
mod whole;
mod xml;

pub use context::Context;
pub use part::{Around, OfWhole, Part, joined, part};
pub use report::{Finding, Kind, Report};
pub use rule::{Example, Family, In, Level, Rule};
pub use rules::{FAMILIES, all as rules, by_id as rule};
pub use settings::{KEYS, Settings, UnknownRule};

use finding::Findings;
use read::Read;

/// Judges a document.
#[must_use]
pub fn validate(bytes: &[u8], context: &Context<'_>) -> Report {
    let mut findings = Findings::default();
    let decoded = encoding::decode(bytes, &mut findings);
    let mut read = Read::new(context, &decoded.text, decoded.body);
    read.walk.findings = findings;
    if read.is_json() {
        json::marks(bytes, &mut read.walk);
    }
    if !decoded.hopeless {
        read.run();
        read.judge_whole();
    }
    read.report(0..decoded.text.len())
}

/// The text that the spans of findings count in: the document, decoded.
#[must_use]
pub fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    encoding::decode(bytes, &mut Findings::default()).text
}
