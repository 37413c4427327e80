//! Addresses in HTML.

use std::borrow::Cow;

use super::reference;

/// An address that HTML names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Url<'a> {
    /// The element, as written.
    pub(crate) tag: &'a str,
    /// The attribute, as written.
    pub(crate) attribute: &'a str,
    /// The address as written, without white space around it.
    pub(crate) value: &'a str,
    /// Whether the W3C's validator looks at it: it takes links and pictures by a
    /// simple pattern.
    pub(crate) w3c: bool,
}

impl<'a> Url<'a> {
    /// The address with its character references resolved.
    pub(crate) fn decoded(&self) -> Cow<'a, str> {
        match reference::decode(self.value) {
            Cow::Owned(text) if text.trim().len() < text.len() => Cow::Owned(text.trim().to_owned()),
            text => text,
        }
    }

    /// Whether nothing at its beginning looks like a scheme, so that it counts
    /// from where the document is.
    pub(crate) fn is_relative(&self) -> bool {
        let value = self.decoded();
        let word = value.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        word.len() == value.len() || !word.starts_with(':')
    }

    /// The first character of ASCII in it that an address may not hold.
    pub(crate) fn bad_char(&self) -> Option<char> {
        let may = |c: char| c.is_ascii_alphanumeric() || ";/?:@&=+$.-_!~*'()%,#".contains(c);
        self.decoded().chars().find(|c| c.is_ascii() && !may(*c))
    }
}

/// What precedes the `:` of an address, where that can be a scheme.
#[inline]
pub(super) fn scheme(value: &str) -> Option<&str> {
    let end = value.bytes().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')))?;
    let (scheme, rest) = value.split_at(end);
    (rest.starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// The host that an address names, without its port, and what follows.
#[inline]
pub(super) fn host(value: &str) -> Option<(&str, &str)> {
    let rest = value.strip_prefix("//").or_else(|| {
        let behind = value.get(scheme(value)?.len() + 1..)?;
        behind.strip_prefix("//")
    })?;
    let end = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let end = if host.starts_with('[') { host.find(']').map_or(host.len(), |end| end + 1) } else { port(host) };
    Some((&host[..end], path))
}

fn port(host: &str) -> usize {
    memchr::memchr(b':', host.as_bytes()).unwrap_or(host.len())
}

/// Whether only the publisher's network can reach the host.
#[inline]
pub(super) fn is_private(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse().is_ok_and(|ip: std::net::Ipv6Addr| {
            let ip_v4 = ip.to_ipv4_mapped();
            ip_v4.is_some_and(is_private_ip)
                || ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        });
    }
    let last = host.rsplit_once('.').map_or(host, |(_, last)| last);
    if last.starts_with(|c: char| c.is_ascii_digit()) {
        return host.parse().is_ok_and(is_private_ip);
    }
    // A name without a dot is one of the local network.
    !host.is_empty() && last.len() == host.len()
        || ["local", "localhost", "internal", "intranet", "lan", "test", "invalid", "localdomain"]
            .iter()
            .any(|known| last.eq_ignore_ascii_case(known))
}

fn is_private_ip(ip: std::net::Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    a == 0 || ip.is_loopback() || ip.is_private() || ip.is_link_local() || (a == 100 && b & 0xC0 == 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(value: &str) -> Url<'_> {
        Url { tag: "a", attribute: "href", value, w3c: true }
    }

    #[test]
    fn what_has_no_scheme_is_relative() {
        for value in ["", "#top", "/a", "a/b:c", "//example.com/", "?q", "&#x2f;a"] {
            assert!(url(value).is_relative(), "{value}");
        }
        for value in ["http://example.com/", "mailto:a@example.com", "&#104;ttp://a/", "&#32;http://a/"] {
            assert!(!url(value).is_relative(), "{value}");
        }
    }

    #[test]
    fn characters_that_no_address_holds_are_named() {
        assert_eq!(url("/a b").bad_char(), Some(' '));
        assert_eq!(url("/a?b&lt;").bad_char(), Some('<'));
        assert_eq!(url("/ä").bad_char(), None);
    }

    #[test]
    fn hosts_are_taken_out_of_addresses() {
        assert_eq!(host("https://me@example.com:80/x?y"), Some(("example.com", "/x?y")));
        assert_eq!(host("//[::1]:80/"), Some(("[::1]", "/")));
        assert_eq!(host("mailto:x@example.com"), None);
        assert_eq!(host("/a"), None);
    }

    #[test]
    fn private_hosts_are_told_from_public_ones() {
        for host in [
            "localhost",
            "wiki",
            "cms.local",
            "10.1.2.3",
            "192.168.0.1",
            "172.31.0.1",
            "127.0.0.1",
            "[::1]",
            "[fd00::1]",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in ["example.com", "8.8.8.8", "172.32.0.1", "[2001:db8::1]", "", "local.example", "10.example.com."] {
            assert!(!is_private(host), "{host}");
        }
    }
}
