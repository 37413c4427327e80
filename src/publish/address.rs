//! Where one document lives: its file and its URL.

use percent_encoding::percent_decode_str;

use super::Settings;
use crate::xml::AbsoluteUrl;

/// The place of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its `rel=self`.
    pub url: AbsoluteUrl,
    /// Its file below the output directory; `None` where the URL has a query, so
    /// that it can only be served.
    pub file: Option<String>,
}

impl Address {
    /// The usual place of a feed's document: its path and the format's extension.
    #[must_use]
    pub fn of_path(settings: &Settings, path: &str, extension: &str) -> Self {
        let file = format!("{path}.{extension}");
        // The path of a feed is made of plain segments, so it always joins.
        let url = settings.url.join(&format!("./{file}")).unwrap_or_else(|_| settings.url.clone());
        Self { url, file: Some(file) }
    }

    /// The place of a document that is registered under `url` to the letter:
    /// a URL that ends in a slash is the file `index` in that folder.
    ///
    /// # Errors
    /// When no file can be made of it, in a plain sentence.
    pub fn of_url(settings: &Settings, url: &AbsoluteUrl, extension: &str) -> Result<Self, String> {
        let parts = url.to_url();
        if parts.query().is_some() {
            return Ok(Self { url: url.clone(), file: None });
        }
        let path = parts.path();
        let root = settings.url.path();
        let below = path.strip_prefix(&root).or_else(|| path.strip_prefix('/')).unwrap_or(path);
        let decoded = percent_decode_str(below).decode_utf8().map_err(|_| "its path is not UTF-8".to_owned())?;
        let mut file = decoded.into_owned();
        if file.is_empty() || file.ends_with('/') {
            file.push_str(match extension {
                "json" => "index.json",
                _ => "index.xml",
            });
        }
        let plain =
            |segment: &str| !(segment.is_empty() || segment.starts_with('.') || segment.contains(['\\', '\0', ':']));
        if !file.split('/').all(plain) {
            return Err("its path is not that of a plain file".to_owned());
        }
        Ok(Self { url: url.clone(), file: Some(file) })
    }

    /// What a request for it asks for: the URL's path, and its query.
    #[must_use]
    pub fn target(&self) -> String {
        let url = self.url.to_url();
        match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str) -> Settings {
        Settings { dir: "feeds".into(), url: AbsoluteUrl::parse(url).unwrap() }
    }

    fn file(root: &str, url: &str) -> Result<Option<String>, String> {
        Address::of_url(&settings(root), &AbsoluteUrl::parse(url).unwrap(), "rss").map(|address| address.file)
    }

    #[test]
    fn a_registered_url_names_its_file() {
        let root = "https://a.example/";
        assert_eq!(file(root, "https://a.example/feed/"), Ok(Some("feed/index.xml".into())));
        assert_eq!(file(root, "https://a.example/atom.xml"), Ok(Some("atom.xml".into())));
        assert_eq!(file("https://a.example/feeds/", "https://a.example/feeds/x%20y.xml"), Ok(Some("x y.xml".into())));
        assert_eq!(file(root, "https://a.example/?feed=rss2"), Ok(None));
    }

    #[test]
    fn no_url_leaves_the_output_directory() {
        let root = "https://a.example/";
        assert_eq!(file(root, "https://a.example/../../etc"), Ok(Some("etc".into())));
        assert!(file(root, "https://a.example/%2e%2e%2fetc").is_err());
        assert!(file(root, "https://a.example/a%5C..%5Cb").is_err());
        assert!(file(root, "https://a.example/.git/config").is_err());
    }

    #[test]
    fn the_usual_place_is_below_the_outputs_url() {
        let address = Address::of_path(&settings("https://a.example/feeds/"), "section/world", "atom");
        assert_eq!(address.url.as_str(), "https://a.example/feeds/section/world.atom");
        assert_eq!(address.target(), "/feeds/section/world.atom");
    }
}
