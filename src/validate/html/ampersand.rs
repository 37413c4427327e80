//! Ampersands in text and attributes.

use super::fault::{Fault, Flaw, Report};
use super::reference::{Reference, is_name, read};

/// Judges the character reference at `at` and returns where it ends. `code`: one
/// that is escaped twice is meant to be seen.
pub(super) fn reference(report: &mut Report<'_, '_>, at: usize, quote: Option<u8>, code: bool) -> usize {
    let text = &report.html[at..];
    match read(text, quote) {
        Reference::None => at + 1,
        Reference::Good(length) => {
            if !code && text.starts_with("&amp;") {
                twice(report, at);
            }
            at + length
        }
        Reference::BadName(length) => {
            report.flaw_of(Flaw::Reference, at..at + length);
            at + length
        }
        Reference::BadNumber(length) => {
            report.flaw_of(Flaw::CharacterReference, at..at + length);
            at + length
        }
    }
}

/// Tells of `&amp;` at `at` where what follows would make it a reference.
fn twice(report: &mut Report<'_, '_>, at: usize) {
    let rest = &report.html[at + 4..];
    let length = 1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if rest.as_bytes().get(length) != Some(&b';') {
        return;
    }
    // As it was before it was escaped: an ampersand in place of the semicolon.
    let name = &rest[1..length];
    let number = name.strip_prefix('#').is_some_and(|digits| {
        let hex = digits.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(digits);
        !digits.is_empty()
            && digits.bytes().all(|b| if hex.is_some() { b.is_ascii_hexdigit() } else { b.is_ascii_digit() })
    });
    if number || is_name(name) {
        let range = at..at + 4 + length + 1;
        report.fault(Fault::DoubleEscaped(&report.html[range.clone()]), range);
    }
}
