//! What a run leaves as a whole.

use std::collections::BTreeMap;

use super::Retained;
use crate::desk::Stands;
use crate::store::database::{Counts, OutageState, SourceState, State};

impl Retained<'_> {
    /// What the run leaves, after what the last one left.
    pub(in crate::pipeline) fn state(&self, last: Option<&State>) -> State {
        let seen = self.seen;
        let whole = seen.step.as_ref().and_then(|step| step.whole.as_ref());
        let counts = match (&seen.step, last) {
            _ if whole.is_some() => whole.map(|whole| whole.counts).unwrap_or_default(),
            (Some(step), Some(last)) => {
                let was = step.before.iter().filter_map(|(_, row)| Some(row.as_ref()?.standing));
                last.counts.moved(was, &self.counts())
            }
            _ => self.counts(),
        };
        // A person's decision that did not wait for a look at everything leaves that to the next run.
        let is_brief = seen.step.is_some() && whole.is_none();
        let under = last.filter(|_| is_brief).map_or(self.house.under, |last| last.under);
        State {
            under,
            config: self.house.config,
            ledger: None,
            young: false,
            written: false,
            settled: self.is_settled(),
            ran: seen.now.timestamp(),
            counts,
            sources: self.sources(last),
        }
    }

    /// Whether the next run may follow what changes. Feeds that stay as they are do
    /// not keep it from that, nor articles in each other's way: these are known.
    fn is_settled(&self) -> bool {
        let seen = self.seen;
        // Of a source that was out in a look at everything, no article is known.
        (seen.step.is_some() || seen.outages.is_empty())
            && seen.decided.missing.is_empty()
            && !self.house.definitions.iter().any(|definition| definition.select.has_inner_window())
    }

    fn sources(&self, last: Option<&State>) -> BTreeMap<String, SourceState> {
        let seen = self.seen;
        let state = |(name, read, refused): &(std::sync::Arc<str>, usize, usize)| {
            let before = last.and_then(|last| last.sources.get(&**name));
            let outage = seen.outages.iter().find(|(out, _)| out == name).map(|(_, outage)| OutageState {
                since: before.and_then(|before| before.outage.as_ref()).map_or(seen.now.timestamp(), |out| out.since),
                what: outage.what.clone(),
                help: outage.help.clone(),
            });
            let looked_at = seen.step.as_ref().is_none_or(|step| step.looked_at);
            let answered = match before {
                _ if looked_at && outage.is_none() => seen.now.timestamp(),
                Some(before) => before.answered,
                None => 0,
            };
            (name.to_string(), SourceState { read: *read, refused: *refused, answered, outage })
        };
        seen.sources.iter().map(state).collect()
    }

    /// How the articles stand that the run looked at.
    pub(in crate::pipeline) fn counts(&self) -> Counts {
        let seen = self.seen;
        let of = |wanted: Stands| seen.decided.stands.iter().filter(|(_, stands, _)| *stands == wanted).count();
        Counts {
            live: seen.step.as_ref().map_or(seen.cards.len(), |step| step.own),
            held: of(Stands::Held),
            embargoed: of(Stands::Embargoed),
            drafts: of(Stands::Draft),
            out: of(Stands::Out),
            refused: seen.refused.len() + seen.decided.refused.len(),
        }
    }
}
