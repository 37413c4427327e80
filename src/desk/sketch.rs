//! The words of an article in brief: a hash that tells whether they changed,
//! and a sketch that tells how much.

use xxhash_rust::xxh3::Xxh3;

use super::words;
use crate::article::Article;

/// Bins of a sketch.
const BINS: usize = 64;
/// A sketch in hex: one digit a bin.
const DIGITS: usize = BINS;

/// What an article's published words were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// XXH3 (64 bits) of headline and body as they were written.
    pub hash: u64,
    /// The body's words.
    pub sketch: Sketch,
}

/// A one-permutation min-hash of a body's distinct words: 64 bins of 4 bits, of
/// which 0 means that no word fell into the bin.
///
/// It is written into ledgers, so the way it is made never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sketch([u8; BINS]);

impl Words {
    /// The words of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut hash = Xxh3::new();
        hash.update(article.headline.as_bytes());
        hash.update(&[0]);
        hash.update(article.body.text.as_bytes());
        Self { hash: hash.digest(), sketch: Sketch::of(&article.body.text) }
    }
}

impl Sketch {
    /// The sketch of a text: of its runs of letters and digits, case apart.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut least = [u32::MAX; BINS];
        words::for_each(text, |hash| {
            let bin = (hash >> 58) as usize;
            #[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
            let rank = hash as u32;
            least[bin] = least[bin].min(rank);
        });
        let mut bins = [0; BINS];
        for (bin, rank) in bins.iter_mut().zip(least) {
            if rank != u32::MAX {
                // 1 to 15: 0 is the empty bin.
                *bin = u8::try_from(rank % 15).unwrap_or(0) + 1;
            }
        }
        Self(bins)
    }

    /// The share of distinct words that two texts have in common, of all that
    /// either has (Jaccard), from 0 to 1; an estimate, within about 0.06.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut bins, mut same) = (0.0, 0.0);
        for (a, b) in self.0.iter().zip(other.0) {
            if *a != 0 || b != 0 {
                bins += 1.0;
                same += f64::from(u8::from(*a == b));
            }
        }
        if bins == 0.0 {
            return 1.0;
        }
        // One in fifteen bins agrees by chance.
        let chance = 1.0 / 15.0;
        ((same / bins - chance) / (1.0 - chance)).max(0.0)
    }

    /// How many of its bins hold a word: below a few, likeness means little.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.0.iter().filter(|bin| **bin != 0).count()
    }

    /// As 64 hex digits.
    #[must_use]
    pub fn to_hex(self) -> String {
        self.0.iter().map(|bin| char::from(b"0123456789abcdef"[usize::from(*bin)])).collect()
    }

    /// From 64 hex digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bins = [0; BINS];
        if hex.len() != DIGITS {
            return None;
        }
        for (bin, digit) in bins.iter_mut().zip(hex.bytes()) {
            *bin = u8::try_from(char::from(digit).to_digit(16)?).ok()?;
        }
        Some(Self(bins))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<u32>) -> String {
        words.map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn likeness_follows_the_share_of_common_words() {
        let base = Sketch::of(&text(0..400));
        assert!((base.likeness(&Sketch::of(&text(0..400))) - 1.0).abs() < 1e-9);
        // 320 of 400 kept: 320 / 480 in common.
        let fifth = base.likeness(&Sketch::of(&text(80..480)));
        assert!((fifth - 2.0 / 3.0).abs() < 0.15, "{fifth}");
        let other = base.likeness(&Sketch::of(&text(1000..1400)));
        assert!(other < 0.15, "{other}");
    }

    #[test]
    fn markup_case_and_space_do_not_count() {
        let one = Sketch::of("The *Harbour*  opens.\n\nÜber alles: 2026");
        assert_eq!(one, Sketch::of("the harbour opens; <über> ALLES 2026"));
    }

    /// Sketches stand in ledgers: this value may never change.
    #[test]
    fn a_sketch_is_the_same_for_ever() {
        let sketch = Sketch::of("The harbour opens at noon, says the harbour master. 東京");
        let hex = sketch.to_hex();
        assert_eq!(Sketch::from_hex(&hex), Some(sketch));
        assert_eq!(hex, "00000000000b0000d0000000f09e000000000000040000000000000002000003");
        assert_eq!(Sketch::from_hex("zz"), None);
    }
}
