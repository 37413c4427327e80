//! Which article a person means.

use crate::article::{ArticleId, Origin};

/// What an article may be called.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    /// Where it comes from.
    pub place: &'a Origin,
    /// Its ids for the world.
    pub ids: Vec<&'a ArticleId>,
    /// Its addresses, each as [`bare_url`] writes it.
    pub urls: Vec<String>,
}

/// What a person typed, in all its readings.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// The text itself.
    pub text: String,
    /// The address that it may be, as [`bare_url`] writes it.
    pub url: Option<String>,
    /// The places that it may be as a path on this machine.
    pub places: Vec<Origin>,
}

/// An address without its scheme, its fragment and the slash at its end, which
/// people leave out: `daily.example/world/story`.
#[must_use]
pub fn bare_url(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.split('#').next().unwrap_or_default();
    bare.trim_end_matches('/').to_owned()
}

impl Name {
    /// The indices of those that are meant: by the first reading that names any,
    /// from the id, the place (`source: key`, or as a path), the address and the
    /// key alone to the file of several articles.
    #[must_use]
    pub fn find(&self, all: &[Names<'_>]) -> Vec<usize> {
        let file = |key: &str| key.split_once('#').map(|(file, _)| file.to_owned());
        let readings: [&dyn Fn(&Names<'_>) -> bool; 6] = [
            &|names| names.ids.iter().any(|id| id.as_str() == self.text),
            &|names| names.place.to_string() == self.text || self.places.contains(names.place),
            &|names| self.url.as_ref().is_some_and(|url| names.urls.contains(url)),
            &|names| *names.place.key == *self.text,
            &|names| {
                file(&names.place.key).is_some_and(|key| {
                    self.places.iter().any(|place| place.source == names.place.source && *place.key == *key)
                })
            },
            &|names| {
                file(&names.place.key)
                    .is_some_and(|key| key == self.text || format!("{}: {key}", names.place.source) == self.text)
            },
        ];
        for reading in readings {
            let found: Vec<usize> = (0..all.len()).filter(|at| reading(&all[*at])).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &Name) -> Vec<usize> {
        let places = [
            Origin::new("articles", "a.md"),
            Origin::new("wire", "a.md"),
            Origin::new("wire", "all.json#1"),
            Origin::new("wire", "all.json#2"),
        ];
        let id = ArticleId::remembered("tag:x");
        let mut all: Vec<Names<'_>> =
            places.iter().map(|place| Names { place, ids: Vec::new(), urls: Vec::new() }).collect();
        all[1].ids.push(&id);
        all[0].urls.push("daily.example/a".to_owned());
        name.find(&all)
    }

    #[test]
    fn an_article_is_known_by_each_of_its_names() {
        let text = |text: &str| Name { text: text.to_owned(), ..Name::default() };
        assert_eq!(find(&text("tag:x")), [1]);
        assert_eq!(find(&text("wire: a.md")), [1]);
        assert_eq!(find(&text("a.md")), [0, 1], "it is said that there are two");
        assert_eq!(find(&text("all.json")), [2, 3]);
        assert_eq!(find(&text("wire: all.json#2")), [3]);
        assert!(find(&text("b.md")).is_empty());
        let place = Origin::new("articles", "a.md");
        assert_eq!(find(&Name { places: vec![place], ..text("articles/a.md") }), [0]);
        let url = Some(bare_url("http://daily.example/a/#top"));
        assert_eq!(find(&Name { url, ..text("http://daily.example/a/#top") }), [0]);
    }
}
