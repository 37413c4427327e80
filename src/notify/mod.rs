//! Who is told that a document changed: one file per protocol.

use std::future::Future;
use std::pin::Pin;

use crate::outbound::Client;
use crate::xml::{AbsoluteUrl, XmlText};

/// A document that changed, as the world knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The path of its feed in the config.
    pub feed: String,
    /// Its title.
    pub title: XmlText,
    /// Where it is: its `rel=self`.
    pub url: AbsoluteUrl,
    /// The page that shows the same to people.
    pub home: AbsoluteUrl,
}

/// One thing that a run owes to the world: a target, and the topic to tell it of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The index of the target among those that the config names.
    pub target: usize,
    /// What changed.
    pub topic: Topic,
}

/// What a target answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It took the news, and said this.
    Told(String),
    /// It did not, for this reason; trying again may help.
    Failed(String),
    /// It refused, for this reason; trying again will not help.
    Refused(String),
}

/// A target that wants to know of changes.
pub trait Notifier: Send + Sync {
    /// The protocol and the target's address, for reports.
    fn describe(&self) -> String;

    /// Tells it of one topic, within the client's time limits.
    fn tell<'a>(&'a self, client: &'a Client, topic: &'a Topic) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;
}
