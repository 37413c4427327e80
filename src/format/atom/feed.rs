//! `Feed` → the elements of `feed` that stand before its entries.

use atom_syndication::{Generator, Link, Person};

use super::super::namespace;
use super::text;
use crate::feed::Feed;
use crate::xml::AbsoluteUrl;

/// A feed with nothing but the fixed namespaces.
pub(super) fn bare() -> atom_syndication::Feed {
    atom_syndication::Feed { namespaces: namespace::table(&namespace::ATOM), ..atom_syndication::Feed::default() }
}

pub(super) fn of(feed: &Feed, self_url: &AbsoluteUrl) -> atom_syndication::Feed {
    atom_syndication::Feed {
        id: feed.id.to_string(),
        title: text(&feed.title, None),
        subtitle: Some(text(&feed.description, None)),
        updated: feed.updated.fixed_offset(),
        // For entries without a byline: an entry needs an author (RFC 4287, 4.1.2).
        authors: vec![Person { name: feed.publisher.to_string(), ..Person::default() }],
        generator: Some(Generator { value: "Feedroom".to_owned(), ..Generator::default() }),
        icon: feed.icon.as_ref().map(ToString::to_string),
        logo: feed.image.as_ref().map(ToString::to_string),
        links: links(feed, self_url),
        rights: feed.rights.as_ref().map(|rights| text(rights, None)),
        lang: Some(feed.language.to_string()),
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
    let mut links =
        vec![link("alternate", &feed.home, Some("text/html")), link("self", self_url, Some("application/atom+xml"))];
    links.extend(feed.hubs.iter().map(|hub| link("hub", hub, None)));
    links
}
