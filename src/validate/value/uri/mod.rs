//! Addresses: URIs (RFC 3986), IRIs (RFC 3987), and the names among them.

mod canonical;
mod chars;
mod escape;
mod host;
mod names;
mod parts;
mod resolve;
mod scheme;

pub(crate) use canonical::{canonical, same};
pub(crate) use chars::octet;
pub(crate) use host::{is_ip_literal, is_ipv4, is_private_host};
pub(crate) use names::{is_nss, is_uuid};
pub(crate) use parts::{authority, extension, host, path, scheme};
pub(crate) use resolve::resolve;
pub(crate) use scheme::{Registration, registration};

use chars::{BAD, BRACKET, ESCAPE, HASH, KINDS, LETTER, characters, escapes, letters};

/// What has to stand in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A URI or a relative reference, in ASCII.
    Reference,
    /// A URI: with a scheme, in ASCII. The links of RSS.
    Uri,
    /// An IRI or a relative reference. The links of Atom.
    IriReference,
    /// An IRI: with a scheme. Atom's `id`.
    Iri,
}

impl Need {
    fn scheme(self) -> bool {
        matches!(self, Self::Uri | Self::Iri)
    }

    fn letters(self) -> bool {
        matches!(self, Self::IriReference | Self::Iri)
    }
}

/// Why a text cannot stand in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UriFault {
    /// A character that no address has.
    Char {
        /// That character.
        char: char,
        /// Its byte in the text.
        at: usize,
    },
    /// It is an IRI, from that byte on, where a URI has to stand.
    NotAscii {
        /// The byte.
        at: usize,
    },
    /// It has no scheme, where one has to be.
    NoScheme,
    /// It has a scheme and nothing else.
    Empty,
    /// It is `http:` or `ftp:` and names no host after two slashes.
    NoHost,
    /// It begins with `tag:` and is no tag (RFC 4151).
    Tag,
    /// It begins with `urn:` and is no URN (RFC 8141).
    Urn,
    /// It begins with `urn:uuid:` and no UUID follows (RFC 9562).
    Uuid,
}

/// What is doubtful about an address that may stand. The W3C is silent of all but the
/// first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UriNote {
    /// Its scheme has no permanent place in IANA's registry.
    Scheme,
    /// A `%` that two hexadecimal digits do not follow, at that byte.
    Escape(usize),
    /// A second `#`, at that byte.
    Hash(usize),
    /// `https:` without a host, or a host that is none.
    Host,
    /// A port that is no number up to 65535.
    Port,
}

/// Whether `text` may stand where `need` says; if so, what is doubtful about it.
pub(crate) fn check(text: &str, need: Need) -> Result<Option<UriNote>, UriFault> {
    let bytes = text.as_bytes();
    let scheme = scheme(text);
    let web = match scheme {
        Some("http" | "https") => true,
        Some(other) if other.eq_ignore_ascii_case("tag") => {
            return if names::is_tag(text, need.letters()) { Ok(escapes(bytes)) } else { Err(UriFault::Tag) };
        }
        Some(other) if other.eq_ignore_ascii_case("urn") => return names::urn(text, need.letters()).map(|()| None),
        _ => false,
    };
    let kinds = bytes.iter().fold(0, |kinds, byte| kinds | KINDS[usize::from(*byte)]);
    if kinds & (BAD | BRACKET) != 0 {
        characters(text)?;
    }
    if need.scheme() && scheme.is_none() {
        return Err(UriFault::NoScheme);
    }
    if kinds & LETTER != 0 {
        letters(text, need)?;
    }
    let after = scheme.map_or(text, |scheme| &text[scheme.len() + 1..]);
    if need.scheme() && after.is_empty() {
        return Err(UriFault::Empty);
    }
    let authority = after.strip_prefix("//").map(|rest| &rest[..parts::end_of_authority(rest)]);
    let note = match scheme {
        None => None,
        Some(scheme) => by_scheme(scheme, web, after, authority)?,
    };
    Ok(note.or_else(|| if kinds & (ESCAPE | HASH) == 0 { None } else { escapes(bytes) }))
}

/// Whether `text` is an address of the web that names a host.
pub(crate) fn is_http(text: &str) -> bool {
    let web = scheme(text).is_some_and(|scheme| ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web)));
    web && host(text).is_some_and(|host| !host.is_empty())
}

/// What the scheme says of what stands after it.
fn by_scheme(scheme: &str, web: bool, after: &str, authority: Option<&str>) -> Result<Option<UriNote>, UriFault> {
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    if !web && !is("http") && !is("https") && !is("ftp") {
        return Ok(is_unregistered(scheme).then_some(UriNote::Scheme));
    }
    match authority {
        Some(authority) if !authority.is_empty() => Ok(host::note(authority)),
        // Here the W3C lets pass what it does not look at.
        _ if is("https") || after.starts_with("//?") || after.starts_with("//#") => Ok(Some(UriNote::Host)),
        _ => Err(UriFault::NoHost),
    }
}

/// Of schemes that are words the W3C asks IANA's registry.
fn is_unregistered(scheme: &str) -> bool {
    scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) && registration(scheme) != Registration::Permanent
}

#[cfg(test)]
mod tests;
