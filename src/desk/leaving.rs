//! Articles that were out and are no longer: why, and since when.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::places::Places;
use super::{Decided, Heard, Left, Memory, Record, Why, taken};
use crate::article::{Article, Origin};

impl Decided {
    /// Lets the record of an article that may not stand follow it to its new
    /// place: there it must be known again, however it changes next.
    pub(super) fn move_out(
        &mut self,
        article: &Article,
        record: Option<&Record>,
        from: Option<&Origin>,
        why: Why,
        now: DateTime<Utc>,
    ) {
        let (Some(record), Some(from)) = (record, from) else { return };
        let mut record = record.clone();
        if let Some(left) = &mut record.left {
            left.why = Some(why);
        } else {
            record.left = Some(Left { at: now, feeds: Vec::new(), why: Some(why) });
            self.leaving.extend(record.ids().map(|id| (article.origin.clone(), id.clone())));
        }
        self.learned.push((article.origin.clone(), record));
        self.moved.push(from.clone());
    }

    /// Notes which articles were out and are no longer, and why; of those that
    /// left earlier, whether another reason was heard since. Of a source that
    /// did not answer, nothing follows.
    pub(super) fn see_off(
        &mut self,
        heard: &Heard,
        whys: &HashMap<&Origin, Why>,
        memory: &dyn Memory,
        now: DateTime<Utc>,
    ) {
        let places = Places::of(heard);
        let live: HashSet<&Origin> = self.live.iter().map(|live| &live.article.origin).collect();
        let moved: HashSet<&Origin> = self.moved.iter().collect();
        let mut leaving: Vec<(Origin, Record)> = Vec::new();
        let mut again: Vec<(Origin, Record)> = Vec::new();
        let heard_why = |origin: &Origin, record: &Record| {
            whys.get(origin).copied().or_else(|| taken::why(record.decision.as_ref()))
        };
        for source in &heard.answered {
            for (origin, record) in memory.of_source(source) {
                if live.contains(origin) || moved.contains(origin) {
                    continue;
                }
                if !places.contains(origin) {
                    self.vanished.extend(record.ids().cloned());
                    let decision = record.decision.as_ref().and_then(|decision| decision.status);
                    let is_taken = decision.is_some_and(super::DecisionStatus::takes_out);
                    if heard.keeping.contains(source) && record.left.is_none() && !is_taken {
                        self.missing.extend(record.ids().map(|id| (origin.clone(), id.clone())));
                        continue;
                    }
                }
                if record.left.is_none() {
                    let absent = if places.contains(origin) { Why::Refused } else { Why::Vanished };
                    let why = heard_why(origin, record).unwrap_or(absent);
                    let mut record = record.clone();
                    record.left = Some(Left { at: now, feeds: Vec::new(), why: Some(why) });
                    leaving.push((origin.clone(), record));
                } else if let (Some(left), Some(why)) = (&record.left, heard_why(origin, record))
                    && left.why != Some(why)
                    // Of an old line only what a marker may follow from is worth a new one.
                    && (left.why.is_some() || matches!(why, Why::Killed | Why::Withheld | Why::Withdrawn))
                {
                    let left = Some(Left { why: Some(why), ..left.clone() });
                    again.push((origin.clone(), Record { left, ..record.clone() }));
                }
            }
        }
        leaving.extend(self.take_out(heard, memory, now));
        leaving.sort_by(|a, b| a.0.cmp(&b.0));
        self.missing.sort();
        self.leaving
            .extend(leaving.iter().flat_map(|(origin, record)| record.ids().map(|id| (origin.clone(), id.clone()))));
        self.learned.extend(leaving);
        self.learned.extend(again);
    }
}
