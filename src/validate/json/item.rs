//! An item, and what is kept of it for rules about the whole feed.

use std::ops::Range;

use super::attachment::attachments;
use super::judge::Judge;
use super::member::{Kind, Member, Object, object};
use super::tree::{Node, Value};
use super::{address, author, tags, text, time};
use crate::validate::rules::{json as rules, reader};
use crate::validate::walk::EntryFacts;

static ITEM: Object = Object {
    name: "the item",
    members: &[
        Member::may("attachments", Kind::List, attachments),
        Member::may("author", Kind::Map, author::one),
        Member::may("authors", Kind::List, author::authors).since_second(),
        Member::may("banner_image", Kind::Text, address::url),
        Member::may("content_html", Kind::Text, text::html),
        Member::may("content_text", Kind::Text, text::plain),
        Member::may("date_modified", Kind::Text, time::rfc3339),
        Member::may("date_published", Kind::Text, time::rfc3339),
        Member::may("external_url", Kind::Text, address::url),
        Member::must("id", Kind::TextOrNumber, id),
        Member::may("image", Kind::Text, address::url),
        Member::may("language", Kind::Text, text::language).since_second(),
        Member::may("summary", Kind::Text, text::plain),
        Member::may("tags", Kind::List, tags::check),
        Member::may("title", Kind::Text, text::title),
        Member::may("url", Kind::Text, address::url),
    ],
};

/// Judges an item.
pub(super) fn check<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>) {
    object(judge, node, &ITEM);
    author::deprecated(judge, node);
    content(judge, node);
    repetition(judge, node);
    judge.walk.facts.entries.push(facts(node));
}

/// An item is known by its id for ever.
fn id<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, _: &'static str) {
    let Some(id) = written_id(node) else { return };
    if let Value::Number(text) = node.value {
        judge.value(node, &rules::ID_NUMBER, &[text]);
    }
    if id.trim().is_empty() {
        judge.value(node, &rules::ID_EMPTY, &[]);
    }
}

/// The id as a text: that is how a reader keeps a number too.
fn written_id<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => Some(text),
        Value::Number(text) => Some(text),
        _ => None,
    }
}

/// One of the two contents must be there.
fn content<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>) {
    let contents = ["content_html", "content_text"].map(|name| node.member(name));
    if contents.iter().all(Option::is_none) {
        judge.whole(node, &rules::NO_CONTENT, &[]);
    } else if contents.iter().flatten().all(|content| content.text().is_some_and(|text| text.trim().is_empty())) {
        judge.whole(node, &rules::CONTENT_EMPTY, &[]);
    }
}

/// HTML that is the summary again. Of plain text that is no fault: some content must
/// be there, even where there is no more to say.
fn repetition<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>) {
    let (Some(summary), Some(content)) = (node.text_of("summary"), node.member("content_html")) else { return };
    if !summary.trim().is_empty() && content.text().is_some_and(|text| text.trim() == summary.trim()) {
        judge.value(content, &reader::SAME_WORDS, &[]);
    }
}

/// What rules about the whole feed will ask.
fn facts(node: &Node<'_>) -> EntryFacts {
    let kept = |name: &str| -> Option<(Box<str>, Range<usize>)> {
        let node = node.member(name)?;
        Some((node.text()?.into(), node.span.clone()))
    };
    let timed = |name: &str| -> Option<(i64, Range<usize>)> {
        let node = node.member(name)?;
        Some((time::seconds(node.text()?)?, node.span.clone()))
    };
    let has = |name: &str| node.member(name).is_some();
    let says = |name: &str| node.text_of(name).is_some_and(|text| !text.trim().is_empty());
    EntryFacts {
        at: node.span.start,
        id: node.member("id").and_then(|id| Some((written_id(id)?.into(), id.span.clone()))),
        link: kept("url"),
        title: kept("title"),
        published: timed("date_published"),
        updated: timed("date_modified"),
        updated_text: kept("date_modified"),
        has_date: has("date_published") || has("date_modified"),
        has_words: ["content_html", "content_text", "summary"].into_iter().any(says),
        ..EntryFacts::default()
    }
}
