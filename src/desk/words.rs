//! The words of a text as hashes: what sketches are made of.
//!
//! Hashes stand in ledgers by way of sketches, so the way they are made never
//! changes.

/// Calls `see` with the hash of each word: each run of letters and digits, in
/// lower case.
pub(super) fn for_each(text: &str, mut see: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        let eight = eight(bytes, at);
        let mut length = in_word(eight);
        at += length;
        while length == 8 {
            length = in_word(self::eight(bytes, at));
            at += length;
        }
        // What ends a word is passed with it.
        match bytes.get(at) {
            Some(byte) if !byte.is_ascii() => at = beyond_ascii(text, from, at, &mut see),
            _ => {
                match at - from {
                    0 => {}
                    short @ 1..=8 => see(mix(short as u64 ^ first(eight | LOWER, short))),
                    _ => see(hash(bytes, from, at, LOWER)),
                }
                at += 1;
            }
        }
    }
}

/// How many of eight bytes are letters and digits of ASCII before the first
/// that is neither.
fn in_word(eight: u64) -> usize {
    // What is added carries into the highest bit of a byte of seven bits if it
    // is that character or a later one, and never into the next byte.
    let from = |bytes: u64, first: u8| bytes + ONES * u64::from(0x80 - first);
    let (plain, small) = (eight & !HIGH, (eight | LOWER) & !HIGH);
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(plain, b'0') & !from(plain, b'9' + 1);
    let others = !((letters | digits) & !eight) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// The eight bytes from `at`; zeros stand for those behind the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let whole = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok());
    u64::from_le_bytes(whole.unwrap_or_else(|| {
        let rest = bytes.get(at..).unwrap_or_default();
        let mut eight = [0; 8];
        eight[..rest.len()].copy_from_slice(rest);
        eight
    }))
}

/// The first of eight bytes, at least one; zeros stand for the others.
fn first(eight: u64, count: usize) -> u64 {
    eight & (u64::MAX >> (8 * (8 - count)))
}

/// Takes a word that began at `from` and goes on, or ends, with the character
/// beyond ASCII at `at`; returns where to go on.
fn beyond_ascii(text: &str, from: usize, at: usize, see: &mut impl FnMut(u64)) -> usize {
    let rest = &text[at..];
    let length = rest.find(|c: char| !is_in_word(c)).unwrap_or(rest.len());
    let end = at + length;
    if length == 0 {
        if at > from {
            see(hash(text.as_bytes(), from, at, LOWER));
        }
        return at + rest.chars().next().map_or(1, char::len_utf8);
    }
    let mut word = [0; LONGEST];
    let mut used = 0;
    let mut put = |c: char| {
        let size = c.len_utf8();
        let fits = used + size <= LONGEST;
        if fits {
            c.encode_utf8(&mut word[used..]);
            used += size;
        }
        fits
    };
    for c in text[from..end].chars() {
        let fits = if is_small(c) { put(c) } else { c.to_lowercase().all(&mut put) };
        // What is longer than any word is told by its beginning.
        if !fits {
            break;
        }
    }
    see(hash(&word, 0, used, 0));
    end
}

/// So much of a word beyond ASCII is looked at, in bytes.
const LONGEST: usize = 128;

/// Sets the bit that parts small letters from capitals; digits have it anyway.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// A one in each byte, and the highest bit of each.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// As `char::is_alphanumeric`, which looks most of these up in tables.
fn is_in_word(c: char) -> bool {
    match c {
        // Dashes and quotation marks; letters of Europe; those of East Asia.
        '\u{2000}'..='\u{206f}' => false,
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{4e00}'..='\u{9fef}' => true,
        c => c.is_alphanumeric(),
    }
}

/// Whether that is known, without a table, of a character which is its own small letter.
fn is_small(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | 'à'..='ÿ' | 'а'..='џ' | '\u{4e00}'..='\u{9fef}')
}

/// The bytes from `from` to `to`, eight at a time, each with the bits of `set`.
fn hash(bytes: &[u8], from: usize, to: usize, set: u64) -> u64 {
    let mut hash = (to - from) as u64;
    for at in (from..to).step_by(8) {
        hash = mix(hash ^ first(eight(bytes, at) | set, (to - at).min(8)));
    }
    hash
}

/// Spreads a hash over all its bits (the finaliser of `SplitMix64`).
fn mix(mut hash: u64) -> u64 {
    hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut hashes = Vec::new();
        for_each(text, |hash| hashes.push(hash));
        hashes
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        assert_eq!(hashes("The HARBOURMASTER's 2026"), hashes("the harbourmaster—S (2026)"));
        assert_eq!(hashes("Über-Straße ÉCOLE x"), hashes("über straße école X"));
        assert_eq!(hashes("aé").len(), 1, "a word may go on beyond ASCII");
        assert_eq!(hashes("’a’ — “é”").len(), 2);
        assert!(hashes("…— ").is_empty());
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_in_word(c), c.is_alphanumeric(), "{c:?}");
            assert!(!is_small(c) || c.to_lowercase().eq([c]), "{c:?}");
        }
        for byte in 0..=u8::MAX {
            assert_eq!(in_word(u64::from(byte)), usize::from(byte.is_ascii_alphanumeric()), "{byte:#x}");
        }
        assert_eq!(in_word(u64::from_le_bytes(*b"aZ09zA9-")), 7);
        assert_eq!(in_word(u64::from_le_bytes(*b"aZ09zA9_")), 7);
        assert_eq!(in_word(u64::from_le_bytes(*b"aZ09zA9z")), 8);
    }

    /// Each word by itself, as it is said to be made.
    #[test]
    fn words_of_every_length_at_every_place_are_hashed_alike() {
        for length in 1..40 {
            for before in 0..9 {
                let word: String = ('a'..='z').chain('0'..='9').cycle().take(length).collect();
                let text = format!("{}{}", "-".repeat(before), word.to_uppercase());
                let expected = hash(word.as_bytes(), 0, length, 0);
                assert_eq!(hashes(&text), [expected], "{text}");
                assert_eq!(hashes(&format!("{text}—")), [expected], "{text}");
                assert_eq!(hashes(&format!("{text} é")).first(), Some(&expected), "{text}");
            }
        }
    }
}
