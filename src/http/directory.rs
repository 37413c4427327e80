//! The page that lists the feeds: for people, and for readers that look for
//! feeds on a page (autodiscovery). It needs no script and nothing from elsewhere.

use std::collections::HashMap;
use std::fmt::Write as _;

use quick_xml::escape::escape;
use sha2::{Digest as _, Sha256};

use super::documents::{Document, hex};
use super::view::About;
use crate::publish::Catalogue;

/// What the page may load: its own style, and nothing else.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = ":root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}\
ul{list-style:none;padding:0}\
main>ul>li{padding:.6rem 0;border-top:1px solid GrayText}\
li ul{display:flex;gap:1.25rem;margin:0}";

/// The formats of one feed.
struct Listed<'a> {
    title: &'a str,
    /// Format, media type and path of each.
    links: Vec<(&'static str, &'static str, &'a str)>,
}

/// Writes the page.
pub(super) fn page(catalogue: &Catalogue, about: &About) -> Document {
    let feeds = listed(catalogue);
    let title = escape(about.title.as_str());
    let language = about.language.as_str();
    let mut head = String::new();
    let mut list = String::new();
    // Writing to a String cannot fail.
    for feed in &feeds {
        let name = escape(feed.title);
        let _ = write!(list, "<li><bdi lang=\"{language}\">{name}</bdi>\n<ul>");
        for (format, media_type, path) in &feed.links {
            let path = escape(*path);
            let _ = writeln!(
                head,
                "<link rel=\"alternate\" type=\"{media_type}\" title=\"{name} ({format})\" href=\"{path}\">"
            );
            let _ = write!(
                list,
                "<li><a href=\"{path}\" type=\"{media_type}\" aria-label=\"{format}: {name}\">{format}</a></li>"
            );
        }
        list.push_str("</ul></li>\n");
    }
    let intro = if feeds.is_empty() {
        "There are no feeds yet."
    } else {
        "Copy the address of a feed into your feed reader to follow it."
    };
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Feeds of {title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n{head}</head>\n\
         <body>\n<main>\n<h1>Feeds of <bdi lang=\"{language}\">{title}</bdi></h1>\n<p>{intro}</p>\n\
         <ul>\n{list}</ul>\n</main>\n</body>\n</html>\n"
    );
    let hash = hex(&Sha256::digest(&html));
    Document { bytes: html.into(), hash: hash.into() }
}

/// The documents, those of one feed together: an entry knows its feed by the
/// title alone, so a title's second document of one format begins another feed.
fn listed(catalogue: &Catalogue) -> Vec<Listed<'_>> {
    let mut feeds: Vec<Listed<'_>> = Vec::new();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (path, entry) in &catalogue.entries {
        let media_type = entry.content_type.split(';').next().unwrap_or_default().trim();
        let format = match media_type {
            "application/rss+xml" => "RSS",
            "application/atom+xml" => "Atom",
            "application/feed+json" => "JSON Feed",
            // Not for feed readers.
            _ => continue,
        };
        let same = last.get(entry.title.as_str()).copied();
        let same = same.filter(|feed| feeds[*feed].links.iter().all(|(other, ..)| *other != format));
        let feed = same.unwrap_or_else(|| {
            feeds.push(Listed { title: &entry.title, links: Vec::new() });
            feeds.len() - 1
        });
        last.insert(&entry.title, feed);
        feeds[feed].links.push((format, media_type, path));
    }
    feeds
}
