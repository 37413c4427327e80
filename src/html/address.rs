//! References of a body → absolute addresses.

use std::borrow::Cow;
use std::cell::OnceCell;

use url::Url;

use crate::xml::AbsoluteUrl;

/// The page that references are joined to; taken apart when first needed.
pub(super) struct Page<'a> {
    text: &'a AbsoluteUrl,
    url: OnceCell<Url>,
}

/// A `data:` image may be so long, in bytes.
pub(super) const LONGEST_DATA: usize = 4 * 1024;

/// What a reference is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A person follows it.
    Link,
    /// A reader fetches and shows it.
    Image,
}

/// Why a reference cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Its scheme is none that feeds carry, or it cannot be parsed.
    Address,
    /// A `data:` image that is too long.
    LongData,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a AbsoluteUrl) -> Self {
        Self { text, url: OnceCell::new() }
    }

    /// The page's own address.
    pub(super) fn as_str(&self) -> &'a str {
        self.text.as_str()
    }

    /// The absolute address of a reference.
    pub(super) fn absolute<'r>(&self, reference: &'r str, used: Use) -> Result<Cow<'r, str>, Unusable> {
        if is_plain(reference) {
            return Ok(Cow::Borrowed(reference));
        }
        if let Some(joined) = self.text.join_plain(reference) {
            return Ok(Cow::Owned(joined));
        }
        let url = self.url.get_or_init(|| self.text.to_url()).join(reference.trim()).map_err(|_| Unusable::Address)?;
        match (url.scheme(), used) {
            ("http" | "https", _) if url.username().is_empty() && url.password().is_none() => {}
            ("mailto" | "tel", Use::Link) => {}
            ("data", Use::Image) if is_data_image(&url) => {
                if url.as_str().len() > LONGEST_DATA {
                    return Err(Unusable::LongData);
                }
            }
            _ => return Err(Unusable::Address),
        }
        Ok(Cow::Owned(url.into()))
    }
}

/// An address that is absolute and serialises to itself: most are, and need no parsing.
fn is_plain(reference: &str) -> bool {
    let Some(rest) = reference.strip_prefix("https://").or_else(|| reference.strip_prefix("http://")) else {
        return false;
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host_is_plain = host.contains('.')
        && host.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'.')
        && host.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && !host.contains("xn--");
    host_is_plain
        && !path.is_empty()
        && !path.contains("/.")
        && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.~?=&;,:+#%!*@".contains(&b))
}

/// Pictures only; never SVG, which can hold script.
fn is_data_image(url: &Url) -> bool {
    let kind = url.path().split([';', ',']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(kind.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absolute(reference: &str, used: Use) -> Result<String, Unusable> {
        let page = AbsoluteUrl::parse("https://daily.example/world/story/").unwrap();
        Page::new(&page).absolute(reference, used).map(Cow::into_owned)
    }

    #[test]
    fn every_form_of_reference_becomes_absolute() {
        let link = |reference| absolute(reference, Use::Link).unwrap();
        assert_eq!(link("a b.html"), "https://daily.example/world/story/a%20b.html");
        assert_eq!(link("/a"), "https://daily.example/a");
        assert_eq!(link("//cdn.example/a"), "https://cdn.example/a");
        assert_eq!(link("#part"), "https://daily.example/world/story/#part");
        assert_eq!(link("?q"), "https://daily.example/world/story/?q");
        assert_eq!(link("https://other.example/x?a=1&b=2"), "https://other.example/x?a=1&b=2");
        assert_eq!(link("HTTPS://Other.Example/x/../y"), "https://other.example/y");
        assert_eq!(link("mailto:desk@daily.example"), "mailto:desk@daily.example");
    }

    #[test]
    fn schemes_that_act_are_refused_however_they_hide() {
        for reference in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://me:pw@daily.example/",
        ] {
            assert_eq!(absolute(reference, Use::Link), Err(Unusable::Address), "{reference:?}");
            assert_eq!(absolute(reference, Use::Image), Err(Unusable::Address), "{reference:?}");
        }
    }

    #[test]
    fn small_pictures_may_be_data_and_large_ones_not() {
        assert!(absolute("data:image/png;base64,AAAA", Use::Image).is_ok());
        assert_eq!(absolute("data:image/png;base64,AAAA", Use::Link), Err(Unusable::Address));
        assert_eq!(absolute("data:image/svg+xml,x", Use::Image), Err(Unusable::Address));
        let large = format!("data:image/png;base64,{}", "A".repeat(5000));
        assert_eq!(absolute(&large, Use::Image), Err(Unusable::LongData));
    }
}
