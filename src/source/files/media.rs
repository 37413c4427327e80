//! Pictures, sound and film that front matter names.

use std::cell::RefCell;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::address::{has_scheme, on_site};
use super::build::Context;
use super::fault::Fault;
use super::settings::Settings;
use super::value::{Given, flag_of, line_at, number_at, text_of};
use crate::article::{Location, Media, MediaKind, Rendition};
use crate::tree::{Map, Node, Value};
use crate::xml::XmlText;

/// At most this many media, and renditions of each.
const MOST: usize = 100;

/// The folders of this machine that may be looked at, as the system names them
/// once links are followed. Without them nothing is looked at.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// The source's folder.
    pub root: Option<PathBuf>,
    /// The article's folder.
    pub beside: Option<PathBuf>,
    /// The folder that is published as media.
    pub media: Option<PathBuf>,
    /// The files that were asked after, whether they are there or not.
    pub asked: RefCell<Vec<PathBuf>>,
}

const PLACE: &[&str] = &["url", "path", "src", "href", "file", "image", "source", "filename"];

/// The media that a value names: a text, a table, or a list of them. Media whose
/// kind nothing tells are of `kind`.
pub(super) fn read(given: &Given, kind: Option<MediaKind>, context: &mut Context<'_>) -> Result<Vec<Media>, Fault> {
    let mut media = Vec::new();
    for node in given.items().iter().take(MOST) {
        match &node.value {
            // `hero: false`: there is none.
            Value::Bool(_) | Value::Null => {}
            Value::Map(map) => media.extend(from_map(given, node, map, kind, context)?),
            _ => {
                let text =
                    text_of(node).ok_or_else(|| given.fault_at(node.at, "is a list in a list", "write addresses"))?;
                if let Some(mut one) = place(given, node, &text, kind, context) {
                    look(&mut one, context);
                    media.push(one);
                }
            }
        }
    }
    Ok(media)
}

fn from_map(
    given: &Given,
    node: &Node,
    map: &Map,
    kind: Option<MediaKind>,
    context: &mut Context<'_>,
) -> Result<Option<Media>, Fault> {
    let Some(text) = line_at(map, PLACE) else {
        context.notices.push(given.fault_at(
            node.at,
            "names a picture, sound or film without its address",
            "give it a `url` or a `path`",
        ));
        return Ok(None);
    };
    let mime = line_at(map, &["mime", "type", "content_type", "media_type"]);
    let kind = mime.as_deref().and_then(kind_of_mime).or(kind);
    let Some(mut media) = place(given, node, &text, kind, context) else { return Ok(None) };
    if let Some(mime) = mime.filter(|mime| mime.contains('/')) {
        media.mime = Some(mime);
    }
    media.caption = line_at(map, &["caption", "figcaption", "description"]);
    media.credit = line_at(map, &["credit", "creator", "photographer", "author", "by"]);
    media.alt = line_at(map, &["alt", "alt_text", "alttext"]);
    media.rights = line_at(map, &["rights", "copyright", "license", "licence"]);
    media.width = number_at(map, &["width"]).filter(|width| *width > 0);
    media.height = number_at(map, &["height"]).filter(|height| *height > 0);
    media.length = number_at::<i64>(map, &["length", "size", "bytes"]).and_then(|length| u64::try_from(length).ok());
    media.duration = map.get("duration").and_then(seconds);
    if let Some(entry) = map.entry("syndicate") {
        media.syndicate = flag_of(&entry.node).ok_or_else(|| {
            given.fault_at(entry.node.at, "has a `syndicate` that is neither true nor false", "write true or false")
        })?;
    }
    look(&mut media, context);
    if let Some(Node { value: Value::List(items), .. }) = map.get("renditions") {
        for item in items.iter().take(MOST) {
            media.renditions.extend(rendition(given, item, kind, context));
        }
    }
    Ok(Some(media))
}

fn rendition(given: &Given, node: &Node, kind: Option<MediaKind>, context: &mut Context<'_>) -> Option<Rendition> {
    let map = node.as_map();
    let text = match map {
        Some(map) => line_at(map, PLACE)?.to_string(),
        None => text_of(node)?.into_owned(),
    };
    let mut media = place(given, node, &text, kind, context)?;
    if let Some(map) = map {
        media.mime = line_at(map, &["mime", "type"]).filter(|mime| mime.contains('/')).or(media.mime);
        media.width = number_at(map, &["width"]).filter(|width| *width > 0);
        media.height = number_at(map, &["height"]).filter(|height| *height > 0);
        media.length = number_at::<i64>(map, &["length", "size"]).and_then(|length| u64::try_from(length).ok());
    }
    look(&mut media, context);
    Some(Rendition {
        location: media.location,
        mime: media.mime,
        length: media.length,
        width: media.width,
        height: media.height,
    })
}

