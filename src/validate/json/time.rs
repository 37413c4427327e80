//! Dates (RFC 3339).

use super::judge::Judge;
use super::tree::Node;
use crate::validate::judge::date::why;
use crate::validate::rules::{date as date_rules, json as rules};
use crate::validate::value::date::{self, Age, IsoFault};

/// A date and a time.
pub(super) fn rfc3339<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    let text = node.text().unwrap_or_default();
    match date::rfc3339(text, judge.walk.context.now) {
        Ok(found) if found.age != Age::Plausible => judge.value(node, &date_rules::IMPLAUSIBLE, &[text]),
        Ok(_) => {}
        // RFC 3339 lets small letters pass; it is Atom that does not.
        Err(IsoFault::LowerCase) if seconds(text).is_some() => judge.value(node, &rules::LOWER_CASE_DATE, &[text]),
        Err(fault) => judge.value(node, &date_rules::RFC3339, &[name, text, why(fault)]),
    }
}

/// The time that a date names, in seconds since 1970.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let capitals = text.to_ascii_uppercase();
    date::rfc3339(&capitals, chrono::DateTime::UNIX_EPOCH).ok().map(|date| date.at.timestamp())
}
