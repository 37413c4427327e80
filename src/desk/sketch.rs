//! The words of an article in brief: a hash that tells whether they changed,
//! and a sketch that tells how much.

use xxhash_rust::xxh3::Xxh3;

use super::parts::{Parts, Sequence};
use super::{prose, words};
use crate::article::Article;

/// Bins of a sketch.
const BINS: usize = 64;
/// A sketch in hex: one digit a bin.
const DIGITS: usize = BINS;
/// Bins that one changed word can change.
const ONE_WORD: usize = 2;

/// What an article's published words were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// XXH3 (64 bits) of headline and body as they were written.
    pub hash: u64,
    /// The body's words.
    pub sketch: Sketch,
    /// What else tells one version from another; lines of older ledgers have none.
    pub parts: Option<Parts>,
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
        // Markup counts in a sketch, as it did when the first ledgers were written.
        let (mut sketch, mut text) = (Making::default(), Sequence::default());
        prose::for_each(&article.body.text, |piece, is_words| {
            words::for_each(piece, |word| {
                sketch.see(word);
                if is_words {
                    text.see(word);
                }
            });
        });
        Self { hash: hash.digest(), sketch: sketch.done(), parts: Some(Parts::of(article, text.done())) }
    }
}

impl Sketch {
    /// The sketch of a text: of its runs of letters and digits, case apart.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut making = Making::default();
        words::for_each(text, |word| making.see(word));
        making.done()
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

    /// Whether more than `share` of a text's words were changed to make the other
    /// (from 0 to 1), as far as sketches tell.
    ///
    /// Of a text whose words are all different, so many changed words leave
    /// `(1 - share) / (1 + share)` of all in common. What one word can do is never
    /// more, however short the text: it leaves the bin of the old word and enters
    /// that of the new one, so it changes two bins at most.
    #[must_use]
    pub fn is_rewritten(&self, other: &Self, share: f64) -> bool {
        let changed = self.0.iter().zip(other.0).filter(|(a, b)| **a != *b).count();
        changed > ONE_WORD && self.likeness(other) < (1.0 - share) / (1.0 + share)
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

/// A sketch in the making: the least word of each bin.
struct Making([u32; BINS]);

impl Default for Making {
    fn default() -> Self {
        Self([u32::MAX; BINS])
    }
}

impl Making {
    fn see(&mut self, word: u64) {
        let bin = (word >> 58) as usize;
        #[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
        let rank = word as u32;
        self.0[bin] = self.0[bin].min(rank);
    }

    fn done(self) -> Sketch {
        let mut bins = [0; BINS];
        for (bin, rank) in bins.iter_mut().zip(self.0) {
            if rank != u32::MAX {
                // 1 to 15: 0 is the empty bin.
                *bin = u8::try_from(rank % 15).unwrap_or(0) + 1;
            }
        }
        Sketch(bins)
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

    /// A text of `length` words of which none occurs twice, from a seed.
    fn random(seed: u64, length: u64) -> Vec<String> {
        (0..length)
            .map(|word| format!("w{:x}", (seed * 1_000_003 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
            .collect()
    }

    fn rewritten(before: &[String], after: &[String]) -> bool {
        Sketch::of(&before.join(" ")).is_rewritten(&Sketch::of(&after.join(" ")), 0.2)
    }

    #[test]
    fn one_word_is_never_a_rewrite_however_short_the_text() {
        for length in [1, 2, 3, 5, 8, 12, 20, 30, 60, 200] {
            for seed in 0..400 {
                let before = random(seed, length);
                let mut after = before.clone();
                let place = usize::try_from(seed % length).unwrap();
                after[place] = "typo".to_owned();
                assert!(!rewritten(&before, &after), "{length} words, seed {seed}: one was mended");
                after.remove(place);
                assert!(!rewritten(&before, &after), "{length} words, seed {seed}: one was taken out");
            }
        }
    }

    #[test]
    fn a_few_words_of_a_brief_are_no_rewrite_and_a_new_brief_is_one() {
        for length in [20, 30, 40, 60] {
            let (mut mended, mut new, mut half) = (0, 0, 0);
            for seed in 0..1_000 {
                let before = random(seed, length);
                let changed = |share: u64| -> Vec<String> {
                    let other = random(seed + 5_000, length);
                    let count = usize::try_from(length * share / 100).unwrap();
                    before
                        .iter()
                        .enumerate()
                        .map(|(at, word)| if at < count { &other[at] } else { word }.clone())
                        .collect()
                };
                mended += usize::from(rewritten(&before, &changed(10)));
                half += usize::from(rewritten(&before, &changed(50)));
                new += usize::from(rewritten(&before, &changed(100)));
            }
            assert!(mended <= 30, "{length} words, a tenth changed: {mended} of 1000 taken for a rewrite");
            assert!(half >= 970, "{length} words, half changed: {half} of 1000 seen");
            assert_eq!(new, 1_000, "{length} words, all changed");
        }
    }

    #[test]
    fn long_stories_are_told_within_a_tenth() {
        for length in [150, 400, 1_500] {
            let (mut little, mut much) = (0, 0);
            for seed in 0..300 {
                let before = random(seed, length);
                let changed = |share: u64| -> Vec<String> {
                    let count = usize::try_from(length * share / 100).unwrap();
                    before[count..].iter().cloned().chain(random(seed + 9_000, length * share / 100)).collect()
                };
                little += usize::from(rewritten(&before, &changed(10)));
                much += usize::from(rewritten(&before, &changed(33)));
            }
            assert!(little <= 9, "{length} words, a tenth changed: {little} of 300 taken for a rewrite");
            assert!(much >= 285, "{length} words, a third changed: {much} of 300 seen");
        }
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
