//! Addresses that are names: tags, URNs, UUIDs.

use super::UriFault;
use super::chars::{is_iri_char, octet};

/// Whether `text`, which begins with `tag:` in any case, is a tag (RFC 4151, section
/// 2.1): `tag:example.com,2005:what`, with letters beyond ASCII where `iri` says so.
///
/// The authority may have capitals; RFC 4151 only advises against them.
pub(super) fn is_tag(text: &str, iri: bool) -> bool {
    let Some((entity, specific)) = text.get("tag:".len()..).and_then(|rest| rest.split_once(':')) else { return false };
    let Some((authority, date)) = entity.split_once(',') else { return false };
    let host = match authority.split_once('@') {
        None => authority,
        Some((user, host)) => {
            let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            if user.is_empty() || !user.bytes().all(is_user) {
                return false;
            }
            host
        }
    };
    let (specific, fragment) = specific.split_once('#').unwrap_or((specific, ""));
    is_dns_name(host, iri) && is_tag_date(date.as_bytes()) && is_specific(specific, iri) && is_specific(fragment, iri)
}

fn is_dns_name(name: &str, iri: bool) -> bool {
    name.split('.').all(|label| {
        let is_letter = |char: char| char.is_ascii_alphanumeric() || char == '-' || iri && is_letter(char);
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(is_letter)
    })
}

/// `2005`, `2005-09` or `2005-09-30`
fn is_tag_date(date: &[u8]) -> bool {
    let shape = |(at, byte): (usize, &u8)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() };
    matches!(date.len(), 4 | 7 | 10) && date.iter().enumerate().all(shape)
}

/// RFC 3986's `pchar`, `/` and `?`.
fn is_specific(text: &str, iri: bool) -> bool {
    text.chars().all(|char| is_pchar(char) || matches!(char, '/' | '?' | '%') || iri && is_letter(char))
}

fn is_letter(char: char) -> bool {
    !char.is_ascii() && is_iri_char(char)
}

/// RFC 3986's `pchar`, escapes apart.
fn is_pchar(char: char) -> bool {
    char.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(char)
}

/// Whether `text`, which begins with `urn:` in any case, is a URN (RFC 8141, section 2),
/// and where it is a `urn:uuid:`, whether that is one.
pub(super) fn urn(text: &str, iri: bool) -> Result<(), UriFault> {
    let (nid, rest) = text.get("urn:".len()..).and_then(|rest| rest.split_once(':')).ok_or(UriFault::Urn)?;
    if nid.eq_ignore_ascii_case("uuid") {
        // The parts that RFC 8141 lets follow any name are no part of it.
        let uuid = rest.split(['?', '#']).next().unwrap_or(rest);
        return if is_uuid(uuid) { Ok(()) } else { Err(UriFault::Uuid) };
    }
    let is_nid = (2..=32).contains(&nid.len())
        && nid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !nid.starts_with('-')
        && !nid.eq_ignore_ascii_case("urn");
    let (nss, components) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let is_rest = components.split('#').all(|part| is_specific(part, iri));
    if is_nid && is_named(nss, iri) && is_rest { Ok(()) } else { Err(UriFault::Urn) }
}

/// Whether `text` can be the part of a URN that its namespace gives out: `20030729:1`.
pub(crate) fn is_nss(text: &str) -> bool {
    is_named(text, false)
}

fn is_named(text: &str, iri: bool) -> bool {
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let length = match char {
            '%' if octet(rest.as_bytes()).is_some() => 3,
            '/' if rest.len() < text.len() => 1,
            char if is_pchar(char) || iri && is_letter(char) => char.len_utf8(),
            _ => return false,
        };
        rest = &rest[length..];
    }
    !text.is_empty()
}

/// Whether `text` is a UUID: 32 hexadecimal digits, of which hyphens make five groups.
pub(crate) fn is_uuid(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| {
        if matches!(at, 8 | 13 | 18 | 23) { byte == b'-' } else { byte.is_ascii_hexdigit() }
    };
    text.len() == 36 && text.bytes().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::super::{Need, check};
    use super::*;

    #[test]
    fn tags_have_an_owner_and_a_date() {
        for text in [
            "tag:diveintomark.org,2003:blog-14:post-19",
            "tag:diveintomark.org,2003-11-30:19",
            "tag:diveintomark-org,2003-11:foo",
            "tag:example.org,2004:/2004_07.html#someitemanchor",
            "tag:example.com,2000:",
            "tag:example.com,2000:#",
            "tag:jane.doe_1@example.com,2005:a,b?c",
            "TAG:Example.com,2005:é",
        ] {
            assert_eq!(check(text, Need::Iri), Ok(None), "{text}");
        }
        for text in [
            "tag:foo.bar",
            "tag:",
            "tag:,2003:x",
            "tag:@a.org,2003:x",
            "tag:a..org,2003:x",
            "tag:-a.org,2003:x",
            "tag:diveintomark,org,2003-11-30:foo",
            "tag:diveintomark.org,2003-9-11:foo",
            "tag:diveintomark.org,03-11-24:foo",
            "tag:diveintomark.org,2003 01-01:foo",
            "tag:diveintomark.org,2003-09-:foo",
            "tag:diveintomark.org,20030101:foo",
            "tag:diveintomark.org,2003:foo camp",
            "tag:diveintomark.org,2003:{foo}",
            "tag:diveintomark.org,2003:foo]",
            "tag:diveintomark org,2003-11-30:foo",
            "tag:diveintomark.org,11-24:foo",
            "tag:a.org,2003:x#y#z",
        ] {
            assert_eq!(check(text, Need::Iri), Err(UriFault::Tag), "{text}");
        }
    }

    #[test]
    fn urns_have_a_namespace() {
        for text in [
            "urn:diveintomark-org:20030729:1",
            "URN:DIVEINTOMARK-ORG:1",
            "urn:isbn:0451450523",
            "urn:x-a:a%20b/c?=q#f",
            "urn:uuid:1225C695-cfb8-4ebb-aaaa-80da344efa6a",
        ] {
            assert_eq!(check(text, Need::Uri), Ok(None), "{text}");
        }
        for text in [
            "urn:",
            "urn:a",
            "urn:ab:",
            "urn:diveintomark.org:1",
            "urn:diveintomark/org:1",
            "urn:-diveintomark-org:1",
            "urn:urn:1",
            "urn:ab:c d",
            "urn:ab:/c",
            "urn:ab:%zz",
            "urn:ab:{c}",
            "urn:abcdefghijklmnopqrstuvwxyzabcdefg:1",
        ] {
            assert_eq!(check(text, Need::Uri), Err(UriFault::Urn), "{text}");
        }
        for text in
            ["urn:uuid:", "urn:uuid:cdef5c6d5-gff8-4ebb-assa-80dwe44efkjo", "urn:uuid:1225c695cfb84ebbaaaa80da344efa6a"]
        {
            assert_eq!(check(text, Need::Uri), Err(UriFault::Uuid), "{text}");
        }
        assert!(is_nss("REO1750") && !is_nss("John Smith") && !is_nss(""));
    }
}
