//! The words of a story with their markup.

/// How a body is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Markup {
    /// CommonMark with tables, footnotes and strikethrough.
    Markdown,
    /// An HTML fragment: what stands inside `body`.
    Html,
    /// Plain text: paragraphs parted by an empty line, no markup at all.
    Plain,
}

/// The words of a story. They are turned into feed HTML when a feed first needs
/// them, not before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Body {
    /// How [`Body::text`] is to be read.
    pub markup: Markup,
    /// The words.
    pub text: Box<str>,
    /// The line of its file on which the text begins, from 1; for messages.
    pub line: u32,
    pub(crate) left: bool,
}

impl Body {
    /// A body that begins on the first line of its file.
    #[must_use]
    pub fn new(markup: Markup, text: impl Into<Box<str>>) -> Self {
        Self { markup, text: text.into(), line: 1, left: false }
    }

    /// Leaves the words in their source: who needs them reads them there again.
    pub fn leave(&mut self) {
        self.text = Box::default();
        self.left = true;
    }

    /// Whether the words were left in their source.
    #[must_use]
    pub fn is_left(&self) -> bool {
        self.left
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}
