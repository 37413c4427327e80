//! Apple Podcasts (<https://podcasters.apple.com/support/823-podcast-requirements>).

mod category;

use super::value::{self, RFC822};
use super::{ENTRIES, FEEDS, Vocabulary};
use crate::validate::judge::{number, person, reader, text, uri};
use crate::validate::rules::{itunes as rules, value as value_rules};
use crate::validate::value::uri as addresses;
use crate::validate::value::{time, token};
use crate::validate::walk::{Check, Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const I: Ns = Ns::Itunes;

pub(super) static ITUNES: Vocabulary = Vocabulary::new(&[
    (
        FEEDS | ENTRIES,
        &[
            Child::once(I, "author", &SHORT),
            Child::once(I, "block", &BLOCK),
            Child::once(I, "explicit", &EXPLICIT),
            Child::once(I, "image", &IMAGE),
            Child::once(I, "keywords", &KEYWORDS),
            Child::once(I, "subtitle", &SHORT),
            Child::once(I, "summary", &SUMMARY),
        ],
    ),
    (
        FEEDS,
        &[
            Child::once(I, "owner", &OWNER),
            Child::many(I, "category", &category::CATEGORY),
            Child::once(I, "new-feed-url", &ADDRESS),
            Child::once(I, "type", &TYPE),
            Child::once(I, "pubDate", &RFC822),
            // Apple has the next three, and the W3C does not.
            Child::once(I, "title", &TITLE),
            Child::once(I, "complete", &TITLE),
            Child::once(I, "applepodcastsverify", &TITLE),
        ],
    ),
    (
        ENTRIES,
        &[
            Child::once(I, "duration", &DURATION),
            Child::once(I, "title", &TITLE),
            Child::once(I, "episode", &NUMBER),
            Child::once(I, "season", &NUMBER),
            Child::once(I, "episodeType", &EPISODE_TYPE),
        ],
    ),
]);

const fn text_of(checks: &'static [Check]) -> Element {
    value::text(checks).begin(begin)
}

static SHORT: Element = text_of(&[value::rdf, text::plain, short]);
static SUMMARY: Element = text_of(&[value::rdf, text::plain, summary]);
static KEYWORDS: Element = text_of(&[value::rdf, text::plain, short, keywords]);
static BLOCK: Element = text_of(&[value::words, block]);
static EXPLICIT: Element = text_of(&[value::words, explicit]);
static ADDRESS: Element = text_of(&[value::words, uri::full]);
static TYPE: Element = text_of(&[value::words, channel_type]);
static EPISODE_TYPE: Element = text_of(&[value::words, episode_type]);
static TITLE: Element = text_of(&[value::words]);
static NUMBER: Element = text_of(&[value::words, number::positive]);
static DURATION: Element = text_of(&[value::words, duration]);
static IMAGE: Element = Element::of(&[]).attributes(&["href"]).begin(begin).checks(&[image]);
static OWNER: Element =
    Element::of(&[Child::once(I, "email", &EMAIL), Child::once(I, "name", &SHORT)]).begin(begin).checks(&[owner]);
static EMAIL: Element = value::text(&[value::rdf, text::plain, person::email]);

fn begin(walk: &mut Walk<'_>) {
    value::open_in_rdf(walk);
    used(walk);
}

/// Whoever uses one of these elements wants the feed to be in Apple's directory.
pub(super) fn used(walk: &mut Walk<'_>) {
    if walk.facts.scopes.last().is_some_and(|scope| scope.itunes) {
        return;
    }
    for scope in &mut walk.facts.scopes {
        scope.itunes = true;
    }
}

/// Judges a feed that ends.
pub(super) fn feed<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !walk.facts.scopes.last().is_some_and(|scope| scope.itunes) {
        return;
    }
    if !frame.lang && walk.seen_in(frame, Ns::None, "language") == 0 {
        walk.tag(frame, &rules::MISSING, &["language"]);
    }
    for name in ["category", "explicit"] {
        if walk.seen_in(frame, I, name) == 0 {
            walk.tag(frame, &rules::MISSING, &[&format!("itunes:{name}")]);
        }
    }
    if walk.seen_in(frame, I, "owner") == 0 {
        walk.tag(frame, &rules::NO_EMAIL, &[]);
    }
    if walk.seen_in(frame, I, "image") == 0 {
        walk.tag(frame, &rules::NO_IMAGE, &[]);
    }
    if let Some(encoding) = declared_encoding(walk.source)
        && !["utf-8", "utf8"].iter().any(|utf8| encoding.eq_ignore_ascii_case(utf8))
    {
        walk.tag(frame, &rules::NOT_UTF8, &[encoding]);
    }
}

