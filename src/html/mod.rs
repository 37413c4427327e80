//! Markup → the HTML that feeds carry: sanitised, every URL absolute, nothing
//! that a reader could not show. Pure functions.

use crate::article::Body;
use crate::xml::AbsoluteUrl;

/// A body as feed HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The HTML: a fragment, of characters that XML can carry.
    pub html: String,
    /// What was dropped or repaired, in plain sentences without the story's words.
    pub notices: Vec<String>,
}

/// Turns a body into feed HTML. References are joined to `page`, the article's
/// permalink; `prefix` sets the ids of this story's footnotes apart from those
/// of others in one document.
#[must_use]
pub fn render(body: &Body, page: &AbsoluteUrl, prefix: &str) -> Rendered {
    let _ = (body, page, prefix);
    Rendered::default()
}

/// The first paragraph of a body as plain text on one line, where it has one;
/// for summaries. Nothing after it is looked at.
#[must_use]
pub fn first_paragraph(body: &Body) -> Option<String> {
    let _ = body;
    None
}

/// Plain text of at most `limit` characters: cut at the end of a sentence where
/// one ends in the second half, else at a word with `…`.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    let _ = limit;
    text.to_owned()
}
