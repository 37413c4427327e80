//! One value of front matter, read as what its field wants.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::date;
use super::fault::{Fault, Part};
use super::field::Field;
use crate::tree::{Map, Node, Value};
use crate::xml::XmlText;

/// What a text says about one field.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) field: Field,
    pub(super) key: String,
    pub(super) at: usize,
    pub(super) node: Node,
    pub(super) part: Part,
}

impl Given {
    /// Whether nothing is said: null, an empty text, an empty list.
    pub(super) fn is_blank(&self) -> bool {
        match &self.node.value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// A fault at the value, beginning with the key.
    pub(super) fn fault(&self, what: &str, help: impl Into<String>) -> Fault {
        self.fault_at(self.node.at, what, help)
    }

    /// A fault at a node inside the value.
    pub(super) fn fault_at(&self, at: usize, what: &str, help: impl Into<String>) -> Fault {
        Fault::new(self.part, at, format!("`{}` {what}", self.key), help)
    }

    fn wrong(&self, node: &Node, wanted: &str) -> Fault {
        self.fault_at(node.at, &format!("is {}", node.value.kind()), format!("write {wanted}"))
    }

    /// A text on one line.
    pub(super) fn line(&self) -> Result<Option<XmlText>, Fault> {
        match text_of(&self.node) {
            Some(text) => Ok(XmlText::line(&text)),
            None => Err(self.wrong(&self.node, "a text")),
        }
    }

    /// A text as it is.
    pub(super) fn text(&self) -> Result<String, Fault> {
        text_of(&self.node).map(Cow::into_owned).ok_or_else(|| self.wrong(&self.node, "a text"))
    }

    /// True or false, also as `yes` and `no`.
    pub(super) fn flag(&self) -> Result<bool, Fault> {
        flag_of(&self.node).ok_or_else(|| self.wrong(&self.node, "true or false"))
    }

    /// A whole number.
    pub(super) fn integer(&self) -> Result<i64, Fault> {
        match &self.node.value {
            Value::Integer(number) => Ok(*number),
            Value::String(text) => text.trim().parse().map_err(|_| self.wrong(&self.node, "a whole number")),
            _ => Err(self.wrong(&self.node, "a whole number")),
        }
    }

    /// A date.
    pub(super) fn date(&self, zone: Option<Tz>) -> Result<DateTime<Utc>, Fault> {
        self.date_of(&self.node, zone)
    }

    /// The date of a node inside the value.
    pub(super) fn date_of(&self, node: &Node, zone: Option<Tz>) -> Result<DateTime<Utc>, Fault> {
        let read = match &node.value {
            Value::String(text) => date::parse(text, zone),
            // A day without separators (20240820).
            Value::Integer(number) => date::parse(&number.to_string(), zone),
            _ => Err(date::DateFault::Unreadable),
        };
        read.map_err(|fault| Fault::date(self.part, node.at, &self.key, fault))
    }

    /// The items of a list; anything else is a list of one.
    pub(super) fn items(&self) -> &[Node] {
        match &self.node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(&self.node),
        }
    }

    /// A text of a list, on one line; `None` for an empty one.
    pub(super) fn line_of(&self, node: &Node) -> Result<Option<XmlText>, Fault> {
        match &node.value {
            Value::Null => Ok(None),
            _ => text_of(node).map(|text| XmlText::line(&text)).ok_or_else(|| self.wrong(node, "a text")),
        }
    }
}

/// The text of a text or number.
pub(super) fn text_of(node: &Node) -> Option<Cow<'_, str>> {
    match &node.value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Integer(number) => Some(Cow::Owned(number.to_string())),
        Value::Float(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(flag) => Some(Cow::Owned(flag.to_string())),
        _ => None,
    }
}

/// What people write for true and false.
pub(super) fn flag_of(node: &Node) -> Option<bool> {
    match &node.value {
        Value::Bool(flag) => Some(*flag),
        Value::Integer(0) => Some(false),
        Value::Integer(1) => Some(true),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => Some(true),
            "false" | "no" | "off" | "n" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The first of `keys` that holds something, as text on one line.
pub(super) fn line_at(map: &Map, keys: &[&str]) -> Option<XmlText> {
    keys.iter().find_map(|key| XmlText::line(&text_of(map.get(key)?)?))
}

/// The first of `keys` that holds a whole number, not below zero.
pub(super) fn number_at<T: TryFrom<i64>>(map: &Map, keys: &[&str]) -> Option<T> {
    keys.iter().find_map(|key| match &map.get(key)?.value {
        Value::Integer(number) if *number >= 0 => T::try_from(*number).ok(),
        Value::String(text) => text.trim().parse::<i64>().ok().filter(|n| *n >= 0).and_then(|n| T::try_from(n).ok()),
        _ => None,
    })
}
