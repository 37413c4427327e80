//! `version`: the address that says that a document is a JSON Feed.

use super::judge::Judge;
use super::tree::Node;
use crate::validate::rules::json as rules;

/// What every version's address holds.
const MARK: &str = "jsonfeed.org/version/";

/// Whether a text names a version of JSON Feed, however it writes it.
pub(super) fn is_named_in(text: &str) -> bool {
    text.contains(MARK)
}

/// The number of the version: `1.1`.
pub(super) fn number(address: &str) -> &str {
    match address.split_once(MARK).map_or(address, |(_, number)| number).trim_end_matches('/') {
        "1" => "1.0",
        number => number,
    }
}

pub(super) fn check<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, _: &'static str) {
    let text = node.text().unwrap_or_default();
    if !matches!(text, "https://jsonfeed.org/version/1" | "https://jsonfeed.org/version/1.1") {
        judge.value(node, &rules::VERSION, &[text]);
    }
}
