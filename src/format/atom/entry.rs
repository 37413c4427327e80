//! `Item` → the element `entry`.

use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{Category, Content, Entry, Link, Person};
use quick_xml::escape::escape;

use super::super::media::{self, Element};
use super::text;
use crate::feed::Item;

pub(super) fn of(item: &Item<'_>) -> Entry {
    let live = item.article;
    let article = &live.article;
    Entry {
        id: live.id.to_string(),
        title: text(&article.headline, Some(item.language)),
        updated: item.updated.fixed_offset(),
        published: Some(live.published.fixed_offset()),
        authors: article
            .authors
            .iter()
            .map(|author| Person {
                name: author.name.to_string(),
                uri: author.url.as_ref().map(ToString::to_string),
                ..Person::default()
            })
            .collect(),
        categories: item
            .categories
            .iter()
            .map(|term| Category {
                term: term.name.to_string(),
                scheme: term.scheme.as_ref().map(ToString::to_string),
                label: None,
            })
            .collect(),
        links: links(item),
        summary: item.summary.as_deref().map(|summary| text(summary, Some(item.language))),
        // HTML, never XHTML: the crate would copy the latter as it is.
        content: item.content.as_ref().map(|content| Content {
            lang: Some(item.language.to_string()),
            value: Some(content.to_string()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        extensions: extensions(item),
        ..Entry::default()
    }
}

fn links(item: &Item<'_>) -> Vec<Link> {
    let mut links = vec![Link {
        rel: "alternate".to_owned(),
        href: item.article.permalink.to_string(),
        mime_type: Some("text/html".to_owned()),
        ..Link::default()
    }];
    links.extend(media::enclosure(item).map(|(media, mime, length)| Link {
        rel: "enclosure".to_owned(),
        href: media.url.to_string(),
        mime_type: Some(mime.to_owned()),
        length: Some(length.to_string()),
        ..Link::default()
    }));
    links
}

fn extensions(item: &Item<'_>) -> ExtensionMap {
    let mut extensions = ExtensionMap::new();
    for element in media::elements(item) {
        let name = element.name.trim_start_matches("media:").to_owned();
        extensions.entry("media".to_owned()).or_default().entry(name).or_default().push(extension(element));
    }
    extensions
}

/// The crate writes attributes of extensions as they are, so they are escaped
/// here; a test fails on the day it begins to escape them itself.
fn extension(element: Element) -> Extension {
    let mut extension = Extension {
        name: element.name.to_owned(),
        value: element.text,
        attrs: element
            .attributes
            .into_iter()
            .map(|(name, value)| (name.to_owned(), escape(value.as_str()).into_owned()))
            .collect(),
        ..Extension::default()
    };
    for child in element.children {
        extension.children.entry(child.name.to_owned()).or_default().push(self::extension(child));
    }
    extension
}
