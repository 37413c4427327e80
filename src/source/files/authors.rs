//! Bylines: names, ids, and the newsroom's table of authors.

use std::collections::HashMap;
use std::path::Path;

use super::fault::Fault;
use super::settings::named;
use super::value::{Given, line_at, text_of};
use crate::article::Author;
use crate::tree::{self, Map, Node, Value};
use crate::xml::{AbsoluteUrl, XmlText};

/// A larger table is refused (4 MB).
const LARGEST: u64 = 4_000_000;

const NAME: &[&str] = &["name", "display_name", "full_name", "title"];
const URL: &[&str] = &["url", "uri", "website", "link", "web", "page"];
const ID: &[&str] = &["id", "key", "slug", "username"];

/// The newsroom's authors by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Authors(HashMap<String, Author>);

impl Authors {
    /// Reads the table: `id = "Name"`, `id = { name, url }`, or a list of tables
    /// with an `id` each.
    ///
    /// # Errors
    /// With what is wrong and how to mend it.
    pub(super) fn load(path: &Path, site: &AbsoluteUrl) -> Result<Self, (String, String)> {
        let shown = path.display();
        let unread = |what: String| (what, "name a TOML, YAML or JSON file of author ids".to_owned());
        let length = std::fs::metadata(path).map_err(|error| unread(format!("{shown} cannot be read: {error}")))?.len();
        if length > LARGEST {
            return Err(unread(format!("{shown} is larger than {LARGEST} bytes")));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unread(format!("{shown} cannot be read: {error}")))?;
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let parsed = match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => tree::parse_yaml(&text),
            "json" => tree::parse_json(&text),
            "toml" => tree::parse_toml(&text).map(|map| Node { at: 0, value: Value::Map(map) }),
            _ => return Err(unread(format!("{shown} is not a .toml, .yaml or .json file"))),
        };
        let at_line = |at: usize, what: &str| {
            (format!("{shown}, line {}: {what}", tree::position(&text, at).0), "correct that line".to_owned())
        };
        let node = parsed.map_err(|error| at_line(error.at, &error.message))?;
        let mut authors = HashMap::new();
        match &node.value {
            Value::Map(map) => {
                for entry in &map.0 {
                    let author = told(&entry.node, site).ok_or_else(|| at_line(entry.at, "an author has no name"))?;
                    authors.insert(entry.key.clone(), Author { id: Some(entry.key.clone()), ..author });
                }
            }
            Value::List(items) => {
                for item in items {
                    let author = told(item, site).ok_or_else(|| at_line(item.at, "an author has no name"))?;
                    let id = author.id.clone().ok_or_else(|| at_line(item.at, "an author has no id"))?;
                    authors.insert(id, author);
                }
            }
            Value::Null => {}
            _ => return Err(at_line(0, "it is not a table of authors")),
        }
        Ok(Self(authors))
    }

    /// The author of an id, else one of that name.
    pub(super) fn find_or_name(&self, text: &str) -> Option<Author> {
        self.0.get(text.trim()).cloned().or_else(|| named(text))
    }

    /// Reads a byline; each name once.
    pub(super) fn byline(&self, given: &Given, site: &AbsoluteUrl) -> Result<Vec<Author>, Fault> {
        let mut byline: Vec<Author> = Vec::new();
        for node in given.items() {
            let author = match &node.value {
                Value::Null => None,
                Value::Map(map) => match told(node, site) {
                    Some(author) => Some(author),
                    // A table of an id alone.
                    None => line_at(map, ID).and_then(|id| self.find_or_name(&id)),
                },
                _ => match text_of(node) {
                    Some(text) => self.find_or_name(&text),
                    None => return Err(given.fault_at(node.at, "is a list in a list", "write names or ids")),
                },
            };
            if let Some(author) = author
                && !byline.contains(&author)
            {
                byline.push(author);
            }
        }
        Ok(byline)
    }
}

/// An author as a text or table tells them; `None` without a name.
fn told(node: &Node, site: &AbsoluteUrl) -> Option<Author> {
    let Value::Map(map) = &node.value else { return XmlText::line(&text_of(node)?).map(Author::new) };
    let mut author = Author::new(line_at(map, NAME)?);
    author.id = line_at(map, ID).map(String::from);
    author.url = address(map, site);
    Some(author)
}

fn address(map: &Map, site: &AbsoluteUrl) -> Option<AbsoluteUrl> {
    let text = line_at(map, URL)?;
    AbsoluteUrl::parse(&text).ok().or_else(|| site.join(text.strip_prefix('/').unwrap_or(&text)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(name: &str, text: &str) -> Result<Authors, (String, String)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Authors::load(&path, &AbsoluteUrl::parse("https://daily.example/").unwrap())
    }

    #[test]
    fn all_three_kinds_of_table_are_read() {
        for (name, text) in [
            ("a.yml", "ana:\n  name: Ana Ejemplo\n  url: /ana/\n"),
            ("a.toml", "[ana]\nname = \"Ana Ejemplo\"\nurl = \"/ana/\"\n"),
            ("a.json", "[{\"id\": \"ana\", \"name\": \"Ana Ejemplo\", \"url\": \"/ana/\"}]"),
        ] {
            let ana = load(name, text).unwrap().find_or_name("ana").unwrap();
            assert_eq!(&*ana.name, "Ana Ejemplo");
            assert_eq!(ana.url.unwrap().as_str(), "https://daily.example/ana/");
            assert_eq!(ana.id.as_deref(), Some("ana"));
        }
        assert_eq!(&*load("a.toml", "ana = \"Ana\"").unwrap().find_or_name("ana").unwrap().name, "Ana");
    }

    #[test]
    fn a_fault_of_the_table_has_its_line() {
        assert!(load("a.yml", "ana:\n  name: x\nbo:\n  url: /bo/\n").unwrap_err().0.contains("line 3"));
        assert!(load("a.ini", "").unwrap_err().0.contains("is not a"));
    }
}
