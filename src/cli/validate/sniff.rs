//! Whether a file is worth judging, from its name, its first bytes and, for
//! JSON, its last ones. A site's folder holds thousands of files that are not.

use std::borrow::Cow;
use std::path::Path;

use memchr::memmem;

/// So much of a file's beginning is looked at.
pub(super) const HEAD: u64 = 64 * 1024;
/// So much of its end.
pub(super) const TAIL: u64 = 4 * 1024;

const EXTENSIONS: [&str; 6] = ["xml", "rss", "atom", "rdf", "json", "opml"];

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|name| extensions.iter().any(|extension| name.eq_ignore_ascii_case(extension)))
}

/// Whether a file of that name may be a feed.
pub(super) fn is_named_like_one(path: &Path) -> bool {
    path.extension().is_none() || has_extension(path, &EXTENSIONS)
}

/// Whether a file says by its name that it is a feed and nothing else: then an
/// empty one, or an error page in its place, is a fault to be told.
pub(super) fn claims_to_be_one(path: &Path) -> bool {
    has_extension(path, &["rss", "atom"])
}

/// Whether a document that begins with `head` is one that can be judged.
pub(super) fn is_feed(head: &[u8]) -> bool {
    let head = narrow(head);
    match head.trim_ascii_start() {
        text @ [b'<', ..] => is_feed_element(root(text)),
        text @ [b'{', ..] => is_json_feed(text),
        _ => false,
    }
}

/// Whether it begins as a JSON object, so that its version may stand at its end.
pub(super) fn is_object(head: &[u8]) -> bool {
    narrow(head).trim_ascii_start().starts_with(b"{")
}

/// Whether a JSON object that ends with `tail` is a feed.
pub(super) fn ends_as_feed(tail: &[u8]) -> bool {
    names_json_feed(&narrow(tail))
}

/// Without byte order mark, and of UTF-16 and UTF-32 the bytes that ASCII is in.
fn narrow(head: &[u8]) -> Cow<'_, [u8]> {
    if head.iter().take(4).any(|byte| *byte == 0) || head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return head.iter().copied().filter(|byte| !matches!(byte, 0 | 0xFE | 0xFF)).collect::<Vec<_>>().into();
    }
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).into()
}

/// The first element's tag, from behind its `<`; empty where there is none.
fn root(mut text: &[u8]) -> &[u8] {
    loop {
        let after = |what: &[u8]| memmem::find(text, what).map(|at| &text[at + what.len()..]);
        let rest = match text {
            [b'<', b'?', ..] => after(b"?>"),
            [b'<', b'!', b'-', b'-', ..] => after(b"-->"),
            [b'<', b'!', ..] => behind_doctype(text),
            [b'<', tag @ ..] => return &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())],
            _ => None,
        };
        match rest {
            Some(rest) => text = rest.trim_ascii_start(),
            None => return b"",
        }
    }
}

fn behind_doctype(text: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr2(b'>', b'[', text)?;
    if text[end] == b'>' {
        return Some(&text[end + 1..]);
    }
    let end = end + memchr::memchr(b']', &text[end..])?;
    Some(&text[end + memchr::memchr(b'>', &text[end..])? + 1..])
}

fn is_feed_element(tag: &[u8]) -> bool {
    let name = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().unwrap_or_default();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    let names = |namespaces: &[&str]| namespaces.iter().any(|name| memmem::find(tag, name.as_bytes()).is_some());
    match local {
        b"rss" | b"RSS" | b"feed" | b"opml" | b"urlset" | b"sitemapindex" => true,
        b"RDF" => names(&["purl.org/rss/", "netscape.com/rdf/simple", "purl.org/net/rss"]),
        b"Channel" => names(&["purl.org/net/rss"]),
        b"entry" => names(&["w3.org/2005/Atom", "purl.org/atom/"]),
        b"service" | b"categories" => names(&["w3.org/2007/app", "purl.org/atom/app"]),
        _ => false,
    }
}

/// Whether a JSON object says that it is a feed, or is one that forgot to.
fn is_json_feed(text: &[u8]) -> bool {
    let holds = |member: &str| memmem::find(text, member.as_bytes()).is_some();
    names_json_feed(text)
        || holds("\"items\"") && ["\"feed_url\"", "\"content_html\"", "\"content_text\""].iter().any(|name| holds(name))
}

/// Whether a member `version` names JSON Feed; that some text names it is not enough.
fn names_json_feed(text: &[u8]) -> bool {
    memmem::find_iter(text, b"jsonfeed.org").any(|at| {
        let before: Vec<u8> =
            text[at.saturating_sub(64)..at].iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let before = String::from_utf8_lossy(&before).replace("\\/", "/");
        ["https://", "http://", "https://www.", "http://www."]
            .iter()
            .any(|scheme| before.strip_suffix(scheme).is_some_and(|before| before.ends_with("\"version\":\"")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_from_other_files() {
        let feeds: [&[u8]; 10] = [
            b"<rss version='2.0'>",
            b"\xEF\xBB\xBF\n<?xml version='1.0'?><!-- <html> --><!DOCTYPE rss [<!ENTITY a '>'>]>\n<rss>",
            b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>",
            b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'",
            b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
            b"\xFF\xFE<\0r\0s\0s\0>\0",
            b"\0<\0r\0s\0s\0>",
            br#"{ "version" : "https:\/\/jsonfeed.org\/version\/1.1""#,
            br#"{"title":"T","items":[{"content_html":"""#,
            b"<urlset>",
        ];
        for feed in feeds {
            assert!(is_feed(feed), "{}", String::from_utf8_lossy(feed));
        }
        let others: [&[u8]; 9] = [
            b"",
            b"<!DOCTYPE html><html><body>&lt;rss>",
            b"<?xml version='1.0'?><!DOCTYPE html><html>",
            b"<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'>",
            b"<entry>",
            b"<svg/>",
            br#"{"name": "feed", "items": []}"#,
            br#"{"text": "the \"version\": \"https://jsonfeed.org/version/1.1\" names it"}"#,
            b"<?xml",
        ];
        for other in others {
            assert!(!is_feed(other), "{}", String::from_utf8_lossy(other));
        }
        assert!(ends_as_feed(br#""title": "T", "version": "https://jsonfeed.org/version/1"}"#));
    }
}
