//! Feeds of any site, and what is different between two of them: read as a
//! reader program reads them, into the little that it remembers. No I/O.

mod changes;
mod item;
mod link;
mod pair;
mod read;
mod text;

pub use changes::{Change, Differences, FeedChange, ItemChange, Summary, between};
pub use item::{Contents, Document, Item, Kind};
pub use link::page;
pub use pair::{By, Pairs, pairs};
pub use read::{LARGEST, ReadError, read};
pub use text::{plain, title_key};