/// The encoding that the XML declaration names.
fn declared_encoding(source: &str) -> Option<&str> {
    let declaration = source.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let rest = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next()
}

/// Kinds of files that Apple takes, by their extensions.
const FORMATS: &[&str] = &["m4a", "mp3", "mov", "mp4", "m4v", "pdf", "epub"];

/// Judges an item or entry that ends.
pub(super) fn entry<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(scope) = walk.facts.scopes.last().filter(|scope| scope.itunes) else { return };
    let enclosures = scope.links.iter().filter(|link| link.rel == "enclosure");
    let is_taken = |url: &str| {
        if !addresses::is_http(url) || url.contains(char::is_whitespace) {
            // It was told of as an address already.
            return true;
        }
        let extension = addresses::extension(url).unwrap_or_default();
        FORMATS.iter().any(|format| extension.eq_ignore_ascii_case(format))
    };
    let strangers: Vec<_> =
        enclosures.filter(|link| !is_taken(&link.href)).map(|link| (link.at, link.href.clone())).collect();
    for (at, url) in strangers {
        let name =
            walk.source[at + 1..].split(|c: char| c.is_ascii_whitespace() || c == '>').next().map_or(0, str::len);
        walk.note(&rules::FORMAT, at..at + 1 + name, at, None, &[&url]);
    }
    if walk.seen_in(frame, I, "episodeType") == 0 && walk.seen_in(frame, I, "episode") > 0 {
        walk.tag(frame, &rules::NO_EPISODE_TYPE, &[]);
    }
}

fn limit<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, most: usize) {
    if frame.value().len() > most && frame.value().chars().count() > most {
        walk.value(frame, &value_rules::TOO_LONG, &[frame.tag.name, &most.to_string()]);
    }
}

fn short<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    limit(walk, frame, 255);
}

fn summary<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    limit(walk, frame, 4000);
}

fn keywords<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !token::is_keywords(frame.value()) {
        walk.value(frame, &value_rules::KEYWORDS, &[frame.value()]);
    }
}

/// `yes`, `no` or `clean`, and not a space more.
fn block<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !["yes", "no", "clean"].iter().any(|word| frame.text.eq_ignore_ascii_case(word)) {
        walk.value(frame, &rules::BLOCK, &[&frame.text]);
    }
}

/// `true` or `false`, and not a space more.
fn explicit<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if token::true_false(&frame.text).is_none() {
        walk.value(frame, &value_rules::TRUE_FALSE, &[frame.tag.name, &frame.text]);
    }
}

fn channel_type<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::one_of(walk, frame, &["episodic", "serial"], &rules::CHANNEL_TYPE);
}

fn episode_type<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::one_of(walk, frame, &["full", "trailer", "bonus"], &rules::EPISODE_TYPE);
}

fn duration<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if time::itunes_duration(frame.value()).is_none() {
        walk.value(frame, &value_rules::DURATION, &[frame.value()]);
    }
}

fn image<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::required_http(walk, frame, "href");
    let Some(href) = frame.attribute("href") else { return };
    reader::link_attribute(walk, frame, href);
    let is_picture = addresses::extension(&href.value)
        .is_none_or(|extension| ["jpg", "jpeg", "png"].iter().any(|picture| extension.eq_ignore_ascii_case(picture)));
    if !is_picture {
        walk.attribute(frame, href, &rules::IMAGE_FORMAT, &[&href.value]);
    }
}

fn owner<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    value::must_have(walk, frame, I, "email");
}