/// The media file at an address, or a notice why there is none.
fn place(given: &Given, node: &Node, text: &str, kind: Option<MediaKind>, context: &mut Context<'_>) -> Option<Media> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let resolved = super::template::in_address(text, context.settings);
    let named = MediaKind::of_name(&resolved);
    let kind = kind.or(named.map(|(kind, _)| kind)).unwrap_or(MediaKind::Image);
    let Some(location) = location(&resolved, context) else {
        context.notices.push(given.fault_at(
            node.at,
            "names a picture, sound or film whose address is none",
            "write an address such as /img/harbour.jpg",
        ));
        return None;
    };
    let mut media = Media::new(kind, location);
    media.mime = named.filter(|(named, _)| *named == kind).and_then(|(_, mime)| XmlText::line(mime));
    Some(media)
}

/// The address of a picture that a template in a body names.
pub(super) fn in_body(text: &str, settings: &Settings, disk: &Disk) -> String {
    let relative = !text.starts_with('/') && !has_scheme(text);
    if relative && lies_beside(text, disk).is_some() {
        return text.to_owned();
    }
    match on_site(&settings.media_url, text) {
        Some(url) => url.to_string(),
        None => text.to_owned(),
    }
}

fn location(text: &str, context: &Context<'_>) -> Option<Location> {
    let relative = !text.starts_with('/') && !has_scheme(text);
    if relative && lies_beside(text, context.disk).is_some() {
        return Some(Location::BesidePage(text.strip_prefix("./").unwrap_or(text).into()));
    }
    on_site(&context.settings.media_url, text).map(Location::Url)
}

/// The file beside the article, if it really lies in the source.
fn lies_beside(text: &str, disk: &Disk) -> Option<PathBuf> {
    disk.inside(disk.beside.as_ref()?.join(decoded(text)?), disk.root.as_ref()?)
}

fn decoded(text: &str) -> Option<String> {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    Some(percent_decode_str(path).decode_utf8().ok()?.into_owned()).filter(|path| !path.contains('\0'))
}

impl Disk {
    /// The file at `path`, if it is one and lies below `root` when all links are followed.
    fn inside(&self, path: PathBuf, root: &Path) -> Option<PathBuf> {
        let real = path.canonicalize();
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&path) {
            asked.push(path);
        }
        real.ok().filter(|real| real.starts_with(root) && real.is_file())
    }
}

/// Takes length and size from the file, where it is one of ours.
fn look(media: &mut Media, context: &Context<'_>) {
    let disk = context.disk;
    let file = match &media.location {
        Location::BesidePage(path) => lies_beside(path, disk),
        Location::Url(url) => disk.media.as_ref().and_then(|folder| {
            let below = url.as_str().strip_prefix(context.settings.media_url.as_str())?;
            disk.inside(folder.join(decoded(below)?.trim_start_matches('/')), folder)
        }),
    };
    let Some(file) = file.and_then(|path| std::fs::File::open(path).ok()) else { return };
    let Ok(facts) = file.metadata() else { return };
    media.length = Some(facts.len());
    if media.kind == MediaKind::Image
        && let Ok(size) = imagesize::reader_size(BufReader::new(file))
        && let (Ok(width @ 1..), Ok(height @ 1..)) = (u32::try_from(size.width), u32::try_from(size.height))
    {
        (media.width, media.height) = (Some(width), Some(height));
    }
}

fn kind_of_mime(mime: &str) -> Option<MediaKind> {
    match mime.split('/').next().unwrap_or_default() {
        "image" => Some(MediaKind::Image),
        "audio" => Some(MediaKind::Audio),
        "video" => Some(MediaKind::Video),
        _ => None,
    }
}

/// `95`, `"1:35"`, `"0:01:35"`.
fn seconds(node: &Node) -> Option<u32> {
    let text = text_of(node)?;
    text.trim().split(':').try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(part.parse().ok()?))
}
