//! Percent escapes (RFC 3986, section 2.1).

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::octet;

/// A part in which each escape is needed, in capitals, and what lies beyond ASCII is
/// composed; that is escaped where anything of it was.
pub(super) fn unescaped(part: &str) -> Option<Cow<'_, str>> {
    if memchr::memchr(b'%', part.as_bytes()).is_none() {
        return Some(if is_nfc(part) { Cow::Borrowed(part) } else { Cow::Owned(part.nfc().collect()) });
    }
    let mut octets = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    let mut was_escaped = false;
    while let [first, after @ ..] = rest {
        if *first != b'%' {
            octets.push(*first);
            rest = after;
            continue;
        }
        match octet(rest)? {
            plain if plain.is_ascii_alphanumeric() || b"-._~".contains(&plain) => octets.push(plain),
            beyond if !beyond.is_ascii() => {
                was_escaped = true;
                octets.push(beyond);
            }
            _ => octets.extend(rest[..3].iter().map(u8::to_ascii_uppercase)),
        }
        rest = &rest[3..];
    }
    let composed: String = match String::from_utf8(octets) {
        Ok(text) if is_nfc(&text) => text,
        Ok(text) => text.nfc().collect(),
        // Octets of another encoding are left as they are, in capitals.
        Err(_) => return Some(Cow::Owned(capitals(part))),
    };
    Some(Cow::Owned(if was_escaped { escaped(&composed) } else { composed }))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            let mut buffer = [0; 4];
            for byte in char.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

fn capitals(part: &str) -> String {
    let mut left = 0;
    part.chars()
        .map(|char| {
            left = if char == '%' {
                2
            } else if left > 0 {
                left - 1
            } else {
                return char;
            };
            char.to_ascii_uppercase()
        })
        .collect()
}
