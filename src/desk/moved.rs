//! Which articles moved to another place in their source.

use std::collections::HashMap;

use super::places::Places;
use super::{Ahead, Heard, Memory, ahead, identity};
use crate::article::Origin;

/// Articles, by their index, at places that the ledger does not know, with the
/// places their records and the decisions ahead of them stand at.
#[must_use]
pub fn places<'a>(heard: &Heard, memory: &'a dyn Memory) -> HashMap<usize, &'a Origin> {
    let ahead = ahead::found(heard, memory);
    let mut places = moved(heard, memory, &ahead);
    places.extend(ahead.into_iter().map(|(at, (origin, _))| (at, origin)));
    places
}

/// Articles at places that the ledger does not know, with the places their
/// records stand at.
pub(super) fn moved<'a>(
    heard: &Heard,
    memory: &'a dyn Memory,
    ahead: &HashMap<usize, (&Origin, &Ahead)>,
) -> HashMap<usize, &'a Origin> {
    let is_unknown = |at: &usize| {
        let origin = &heard.articles[*at].article.origin;
        !ahead.contains_key(at) && memory.record(origin).is_none() && memory.erased(origin).is_none()
    };
    let unknown: Vec<usize> = (0..heard.articles.len()).filter(is_unknown).collect();
    let mut moved = HashMap::new();
    if unknown.is_empty() {
        return moved;
    }
    let places = Places::of(heard);
    for source in &heard.answered {
        let gone = identity::gone(memory, source, &places);
        if gone.is_empty() {
            continue;
        }
        let at: Vec<usize> =
            unknown.iter().copied().filter(|at| heard.articles[*at].article.origin.source == *source).collect();
        let new: Vec<_> = at.iter().map(|at| &heard.articles[*at]).map(|told| (&*told.article, &told.words)).collect();
        moved.extend(identity::renames(&new, &gone).into_iter().map(|(index, origin)| (at[index], origin)));
    }
    moved
}
