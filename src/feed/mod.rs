//! What the newsroom offers: definitions of feeds, which articles each holds
//! and in which order, and the format-neutral [`Feed`] and [`Item`]. No XML.

mod belongs;
mod card;
mod card_wire;
mod definition;
mod document;
mod facets;
mod guard;
mod item;
mod limit;
mod marker;
mod names;
mod plan;
mod record;
mod select;
mod template;
mod updates;

#[cfg(test)]
mod tests;

pub use belongs::Belongs;
pub use card::{Card, Facets};
pub use definition::{Content, Definition, Each, KEYS, Order, read_all};
pub use document::Feed;
pub use facets::{Name, Names, Pool};
pub use guard::{Freeze, Gone, Guard, KEYS as GUARD_KEYS, Share, Shown};
pub use item::{Item, ItemMedia};
pub use limit::Limit;
pub use marker::{Departed, Departure, Departures, MOST as MOST_MARKERS, Markers, Notice};
pub use plan::{Member, Offer, Plan, Planned};
pub use record::{FeedRecord, Index};
pub use select::{Compiled, KEYS as SELECT_KEYS, Select};
pub use template::Template;
pub use updates::Updates;
