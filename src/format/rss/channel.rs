//! `Feed` → the elements of `channel` that stand before its items.

use rss::extension::atom::{AtomExtension, Link};
use rss::extension::{Extension, ExtensionMap};
use rss::{Channel, Image};

use super::super::namespace;
use super::date;
use crate::feed::Feed;
use crate::xml::AbsoluteUrl;

/// A channel with nothing but the fixed namespaces.
pub(super) fn bare() -> Channel {
    Channel { namespaces: namespace::table(&namespace::RSS), ..Channel::default() }
}

pub(super) fn of(feed: &Feed, self_url: &AbsoluteUrl) -> Channel {
    Channel {
        title: feed.title.to_string(),
        link: feed.home.to_string(),
        description: feed.description.to_string(),
        language: Some(feed.language.to_string()),
        copyright: feed.rights.as_ref().map(ToString::to_string),
        pub_date: feed.published.map(date),
        last_build_date: Some(date(feed.updated)),
        generator: Some("Feedroom".to_owned()),
        image: feed.image.as_ref().map(|image| Image {
            url: image.to_string(),
            title: feed.title.to_string(),
            link: feed.home.to_string(),
            ..Image::default()
        }),
        atom_ext: Some(AtomExtension { links: links(feed, self_url) }),
        extensions: icon(feed),
        ..bare()
    }
}

fn links(feed: &Feed, self_url: &AbsoluteUrl) -> Vec<Link> {
    let link = |rel: &str, href: &AbsoluteUrl, mime: Option<&str>| Link {
        rel: rel.to_owned(),
        href: href.to_string(),
        mime_type: mime.map(str::to_owned),
        ..Link::default()
    };
    let mut links = vec![link("self", self_url, Some("application/rss+xml"))];
    links.extend(feed.hubs.iter().map(|hub| link("hub", hub, None)));
    links
}

/// RSS has no element for a small square picture; readers look for Feedly's.
fn icon(feed: &Feed) -> ExtensionMap {
    let mut extensions = ExtensionMap::new();
    if let Some(icon) = &feed.icon {
        let element =
            Extension { name: "webfeeds:icon".to_owned(), value: Some(icon.to_string()), ..Extension::default() };
        extensions.entry("webfeeds".to_owned()).or_default().insert("icon".to_owned(), vec![element]);
    }
    extensions
}
