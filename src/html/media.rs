//! The first pass over raw HTML: lazy images are repaired, embeds become
//! links, every address becomes absolute.

use std::borrow::Cow;
use std::collections::HashSet;

use super::address::{Page, Use};
use super::lexer::{self, StartTag, decode};
use super::markdown::notice;
use super::plain::escape_into;

/// Attributes in which lazy loaders keep the true address, the likeliest first.
const LAZY: [&str; 5] = ["data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src"];
const LAZY_SETS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "data-original-set"];

/// The state of the pass.
pub(super) struct Repair<'a> {
    page: &'a Page<'a>,
    /// What was written so far.
    pub(super) html: String,
    /// Addresses of images that are in it, for twins in `noscript`.
    images: HashSet<String>,
    in_noscript: bool,
    /// For each open link, whether its tag was kept.
    links: Vec<bool>,
    noticed: Vec<&'static str>,
}

impl<'a> Repair<'a> {
    pub(super) fn new(page: &'a Page<'a>, size: usize) -> Self {
        Self {
            page,
            html: String::with_capacity(size + size / 8),
            images: HashSet::new(),
            in_noscript: false,
            links: Vec::new(),
            noticed: Vec::new(),
        }
    }

    /// What was noticed, each once.
    pub(super) fn notices(&self) -> impl Iterator<Item = &'static str> + use<> {
        let mut seen: Vec<&'static str> = Vec::new();
        for notice in &self.noticed {
            if !seen.contains(notice) {
                seen.push(notice);
            }
        }
        seen.into_iter()
    }

    pub(super) fn text(&mut self, text: &str) {
        self.html.push_str(text);
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "noscript" => self.in_noscript = false,
            "amp-img" => {}
            "a" if self.links.pop() == Some(false) => {}
            _ => {
                self.html.push_str("</");
                self.html.push_str(name);
                self.html.push('>');
            }
        }
    }

    /// Takes a start tag; where its content is left out as well, returns what
    /// follows that.
    pub(super) fn start(&mut self, tag: &StartTag<'a>) -> Option<&'a str> {
        match tag.name.as_str() {
            "script" | "style" => return Some(lexer::after(tag.rest, &tag.name)),
            "iframe" | "object" | "embed" => {
                self.embed(tag);
                return (tag.name != "embed").then(|| lexer::after(tag.rest, &tag.name));
            }
            "noscript" => self.in_noscript = true,
            "img" | "amp-img" => self.image(tag),
            "source" => self.source(tag),
            "a" => self.link(tag),
            name if name.starts_with("amp-") && tag.get("src").is_some() => self.embed(tag),
            _ => {
                let attributes = self.attributes(tag);
                self.write(&tag.name, &attributes);
            }
        }
        None
    }

    /// Attributes with their values decoded and their addresses absolute.
    fn attributes(&mut self, tag: &StartTag<'_>) -> Vec<(String, String)> {
        let mut attributes = Vec::with_capacity(tag.attributes.len());
        for (name, value) in &tag.attributes {
            let value = decode(value);
            let used = match name.as_str() {
                "src" | "poster" => Some(Use::Image),
                "href" | "cite" | "longdesc" => Some(Use::Link),
                "srcset" => {
                    attributes.extend(self.set(&value).map(|set| (name.clone(), set)));
                    continue;
                }
                _ => None,
            };
            let Some(used) = used else {
                attributes.push((name.clone(), value));
                continue;
            };
            match self.page.absolute(&value, used) {
                Ok(absolute) => {
                    let absolute = absolute.into_owned();
                    attributes.push((name.clone(), absolute));
                }
                Err(why) => self.noticed.push(notice(why, used)),
            }
        }
        attributes
    }

    /// A `srcset` with absolute addresses; candidates that have none are left out.
    fn set(&self, value: &str) -> Option<String> {
        let mut set = String::new();
        let mut rest = value.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        while !rest.is_empty() {
            // An address ends at white space; one that ends in a comma has no descriptor.
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (address, after) = rest.split_at(end);
            let bare = address.trim_end_matches(',');
            let (descriptor, next) = if bare.len() < address.len() {
                ("", after)
            } else {
                let end = after.find(',').unwrap_or(after.len());
                (after[..end].trim(), after.get(end + 1..).unwrap_or_default())
            };
            if let Ok(absolute) = self.page.absolute(bare, Use::Image)
                && !absolute.starts_with("data:")
            {
                if !set.is_empty() {
                    set.push_str(", ");
                }
                // A comma inside would part it for readers that split at commas.
                set.push_str(&absolute.replace(',', "%2C"));
                if !descriptor.is_empty() {
                    set.push(' ');
                    set.push_str(descriptor);
                }
            }
            rest = next.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        }
        (!set.is_empty()).then_some(set)
    }

    fn image(&mut self, tag: &StartTag<'_>) {
        let lazy = LAZY.iter().find_map(|name| tag.get(name)).map(decode).filter(|value| !value.trim().is_empty());
        let lazy_set = LAZY_SETS.iter().find_map(|name| tag.get(name)).map(decode);
        let reference = lazy.or_else(|| tag.get("src").map(decode)).unwrap_or_default();
        let src = match self.page.absolute(&reference, Use::Image) {
            _ if reference.trim().is_empty() => None,
            Ok(absolute) => Some(Cow::into_owned(absolute)),
            Err(why) => {
                self.noticed.push(notice(why, Use::Image));
                None
            }
        };
        let set = lazy_set.or_else(|| tag.get("srcset").map(decode)).and_then(|set| self.set(&set));
        // An image of which only the set is known shows its first candidate.
        let src = src.or_else(|| {
            set.as_ref()
                .and_then(|set| set.split_whitespace().next())
                .map(|first| first.trim_end_matches(',').to_owned())
        });
        let Some(src) = src else { return };
        if is_pixel(tag) {
            self.noticed.push("an image of one pixel, which only counts readers, was left out");
            return;
        }
        if !self.images.insert(src.clone()) && self.in_noscript {
            return;
        }
        let mut attributes = vec![("src".to_owned(), src)];
        attributes.extend(set.map(|set| ("srcset".to_owned(), set)));
        for (name, value) in &tag.attributes {
            if !matches!(name.as_str(), "src" | "srcset") && !name.starts_with("data-") {
                attributes.push((name.clone(), decode(value)));
            }
        }
        self.write("img", &attributes);
    }

    fn source(&mut self, tag: &StartTag<'_>) {
        let set = LAZY_SETS.iter().find_map(|name| tag.get(name)).or_else(|| tag.get("srcset")).map(decode);
        let mut attributes = self.attributes(tag);
        attributes.retain(|(name, _)| name != "srcset" && !name.starts_with("data-"));
        attributes.extend(set.and_then(|set| self.set(&set)).map(|set| ("srcset".to_owned(), set)));
        if attributes.iter().any(|(name, _)| name == "src" || name == "srcset") {
            self.write("source", &attributes);
        }
    }

    /// A link without an address keeps its text alone.
    fn link(&mut self, tag: &StartTag<'_>) {
        let attributes = self.attributes(tag);
        let kept = attributes.iter().any(|(name, _)| name == "href");
        self.links.push(kept);
        if kept {
            self.write("a", &attributes);
        }
    }

    /// What readers cannot show inside a story becomes a link to it.
    fn embed(&mut self, tag: &StartTag<'_>) {
        let reference = LAZY.iter().copied().chain(["src", "data"]).find_map(|name| tag.get(name)).map(decode);
        let address = reference.as_deref().and_then(|reference| self.page.absolute(reference, Use::Link).ok());
        let Some(address) = address.filter(|address| address.starts_with("http")).map(Cow::into_owned) else {
            self.noticed.push("an embed without an address was left out");
            return;
        };
        self.noticed.push("an embed became a link: feeds cannot show it");
        let host = address.split('/').nth(2).unwrap_or(&address).to_owned();
        let title = tag.get("title").map(decode).filter(|title| !title.trim().is_empty()).unwrap_or(host);
        self.html.push_str("<p>");
        self.write("a", &[("href".to_owned(), address)]);
        escape_into(&mut self.html, title.trim());
        self.html.push_str("</a></p>");
    }

    fn write(&mut self, name: &str, attributes: &[(String, String)]) {
        self.html.push('<');
        self.html.push_str(name);
        for (name, value) in attributes {
            // A name that is none would end the tag early for the parser.
            if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_' || b == b':') {
                self.html.push(' ');
                self.html.push_str(name);
                self.html.push_str("=\"");
                escape_into(&mut self.html, value);
                self.html.push('"');
            }
        }
        self.html.push('>');
    }
}

/// Whether an image is so small that it can only count its readers.
fn is_pixel(tag: &StartTag<'_>) -> bool {
    let small = |name| tag.get(name).is_some_and(|value| matches!(value.trim().trim_end_matches("px"), "0" | "1"));
    small("width") && small("height")
}
