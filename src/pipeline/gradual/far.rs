//! Articles whose words are not found by their keys when they are to be rendered:
//! those behind links, and those whose names are written in another form of Unicode
//! on the disk. A look at all that there is finds them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::feed::Card;
use crate::pipeline::hear::Heed;
use crate::pipeline::{Build, House, RunError};
use crate::store::database::Told;

/// The pieces of such articles among `cards`, by source, ordered by key: no more of
/// them than there are cards.
///
/// # Errors
/// When the run is to give way.
pub(super) fn pieces(
    house: &House,
    cards: &[Card],
    options: &Build<'_>,
) -> Result<HashMap<Arc<str>, Vec<Heed>>, RunError> {
    let mut pieces = HashMap::new();
    for source in &house.sources {
        let far = cards.par_iter().filter(|card| card.origin.source == *source.name());
        let far = far.map(keys).filter(|keys| keys.iter().all(|key| source.piece(key, options.cancel).is_none()));
        let far: HashSet<&str> = far.flatten_iter().collect();
        options.give_way()?;
        if far.is_empty() {
            continue;
        }
        let found = source.look(options.cancel).pieces.into_iter().filter(|piece| far.contains(&*piece.key));
        let found = found.map(|piece| Heed { piece, hash: 0, told: Told::One, beside: Vec::new(), unsettled: true });
        pieces.insert(source.name().clone(), found.collect());
    }
    options.give_way()?;
    Ok(pieces)
}

/// What the key of the file may be that tells of an article.
fn keys(card: &Card) -> [&str; 2] {
    let key = &*card.origin.key;
    // A file may itself have such a sign in its name.
    [key.split_once('#').map_or(key, |(file, _)| file), key]
}
