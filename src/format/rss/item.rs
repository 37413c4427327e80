//! `Item` → the element `item`.

use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Enclosure, Guid};

use super::super::media::{self, Element};
use super::date;
use crate::feed::{Item, Notice};

pub(super) fn of(item: &Item<'_>) -> rss::Item {
    let live = item.article;
    let article = &live.article;
    rss::Item {
        title: Some(article.headline.to_string()),
        link: Some(live.permalink.to_string()),
        // Readers take a description for HTML.
        description: item.summary.as_deref().map(|summary| quick_xml::escape::partial_escape(summary).into_owned()),
        categories: item
            .categories
            .iter()
            .map(|term| Category { name: term.name.to_string(), domain: term.scheme.as_ref().map(ToString::to_string) })
            .collect(),
        enclosure: media::enclosure(item).map(|(media, mime, length)| Enclosure {
            url: media.url.to_string(),
            length: length.to_string(),
            mime_type: mime.to_owned(),
        }),
        guid: Some(Guid { value: live.id.to_string(), permalink: false }),
        pub_date: Some(date(live.published)),
        content: item.content.as_ref().map(ToString::to_string),
        extensions: extensions(item),
        dublin_core_ext: Some(DublinCoreExtension {
            // No address of a person stands in a feed: `author` would demand one.
            creators: article.authors.iter().map(|author| author.name.to_string()).collect(),
            languages: vec![item.language.to_string()],
            ..DublinCoreExtension::default()
        }),
        ..rss::Item::default()
    }
}

/// What stands in place of a story that was taken back.
pub(super) fn of_notice(notice: &Notice<'_>) -> rss::Item {
    rss::Item {
        title: Some(notice.title.to_string()),
        link: Some(notice.link.to_string()),
        description: Some(quick_xml::escape::partial_escape(&**notice.text).into_owned()),
        guid: Some(Guid { value: notice.id.to_string(), permalink: false }),
        pub_date: Some(date(notice.published)),
        extensions: modified(notice.at),
        ..rss::Item::default()
    }
}

fn modified(at: chrono::DateTime<chrono::Utc>) -> ExtensionMap {
    let mut extensions = ExtensionMap::new();
    let modified = Extension {
        name: "dcterms:modified".to_owned(),
        value: Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        ..Extension::default()
    };
    extensions.entry("dcterms".to_owned()).or_default().insert("modified".to_owned(), vec![modified]);
    extensions
}

fn extensions(item: &Item<'_>) -> ExtensionMap {
    let mut extensions = modified(item.updated);
    for element in media::elements(item) {
        let name = element.name.trim_start_matches("media:").to_owned();
        extensions.entry("media".to_owned()).or_default().entry(name).or_default().push(extension(element));
    }
    extensions
}

fn extension(element: Element) -> Extension {
    let mut extension = Extension {
        name: element.name.to_owned(),
        value: element.text,
        attrs: element.attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        ..Extension::default()
    };
    for child in element.children {
        extension.children.entry(child.name.to_owned()).or_default().push(self::extension(child));
    }
    extension
}
