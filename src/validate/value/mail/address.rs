//! Mail addresses: one, and nothing beside it.

use super::super::uri;

/// The kind of host that an address has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    /// One that can be found anywhere: a name with a dot, or a number.
    Known,
    /// One that can be found at its own place only, if anywhere: `example`.
    Unknown,
}

/// The host of the address that `text` is (RFC 5322, section 3.4.1, without comments,
/// and RFC 6531's letters).
pub(crate) fn addr_spec(text: &str) -> Option<Host> {
    let at = memchr::memrchr(b'@', text.as_bytes())?;
    let (local, host) = (&text[..at], &text[at + 1..]);
    if is_dot_atom(local) || is_quoted(local) { host_of(host) } else { None }
}

/// RFC 5322's `dot-atom-text`, and RFC 6531's letters.
fn is_dot_atom(text: &str) -> bool {
    let is_atom = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let mut before = b'.';
    for byte in text.bytes() {
        if !(is_atom(byte) || byte == b'.' && before != b'.') {
            return false;
        }
        before = byte;
    }
    before != b'.'
}

/// RFC 5322's `quoted-string`.
fn is_quoted(text: &str) -> bool {
    let Some(text) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    let mut escaped = false;
    for c in text.chars() {
        if c.is_control() || c == '"' && !escaped {
            return false;
        }
        escaped = c == '\\' && !escaped;
    }
    !escaped
}

fn host_of(host: &str) -> Option<Host> {
    if host.starts_with('[') && host.ends_with(']') {
        return uri::is_ip_literal(
            host.strip_prefix("[IPv6:").map_or(&host[1..host.len() - 1], |v6| &v6[..v6.len() - 1]),
        )
        .then_some(Host::Known);
    }
    let is_label = |label: &str| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'-' | b'_');
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.bytes().all(letters)
    };
    if !host.split('.').all(is_label) {
        return None;
    }
    let last = host.rsplit('.').next()?;
    let is_top = last.len() > 1 && last.len() < host.len() && !last.as_bytes()[0].is_ascii_digit();
    Some(if is_top || uri::is_ipv4(host) { Host::Known } else { Host::Unknown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_name_and_a_host() {
        for text in [
            "valid+folder@example.com",
            "o'brien@mail.example.co.uk",
            "a.b_c-d@example.museum",
            "me@192.0.2.1",
            "\"john smith\"@example.com",
            "jösé@exämple.com",
            "me@[192.0.2.1]",
            "me@[IPv6:2001:db8::1]",
            "a/b=c@example.com",
        ] {
            assert_eq!(addr_spec(text), Some(Host::Known), "{text}");
        }
        assert_eq!(addr_spec("jane@example"), Some(Host::Unknown));
        assert_eq!(addr_spec("jane@localhost"), Some(Host::Unknown));
        for text in [
            "",
            "@",
            "me",
            "me@",
            "@example.com",
            "invalid at example.com",
            "enter email address here",
            "Jane Doe <jane@example.com>",
            "a@b@example.com",
            ".a@example.com",
            "a..b@example.com",
            "a.@example.com",
            "me@example..com",
            "me@-example.com",
            "me@exam ple.com",
            " me@example.com",
            "me@example.com (Bob), extra",
            "me@[]",
            "me@[",
            "\"a\"b\"@example.com",
            "\"\\\"@example.com",
            "mailto:me@example.com",
        ] {
            assert_eq!(addr_spec(text), None, "{text}");
        }
    }
}
