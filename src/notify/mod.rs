//! Who is told that a document changed: one file per protocol.
//!
//! [`read`] makes the targets of `[notify]`; a run makes a [`Debt`] for each
//! target and changed document; [`deliver()`] pays them within a time limit and
//! says what each target answered.

mod answer;
mod deliver;
mod settings;
mod weblog_ping;
mod websub;
mod xml_rpc;

use std::future::Future;
use std::pin::Pin;

use crate::outbound::Client;
use crate::xml::{AbsoluteUrl, XmlText};

pub use answer::Answer;
pub use deliver::{Delivery, deliver};
pub use settings::{KEYS, Notify, read};

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

/// A target that wants to know of changes.
pub trait Notifier: Send + Sync {
    /// The protocol and the target's address without its query, for reports.
    fn describe(&self) -> String;

    /// The host that it is told at: requests to one host are few at a time.
    fn host(&self) -> String;

    /// What the target hears of `topic`. Topics of which it hears the same are
    /// told once a run, and share the answer.
    fn subject<'a>(&self, topic: &'a Topic) -> &'a AbsoluteUrl;

    /// Tells it of one topic, within the client's time limits.
    fn tell<'a>(&'a self, client: &'a Client, topic: &'a Topic) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;
}

#[cfg(test)]
mod test_support {
    //! What the tests of every protocol need.

    use std::time::Duration;

    use super::*;
    use crate::outbound::Settings;

    pub(super) fn url(text: &str) -> AbsoluteUrl {
        AbsoluteUrl::parse(text).unwrap()
    }

    pub(super) fn client(limit: Duration) -> Client {
        Client::new(&Settings::within(url("https://daily.example/"), vec!["127.0.0.1".to_owned()], limit)).unwrap()
    }

    pub(super) fn topic(path: &str) -> Topic {
        Topic {
            feed: path.to_owned(),
            title: XmlText::new("The Daily: Arts & <Letters>"),
            url: url(&format!("https://daily.example/{path}.rss?a=1&b=ü")),
            home: url(&format!("https://daily.example/{path}/")),
        }
    }
}
