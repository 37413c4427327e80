//! Markup → the HTML that feeds carry: sanitised, every URL absolute, nothing
//! that a reader could not show. Pure functions.

mod address;
mod lexer;
mod markdown;
mod media;
mod plain;
mod sanitise;
mod summary;
#[cfg(test)]
mod tests;

pub use summary::{cut, first_paragraph};

use crate::article::{Body, Markup};
use crate::xml::AbsoluteUrl;
use address::Page;

/// A body as feed HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The HTML: a balanced fragment.
    pub html: String,
    /// What was dropped or repaired, in plain sentences without the story's words.
    pub notices: Vec<String>,
}

/// The largest body that is sanitised, in bytes; a larger one becomes plain text.
const LARGEST: usize = 4 * 1024 * 1024;

/// Turns a body into feed HTML. References are joined to `page`, the article's
/// permalink; `prefix` sets the ids of this story's footnotes apart from those
/// of others in one document.
#[must_use]
pub fn render(body: &Body, page: &AbsoluteUrl, prefix: &str) -> Rendered {
    let page = Page::new(page);
    match body.markup {
        Markup::Plain => Rendered { html: plain::render(&body.text), notices: Vec::new() },
        Markup::Markdown => markdown::render(&body.text, &page, prefix),
        Markup::Html => sanitise::render(&body.text, &page, Vec::new()),
    }
}
