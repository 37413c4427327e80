//! Decisions about articles that were never out: a kill that comes before its
//! story, a release of a story that is held.

use std::collections::HashMap;

use super::places::Places;
use super::{Decision, Heard, Memory, Words, identity};
use crate::article::Origin;

/// What a person decided about an article that has no record yet. When the
/// article is first published, the decision moves into its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The decision.
    pub decision: Decision,
    /// The article's words in brief, once it was heard: they tell it again when
    /// its file is renamed.
    pub words: Option<Words>,
}

/// Decisions ahead of articles that were heard without a record, by their
/// index: those at the article's own place, and those whose place is empty now
/// and that the words tell to be of this article alone.
pub(super) fn found<'a>(heard: &Heard, memory: &'a dyn Memory) -> HashMap<usize, (&'a Origin, &'a Ahead)> {
    let mut found = HashMap::new();
    let all = memory.all_ahead();
    if all.is_empty() {
        return found;
    }
    let by_place: HashMap<&Origin, &Ahead> = all.iter().copied().collect();
    let unknown: Vec<usize> =
        (0..heard.articles.len()).filter(|at| memory.record(&heard.articles[*at].article.origin).is_none()).collect();
    for at in &unknown {
        if let Some((origin, ahead)) = by_place.get_key_value(&heard.articles[*at].article.origin) {
            found.insert(*at, (*origin, *ahead));
        }
    }
    let places = Places::of(heard);
    let gone = all.iter().filter(|(origin, _)| heard.answered.contains(&origin.source) && !places.contains(origin));
    for (origin, ahead) in gone {
        let Some(told) = &ahead.words else { continue };
        let mut alike = unknown.iter().filter(|at| {
            !found.contains_key(*at)
                && heard.articles[**at].article.origin.source == origin.source
                && identity::same_story(told, &heard.articles[**at].words)
        });
        if let (Some(at), None) = (alike.next(), alike.next()) {
            found.insert(*at, (*origin, *ahead));
        }
    }
    found
}
