//! Articles that are not looked at and stand in the way of those that are: one
//! has, had or wants the same address or the same id. They are looked at too.

use std::collections::{BTreeSet, HashSet};

use super::changes::Changes;
use crate::article::Origin;
use crate::desk::Decided;
use crate::pipeline::RunError;
use crate::pipeline::retain::address;
use crate::store::Database;
use crate::store::database::{StoredArticle, StoredStanding};

/// The places of such articles.
pub(super) fn of(decided: &Decided, changes: &Changes<'_>, database: &Database) -> Result<Vec<Origin>, RunError> {
    let moved: HashSet<&Origin> = decided.moved.iter().collect();
    let mut strangers = BTreeSet::new();
    let mut take = |rows: Vec<StoredArticle>| {
        let is_strange = |row: &StoredArticle| {
            row.standing != StoredStanding::Absent
                && !changes.before.contains_key(&row.origin)
                && !moved.contains(&row.origin)
        };
        strangers.extend(rows.into_iter().filter(is_strange).map(|row| row.origin));
    };
    let mut addresses: HashSet<u64> = changes.before.values().flatten().filter_map(|row| row.address).collect();
    addresses.extend(decided.live.iter().map(|live| address(&live.permalink)));
    addresses.extend(decided.refused.iter().filter_map(|undecided| undecided.wants.as_ref()).map(address));
    for address in addresses {
        take(database.at_address(address)?);
    }
    let said = changes.heard.articles.iter().filter_map(|told| told.article.said_hash());
    let said = said.chain(changes.before.values().flatten().filter_map(|row| row.said));
    for said in said.collect::<HashSet<u64>>() {
        take(database.saying(said)?);
    }
    for live in decided.live.iter().filter(|live| !changes.knows(&live.article.origin)) {
        // An id that is made here may be one that an article has had for long.
        take(database.with_id(&live.id)?);
    }
    Ok(strangers.into_iter().collect())
}
