//! What the desk hears of the sources.

use std::sync::Arc;

use super::Words;
use crate::article::{Article, Origin};

/// An article as its source told it in this run.
#[derive(Debug, Clone)]
pub struct Told {
    /// The article; its words may have been left in the source.
    pub article: Arc<Article>,
    /// Its words in brief.
    pub words: Words,
}

impl Told {
    /// An article with all its words.
    #[must_use]
    pub fn new(article: Article) -> Self {
        Self { words: Words::of(&article), article: Arc::new(article) }
    }
}

/// What was heard of the sources.
#[derive(Debug, Default)]
pub struct Heard {
    /// Articles that could be read, of all sources.
    pub articles: Vec<Told>,
    /// Places of articles that could not.
    pub refused: Vec<Origin>,
    /// Names of the sources that answered: only of these does absence mean anything.
    pub answered: Vec<Arc<str>>,
    /// Those of them where a file that is gone may only be out of reach: its story
    /// stays until a person decides.
    pub keeping: Vec<Arc<str>>,
}
