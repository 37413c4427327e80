//! Pictures, sound and film that belong to a story.

use crate::xml::{AbsoluteUrl, XmlText};

/// What a reader does with a media file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// Looks at it.
    Image,
    /// Listens to it.
    Audio,
    /// Watches it.
    Video,
}

/// Where a media file is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Location {
    /// At an address of its own.
    Url(AbsoluteUrl),
    /// Beside the article's page, relative to the permalink.
    BesidePage(Box<str>),
}

/// One media file of a story.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Media {
    /// What it is.
    pub kind: MediaKind,
    /// Where it is.
    pub location: Location,
    /// Its media type, such as `image/jpeg`.
    pub mime: Option<XmlText>,
    /// Its length in bytes, where it is known to be true.
    pub length: Option<u64>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Playing time in seconds.
    pub duration: Option<u32>,
    /// The text under it.
    pub caption: Option<XmlText>,
    /// Whose work it is.
    pub credit: Option<XmlText>,
    /// What it shows, for those who cannot see it.
    pub alt: Option<XmlText>,
    /// What its owner permits.
    pub rights: Option<XmlText>,
    /// Whether partners may have it.
    pub syndicate: bool,
    /// The same in other sizes or codings.
    pub renditions: Vec<Rendition>,
}

/// A media file in another size or coding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rendition {
    /// Where it is.
    pub location: Location,
    /// Its media type.
    pub mime: Option<XmlText>,
    /// Its length in bytes.
    pub length: Option<u64>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
}

impl Media {
    /// A media file of which only the kind and the place are known.
    #[must_use]
    pub fn new(kind: MediaKind, location: Location) -> Self {
        Self {
            kind,
            location,
            mime: None,
            length: None,
            width: None,
            height: None,
            duration: None,
            caption: None,
            credit: None,
            alt: None,
            rights: None,
            syndicate: true,
            renditions: Vec::new(),
        }
    }
}

impl Location {
    /// The address, for an article at `permalink`; `None` when none can be built.
    #[must_use]
    pub fn resolve(&self, permalink: &AbsoluteUrl) -> Option<AbsoluteUrl> {
        match self {
            Self::Url(url) => Some(url.clone()),
            Self::BesidePage(path) => permalink.join(path).ok(),
        }
    }
}

impl MediaKind {
    /// The kind and the media type that a file's name tells, by its extension
    /// (of a path or URL, query and fragment apart).
    #[must_use]
    pub fn of_name(name: &str) -> Option<(Self, &'static str)> {
        let path = name.split(['?', '#']).next().unwrap_or_default();
        let extension = path.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match extension.as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => (Self::Image, "image/jpeg"),
            "png" => (Self::Image, "image/png"),
            "gif" => (Self::Image, "image/gif"),
            "webp" => (Self::Image, "image/webp"),
            "avif" => (Self::Image, "image/avif"),
            "svg" => (Self::Image, "image/svg+xml"),
            "bmp" => (Self::Image, "image/bmp"),
            "tif" | "tiff" => (Self::Image, "image/tiff"),
            "mp3" => (Self::Audio, "audio/mpeg"),
            "m4a" | "m4b" => (Self::Audio, "audio/mp4"),
            "aac" => (Self::Audio, "audio/aac"),
            "ogg" | "oga" => (Self::Audio, "audio/ogg"),
            "opus" => (Self::Audio, "audio/opus"),
            "wav" => (Self::Audio, "audio/wav"),
            "flac" => (Self::Audio, "audio/flac"),
            "mp4" | "m4v" => (Self::Video, "video/mp4"),
            "webm" => (Self::Video, "video/webm"),
            "ogv" => (Self::Video, "video/ogg"),
            "mov" => (Self::Video, "video/quicktime"),
            _ => return None,
        })
    }

    /// The word that Media RSS uses for it (`medium`).
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_type_whatever_follows_it() {
        assert_eq!(
            MediaKind::of_name("https://a.example/x/Photo.JPG?w=1#a.png"),
            Some((MediaKind::Image, "image/jpeg"))
        );
        assert_eq!(MediaKind::of_name("talk.mp3"), Some((MediaKind::Audio, "audio/mpeg")));
        assert_eq!(MediaKind::of_name("/v1.2/image"), None);
    }
}
