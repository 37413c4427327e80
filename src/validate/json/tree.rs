//! JSON as it was read: every value knows its bytes.

use std::borrow::Cow;
use std::ops::Range;

/// A value and where it stands.
#[derive(Debug)]
pub(in crate::validate) struct Node<'a> {
    pub(super) value: Value<'a>,
    /// Its bytes, the quotes of a text included.
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(in crate::validate) enum Value<'a> {
    Null,
    Bool,
    /// As it is written.
    Number(&'a str),
    /// With its escapes resolved.
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<Member<'a>>),
}

/// A member of an object.
#[derive(Debug)]
pub(in crate::validate) struct Member<'a> {
    pub(super) key: Cow<'a, str>,
    /// The bytes of the key, its quotes included.
    pub(super) key_span: Range<usize>,
    pub(super) node: Node<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::List(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// The members, of an object.
    pub(super) fn members(&self) -> &[Member<'a>] {
        match &self.value {
            Value::Map(members) => members,
            _ => &[],
        }
    }

    /// The value of a member; of several the last one, which most readers take.
    pub(super) fn member(&self, key: &str) -> Option<&Node<'a>> {
        self.members().iter().rev().find(|member| member.key == key).map(|member| &member.node)
    }

    /// The text of a member.
    pub(super) fn text_of(&self, key: &str) -> Option<&str> {
        self.member(key)?.text()
    }

    /// What it is, with its article.
    pub(super) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "`null`",
            Value::Bool => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "an object",
        }
    }
}
