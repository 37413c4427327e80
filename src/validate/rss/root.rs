//! The root element of RSS 0.91 to 2.0
//! (<https://www.rssboard.org/rss-specification#whatIsRss>).

use std::borrow::Cow;

use super::channel::CHANNEL;
use crate::validate::Kind;
use crate::validate::rules::{rss as rules, structure};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

/// `rss`.
pub(crate) static RSS: Element = Element::of(&[
    Child::once(Ns::None, "channel", &CHANNEL),
    Child::many(Ns::Access, "restriction", &crate::validate::extension::RESTRICTION),
])
.attributes(&["version"])
.begin(begin)
.checks(&[end]);

fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::Rss;
    let Some(frame) = walk.top() else { return };
    let Some(version) = frame.attribute("version") else {
        walk.version = Cow::Borrowed("2.0");
        walk.here(&structure::MISSING_ATTRIBUTE, &["version", "rss"]);
        return;
    };
    let version = version.value.clone();
    let known = matches!(&*version, "0.91" | "0.92" | "0.93" | "0.94" | "2.0");
    if walk.facts.html_entities {
        if version != "0.91" {
            walk.here(&rules::DOCTYPE, &[&version]);
        }
    } else if !known {
        walk.here(&rules::VERSION, &[&version]);
    }
    walk.version = version;
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, Ns::None, "channel") == 0 {
        walk.tag(frame, &structure::MISSING, &["channel", "rss"]);
    }
}

impl Walk<'_> {
    /// Whether the document is RSS of the line that ended in 2.0.
    pub(crate) fn is_rss2(&self) -> bool {
        self.kind == Kind::Rss
    }
}
