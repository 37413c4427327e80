//! The members of JSON Feed 1.1, in the order of its specification.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::media;
use crate::article;
use crate::feed;
use crate::xml::AbsoluteUrl;

#[derive(Serialize)]
pub(super) struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    #[serde(rename = "feed_url")]
    self_url: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    authors: Vec<Author<'a>>,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    /// What JSON Feed has no member for.
    _feedroom: FeedExtension<'a>,
}

/// The feed's own id, dates and rights, as an extension object.
#[derive(Serialize)]
struct FeedExtension<'a> {
    about: &'static str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    date_modified: String,
    generator: &'static str,
}

#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

/// What stands in place of a story that was taken back.
#[derive(Serialize)]
pub(super) struct NoticeItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: &'a str,
    date_published: String,
    date_modified: String,
}

/// A document that was written earlier, as far as its items must be found in it.
#[derive(Deserialize)]
pub(super) struct Written<'a> {
    #[serde(borrow)]
    pub(super) items: Vec<&'a RawValue>,
    #[serde(borrow, default, rename = "_feedroom")]
    pub(super) extension: Option<WrittenExtension<'a>>,
}

/// The feed's own date in it.
#[derive(Deserialize)]
pub(super) struct WrittenExtension<'a> {
    #[serde(borrow)]
    pub(super) date_modified: &'a RawValue,
}

/// What an item that was written earlier is told by.
#[derive(Deserialize)]
pub(super) struct Told {
    pub(super) id: String,
    #[serde(default)]
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) date_published: Option<String>,
    #[serde(default)]
    pub(super) date_modified: Option<String>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u32>,
}

impl<'a> Feed<'a> {
    pub(super) fn of(feed: &'a feed::Feed, self_url: &'a AbsoluteUrl) -> Self {
        Self {
            version: "https://jsonfeed.org/version/1.1",
            title: &feed.title,
            home_page_url: feed.home.as_str(),
            self_url: self_url.as_str(),
            description: &feed.description,
            icon: feed.image.as_ref().map(AbsoluteUrl::as_str),
            favicon: feed.icon.as_ref().map(AbsoluteUrl::as_str),
            authors: vec![Author { name: &feed.publisher, url: None }],
            language: feed.language.as_str(),
            hubs: feed.hubs.iter().map(|hub| Hub { kind: "WebSub", url: hub.as_str() }).collect(),
            _feedroom: FeedExtension {
                about: "https://www.jsonfeed.org/version/1.1/#extensions",
                id: &feed.id,
                rights: feed.rights.as_deref(),
                date_modified: date(feed.updated),
                generator: "Feedroom",
            },
        }
    }
}

impl<'a> Item<'a> {
    pub(super) fn of(item: &'a feed::Item<'a>) -> Self {
        let live = item.article;
        let article = &live.article;
        let image = item.media.iter().find(|media| media.media.kind == article::MediaKind::Image);
        let content = item.content.as_deref();
        Self {
            id: live.id.as_str(),
            url: live.permalink.as_str(),
            title: &article.headline,
            content_html: content,
            // One of the two is demanded: without the story, its summary is all there is to read.
            content_text: content.is_none().then(|| item.summary.as_deref().unwrap_or(&article.headline)),
            summary: item.summary.as_deref(),
            image: image.map(|media| media.url.as_str()),
            date_published: date(live.published),
            date_modified: date(item.updated),
            authors: article
                .authors
                .iter()
                .map(|author| Author { name: &author.name, url: author.url.as_ref().map(AbsoluteUrl::as_str) })
                .collect(),
            tags: item.categories.iter().map(|term| &*term.name).collect(),
            language: item.language.as_str(),
            attachments: item.media.iter().filter_map(Attachment::of).collect(),
        }
    }
}

impl<'a> NoticeItem<'a> {
    pub(super) fn of(notice: &'a feed::Notice<'a>) -> Self {
        Self {
            id: notice.id.as_str(),
            url: notice.link.as_str(),
            title: notice.title,
            content_text: notice.text,
            date_published: date(notice.published),
            date_modified: date(notice.at),
        }
    }
}

impl<'a> Attachment<'a> {
    fn of(media: &'a feed::ItemMedia<'a>) -> Option<Self> {
        Some(Self {
            url: media.url.as_str(),
            mime_type: media::mime(media.media, &media.url)?,
            title: media.media.caption.as_deref().or(media.media.alt.as_deref()),
            size_in_bytes: media.media.length,
            duration_in_seconds: media.media.duration,
        })
    }
}

pub(super) fn date(date: chrono::DateTime<chrono::Utc>) -> String {
    date.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
