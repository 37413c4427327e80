//! One URL, one article, and one id that sources say, one article: who keeps
//! what two want, and what two sources seem to tell both.

use std::collections::{HashMap, HashSet};

use super::candidate::Candidate;
use crate::article::Origin;
use crate::xml::AbsoluteUrl;

/// What two articles both want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    Address,
    Id,
}

impl Want {
    /// What is said to the one that does not get it, and how to mend it.
    pub(super) fn told(self, keeper: &Origin) -> (String, &'static str) {
        match self {
            Self::Address => {
                (format!("its address is that of {keeper}"), "give one of the two another slug or permalink")
            }
            Self::Id => (
                format!("the id that it says is that of {keeper}"),
                "take it out of one of the two sources, or give it an id of its own if it is another story",
            ),
        }
    }
}

/// An address as it is told from others: without its scheme and `www.`, under
/// which one page is served.
#[must_use]
pub fn same_address(url: &AbsoluteUrl) -> &str {
    let bare = url.as_str().split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare)
}

/// The indices of candidates of which another one keeps the address or the id,
/// each with the index of the keeper. The one already published keeps it, else
/// the earlier; of the same time an address goes to the first by place, an id to
/// the source that stands first in the config.
pub(super) fn losers(candidates: &[Candidate]) -> HashMap<usize, (usize, Want)> {
    let mut keepers: HashMap<&str, usize> = HashMap::with_capacity(candidates.len());
    let mut losers = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let keeper = keepers.entry(same_address(&candidate.live.permalink)).or_insert(at);
        if *keeper == at {
            continue;
        }
        if rank(candidate) < rank(&candidates[*keeper]) {
            losers.insert(*keeper, (at, Want::Address));
            *keeper = at;
        } else {
            losers.insert(at, (*keeper, Want::Address));
        }
    }
    by_id(candidates, &mut losers);
    losers
}

fn rank(candidate: &Candidate) -> impl Ord + '_ {
    (!candidate.known, candidate.live.published, &candidate.live.article.origin)
}

/// Of one source two files may say one id: they are told by their places.
fn by_id(candidates: &[Candidate], losers: &mut HashMap<usize, (usize, Want)>) {
    let mut said: Vec<(usize, &str)> = (0..candidates.len())
        .filter(|at| !losers.contains_key(at))
        .filter_map(|at| Some((at, candidates[at].live.article.said_id.as_deref()?)))
        .collect();
    // Candidates come in the order of the config.
    said.sort_by_key(|(at, _)| (!candidates[*at].known, candidates[*at].live.published, *at));
    let mut keepers: HashMap<&str, usize> = HashMap::with_capacity(said.len());
    for (at, id) in said {
        let keeper = *keepers.entry(id).or_insert(at);
        if source(&candidates[keeper]) != source(&candidates[at]) {
            losers.insert(at, (keeper, Want::Id));
        }
    }
}

fn source(candidate: &Candidate) -> &str {
    &candidate.live.article.origin.source
}

/// Articles of different sources with the same headline and words, of which not
/// both say an id: each with the one before it. Both stand.
pub(super) fn alike(candidates: &[Candidate]) -> Vec<(Origin, Origin)> {
    if candidates.iter().map(source).collect::<HashSet<_>>().len() < 2 {
        return Vec::new();
    }
    let mut firsts: HashMap<u64, usize> = HashMap::with_capacity(candidates.len());
    let mut alike = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let first = &candidates[*firsts.entry(candidate.record.words.hash).or_insert(at)];
        let both_say = first.live.article.said_id.is_some() && candidate.live.article.said_id.is_some();
        if source(first) != source(candidate) && !both_say {
            alike.push((first.live.article.origin.clone(), candidate.live.article.origin.clone()));
        }
    }
    alike
}
