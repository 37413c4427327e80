//! What a person took out goes, whatever its source says or does not say.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{Decided, Decision, DecisionStatus, Heard, Left, Memory, Record, Why};
use crate::article::Origin;

/// The name under which an erased article is told of, in place of its source's.
const ERASED: &str = "an erased article";

/// Why what a person took out leaves.
pub(super) fn why(decision: Option<&Decision>) -> Option<Why> {
    match decision?.status? {
        DecisionStatus::Killed | DecisionStatus::Erased => Some(Why::Killed),
        DecisionStatus::Withheld => Some(Why::Withheld),
        DecisionStatus::Held => Some(Why::Held),
        DecisionStatus::Live => None,
    }
}

impl Decided {
    /// Notes what a person took out and nobody heard of in this run: its file
    /// cannot be read, has vanished, or its source is out; and what was erased.
    /// Returns the records of those that leave the feeds although their source
    /// is out.
    pub(super) fn take_out(&mut self, heard: &Heard, memory: &dyn Memory, now: DateTime<Utc>) -> Vec<(Origin, Record)> {
        let told: HashSet<String> = self.out_by_word.iter().map(|(_, id)| id.to_string()).collect();
        let moved: HashSet<&Origin> = self.moved.iter().collect();
        let mut leaving = Vec::new();
        for (origin, record) in memory.taken_out() {
            if moved.contains(origin) {
                continue;
            }
            let ids = record.ids().filter(|id| !told.contains(id.as_str()));
            self.out_by_word.extend(ids.map(|id| (origin.clone(), id.clone())));
            if record.left.is_none() && !heard.answered.contains(&origin.source) {
                let mut record = record.clone();
                record.left = Some(Left { at: now, feeds: Vec::new(), why: why(record.decision.as_ref()) });
                leaving.push((origin.clone(), record));
            }
        }
        for erased in memory.all_erased() {
            let Some(own) = &erased.id else { continue };
            let ids = [own].into_iter().chain(erased.feed_ids.values()).filter(|id| !told.contains(id.as_str()));
            self.out_by_word.extend(ids.map(|id| (Origin::new(ERASED, own.as_str()), id.clone())));
        }
        leaving
    }
}
