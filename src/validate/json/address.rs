//! Addresses: of pages, pictures, feeds.

use super::judge::Judge;
use super::tree::Node;
use crate::validate::judge::reader;
use crate::validate::rules::{json as rules, uri as uri_rules};
use crate::validate::value::uri::{self, Need, UriFault, UriNote};

/// A complete address.
pub(super) fn url<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    let text = node.text().unwrap_or_default();
    if text.trim().is_empty() {
        judge.value(node, &rules::EMPTY, &[name]);
        return;
    }
    match uri::check(text, Need::Iri) {
        Err(UriFault::NoScheme) => judge.value(node, &rules::URL_RELATIVE, &[name, text]),
        Err(UriFault::Char { char, .. }) => {
            judge.value(node, &rules::URL_INVALID, &[name, text, &format!("`{char}` cannot stand in it")]);
        }
        Err(UriFault::NoHost | UriFault::Empty) => {
            judge.value(node, &rules::URL_INVALID, &[name, text, "it names no host"]);
        }
        Err(_) => judge.value(node, &rules::URL_INVALID, &[name, text, "its form is not the one of its scheme"]),
        Ok(Some(UriNote::Scheme) | None) => {
            if let Some((rule, word)) = reader::address(judge.walk, text) {
                judge.value(node, rule, &[&word]);
            }
        }
        Ok(Some(_)) => judge.value(node, &uri_rules::DOUBTFUL, &[text]),
    }
}

/// Where the feed says that it lives.
pub(super) fn feed<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    url(judge, node, name);
    let (text, home) = (node.text().unwrap_or_default(), judge.walk.context.base);
    if !text.is_empty() {
        judge.walk.facts.document.has_self = true;
        judge.walk.facts.document.itself = Some(text.into());
    }
    if uri::is_http(home) && uri::is_http(text) && !uri::same(text, home) {
        judge.value(node, &rules::FEED_URL_ELSEWHERE, &[text, home]);
    }
}
