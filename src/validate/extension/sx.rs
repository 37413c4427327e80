//! `FeedSync` 1.0: feeds that several parties change.

use super::value;
use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::atom::ENTRY;
use crate::validate::judge::{date, text, uri};
use crate::validate::rules::{structure, sync as rules, uri as uri_rules, value as value_rules};
use crate::validate::value::number::{IntegerFault, positive_31};
use crate::validate::value::token;
use crate::validate::value::uri::is_nss;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const S: Ns = Ns::Sx;

pub(super) static SX: Vocabulary =
    Vocabulary::new(&[(FEEDS, &[Child::many(S, "sharing", &SHARING)]), (ENTRIES, &[Child::many(S, "sync", &SYNC)])]);

static SHARING: Element =
    Element::of(&[Child::many(S, "related", &RELATED)]).attributes(&["expires", "since", "until"]).checks(&[sharing]);
static RELATED: Element = Element::of(&[]).attributes(&["link", "title", "type"]).checks(&[related]);
static SYNC: Element = Element::of(&[Child::many(S, "history", &HISTORY), Child::many(S, "conflicts", &CONFLICTS)])
    .attributes(&["deleted", "noconflicts", "id", "updates"])
    .checks(&[sync]);
static HISTORY: Element = Element::of(&[]).attributes(&["by", "sequence", "when"]).checks(&[history]);
/// Other versions of the entry, whole.
static CONFLICTS: Element =
    Element::of(&[Child::many(Ns::Atom, "entry", &ENTRY), Child::many(Ns::None, "item", &crate::validate::rss::ITEM)]);

fn sharing<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let (since, until) = (frame.attribute("since"), frame.attribute("until"));
    match (since, until) {
        (None, Some(_)) => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["since", frame.tag.name]),
        (Some(_), None) => walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["until", frame.tag.name]),
        (Some(since), Some(until)) if since.value > until.value => {
            walk.attribute(frame, since, &rules::SINCE_AFTER_UNTIL, &[&since.value, &until.value]);
        }
        _ => {}
    }
    for time in [since, until, frame.attribute("expires")].into_iter().flatten() {
        date::rfc3339_attribute(walk, frame, time);
    }
}

fn related<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(link) = value::required(walk, frame, "link") {
        uri::full_attribute(walk, frame, link);
    }
    if let Some(title) = frame.attribute("title") {
        value::blank_attribute(walk, frame, title);
        text::plain_attribute(walk, frame, title);
    }
    if let Some(kind) = value::required(walk, frame, "type")
        && !matches!(&*kind.value, "complete" | "aggregated")
    {
        walk.attribute(frame, kind, &rules::RELATED_TYPE, &[&kind.value]);
    }
}

fn sync<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["deleted", "noconflicts"] {
        if let Some(flag) = frame.attribute(name)
            && token::true_false_strict(&flag.value).is_none()
        {
            walk.attribute(frame, flag, &value_rules::TRUE_FALSE, &[name, &flag.value]);
        }
    }
    if let Some(id) = value::required(walk, frame, "id") {
        value::blank_attribute(walk, frame, id);
        specific(walk, frame, "id");
        // Versions in conflict have one identifier.
        let in_conflict = walk.within(S, "conflicts");
        let key = format!("sx:sync {}", id.value);
        if !in_conflict && !id.value.is_empty() && !walk.facts.repeated.insert(key.into()) {
            walk.attribute(frame, id, &structure::REPEATED_VALUE, &["id", &id.value]);
        }
    }
    number(walk, frame, "updates");
    value::must_have(walk, frame, S, "history");
}

fn history<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let (by, when) = (frame.attribute("by"), frame.attribute("when"));
    if let Some(by) = by {
        text::plain_attribute(walk, frame, by);
        value::blank_attribute(walk, frame, by);
        specific(walk, frame, "by");
    }
    number(walk, frame, "sequence");
    if let Some(when) = when {
        date::rfc3339_attribute(walk, frame, when);
    }
    match (by, when) {
        (None, None) => walk.tag(frame, &rules::BY_AND_WHEN, &[]),
        (None, Some(_)) => walk.tag(frame, &rules::RECOMMENDED, &["by", frame.tag.name]),
        (Some(_), None) => walk.tag(frame, &rules::RECOMMENDED, &["when", frame.tag.name]),
        (Some(_), Some(_)) => {}
    }
}

/// A name as URNs have it.
fn specific<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    if let Some(attribute) = frame.attribute(name)
        && !is_nss(&attribute.value)
    {
        walk.attribute(frame, attribute, &uri_rules::NSS, &[name, &attribute.value]);
    }
}

/// A number from 1 to 2^31 - 1.
fn number<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    let Some(attribute) = value::required(walk, frame, name) else { return };
    let rule = match positive_31(&attribute.value) {
        Ok(_) => return,
        Err(IntegerFault::Overflow) => &value_rules::OVERFLOW,
        Err(_) => &value_rules::POSITIVE,
    };
    walk.attribute(frame, attribute, rule, &[name, &attribute.value]);
}
