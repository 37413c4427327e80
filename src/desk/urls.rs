//! One URL, one article: who keeps an address that two want.

use std::collections::HashMap;

use super::decide::Candidate;

/// The indices of candidates whose address another one keeps, each with the
/// index of the keeper. The one already published keeps it, else the earlier,
/// else the first by place.
pub(super) fn losers(candidates: &[Candidate]) -> HashMap<usize, usize> {
    let mut keepers: HashMap<&str, usize> = HashMap::with_capacity(candidates.len());
    let mut losers = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let keeper = keepers.entry(candidate.live.permalink.as_str()).or_insert(at);
        if *keeper == at {
            continue;
        }
        if rank(candidate) < rank(&candidates[*keeper]) {
            losers.insert(*keeper, at);
            *keeper = at;
        } else {
            losers.insert(at, *keeper);
        }
    }
    losers
}

fn rank(candidate: &Candidate) -> impl Ord + '_ {
    (!candidate.known, candidate.live.published, &candidate.live.article.origin)
}
