//! Who wrote a story.

use crate::xml::{AbsoluteUrl, XmlText};

/// One name of a byline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Author {
    /// The name as readers see it.
    pub name: XmlText,
    /// The newsroom's id for the person, where it has one.
    pub id: Option<String>,
    /// A page about the author.
    pub url: Option<AbsoluteUrl>,
}

impl Author {
    /// An author of whom only the name is known.
    #[must_use]
    pub fn new(name: XmlText) -> Self {
        Self { name, id: None, url: None }
    }

    /// What a feed of the author's stories is told apart by: the id, else the name.
    #[must_use]
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }
}
