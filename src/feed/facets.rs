//! What articles are told apart by when feeds choose among them, as small
//! numbers: names are folded once, not once a feed.

use std::collections::HashMap;

use crate::article::{LiveArticle, MediaKind, Term};
use crate::xml::{LangTag, XmlText};

/// The sections, tags, authors and languages that occur, each by a number.
#[derive(Debug, Default)]
pub struct Names {
    numbers: HashMap<String, u32>,
    /// The name as it is shown: that of the earliest article which has it.
    shown: Vec<XmlText>,
}

/// One article's section, tag, author and language numbers, and its kinds of media.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    pub(super) sections: Vec<u32>,
    pub(super) tags: Vec<u32>,
    pub(super) authors: Vec<u32>,
    pub(super) language: u32,
    pub(super) kinds: Kinds,
}

/// Which kinds of media an article has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) image: bool,
    pub(super) audio: bool,
    pub(super) video: bool,
}

impl Names {
    /// The facets of articles that are ordered newest first.
    #[must_use]
    pub fn of(live: &[LiveArticle], site: &LangTag) -> (Self, Vec<Facets>) {
        let mut names = Self::default();
        let mut facets: Vec<Facets> = live.iter().rev().map(|article| names.facets(article, site)).collect();
        facets.reverse();
        (names, facets)
    }

    fn facets(&mut self, live: &LiveArticle, site: &LangTag) -> Facets {
        let article = &live.article;
        let mut facets = Facets {
            sections: article.sections.iter().map(|section| self.number(&section.name, &section.name)).collect(),
            tags: article.tags.iter().map(|tag| self.number(&tag.name, &tag.name)).collect(),
            authors: article.authors.iter().map(|author| self.number(author.key(), &author.name)).collect(),
            language: self.language(live.language_or(site)),
            kinds: Kinds::default(),
        };
        for numbers in [&mut facets.sections, &mut facets.tags, &mut facets.authors] {
            let mut seen = Vec::new();
            numbers.retain(|number| {
                !seen.contains(number) && {
                    seen.push(*number);
                    true
                }
            });
        }
        for media in &article.media {
            match media.kind {
                MediaKind::Image => facets.kinds.image = true,
                MediaKind::Audio => facets.kinds.audio = true,
                MediaKind::Video => facets.kinds.video = true,
            }
        }
        facets
    }

    fn language(&mut self, language: &LangTag) -> u32 {
        match self.numbers.get(language.as_str()) {
            Some(number) => *number,
            None => self.number(language.as_str(), &XmlText::new(language.as_str())),
        }
    }

    fn number(&mut self, key: &str, shown: &XmlText) -> u32 {
        let folded = Term::fold(key);
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        // Names come from memory: there are never four billion of them.
        let number = u32::try_from(self.shown.len()).unwrap_or(u32::MAX);
        self.numbers.insert(folded, number);
        self.shown.push(shown.clone());
        number
    }

    /// The number of a name, if any article has it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.numbers.get(&Term::fold(name)).copied()
    }

    /// The numbers of all names for which `keep` holds, of the folded name.
    pub(super) fn find_all(&self, keep: impl Fn(&str) -> bool) -> Vec<u32> {
        self.numbers.iter().filter(|(name, _)| keep(name)).map(|(_, number)| *number).collect()
    }

    /// The name as it is shown.
    #[must_use]
    pub fn shown(&self, number: u32) -> &XmlText {
        &self.shown[number as usize]
    }
}
