//! The characters of addresses.

use super::{Need, UriFault, UriNote, host};

/// The octet that an escape at the front of `bytes` stands for.
pub(crate) fn octet(bytes: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    match bytes {
        [b'%', high, low, ..] => u8::try_from(digit(*high)? << 4 | digit(*low)?).ok(),
        _ => None,
    }
}

/// The first character of ASCII that no address has there.
pub(super) fn characters(text: &str) -> Result<(), UriFault> {
    let literal = host::literal(text);
    for (at, byte) in text.bytes().enumerate() {
        let kind = KINDS[usize::from(byte)];
        if kind == BAD || kind == BRACKET && !literal.contains(&at) {
            return Err(UriFault::Char { char: char::from(byte), at });
        }
    }
    Ok(())
}

/// Whether letters beyond ASCII may stand here, and these may in an IRI.
pub(super) fn letters(text: &str, need: Need) -> Result<(), UriFault> {
    let beyond = text.char_indices().find(|(_, char)| !(char.is_ascii() || need.letters() && is_iri_char(*char)));
    match beyond {
        None => Ok(()),
        Some((at, char)) if need.letters() => Err(UriFault::Char { char, at }),
        Some((at, _)) => Err(UriFault::NotAscii { at }),
    }
}

/// RFC 3987's `ucschar` and `iprivate`, without white space and without the marks of
/// direction that its section 4.1 forbids.
pub(super) fn is_iri_char(char: char) -> bool {
    let code = u32::from(char);
    let is_mark = matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
    let is_private = (0xE000..=0xF8FF).contains(&code) || code >= 0xF_0000;
    let is_ucs = matches!(char, '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}')
        || code >= 0x1_0000 && !(0xE_0000..0xE_1000).contains(&code);
    (is_ucs || is_private) && code & 0xFFFE != 0xFFFE && !is_mark && !char.is_whitespace()
}

/// The first escape that is none, or the second `#`.
pub(super) fn escapes(bytes: &[u8]) -> Option<UriNote> {
    let mut hash = false;
    memchr::memchr2_iter(b'%', b'#', bytes).find_map(|at| match bytes[at] {
        b'%' => octet(&bytes[at..]).is_none().then_some(UriNote::Escape(at)),
        _ => std::mem::replace(&mut hash, true).then_some(UriNote::Hash(at)),
    })
}

/// It has no place in an address.
pub(super) const BAD: u8 = 1;
/// A part of a letter beyond ASCII.
pub(super) const LETTER: u8 = 2;
/// `%`
pub(super) const ESCAPE: u8 = 4;
/// `#`
pub(super) const HASH: u8 = 8;
/// `[` or `]`
pub(super) const BRACKET: u8 = 16;

/// What each byte may be in an address; 0 is nothing special.
pub(super) static KINDS: [u8; 256] = {
    let mut kinds = [BAD; 256];
    let plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=";
    let mut at = 0;
    while at < plain.len() {
        kinds[plain[at] as usize] = 0;
        at += 1;
    }
    kinds[b'%' as usize] = ESCAPE;
    kinds[b'#' as usize] = HASH;
    kinds[b'[' as usize] = BRACKET;
    kinds[b']' as usize] = BRACKET;
    let mut at = 0x80;
    while at < 256 {
        kinds[at] = LETTER;
        at += 1;
    }
    kinds
};
