//! Dave Winer's source (<http://source.scripting.com/>): what an item was made of. The
//! W3C does not know it.

use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::rules::reader_hints as rules;
use crate::validate::value::uri;
use crate::validate::walk::{Check, Child, Element, Frame, Place, Walk};
use crate::validate::xml::Ns;

const S: Ns = Ns::Source;

pub(super) static SOURCE: Vocabulary = Vocabulary::new(&[
    (
        FEEDS,
        &[
            Child::many(S, "account", &ACCOUNT),
            Child::many(S, "blogroll", &ADDRESS),
            Child::many(S, "self", &ADDRESS),
            Child::many(S, "cloud", &ADDRESS),
            Child::many(S, "subscriptionList", &LIST),
            Child::many(S, "archive", &ARCHIVE),
        ],
    ),
    (ENTRIES, &[Child::many(S, "account", &ACCOUNT), Child::many(S, "inReplyTo", &ADDRESS)]),
]);

const fn open(checks: &'static [Check]) -> Element {
    Element::text(checks).place(Place::Open)
}

static ACCOUNT: Element = open(&[account]).attributes(&["service"]);
static ADDRESS: Element = open(&[address]);
static LIST: Element = open(&[list]).attributes(&["url"]);
static ARCHIVE: Element = Element::of(&[]).place(Place::Open);

fn account<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.attr("service").is_none_or(str::is_empty) {
        walk.tag(frame, &rules::SERVICE, &[]);
    }
}

fn address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !uri::is_http(frame.value()) {
        walk.value(frame, &rules::ADDRESS, &[frame.tag.name, frame.value()]);
    }
}

/// Its address stands in an attribute, or in the text.
fn list<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.attribute("url") {
        Some(url) if uri::is_http(&url.value) => {}
        Some(url) => walk.attribute(frame, url, &rules::ADDRESS, &["url", &url.value]),
        None => address(walk, frame),
    }
}
