//! Rendering: each item once for each profile and format that a feed needs.

use std::sync::Arc;

use rayon::prelude::*;

use super::gate::Gate;
use super::hear::Hearing;
use super::own_id::{Found, OwnItems};
use super::spool::{Span, Spool};
use super::{Build, House, Seen};
use crate::article::{Article, LiveArticle, Origin};
use crate::feed::{Card, Content, Definition, Item, Plan, Updates};
use crate::format::{self, Format};
use crate::source::Cancel;
use crate::validate::Part;

/// A profile in a format: what an item's bytes depend on besides its article.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) content: Content,
    pub(super) updates: Updates,
    pub(super) format: &'static dyn Format,
}

impl Slot {
    fn is(&self, content: Content, updates: Updates, format: &dyn Format) -> bool {
        self.content == content && self.updates == updates && self.format.name() == format.name()
    }
}

/// All items of a run, by article and slot.
pub(super) struct Items {
    slots: Vec<Slot>,
    /// By article, then by slot.
    judged: Vec<Vec<Option<Judged>>>,
    /// Those with another id in one document.
    own: OwnItems,
    /// What was dropped or repaired in bodies.
    pub(super) notices: Vec<(Origin, String)>,
    /// Articles that cannot stand in a format, and why.
    pub(super) refused: Vec<(Origin, String)>,
}

impl Items {
    /// Renders what the plan needs, on all cores; `None` where an article changed
    /// meanwhile, so that nothing that was decided holds, or where the run is to
    /// give way.
    pub(super) fn render(
        house: &House,
        seen: &Seen,
        gate: &Gate,
        tick: &(dyn Fn(usize) + Sync),
        options: &Build<'_>,
    ) -> Option<Self> {
        let (plan, cards) = (&seen.plan, &seen.cards);
        let spool = Arc::new(Spool::default());
        let slots = slots(&house.definitions);
        let needed = needed(plan, &house.definitions, &slots, cards.len());
        let smallest = smallest(&house.definitions);
        let together = (cards.len() / (8 * rayon::current_num_threads())).clamp(1, TOGETHER);
        let rendered: Option<Vec<Vec<Rendered>>> = cards
            .par_chunks(together)
            .zip(seen.articles.par_chunks(together))
            .zip(needed.par_chunks(together))
            .map(|((cards, articles), needed)| {
                options.give_way().ok()?;
                let render = cards.iter().zip(articles).zip(needed).map(|((card, article), needed)| {
                    let mut reused: Vec<Option<Judged>> = Vec::new();
                    let mut missing = needed.clone();
                    if let Some(step) = &seen.step {
                        let item = |(at, wanted): (usize, &bool)| {
                            if *wanted { step.reuse.item(card, slots[at], smallest / 4, gate) } else { None }
                        };
                        reused = needed.iter().enumerate().map(item).collect();
                        missing.iter_mut().zip(&reused).for_each(|(missing, reused)| *missing &= reused.is_none());
                    }
                    let mut rendered = if missing.contains(&true) {
                        let article = whole(house, &seen.hearing, card, article.as_ref(), options.cancel)?;
                        render(house, &article, &slots, &missing, gate)
                    } else {
                        Rendered { judged: slots.iter().map(|_| None).collect(), ..Rendered::default() }
                    };
                    for (judged, reused) in rendered.judged.iter_mut().zip(reused) {
                        *judged = judged.take().or(reused);
                    }
                    tick(1);
                    Some(rendered)
                });
                Some(laid_together(render.collect::<Option<_>>()?, &spool))
            })
            .collect();
        let (own, refused) = OwnItems::render(house, seen, gate, options.cancel)?;
        let mut items = Self { slots, judged: Vec::with_capacity(cards.len()), own, notices: Vec::new(), refused };
        for (card, rendered) in cards.iter().zip(rendered?.into_iter().flatten()) {
            let origin = &card.origin;
            items.notices.extend(rendered.notices.into_iter().map(|notice| (origin.clone(), notice)));
            items.refused.extend(rendered.refused.into_iter().map(|why| (origin.clone(), why)));
            items.judged.push(rendered.judged);
        }
        Some(items)
    }

    /// The bytes of an article's item in a document of `feed`, unless it cannot
    /// stand in the format.
    pub(super) fn get(
        &self,
        feed: &str,
        article: u32,
        content: Content,
        updates: Updates,
        format: &dyn Format,
    ) -> Option<&Judged> {
        if let Found::Own(item) = self.own.find(feed, article, content, format) {
            return item;
        }
        let slot = self.slots.iter().position(|slot| slot.is(content, updates, format))?;
        self.judged[article as usize].get(slot)?.as_ref()
    }
}

/// An item that passed the gate.
pub(super) struct Judged {
    pub(super) bytes: Span,
    /// What rules about whole documents ask of it.
    pub(super) part: Part,
}

/// The items of so many articles stand in one piece of memory. They stay for the
/// run: if each had a place of its own, what was needed to make it would be holes
/// between them, too small for the next one.
const TOGETHER: usize = 64;

