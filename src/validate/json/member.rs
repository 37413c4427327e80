//! The members of an object, as data: what each must be, and how it is judged.

use super::judge::Judge;
use super::tree::{Node, Value};
use crate::validate::rules::json as rules;

/// Judges a value of the right type; the last is the member's name.
pub(super) type Check = for<'w, 'a> fn(&mut Judge<'w, 'a>, &Node<'a>, &'static str);

/// An object of JSON Feed.
pub(super) struct Object {
    /// What it is called in sentences.
    pub(super) name: &'static str,
    pub(super) members: &'static [Member],
}

/// A member of such an object.
pub(super) struct Member {
    name: &'static str,
    kind: Kind,
    need: Need,
    /// JSON Feed 1.1 brought it.
    new: bool,
    check: Check,
}

/// What a value must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A text; a number is read as one (section "Items", `id`).
    TextOrNumber,
    Number,
    Bool,
    List,
    Map,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    Should,
    May,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Text | Self::TextOrNumber => "a text",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::List => "a list",
            Self::Map => "an object",
        }
    }

    fn is(self, value: &Value<'_>) -> bool {
        match value {
            Value::Null => false,
            Value::Bool => self == Self::Bool,
            Value::Number(_) => matches!(self, Self::Number | Self::TextOrNumber),
            Value::Text(_) => matches!(self, Self::Text | Self::TextOrNumber),
            Value::List(_) => self == Self::List,
            Value::Map(_) => self == Self::Map,
        }
    }
}

impl Member {
    /// A member that may be there.
    pub(super) const fn may(name: &'static str, kind: Kind, check: Check) -> Self {
        Self { name, kind, need: Need::May, new: false, check }
    }

    /// A member that the specification strongly recommends.
    pub(super) const fn should(name: &'static str, kind: Kind, check: Check) -> Self {
        Self { need: Need::Should, ..Self::may(name, kind, check) }
    }

    /// A member that must be there.
    pub(super) const fn must(name: &'static str, kind: Kind, check: Check) -> Self {
        Self { need: Need::Must, ..Self::may(name, kind, check) }
    }

    /// Of JSON Feed 1.1, not of 1.0.
    pub(super) const fn since_second(self) -> Self {
        Self { new: true, ..self }
    }
}

/// For a member of which the type says all.
pub(super) fn anything<'a>(_: &mut Judge<'_, 'a>, _: &Node<'a>, _: &'static str) {}

/// Judges the members of an object.
pub(super) fn object<'a>(judge: &mut Judge<'_, 'a>, node: &Node<'a>, object: &'static Object) {
    for found in node.members() {
        match object.members.iter().find(|member| member.name == found.key) {
            Some(member) if !member.kind.is(&found.node.value) => {
                judge.value(&found.node, &rules::TYPE, &[member.name, member.kind.name(), found.node.kind()]);
            }
            Some(member) => {
                if member.new && judge.is_first_version() {
                    judge.key(found, &rules::NEWER, &[member.name]);
                }
                (member.check)(judge, &found.node, member.name);
            }
            None => unknown(judge, found, object),
        }
    }
    for member in object.members.iter().filter(|member| member.need != Need::May) {
        if node.member(member.name).is_none() {
            let rule = if member.need == Need::Must { &rules::MISSING } else { &rules::RECOMMENDED };
            judge.whole(node, rule, &[member.name, object.name]);
        }
    }
}

/// Extensions begin with `_` and a letter.
fn unknown<'a>(judge: &mut Judge<'_, 'a>, found: &super::tree::Member<'a>, object: &Object) {
    match found.key.strip_prefix('_') {
        Some(name) if name.starts_with(char::is_alphabetic) => {}
        Some(_) => judge.key(found, &rules::EXTENSION_NAME, &[&found.key]),
        None => judge.key(found, &rules::UNKNOWN, &[&found.key, object.name]),
    }
}

/// Judges a list of objects.
pub(super) fn objects<'a>(
    judge: &mut Judge<'_, 'a>,
    node: &Node<'a>,
    name: &'static str,
    mut check: impl FnMut(&mut Judge<'_, 'a>, &Node<'a>),
) {
    for element in node.list().unwrap_or_default() {
        if matches!(element.value, Value::Map(_)) {
            check(judge, element);
        } else {
            judge.value(element, &rules::ELEMENT_TYPE, &[name, "objects", element.kind()]);
        }
    }
}
