//! One tree for all that people write as TOML, YAML or JSON: config, front
//! matter, sidecars, tables of authors. Every key and value knows the byte
//! where it stands, so that every complaint can name its line.

mod json;
mod print;
mod toml;
mod yaml;

pub use self::json::{parse as parse_json, parse_prefix as parse_json_prefix};
pub use self::toml::parse as parse_toml;
pub use self::yaml::parse as parse_yaml;

/// A value and the byte offset in its text where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Byte offset from the start of the text that was parsed.
    pub at: usize,
    /// What stands there.
    pub value: Value,
}

/// What a [`Node`] may hold. Dates are text here; who asks for a date reads it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// YAML's and JSON's null.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text, or a date as it was written.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order they were written.
    Map(Map),
}

/// Keys with their values, in the order they were written. No key twice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map(pub Vec<Entry>);

/// One key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Byte offset where the key begins.
    pub at: usize,
    /// Its value.
    pub node: Node,
}

/// Text that is not what it should be, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// Byte offset into the text.
    pub at: usize,
    /// What is wrong, without the text itself (it may be embargoed).
    pub message: String,
}

impl Map {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The entry of `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.key == key)
    }

    /// The value at a path such as `extra.team`: a key with dots in it is
    /// preferred to nested keys.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Option<&Node> {
        if let Some(node) = self.get(path) {
            return Some(node);
        }
        let (head, rest) = path.split_once('.')?;
        self.get(head)?.as_map()?.at_path(rest)
    }
}

impl Node {
    /// The map, if it is one.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The text, if it is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl Value {
    /// What kind of value it is, in words for a message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::String(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a table",
        }
    }
}

/// Line and column of byte `at` in `text`, both from 1, the column in characters.
#[must_use]
pub fn position(text: &str, at: usize) -> (u32, u32) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}
