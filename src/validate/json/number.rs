//! Numbers.

use super::judge::Judge;
use super::tree::{Node, Value};
use crate::validate::rules::json as rules;

/// Bytes and seconds: zero or above.
pub(super) fn amount<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, name: &'static str) {
    if let Value::Number(text) = node.value
        && text.starts_with('-')
        && text.parse().is_ok_and(|number: f64| number < 0.0)
    {
        judge.value(node, &rules::NEGATIVE, &[name, text]);
    }
}
