//! The ledger's lines, version 1: one JSON object a line. Each kind of line has a
//! file of its own here.
//!
//! Lines are promises: a later version still reads these. Members that are not
//! known are refused, since leaving one out when the file is written again
//! would lose what a newer version remembered.

mod article;
mod decision;
mod feed;
mod instant;
mod key;
mod left;
mod sources;

pub(super) use article::ArticleLine;
pub(super) use decision::DecisionLine;
pub(super) use feed::FeedLine;
pub(super) use instant::Instant;
pub(super) use key::Key;
pub(super) use left::LeftLine;
pub(super) use sources::Sources;

use serde::{Deserialize, Serialize};

/// The version that this module writes.
pub(super) const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadLine {
    /// The version of all lines.
    pub(super) feedroom_ledger: u32,
}
