//! Characters that text should not hold.

use std::ops::Range;

/// Hands each C1 control character and each U+FFFD to `sink`: signs that text was
/// read in the wrong encoding.
pub(crate) fn bad_characters(text: &str, sink: &mut dyn FnMut(char, Range<usize>)) {
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(0xC2, 0xEF, bytes) {
        let c = match bytes[at..] {
            [0xC2, second @ 0x80..=0x9F, ..] => char::from(second),
            [0xEF, 0xBF, 0xBD, ..] => char::REPLACEMENT_CHARACTER,
            _ => continue,
        };
        sink(c, at..at + c.len_utf8());
    }
}

/// Hands each character to `sink` that may not stand in HTML: control characters
/// but white space, and codes that stand for no character.
pub(super) fn forbidden(text: &str, sink: &mut dyn FnMut(char, Range<usize>)) {
    if !is_suspect(text.as_bytes()) {
        return;
    }
    for (at, c) in text.char_indices() {
        let code = u32::from(c);
        if matches!(code, 0..=8 | 0xB | 0xE..=0x1F | 0x7F..=0x9F | 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE {
            sink(c, at..at + c.len_utf8());
        }
    }
}

/// Whether there may be such a character: looked at by bytes, without a way out
/// in the middle, so that many are compared at once.
fn is_suspect(text: &[u8]) -> bool {
    const CHUNK: usize = 1024;
    text.chunks(CHUNK).enumerate().any(|(number, chunk)| {
        let (controls, all) = chunk.iter().fold((0, 0), |(found, all), byte| (found | control(*byte), all | byte));
        let next = text.get(number * CHUNK + 1..).unwrap_or_default();
        let pairs = chunk.iter().zip(next);
        controls != 0
            || (all >= 0x80 && pairs.fold(0, |found, (first, second)| found | forbidden_pair(*first, *second)) != 0)
    })
}

/// Not zero for a control character that is no white space.
fn control(byte: u8) -> u8 {
    let is = |found: bool| u8::from(found);
    let space = is(byte == b'\t') | is(byte == b'\n') | is(byte == 0xC) | is(byte == b'\r');
    (is(byte < 0x20) & !space) | is(byte == 0x7F)
}

/// Not zero where two bytes may be, or be in, another character that is forbidden.
fn forbidden_pair(first: u8, second: u8) -> u8 {
    let is = |found: bool| u8::from(found);
    let upper = is(first == 0xC2) & is(second < 0xA0);
    let nothing = (is(first == 0xEF) & is(second == 0xB7)) | (is(first == 0xBF) & is(second & 0xFE == 0xBE));
    upper | nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        forbidden(text, &mut |_, range| found.push(range.start));
        found
    }

    #[test]
    fn signs_of_a_wrong_encoding_are_found() {
        let mut found = Vec::new();
        bad_characters("caf\u{85} é \u{a0} \u{fffd}\u{ffe5}", &mut |c, range| found.push((c, range)));
        assert_eq!(found, [('\u{85}', 3..5), ('\u{fffd}', 12..15)]);
    }

    #[test]
    fn what_html_forbids_is_found_and_other_text_is_not() {
        assert_eq!(found("a\u{b}b\u{7f}"), [1, 3]);
        assert_eq!(found("\u{92}\u{fdd0}\u{ffff}\u{1fffe}"), [0, 2, 5, 8]);
        assert_eq!(found("\u{1}"), [0]);
        assert_eq!(found("Grüße, «x» \t\r\n\u{c} 日本語 \u{feff} \u{fffd} 😀 ﷲ ￥"), [0; 0]);
        assert_eq!(found(""), [0; 0]);
    }
}
