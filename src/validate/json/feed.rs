//! The feed itself.

use super::hub::hubs;
use super::judge::Judge;
use super::member::{Kind, Member, Object, anything, object, objects};
use super::tree::{Node, Value};
use super::{address, author, item, text, version};
use crate::validate::rules::json as rules;
use crate::validate::value::uri;

static FEED: Object = Object {
    name: "the feed",
    members: &[
        Member::may("author", Kind::Map, author::one),
        Member::may("authors", Kind::List, author::authors).since_second(),
        Member::may("description", Kind::Text, text::plain),
        Member::may("expired", Kind::Bool, anything),
        Member::may("favicon", Kind::Text, address::url),
        Member::should("feed_url", Kind::Text, address::feed),
        Member::should("home_page_url", Kind::Text, address::url),
        Member::may("hubs", Kind::List, hubs),
        Member::may("icon", Kind::Text, address::url),
        Member::must("items", Kind::List, items),
        Member::may("language", Kind::Text, text::language).since_second(),
        Member::may("next_url", Kind::Text, address::url),
        Member::must("title", Kind::Text, text::title),
        Member::may("user_comment", Kind::Text, anything),
        Member::must("version", Kind::Text, version::check),
    ],
};

/// Judges a feed.
pub(super) fn check<'a>(judge: &mut Judge<'_, 'a>, root: &Node<'a>) {
    judge.walk.facts.document.at = root.span.start;
    judge.walk.facts.document.span = root.span.start..root.span.start + 1;
    object(judge, root, &FEED);
    author::deprecated(judge, root);
    next(judge, root);
}

fn items<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    judge.walk.facts.document.is_feed = true;
    objects(judge, node, name, item::check);
}

/// The next page is another one.
fn next<'a>(judge: &mut Judge<'_, 'a>, root: &Node<'a>) {
    let Some(next) = root.member("next_url") else { return };
    let Value::Text(text) = &next.value else { return };
    let home = judge.walk.context.base;
    let itself = root.text_of("feed_url").into_iter().chain((!home.is_empty()).then_some(home));
    if !text.is_empty() && itself.into_iter().any(|itself| uri::same(text, itself)) {
        judge.value(next, &rules::NEXT_URL_ITSELF, &[text]);
    }
}
