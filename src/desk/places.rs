//! Which places of the sources something was heard of: what stands nowhere else
//! has gone.

use std::collections::HashSet;

use super::Heard;
use crate::article::Origin;

/// The places that were heard of, of all sources.
pub(super) struct Places<'a> {
    /// Those of articles, read or refused, and of files that were refused as a whole.
    heard: HashSet<&'a Origin>,
    /// Of the refused ones alone: source and key. A file of several articles that
    /// cannot be read stands here under its own key and tells of none of them.
    refused: HashSet<(&'a str, &'a str)>,
}

impl<'a> Places<'a> {
    pub(super) fn of(heard: &'a Heard) -> Self {
        Self {
            heard: heard.articles.iter().map(|told| &told.article.origin).chain(&heard.refused).collect(),
            refused: heard.refused.iter().map(|origin| (&*origin.source, &*origin.key)).collect(),
        }
    }

    /// Whether an article, or a fault of it or of the file that holds it, was heard
    /// of at a place.
    pub(super) fn contains(&self, origin: &Origin) -> bool {
        self.heard.contains(origin)
            || origin.key.match_indices('#').any(|(at, _)| self.refused.contains(&(&*origin.source, &origin.key[..at])))
    }
}
