//! Hosts.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::UriNote;
use super::parts::{authority, split_authority};

/// What is doubtful about the authority of an address of the web.
pub(super) fn note(authority: &str) -> Option<UriNote> {
    let (_, host, port) = split_authority(authority);
    let is_literal = authority.contains('[');
    if host.is_empty()
        || is_literal && !is_ip_literal(host)
        || !is_literal && host.split('.').next().is_some_and(str::is_empty)
    {
        return Some(UriNote::Host);
    }
    let port = port?;
    let is_port = port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    (!is_port).then_some(UriNote::Port)
}

/// The bytes of `text` where an address in brackets stands as its host, if anywhere.
pub(super) fn literal(text: &str) -> Range<usize> {
    let found = authority(text).and_then(|authority| {
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let end = host.strip_prefix('[')?.find(']')? + 2;
        let start = host.as_ptr().addr() - text.as_ptr().addr();
        Some(start..start + end)
    });
    found.unwrap_or_default()
}

/// Whether `text` is an address of IPv4: four numbers with dots.
pub(crate) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Whether `text` is what may stand in brackets for a host, or an address of IPv4.
pub(crate) fn is_ip_literal(text: &str) -> bool {
    let is_future = || {
        let (version, address) = text.strip_prefix(['v', 'V'])?.split_once('.')?;
        let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(is_version && !address.is_empty())
    };
    text.parse::<IpAddr>().is_ok() || is_future() == Some(true)
}

/// Whether `host` can be found at its own place only: `localhost`, a name without a
/// dot or under a top level that is nobody's (RFC 6762, RFC 8375, ICANN's `internal`),
/// an address of a private network, of the link or of the machine itself.
pub(crate) fn is_private_host(host: &str) -> bool {
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(address) = host.parse::<IpAddr>() {
        return is_private_address(address);
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    let under = |top: &str| {
        let from = host.len().checked_sub(top.len());
        from.and_then(|from| host.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(top))
    };
    let tops = [
        ".localhost",
        ".local",
        ".internal",
        ".localdomain",
        ".home.arpa",
        ".lan",
        ".home",
        ".corp",
        ".intranet",
        ".private",
        ".test",
    ];
    !host.contains('.') || tops.into_iter().any(under)
}

fn is_private_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_private_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_private_v4(v4),
            None => is_private_v6(v6),
        },
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    // RFC 6598, the network of a provider.
    let is_shared = first == 100 && second & 0b1100_0000 == 64;
    address.is_private() || address.is_loopback() || address.is_link_local() || first == 0 || is_shared
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_loopback() || address.is_unspecified() || address.is_unique_local() || address.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_only_their_own_place_knows_are_private() {
        for host in [
            "localhost",
            "LOCALHOST",
            "app.localhost",
            "printer.local",
            "db.internal",
            "intranet",
            "router.home.arpa",
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "[::1]",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "localhost.",
            "",
        ] {
            assert!(is_private_host(host), "{host}");
        }
        for host in [
            "example.com",
            "example.com.",
            "localhost.example.com",
            "8.8.8.8",
            "172.32.0.1",
            "2001:db8::1",
            "mylocal.com",
        ] {
            assert!(!is_private_host(host), "{host}");
        }
    }
}
