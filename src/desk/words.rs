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
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            at = beyond_ascii(text, from, at, &mut see);
        } else if at > from {
            see(hash_ascii(&bytes[from..at]));
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
            see(hash_ascii(&text.as_bytes()[from..at]));
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
    see(hash(&word[..used], 0));
    end
}

/// So much of a word beyond ASCII is looked at, in bytes.
const LONGEST: usize = 128;

/// Sets the bit that parts small letters from capitals; digits have it anyway.
const LOWER: u64 = 0x2020_2020_2020_2020;

fn hash_ascii(word: &[u8]) -> u64 {
    hash(word, LOWER)
}

/// Eight bytes at a time, each with the bits of `set`.
fn hash(word: &[u8], set: u64) -> u64 {
    let mut hash = word.len() as u64;
    for chunk in word.chunks(8) {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        // Only bytes that are there are lowered.
        let there = u64::MAX >> (8 * (8 - chunk.len()));
        hash = mix(hash ^ (u64::from_le_bytes(eight) | (set & there)));
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
