//! A feed as such, apart from its items: what stands in a document's head.

use chrono::{DateTime, Utc};

use crate::xml::{AbsoluteUrl, LangTag, XmlText};

/// The head of a feed, the same for every format.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// Its id for the world: a `tag:` URI that never changes.
    pub id: XmlText,
    /// Its title.
    pub title: XmlText,
    /// The newsroom's name.
    pub publisher: XmlText,
    /// One sentence about it.
    pub description: XmlText,
    /// The page that shows the same to people.
    pub home: AbsoluteUrl,
    /// The language of items that name none.
    pub language: LangTag,
    /// The copyright line.
    pub rights: Option<XmlText>,
    /// A picture that stands for it.
    pub image: Option<AbsoluteUrl>,
    /// A small square picture.
    pub icon: Option<AbsoluteUrl>,
    /// WebSub hubs that push it.
    pub hubs: Vec<AbsoluteUrl>,
    /// The newest first publication among its items; `None` when it is empty.
    pub published: Option<DateTime<Utc>>,
    /// The last significant change of an item; for an empty feed, when the feed began.
    pub updated: DateTime<Utc>,
}
