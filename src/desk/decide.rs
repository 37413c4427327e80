//! One look of the desk at all that the sources said.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::candidate::Candidate;
use super::moved::moved;
use super::standing::{Standing, standing, waits};
use super::{
    Ahead, Decided, Heard, Memory, Record, Revisions, Stands, Told, Undecided, Waiting, Why, Words, ahead, urls,
};
use crate::article::{Article, Link, Origin};
use crate::xml::AbsoluteUrl;

/// The desk's standing policy.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The site's host, in the ids that are made here.
    pub host: String,
    /// Which changes readers are told of again.
    pub revisions: Revisions,
    /// The least times, in seconds, between two moves of a date that feeds ask
    /// for, each once.
    pub paces: Vec<u32>,
}

impl Desk {
    /// Decides about all articles heard, at `now`.
    #[must_use]
    pub fn decide(&self, heard: &Heard, memory: &dyn Memory, now: DateTime<Utc>) -> Decided {
        let mut decided = Decided::default();
        let ahead = ahead::found(heard, memory);
        let moved = moved(heard, memory, &ahead);
        let mut candidates = Vec::new();
        // Why an article may not stand, by its place.
        let mut whys: HashMap<&Origin, Why> = HashMap::new();
        for (at, Told { article, words }) in heard.articles.iter().enumerate() {
            let moved_from = moved.get(&at).copied();
            let record = memory.record(moved_from.unwrap_or(&article.origin));
            if record.is_none() && memory.erased(&article.origin).is_some() {
                decided.out += 1;
                decided.stands.push((article.origin.clone(), Stands::Out, None));
                decided.hush(article, now);
                continue;
            }
            let ahead = ahead.get(&at).copied().filter(|_| record.is_none());
            decided.follow(ahead, article, *words);
            let decision = match record {
                Some(record) => record.decision.as_ref(),
                None => ahead.map(|(_, ahead)| &ahead.decision),
            };
            let standing = standing(article, decision, now);
            if let Some(why) = standing.why() {
                // Of one that waits for its time no notice may stand, whoever else took it out.
                let why = if waits(article, now) { Why::Embargoed } else { why };
                whys.insert(&article.origin, why);
                let ids = record.into_iter().flat_map(Record::ids);
                decided.out_by_word.extend(ids.map(|id| (article.origin.clone(), id.clone())));
                decided.move_out(article, record, moved_from, why, now);
                decided.out_at.extend(address(article, record));
            }
            if let Some((stands, until)) = standing.kind() {
                // Why a story is not out may change when its date comes, too.
                let ahead = article.embargo.max(article.published).filter(|at| *at > now);
                let until = until.or(ahead);
                decided.stands.push((article.origin.clone(), stands, until));
            }
            match standing {
                Standing::Live => match self.candidate(article, *words, record, decision, moved_from, memory, now) {
                    Ok(candidate) => candidates.push(candidate),
                    Err(undecided) => decided.refused.push(undecided),
                },
                Standing::Draft => decided.drafts += 1,
                Standing::Held(reason) => {
                    decided.waiting.push(Waiting {
                        origin: article.origin.clone(),
                        embargoed: false,
                        until: None,
                        open_end: false,
                        reason,
                    });
                }
                Standing::Embargoed(until) => {
                    let reason = match until {
                        Some(until) => {
                            decided.due(until);
                            "its time has not come"
                        }
                        None => "its embargo has no end",
                    };
                    let (origin, reason) = (article.origin.clone(), reason.to_owned());
                    decided.waiting.push(Waiting { origin, embargoed: true, until, open_end: until.is_none(), reason });
                }
                Standing::Out(_) | Standing::Expired => {
                    decided.out += 1;
                    decided.hush(article, now);
                }
            }
        }
        decided.keep_apart(&mut candidates);
        decided.alike = urls::alike(&candidates);
        decided.remember(candidates, memory);
        decided.see_off(heard, &whys, memory, now);
        decided.live.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
        decided
    }
}

impl Decided {
    fn due(&mut self, at: DateTime<Utc>) {
        self.next_due = Some(self.next_due.map_or(at, |due| due.min(at)));
    }

    /// Notes that nothing may be told of an article that waits for its time, out though it is.
    fn hush(&mut self, article: &Article, now: DateTime<Utc>) {
        if waits(article, now) {
            self.hushed.push(article.origin.clone());
        }
    }

    /// Keeps a decision about an article that was never out at its place, and its words.
    fn follow(&mut self, ahead: Option<(&Origin, &Ahead)>, article: &Article, words: Words) {
        let Some((place, ahead)) = ahead else { return };
        if *place != article.origin {
            self.moved.push(place.clone());
        }
        // Its parts tell revisions apart, and it has none yet.
        let told = Words { parts: None, ..words };
        if *place != article.origin || ahead.words != Some(told) {
            let ahead = Ahead { decision: ahead.decision.clone(), words: Some(told) };
            self.learned_ahead.push((article.origin.clone(), ahead));
        }
    }

    fn keep_apart(&mut self, candidates: &mut Vec<Candidate>) {
        let losers = urls::losers(candidates);
        if losers.is_empty() {
            return;
        }
        for (loser, (keeper, want)) in &losers {
            let (what, help) = want.told(&candidates[*keeper].live.article.origin);
            self.refused.push(Undecided {
                origin: candidates[*loser].live.article.origin.clone(),
                what,
                help: help.to_owned(),
                wants: Some(candidates[*loser].live.permalink.clone()),
                said: candidates[*loser].live.article.said_hash(),
            });
        }
        self.refused.sort_by(|a, b| a.origin.cmp(&b.origin));
        let mut at = 0;
        candidates.retain(|_| {
            at += 1;
            !losers.contains_key(&(at - 1))
        });
    }

    fn remember(&mut self, candidates: Vec<Candidate>, memory: &dyn Memory) {
        self.live.reserve(candidates.len());
        for candidate in candidates {
            let Candidate { live, known, record: new, revision, moved_from } = candidate;
            live.due.into_iter().for_each(|due| self.due(due));
            self.rewritten.extend(new.rewritten.map(|at| (live.id.clone(), at)));
            let origin = live.article.origin.clone();
            let was_out = known && memory.record(&origin).is_some_and(|record| record.left.is_none());
            self.unchanged += usize::from(was_out && revision.is_none());
            self.revisions.extend(revision);
            if memory.record(&origin) != Some(&new) {
                self.learned.push((origin, new));
            }
            self.moved.extend(moved_from);
            self.live.push(live);
        }
        self.revisions.sort_by(|a, b| a.origin.cmp(&b.origin));
    }
}

/// Where an article stood, as far as that is known.
fn address(article: &Article, record: Option<&Record>) -> Option<AbsoluteUrl> {
    match (record, &article.link) {
        (Some(record), _) => Some(record.permalink.clone()),
        (None, Link::Url(url)) => Some(url.clone()),
        (None, Link::Pattern(pattern)) => pattern.expand(article, article.published?).ok(),
    }
}
