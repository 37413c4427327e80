//! A complaint about one article while it is read, and its place in the file.

use super::date::DateFault;
use crate::article::Origin;
use crate::source::Remark;
use crate::tree::position;

/// Which text a byte offset counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The article's file, from this byte on.
    File(usize),
    /// The sidecar beside it.
    Sidecar,
    /// No text: config, or the file's name.
    Nowhere,
}

/// What is wrong, where, and how to mend it. Never a word of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) part: Part,
    pub(super) at: usize,
    pub(super) what: String,
    pub(super) help: String,
}

impl Fault {
    pub(super) fn new(part: Part, at: usize, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { part, at, what: what.into(), help: help.into() }
    }

    pub(super) fn nowhere(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Part::Nowhere, 0, what, help)
    }

    /// A fault of a date under `key`.
    pub(super) fn date(part: Part, at: usize, key: &str, fault: DateFault) -> Self {
        let (what, help) = fault.words();
        Self::new(part, at, format!("`{key}`: {what}"), help)
    }

    /// The remark about the article of `origin`, whose file holds `text`.
    pub(super) fn remark(self, origin: Origin, text: &str, sidecar: &str) -> Remark {
        let (line, what) = match self.part {
            Part::File(base) => (Some(position(text, base + self.at).0), self.what),
            Part::Sidecar => {
                let what = format!("in its sidecar, line {}: {}", position(sidecar, self.at).0, self.what);
                (None, what)
            }
            Part::Nowhere => (None, self.what),
        };
        Remark { origin, line, what, help: self.help }
    }
}
