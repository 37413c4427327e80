//! One table of the config, with its place: what a room reads its settings from.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::Text;
use super::{ConfigError, Key, Need, nearest};
use crate::tree::{Entry, Map, Node, Value};

/// A table of the config. A section that is not written is an empty one.
#[derive(Debug, Clone)]
pub struct Section {
    pub(super) text: Arc<Text>,
    name: String,
    at: usize,
    map: Map,
}

impl Section {
    pub(super) fn new(text: &Arc<Text>, name: impl Into<String>, at: usize, map: Map) -> Self {
        Self { text: Arc::clone(text), name: name.into(), at, map }
    }

    /// Its name, such as `site` or `feed`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn renamed(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// The folder of the config file, to which its paths are relative.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.text.path.parent().unwrap_or(Path::new(""))
    }

    /// A path of the config, joined to the folder of the config file.
    #[must_use]
    pub fn resolve(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// Refuses keys that `keys` does not declare, and misses those it requires.
    ///
    /// # Errors
    /// For the first such key, with the nearest that is known.
    pub fn expect_keys(&self, keys: &[&[Key]]) -> Result<(), ConfigError> {
        let known = || keys.iter().flat_map(|keys| keys.iter());
        for entry in &self.map.0 {
            if !known().any(|key| key.name == entry.key) {
                let help = match nearest(&entry.key, known().map(|key| key.name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("its keys are {}", list(known().map(|key| key.name))),
                };
                return Err(self.error_at_key(entry, format!("`{}` is not a key of [{}]", entry.key, self.name), help));
            }
        }
        match known().find(|key| key.need == Need::Required && self.map.get(key.name).is_none()) {
            Some(key) => Err(self.missing(key.name, key.kind)),
            None => Ok(()),
        }
    }

    /// The error of a key that must be there and is not.
    #[must_use]
    pub fn missing(&self, key: &str, kind: &str) -> ConfigError {
        let at = self.at;
        let help = format!("add `{key} = …` to it ({kind})");
        ConfigError::at(&self.text, at..self.line_end(at), format!("[{}] has no `{key}`", self.name), Some(help))
    }

    /// Whether `key` is written.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.map.get(key).is_some()
    }

    /// The keys that are written, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.map.0.iter().map(|entry| entry.key.as_str())
    }

    /// The value of `key` as it stands in the tree.
    #[must_use]
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.map.get(key)
    }

    /// An error about the value of `key` (or the section where it is not written).
    #[must_use]
    pub fn error(&self, key: &str, what: impl Into<String>, help: impl Into<String>) -> ConfigError {
        match self.map.get(key) {
            Some(node) => self.error_at(node.at, what, help),
            None => self.error_at(self.at, what, help),
        }
    }

    /// An error at a byte of the config, as nodes know it; it is marked to the
    /// end of the value on that line.
    #[must_use]
    pub fn error_at(&self, at: usize, what: impl Into<String>, help: impl Into<String>) -> ConfigError {
        ConfigError::at(&self.text, at..self.line_end(at), what, Some(help.into()))
    }

    fn error_at_key(&self, entry: &Entry, what: String, help: String) -> ConfigError {
        let span: Range<usize> = entry.at..entry.at + entry.key.len();
        ConfigError::at(&self.text, span, what, Some(help))
    }

    pub(super) fn wrong(&self, key: &str, node: &Node, wanted: &str) -> ConfigError {
        let what = format!("`{key}` of [{}] is {}", self.name, node.value.kind());
        self.error_at(node.at, what, format!("write {wanted}"))
    }

    /// A table below this one, such as `select = { … }`.
    ///
    /// # Errors
    /// When `key` holds something else.
    pub fn section(&self, key: &str) -> Result<Option<Section>, ConfigError> {
        match self.map.get(key) {
            None => Ok(None),
            Some(Node { at, value: Value::Map(map) }) => {
                Ok(Some(Self::new(&self.text, format!("{}.{key}", self.name), *at, map.clone())))
            }
            Some(node) => Err(self.wrong(key, node, "a table, such as { key = \"value\" }")),
        }
    }

    /// A list of tables below this one, such as `any = [{ … }, { … }]`.
    ///
    /// # Errors
    /// When `key` holds something else.
    pub fn sections(&self, key: &str) -> Result<Vec<Section>, ConfigError> {
        let Some(node) = self.map.get(key) else { return Ok(Vec::new()) };
        let Value::List(items) = &node.value else {
            return Err(self.wrong(key, node, "a list of tables"));
        };
        items
            .iter()
            .map(|item| match &item.value {
                Value::Map(map) => Ok(Self::new(&self.text, format!("{}.{key}", self.name), item.at, map.clone())),
                _ => Err(self.wrong(key, item, "a table, such as { key = \"value\" }")),
            })
            .collect()
    }

    /// This section with what it does not say taken from `defaults`.
    #[must_use]
    pub fn or(&self, defaults: &Section) -> Section {
        let mut merged = self.clone();
        for entry in &defaults.map.0 {
            if !self.has(&entry.key) {
                merged.map.0.push(entry.clone());
            }
        }
        merged
    }

    fn line_end(&self, at: usize) -> usize {
        let text = &self.text.text;
        let at = at.min(text.len());
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        at + text[at..end].trim_end().len().max(usize::from(at < text.len()))
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
