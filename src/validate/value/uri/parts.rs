//! The parts of an address (RFC 3986, section 3), found without judging them.

/// An address in its five parts; the delimiters are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub(super) scheme: Option<&'a str>,
    pub(super) authority: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) query: Option<&'a str>,
    pub(super) fragment: Option<&'a str>,
}

/// The parts of `text`, as RFC 3986's appendix B takes them.
pub(super) fn split(text: &str) -> Parts<'_> {
    let scheme = scheme(text);
    let rest = scheme.map_or(text, |scheme| &text[scheme.len() + 1..]);
    let (rest, fragment) = cut(rest, '#');
    let (rest, query) = cut(rest, '?');
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(end_of_authority(rest));
            (Some(authority), path)
        }
        None => (None, rest),
    };
    Parts { scheme, authority, path, query, fragment }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// The scheme, as written and without its colon.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)))?;
    (text.as_bytes()[end] == b':' && text.as_bytes()[0].is_ascii_alphabetic()).then(|| &text[..end])
}

/// What stands between `//` and the path: `user@example.com:80`.
pub(crate) fn authority(text: &str) -> Option<&str> {
    let rest = scheme(text).map_or(text, |scheme| &text[scheme.len() + 1..]).strip_prefix("//")?;
    Some(&rest[..end_of_authority(rest)])
}

/// Where the authority ends at whose front `text` begins.
pub(super) fn end_of_authority(text: &str) -> usize {
    memchr::memchr3(b'/', b'?', b'#', text.as_bytes()).unwrap_or(text.len())
}

/// The host, as written; of an IPv6 address without its brackets.
pub(crate) fn host(text: &str) -> Option<&str> {
    Some(split_authority(authority(text)?).1)
}

/// The path, as written.
pub(crate) fn path(text: &str) -> &str {
    split(text).path
}

/// What follows the last dot in the last segment of the path: `mp3`.
pub(crate) fn extension(text: &str) -> Option<&str> {
    let name = path(text).rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| !extension.is_empty())
}

/// User, host and port of an authority, without `@`, brackets and `:`.
pub(super) fn split_authority(authority: &str) -> (Option<&str>, &str, Option<&str>) {
    let (user, rest) = authority.rsplit_once('@').map_or((None, authority), |(user, rest)| (Some(user), rest));
    if let Some((literal, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (user, literal, after.strip_prefix(':'));
    }
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    (user, host, port)
}

#[cfg(test)]
mod tests {
    use super::super::is_http;
    use super::*;

    #[test]
    fn parts_are_found() {
        let text = "https://me@Example.com:8080/a.b/show.MP3?x.y#z";
        assert_eq!((scheme(text), host(text), extension(text)), (Some("https"), Some("Example.com"), Some("MP3")));
        assert_eq!((authority(text), path(text)), (Some("me@Example.com:8080"), "/a.b/show.MP3"));
        assert_eq!(host("http://[::1]:80/"), Some("::1"));
        assert_eq!(
            (scheme("a/b:c"), scheme(":a"), scheme("1a:b"), scheme("é:a"), scheme("")),
            (None, None, None, None, None)
        );
        assert_eq!((host("mailto:a@b.c"), extension("http://a.b/c"), extension("a.")), (None, None, None));
        assert!(is_http("HTTPS://a/") && !is_http("http:///a") && !is_http("ftp://a/"));
    }
}
