//! The form of an address in which equal ones are alike.

use std::borrow::Cow;

use super::escape::unescaped;
use super::parts::{Parts, split, split_authority};
use super::resolve::{join, without_dots};

/// `text` in canonical form (RFC 3986, sections 6.2.2 and 6.2.3; RFC 4287, section
/// 4.2.6.1): borrowed where it is in that form already, `None` where an escape is broken.
///
/// Scheme, host and a URN's namespace in small letters; no default port, no empty user
/// or port; `/` for no path; no dot segments; nothing escaped needlessly, escapes in
/// capitals, letters beyond ASCII composed (NFC).
pub(crate) fn canonical(text: &str) -> Option<Cow<'_, str>> {
    let parts = split(text);
    if is_plainly_canonical(text, &parts) {
        return Some(Cow::Borrowed(text));
    }
    let scheme = parts.scheme.map(str::to_ascii_lowercase);
    let authority = match parts.authority {
        Some(authority) => Some(authority_of(authority, scheme.as_deref())?),
        None => None,
    };
    let path = path_of(&parts, scheme.as_deref())?;
    let query = match parts.query {
        Some(query) => Some(unescaped(query)?),
        None => None,
    };
    let fragment = match parts.fragment {
        Some(fragment) => Some(unescaped(fragment)?),
        None => None,
    };
    let whole = join(&Parts {
        scheme: scheme.as_deref(),
        authority: authority.as_deref(),
        path: &path,
        query: query.as_deref(),
        fragment: fragment.as_deref(),
    });
    Some(if whole == text { Cow::Borrowed(text) } else { Cow::Owned(whole) })
}

/// Whether two addresses are equal once both are in canonical form.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || canonical(one).is_some_and(|one| canonical(other).is_some_and(|other| one == other))
}

/// Whether one look is enough: nearly all addresses are as they should be.
fn is_plainly_canonical(text: &str, parts: &Parts<'_>) -> bool {
    let small = |part: &str| !part.bytes().any(|byte| byte.is_ascii_uppercase());
    let Some(scheme) = parts.scheme else { return false };
    let whole = match parts.authority {
        Some(authority) => small(authority) && !authority.contains(['@', ':']) && parts.path.starts_with('/'),
        None => scheme != "urn" || parts.path.split(':').next().is_some_and(small),
    };
    whole
        && small(scheme)
        && memchr::memchr(b'%', text.as_bytes()).is_none()
        && memchr::memmem::find(parts.path.as_bytes(), b"/.").is_none()
        && text.is_ascii()
}

fn authority_of(authority: &str, scheme: Option<&str>) -> Option<String> {
    let (user, host, port) = split_authority(authority);
    let mut out = String::with_capacity(authority.len());
    if let Some(user) = user.filter(|user| !user.is_empty() && *user != ":") {
        out.push_str(&unescaped(user)?);
        out.push('@');
    }
    let host = unescaped(host)?.to_lowercase();
    if authority.contains('[') {
        out.push('[');
        out.push_str(&host);
        out.push(']');
    } else {
        out.push_str(&host);
    }
    if let Some(port) = port.filter(|port| !port.is_empty() && default_port(scheme) != Some(*port)) {
        out.push(':');
        out.push_str(port);
    }
    Some(out)
}

fn default_port(scheme: Option<&str>) -> Option<&'static str> {
    Some(match scheme? {
        "http" | "ws" => "80",
        "https" | "wss" => "443",
        "ftp" => "21",
        "gopher" => "70",
        "nntp" | "news" => "119",
        "rtsp" => "554",
        _ => return None,
    })
}

fn path_of<'a>(parts: &Parts<'a>, scheme: Option<&str>) -> Option<Cow<'a, str>> {
    let path = unescaped(parts.path)?;
    if parts.authority.is_some() && path.is_empty() {
        return Some(Cow::Borrowed("/"));
    }
    if path.starts_with('/') {
        let mut out = String::with_capacity(path.len());
        without_dots(&path, &mut out);
        return Some(Cow::Owned(out));
    }
    Some(match path.split_once(':') {
        Some((nid, nss)) if scheme == Some("urn") => Cow::Owned(format!("{}:{nss}", nid.to_ascii_lowercase())),
        _ => path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_addresses_have_one_form() {
        for text in [
            "http://example.com/",
            "http://example.com/~smith/",
            "http://example.com/%C3%87",
            "http://example.com:8080/",
            "http://example.com/?",
            "http://example.com/#",
            "http://example.com/?#",
            "tag:hawke.org,2001-06-05:Taiko",
            "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6",
            "http://example.org/id/1234?",
            "urn:a-b:C",
            "http://example.com/é",
            "http://example.com/%20%5C",
            "http://example.com/.well-known/x",
            "http://[::1]/",
            "mailto:Me@example.com",
        ] {
            assert!(matches!(canonical(text), Some(Cow::Borrowed(_))), "{text}: {:?}", canonical(text));
        }
        for (text, form) in [
            ("http://example.org/./id/1234", "http://example.org/id/1234"),
            ("http://example.org/a/../../id", "http://example.org/id"),
            ("http://example.org/a/..", "http://example.org/"),
            ("http://:@example.org/id/1234", "http://example.org/id/1234"),
            ("http://example.org:80/id/1234", "http://example.org/id/1234"),
            ("https://example.org:443/", "https://example.org/"),
            ("http://example.com:/", "http://example.com/"),
            ("http://Example.com", "http://example.com/"),
            ("http://example.com?q", "http://example.com/?q"),
            ("Http://example.org/id/1234", "http://example.org/id/1234"),
            ("http://example.org/id/1234?q=%5c", "http://example.org/id/1234?q=%5C"),
            ("http://example.org/%69%64/1234", "http://example.org/id/1234"),
            ("http://example.com/%7Esmith", "http://example.com/~smith"),
            ("http://example.com/C%cc%a7", "http://example.com/%C3%87"),
            ("http://example.com/C\u{327}", "http://example.com/Ç"),
            ("http://example.com/%e9", "http://example.com/%E9"),
            ("URN:DIVEINTOMARK-ORG:A", "urn:diveintomark-org:A"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(form), "{text}");
            assert!(same(text, form));
        }
        assert_eq!(canonical("http://example.com/%zz"), None);
        assert!(!same("http://example.com/a", "http://example.com/A"));
    }

    proptest! {
        #[test]
        fn a_canonical_form_is_its_own(text in "(http://)?[-/:@.?#%a-cA-F0-9é]{0,30}") {
            if let Some(form) = canonical(&text) {
                prop_assert_eq!(canonical(&form), Some(form.clone()));
            }
        }
    }
}
