//! Items that stand under another id in one document: bytes of their own, since
//! no other document can share them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::gate::Gate;
use super::render::{Judged, Slot, judged, whole};
use super::{House, Seen};
use crate::article::{LiveArticle, Origin};
use crate::feed::{Content, Item};
use crate::format::{self, Format};
use crate::source::Cancel;

/// The items of a run that have an id of their own in some document, by article
/// and document: as the feed has them, and with their summaries. They stay in
/// memory: as many as the documents of an older system held.
#[derive(Default)]
pub(super) struct OwnItems(HashMap<u32, Vec<Own>>);

/// One article in one document.
struct Own {
    feed: String,
    format: &'static str,
    /// None where it cannot stand there.
    items: Option<[Option<Judged>; 2]>,
}

impl OwnItems {
    /// Renders them, and says which cannot stand, and why; `None` where an article
    /// changed meanwhile.
    pub(super) fn render(
        house: &House,
        seen: &Seen,
        gate: &Gate,
        cancel: Cancel<'_>,
    ) -> Option<(Self, Vec<(Origin, String)>)> {
        let cards = &seen.cards;
        let mut places: HashMap<u32, Vec<(&str, Slot)>> = HashMap::new();
        for planned in &seen.plan.feeds {
            let definition = &house.definitions[planned.definition];
            let (content, updates) = (definition.content, definition.updates);
            for at in planned.articles.iter().filter(|at| !cards[**at as usize].feed_ids.is_empty()) {
                let card = &cards[*at as usize];
                for format in definition.formats.iter().filter_map(|name| format::by_name(name)) {
                    if *card.id_in(&planned.record.path, format.name()) != card.id {
                        places.entry(*at).or_default().push((&planned.record.path, Slot { content, updates, format }));
                    }
                }
            }
        }
        let rendered: Vec<_> = places
            .into_par_iter()
            .map(|(at, places)| {
                let article =
                    whole(house, &seen.hearing, &cards[at as usize], seen.articles[at as usize].as_ref(), cancel)?;
                let own = places.into_iter().map(|(feed, slot)| {
                    let items = items(house, &article, feed, slot, gate);
                    (Own { feed: feed.to_owned(), format: slot.format.name(), items: None }, items)
                });
                Some((at, own.collect::<Vec<_>>()))
            })
            .collect::<Option<_>>()?;
        let (mut all, mut refused) = (HashMap::new(), Vec::new());
        for (at, owns) in rendered {
            let kept: &mut Vec<Own> = all.entry(at).or_default();
            for (mut own, items) in owns {
                match items {
                    Ok(items) => own.items = Some(items),
                    Err(why) => refused.push((cards[at as usize].origin.clone(), why)),
                }
                kept.push(own);
            }
        }
        refused.sort();
        Some((Self(all), refused))
    }

    /// Which item of an article stands in a document of `feed`.
    pub(super) fn find(&self, feed: &str, at: u32, content: Content, format: &dyn Format) -> Found<'_> {
        let own =
            self.0.get(&at).and_then(|owns| owns.iter().find(|own| own.feed == feed && own.format == format.name()));
        match own {
            None => Found::Shared,
            Some(Own { items: None, .. }) => Found::Own(None),
            Some(Own { items: Some([full, summary]), .. }) => {
                Found::Own(if content == Content::Full { full } else { summary }.as_ref())
            }
        }
    }
}

/// Which item stands in a document.
pub(super) enum Found<'a> {
    /// The one of all documents.
    Shared,
    /// One of its own, if it can stand there.
    Own(Option<&'a Judged>),
}

/// An article under its id in one document, as the feed has it and with its summary.
fn items(
    house: &House,
    article: &LiveArticle,
    feed: &str,
    Slot { content, updates, format }: Slot,
    gate: &Gate,
) -> Result<[Option<Judged>; 2], String> {
    let mut article = article.clone();
    article.id = article.id_in(feed, format.name()).clone();
    let mut item = Item::of(&article, &house.site);
    item.updated = updates.date(&article);
    item.mark_for(&house.definitions);
    let summary = judged(format, &item, gate)?;
    let full = if content == Content::Full {
        item.add_content(&house.site);
        Some(judged(format, &item, gate)?)
    } else {
        None
    };
    Ok([full, Some(summary)])
}
