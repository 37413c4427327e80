//! `body` and `outline`: the lines, each with its attributes.

use super::{N, attribute};
use crate::validate::judge::{lang, uri};
use crate::validate::rules::{opml as rules, structure, uri as uri_rules, value as value_rules};
use crate::validate::value::token;
use crate::validate::value::uri::{self as address, Need};
use crate::validate::walk::{Child, Element, Frame, Place, Walk};
use crate::validate::xml::Attribute;

/// `body`.
pub(super) static BODY: Element =
    Element::of(&[Child::many(N, "outline", &OUTLINE)]).place(Place::Resource).checks(&[body]);

/// `outline`.
static OUTLINE: Element = Element::of(&[Child::many(N, "outline", &OUTLINE)])
    .attributes(&[
        "category",
        "created",
        "description",
        "htmlUrl",
        "isBreakpoint",
        "isComment",
        "language",
        "text",
        "title",
        "type",
        "url",
        "version",
        "xmlUrl",
    ])
    .place(Place::Resource)
    .begin(begin);

fn body<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.seen_in(frame, N, "outline") == 0 {
        walk.tag(frame, &structure::MISSING, &["outline", "body"]);
    }
}

/// All that an outline says stands on it, so that it is judged before the lines
/// within it: in the order of the document.
fn begin(walk: &mut Walk<'_>) {
    let Some(frame) = walk.top_mut() else { return };
    // The attributes are lent to the checks, since these write to the walk.
    let attributes = std::mem::take(&mut frame.attributes);
    let outline = Outline(&attributes);
    kind(walk, &outline);
    for found in &attributes {
        if found.ns == N {
            judge(walk, found);
        }
        attribute::bad_characters(walk, found);
    }
    if let Some(frame) = walk.top_mut() {
        frame.attributes = attributes;
    }
}

/// The attributes of an outline.
struct Outline<'o, 'a>(&'o [Attribute<'a>]);

impl<'a> Outline<'_, 'a> {
    fn get(&self, name: &str) -> Option<&Attribute<'a>> {
        self.0.iter().find(|attribute| attribute.ns == N && attribute.local == name)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// What an outline must say, by its type.
fn kind<'a>(walk: &mut Walk<'a>, outline: &Outline<'_, 'a>) {
    if !outline.has("text") {
        walk.here(&structure::MISSING_ATTRIBUTE, &["text", "outline"]);
    }
    match outline.get("type") {
        Some(kind) if kind.value.eq_ignore_ascii_case("rss") => {
            if !outline.has("xmlUrl") {
                walk.here(&rules::NO_XML_URL, &[]);
            }
            if !outline.has("title") {
                walk.here(&rules::NO_TITLE, &[]);
            }
        }
        Some(kind) if kind.value.eq_ignore_ascii_case("link") => {
            if !outline.has("url") {
                walk.here(&rules::NO_URL, &[]);
            }
        }
        // OPML 2.0 lets everybody have types of their own.
        Some(kind) => {
            if walk.version.starts_with("1.") {
                attribute::note(walk, kind, &rules::TYPE, &[&kind.value]);
            }
        }
        None => {
            let of_feeds = ["description", "htmlUrl", "language", "title", "version", "xmlUrl"];
            if outline.0.len() > 1 && of_feeds.iter().any(|name| outline.has(name)) {
                walk.here(&rules::NO_TYPE, &[]);
            }
        }
    }
}

fn judge<'a>(walk: &mut Walk<'a>, found: &Attribute<'a>) {
    let value = &*found.value;
    match found.local {
        "version" if !matches!(value, "RSS" | "RSS1" | "RSS2" | "scriptingNews") => {
            attribute::note(walk, found, &rules::OUTLINE_VERSION, &[value]);
        }
        "created" => attribute::rfc822(walk, found),
        "description" | "text" | "title" => attribute::html(walk, found),
        "htmlUrl" | "url" => full(walk, found),
        "isBreakpoint" | "isComment" if token::true_false(value).is_none() => {
            attribute::note(walk, found, &value_rules::TRUE_FALSE, &[found.name, value]);
        }
        "language" => {
            if let Some((rule, words)) = lang::judge(value) {
                attribute::note(walk, found, rule, &[value, &words]);
            }
        }
        "xmlUrl" => feed(walk, found),
        _ => {}
    }
}

fn full<'a>(walk: &mut Walk<'a>, found: &Attribute<'a>) {
    let value = &*found.value;
    match address::check(value, Need::Uri) {
        Ok(None) => {}
        Ok(Some(address::UriNote::Scheme)) => {
            attribute::note(walk, found, &uri_rules::SCHEME, &[address::scheme(value).unwrap_or_default()]);
        }
        Ok(Some(_)) => attribute::note(walk, found, &uri_rules::DOUBTFUL, &[value]),
        Err(fault) => {
            let words = uri::words(&fault, found.name, value);
            attribute::note(walk, found, uri::rule(&fault, &uri_rules::FULL), &words);
        }
    }
}

/// The address of a feed: the W3C does not look at it.
fn feed<'a>(walk: &mut Walk<'a>, found: &Attribute<'a>) {
    let value = &*found.value;
    // `feed:` was once a scheme for subscribing.
    let scheme = address::scheme(value).unwrap_or_default();
    if !(address::is_http(value) || scheme.eq_ignore_ascii_case("feed") && value.len() > 5) {
        attribute::note(walk, found, &rules::XML_URL, &[value]);
    } else if !walk.facts.repeated.insert(value.into()) {
        attribute::note(walk, found, &rules::SAME_FEED, &[value]);
    }
}