#[derive(Default)]
struct Rendered {
    judged: Vec<Option<Judged>>,
    notices: Vec<String>,
    refused: Vec<String>,
}

/// Moves the items of articles into one piece of memory, or of the spool's file.
fn laid_together(mut rendered: Vec<Rendered>, spool: &Arc<Spool>) -> Vec<Rendered> {
    let items = || rendered.iter().flat_map(|rendered| rendered.judged.iter().flatten());
    let mut bytes = Vec::with_capacity(items().map(|judged| judged.bytes.len()).sum());
    let mut ends = Vec::new();
    for judged in items() {
        // These are in memory still.
        let _ = judged.bytes.append_to(&mut bytes);
        ends.push(bytes.len());
    }
    let spans = spool.take(bytes, &ends);
    let items = rendered.iter_mut().flat_map(|rendered| rendered.judged.iter_mut().flatten());
    items.zip(spans).for_each(|(judged, span)| judged.bytes = span);
    rendered
}

/// The size of the smallest document that a feed may ask for.
fn smallest(definitions: &[Definition]) -> usize {
    definitions.iter().map(|definition| definition.max_bytes).min().unwrap_or(usize::MAX)
}

/// The article of a card with its words, read again where they are not here.
pub(super) fn whole(
    house: &House,
    hearing: &Hearing,
    card: &Card,
    here: Option<&Arc<Article>>,
    cancel: Cancel<'_>,
) -> Option<LiveArticle> {
    let article = match here {
        Some(article) => Arc::clone(article),
        None => Arc::new(hearing.again(house, card, cancel)?),
    };
    Some(card.with(article))
}

fn slots(definitions: &[Definition]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for definition in definitions {
        let formats = definition.formats.iter().filter_map(|name| format::by_name(name));
        // The summary takes the place of a story that is too large.
        for (format, content) in formats.flat_map(|format| [(format, definition.content), (format, Content::Summary)]) {
            let updates = definition.updates;
            if !slots.iter().any(|slot| slot.is(content, updates, format)) {
                slots.push(Slot { content, updates, format });
            }
        }
    }
    slots
}

/// For each article, which slots a feed needs.
fn needed(plan: &Plan, definitions: &[Definition], slots: &[Slot], articles: usize) -> Vec<Vec<bool>> {
    let mut needed = vec![Vec::new(); articles];
    for planned in &plan.feeds {
        let definition = &definitions[planned.definition];
        let of_feed: Vec<bool> = slots
            .iter()
            .map(|slot| {
                slot.content == definition.content
                    && slot.updates == definition.updates
                    && definition.formats.contains(&slot.format.name())
            })
            .collect();
        for article in &planned.articles {
            let needed: &mut Vec<bool> = &mut needed[*article as usize];
            needed.resize(slots.len(), false);
            needed.iter_mut().zip(&of_feed).for_each(|(needed, wanted)| *needed |= wanted);
        }
    }
    needed
}

fn render(house: &House, article: &LiveArticle, slots: &[Slot], needed: &[bool], gate: &Gate) -> Rendered {
    let mut rendered = Rendered::default();
    rendered.judged.resize_with(slots.len(), || None);
    let mut item = Item::of(article, &house.site);
    item.mark_for(&house.definitions);
    // Summaries first: the story is added to the same item only where a feed needs it.
    for content in [Content::Summary, Content::Full] {
        let wanted = |at: &usize| needed[*at] && slots[*at].content == content;
        let wanted: Vec<usize> = (0..slots.len()).filter(wanted).collect();
        if content == Content::Full && !wanted.is_empty() {
            rendered.notices = item.add_content(&house.site);
        }
        for at in wanted {
            item.updated = slots[at].updates.date(article);
            match judged(slots[at].format, &item, gate) {
                Ok(judged) => rendered.judged[at] = Some(judged),
                Err(why) => rendered.refused.push(why),
            }
        }
    }
    // What may not fit into a document beside its head can stand there with its summary.
    let smallest = smallest(&house.definitions);
    item.content = None;
    for at in 0..slots.len() {
        let large = |(of, judged): (&Slot, &Option<Judged>)| {
            of.is(of.content, slots[at].updates, slots[at].format)
                && judged.as_ref().is_some_and(|judged| judged.bytes.len() > smallest / 4)
        };
        let wanted = slots[at].content == Content::Summary && rendered.judged[at].is_none();
        if wanted && slots.iter().zip(&rendered.judged).any(large) {
            item.updated = slots[at].updates.date(article);
            rendered.judged[at] = judged(slots[at].format, &item, gate).ok();
        }
    }
    rendered
}

/// An item in a format, if it may go out.
pub(super) fn judged(format: &'static dyn Format, item: &Item<'_>, gate: &Gate) -> Result<Judged, String> {
    let bytes = format.item(item).map_err(|why| why.to_string())?;
    let part = gate.item(format, &bytes).map_err(|why| format!("its {} would be invalid: {why}", format.name()))?;
    Ok(Judged { bytes: Span::here(bytes), part })
}
