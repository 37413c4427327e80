//! Elements of RSS and of extensions that say the same: with both, readers
//! choose one of them, and not all the same.

use crate::validate::rule::Rule;
use crate::validate::rules::rss as rules;
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Ns;

type Pair = (&'static str, Ns, &'static str);

const CHANNEL: &[Pair] = &[
    ("copyright", Ns::Dc, "rights"),
    ("generator", Ns::Admin, "generatorAgent"),
    ("language", Ns::Dc, "language"),
    ("lastBuildDate", Ns::DcTerms, "modified"),
    ("managingEditor", Ns::Dc, "creator"),
    ("pubDate", Ns::Dc, "date"),
    ("webMaster", Ns::Dc, "publisher"),
];

const ITEM: &[Pair] = &[
    ("author", Ns::Dc, "creator"),
    ("category", Ns::Dc, "subject"),
    ("guid", Ns::Atom, "id"),
    ("pubDate", Ns::Dc, "date"),
    ("source", Ns::Dc, "source"),
];

/// Judges a channel.
pub(super) fn channel<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    judge(walk, frame, CHANNEL, &rules::DUPLICATE_SEMANTICS);
    licences(walk, frame, &rules::DUPLICATE_SEMANTICS);
}

/// Judges an item.
pub(super) fn item<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    judge(walk, frame, ITEM, &rules::DUPLICATE_ITEM_SEMANTICS);
    licences(walk, frame, &rules::DUPLICATE_ITEM_SEMANTICS);
}

fn licences<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, rule: &'static Rule) {
    if walk.seen_in(frame, Ns::CreativeCommons, "license") > 0 && walk.seen_in(frame, Ns::Cc, "license") > 0 {
        walk.tag(frame, rule, &["creativeCommons:license", "cc:license"]);
    }
}

fn judge<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, pairs: &[Pair], rule: &'static Rule) {
    for (core, ns, name) in pairs {
        if walk.seen_in(frame, Ns::None, core) > 0 && walk.seen_in(frame, *ns, name) > 0 {
            walk.tag(frame, rule, &[core, &format!("{}:{name}", ns.prefix())]);
        }
    }
}
