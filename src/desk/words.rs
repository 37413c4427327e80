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
        at += bytes[at..].iter().position(|byte| !IN_WORD[usize::from(*byte)]).unwrap_or(bytes.len() - at);
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            at = beyond_ascii(text, from, at, &mut see);
        } else if at > from {
            see(hash(bytes, from, at, LOWER));
        } else {
            at += 1;
        }
    }
}

/// Takes a word that began at `from` and goes on, or ends, with the character
/// beyond ASCII at `at`; returns where to go on.
fn beyond_ascii(text: &str, from: usize, at: usize, see: &mut impl FnMut(u64)) -> usize {
    let rest = &text[at..];
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let end = at + length;
    if length == 0 {
        if at > from {
            see(hash(text.as_bytes(), from, at, LOWER));
        }
        return at + rest.chars().next().map_or(1, char::len_utf8);
    }
    let mut word = [0; LONGEST];
    let mut used = 0;
    for c in text[from..end].chars().flat_map(char::to_lowercase) {
        let size = c.len_utf8();
        // What is longer than any word is told by its beginning.
        if used + size > LONGEST {
            break;
        }
        c.encode_utf8(&mut word[used..]);
        used += size;
    }
    see(hash(&word, 0, used, 0));
    end
}

/// So much of a word beyond ASCII is looked at, in bytes.
const LONGEST: usize = 128;

/// Sets the bit that parts small letters from capitals; digits have it anyway.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Letters and digits of ASCII.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The bytes from `from` to `to`, eight at a time, each with the bits of `set`.
fn hash(bytes: &[u8], from: usize, to: usize, set: u64) -> u64 {
    let mut hash = (to - from) as u64;
    let mut at = from;
    while at < to {
        // Eight are read where there are eight; those behind the word are masked out.
        let eight = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight[..to - at].copy_from_slice(&bytes[at..to]);
            eight
        });
        let there = u64::MAX >> (8 * (8 - (to - at).min(8)));
        hash = mix(hash ^ ((u64::from_le_bytes(eight) | set) & there));
        at += 8;
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
}
