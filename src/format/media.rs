//! Media RSS 1.5 (<https://www.rssboard.org/media-rss>), the same for RSS and Atom.

use crate::article::{Media, MediaKind, Rendition};
use crate::feed::{Item, ItemMedia};
use crate::xml::AbsoluteUrl;

/// An element of Media RSS, before either crate sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) text: Option<String>,
    pub(super) children: Vec<Element>,
}

/// The media type of a file: as its source says, else as its name tells.
pub(super) fn mime<'a>(media: &'a Media, url: &AbsoluteUrl) -> Option<&'a str> {
    media.mime.as_deref().or_else(|| MediaKind::of_name(url.as_str()).map(|(_, mime)| mime))
}

/// The one file that readers may fetch ahead (RSS has room for one): sound or
/// film before the lead image, and only with a type and a length that are true.
pub(super) fn enclosure<'a>(item: &'a Item<'_>) -> Option<(&'a ItemMedia<'a>, &'a str, u64)> {
    let whole = |media: &'a ItemMedia<'a>| Some((media, mime(media.media, &media.url)?, media.media.length?));
    let playable = item.media.iter().filter(|media| media.media.kind != MediaKind::Image).find_map(whole);
    playable.or_else(|| whole(item.media.iter().find(|media| media.media.kind == MediaKind::Image)?))
}

/// The elements of an item: its lead image as thumbnail, and each file.
pub(super) fn elements(item: &Item<'_>) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::with_capacity(item.media.len() + 1);
    for (at, media) in item.media.iter().enumerate() {
        elements.push(object(media, at == 0, &item.article.permalink));
    }
    elements.extend(item.media.iter().find(|media| media.media.kind == MediaKind::Image).map(thumbnail));
    elements
}

fn object(media: &ItemMedia<'_>, default: bool, page: &AbsoluteUrl) -> Element {
    let mut content = content(media.media, &media.url, media.media.width, media.media.height, media.media.length);
    if default {
        content.attributes.push(("isDefault", "true".to_owned()));
    }
    if media.media.renditions.is_empty() {
        content.children = about(media.media);
        return content;
    }
    let mut children = vec![content];
    children.extend(media.media.renditions.iter().filter_map(|rendition| other(media.media, rendition, page)));
    children.extend(about(media.media));
    Element { name: "media:group", attributes: Vec::new(), text: None, children }
}

fn other(media: &Media, rendition: &Rendition, page: &AbsoluteUrl) -> Option<Element> {
    let url = rendition.location.resolve(page)?;
    let mut element = content(media, &url, rendition.width, rendition.height, rendition.length);
    if let Some(mime) = &rendition.mime {
        element.attributes.retain(|(name, _)| *name != "type");
        element.attributes.push(("type", mime.to_string()));
    }
    Some(element)
}

fn content(media: &Media, url: &AbsoluteUrl, width: Option<u32>, height: Option<u32>, length: Option<u64>) -> Element {
    let mut attributes = vec![("url", url.to_string()), ("medium", media.kind.as_str().to_owned())];
    let mime = MediaKind::of_name(url.as_str()).map(|(_, mime)| mime);
    let mime = media.mime.as_deref().or(mime).map(str::to_owned);
    attributes.extend(mime.map(|mime| ("type", mime)));
    attributes.extend(length.map(|length| ("fileSize", length.to_string())));
    attributes.extend(width.map(|width| ("width", width.to_string())));
    attributes.extend(height.map(|height| ("height", height.to_string())));
    attributes.extend(media.duration.map(|duration| ("duration", duration.to_string())));
    Element { name: "media:content", attributes, text: None, children: Vec::new() }
}

/// What is said of a file. Media RSS has no element for alternative text; it
/// stands as the title, the caption as the description.
fn about(media: &Media) -> Vec<Element> {
    let plain = || vec![("type", "plain".to_owned())];
    let element = |name, attributes, text: &crate::xml::XmlText| Element {
        name,
        attributes,
        text: Some(text.to_string()),
        children: Vec::new(),
    };
    let mut about = Vec::new();
    about.extend(media.credit.as_ref().map(|credit| element("media:credit", Vec::new(), credit)));
    about.extend(media.rights.as_ref().map(|rights| element("media:copyright", Vec::new(), rights)));
    about.extend(media.caption.as_ref().map(|caption| element("media:description", plain(), caption)));
    about.extend(media.alt.as_ref().map(|alt| element("media:title", plain(), alt)));
    about
}

fn thumbnail(media: &ItemMedia<'_>) -> Element {
    let mut attributes = vec![("url", media.url.to_string())];
    attributes.extend(media.media.width.map(|width| ("width", width.to_string())));
    attributes.extend(media.media.height.map(|height| ("height", height.to_string())));
    Element { name: "media:thumbnail", attributes, text: None, children: Vec::new() }
}
