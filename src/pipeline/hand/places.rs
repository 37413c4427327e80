//! The places of the articles that a person's names may mean, as far as the
//! database tells without a look at everything.

use std::collections::BTreeSet;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::Hand;
use super::name::reading;
use crate::article::{ArticleId, Origin};
use crate::desk::Action;
use crate::pipeline::{House, RunError};
use crate::source::Outage;
use crate::store::Database;

/// Every place that one of the names may mean; `None` where only a look at
/// everything tells: an earlier address, an older system's id, a story that has
/// not come yet, an erasure, which must leave no trace. Sources that are `out` are
/// not asked.
pub(in crate::pipeline) fn origins(
    house: &House,
    hand: &Hand<'_>,
    database: &Database,
    out: &[(Arc<str>, Outage)],
) -> Result<Option<Vec<Origin>>, RunError> {
    if hand.ahead || *hand.action == Action::Erase {
        return Ok(None);
    }
    let mut all = BTreeSet::new();
    for text in hand.names {
        let before = all.len();
        let name = reading(house, hand.folder, text);
        all.extend(database.with_id(&ArticleId::remembered(&name.text))?.into_iter().map(|row| row.origin));
        if let Some(url) = &name.url {
            let bare = url.strip_prefix("www.").unwrap_or(url);
            for address in [bare.to_owned(), format!("{bare}/")] {
                all.extend(database.at_address(xxh3_64(address.as_bytes()))?.into_iter().map(|row| row.origin));
            }
        }
        let full = name.text.split_once(": ").map(|(source, key)| Origin::new(source, key));
        let keys = house.sources.iter().map(|source| Origin::new(source.name().clone(), name.text.as_str()));
        for place in name.places.iter().cloned().chain(full).chain(keys) {
            let Some(source) = house.sources.iter().find(|source| *source.name() == place.source) else { continue };
            let is_there =
                || !out.iter().any(|(out, _)| *out == place.source) && source.piece(&place.key, None).is_some();
            if database.article(&place)?.is_some() || is_there() {
                all.insert(place.clone());
            }
            // A file of several articles.
            let piece = database.piece(&place.source, &place.key)?;
            let keys: Vec<Arc<str>> = piece.map(|piece| piece.keys().to_vec()).unwrap_or_default();
            all.extend(keys.into_iter().map(|key| Origin::new(place.source.clone(), key)));
        }
        if all.len() == before {
            return Ok(None);
        }
    }
    Ok(Some(all.into_iter().collect()))
}
