//! What articles are told apart by when feeds choose among them, as small
//! numbers: names are folded once, not once a feed.

use std::collections::HashMap;

use crate::article::{LiveArticle, MediaKind, Term};
use crate::xml::{LangTag, XmlText};

/// The sections, tags, authors and languages that occur.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) sections: Pool,
    pub(super) tags: Pool,
    pub(super) authors: Pool,
    pub(super) languages: Pool,
}

/// Names of one kind, each by a number: the earlier it occurred, the smaller.
#[derive(Debug, Default)]
pub(super) struct Pool {
    numbers: HashMap<String, u32>,
    names: Vec<Name>,
}

/// A name.
#[derive(Debug)]
pub(super) struct Name {
    /// What it is told apart by: folded, for an author the id where there is one.
    pub(super) key: String,
    /// The name as it is shown: that of the earliest article which has it.
    pub(super) shown: XmlText,
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
        let language = live.language_or(site).as_str();
        let mut facets = Facets {
            sections: article
                .sections
                .iter()
                .map(|section| self.sections.number(&section.name, &section.name))
                .collect(),
            tags: article.tags.iter().map(|tag| self.tags.number(&tag.name, &tag.name)).collect(),
            authors: article.authors.iter().map(|author| self.authors.number(author.key(), &author.name)).collect(),
            language: self.languages.number(language, language),
            kinds: Kinds::default(),
        };
        for numbers in [&mut facets.sections, &mut facets.tags, &mut facets.authors] {
            once_each(numbers);
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
}

fn once_each(numbers: &mut Vec<u32>) {
    let mut at = 0;
    while at < numbers.len() {
        if numbers[..at].contains(&numbers[at]) {
            numbers.remove(at);
        } else {
            at += 1;
        }
    }
}

impl Pool {
    fn number(&mut self, key: &str, shown: &str) -> u32 {
        let folded = Term::fold(key);
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        // Names come from memory: there are never four billion of them.
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(Name { key: folded.clone(), shown: XmlText::new(shown) });
        self.numbers.insert(folded, number);
        number
    }

    /// The number of a name, if any article has it: by its key, or as it is shown.
    pub(super) fn find(&self, name: &str) -> Vec<u32> {
        let folded = Term::fold(name);
        match self.numbers.get(&folded) {
            Some(number) => vec![*number],
            None => self.find_all(|known| Term::fold(&known.shown) == folded),
        }
    }

    /// The numbers of all names for which `keep` holds.
    pub(super) fn find_all(&self, keep: impl Fn(&Name) -> bool) -> Vec<u32> {
        (0..).zip(&self.names).filter(|(_, name)| keep(name)).map(|(number, _)| number).collect()
    }

    /// The name of that number.
    pub(super) fn name(&self, number: u32) -> &Name {
        &self.names[number as usize]
    }
}
