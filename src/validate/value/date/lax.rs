//! RFC 822 dates in full: comments, folded lines, any case, two-digit years and the
//! zones of the military. Allowed, and read wrongly by much that reads feeds.

use chrono::Weekday;

use super::rfc822::{american, month, numeric, weekday};
use super::{Civil, Cursor};

/// What in a date is RFC 822's alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lax {
    /// A comment in parentheses, or a backslash.
    Comment,
    /// White space other than the single spaces between its parts.
    Spacing,
    /// A name that is not written as in `Mon, 01 Jan` and `GMT`.
    Case,
    /// A year of two digits.
    ShortYear,
    /// A letter of the military for its zone, or an offset of odd minutes.
    Zone,
}

/// Reads a date that is not in the strict form.
pub(super) fn read(text: &str) -> Option<(Option<Weekday>, Civil, Lax)> {
    let plain = without_comments(text)?;
    let mut words = plain.split_ascii_whitespace().peekable();
    let mut why = if text.contains(['(', '\\']) { Lax::Comment } else { Lax::Spacing };
    let mut note = |reason| {
        if why == Lax::Spacing {
            why = reason;
        }
    };
    let mut civil = Civil::default();

    let mut day = words.next()?;
    let mut named = None;
    if let Some((name, rest)) = day.split_once(',') {
        named = Some(name);
        day = if rest.is_empty() { words.next()? } else { rest };
    } else if let Some(rest) = words.peek().and_then(|next| next.strip_prefix(',')) {
        named = Some(day);
        words.next();
        day = if rest.is_empty() { words.next()? } else { rest };
    }
    let weekday = match named {
        Some(name) => {
            let (capital, changed) = capitalised(name)?;
            if changed {
                note(Lax::Case);
            }
            Some(weekday(capital)?)
        }
        None => None,
    };

    civil.day = whole(day, Cursor::one_or_two)?;
    let (capital, changed) = capitalised(words.next()?)?;
    if changed {
        note(Lax::Case);
    }
    civil.month = month(capital)?;
    let year = words.next()?;
    civil.year = i32::try_from(whole(year, |cursor| cursor.digits(year.len()))?).ok()?;
    match year.len() {
        // RFC 5322, section 4.3.
        2 => {
            note(Lax::ShortYear);
            civil.year += if civil.year < 50 { 2000 } else { 1900 };
        }
        4 => {}
        _ => return None,
    }
    whole(words.next()?, |cursor| cursor.clock(&mut civil))?;
    let zone = words.next()?;
    let (offset, reason) = zone_of(zone)?;
    civil.offset = offset;
    if let Some(reason) = reason {
        note(reason);
    }
    words.next().is_none().then_some((weekday, civil, why))
}

/// `text` without comments (a space stands for each) and without the pairs that a
/// backslash begins; any white space is a space. `None` when a parenthesis has no
/// partner.
fn without_comments(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next()?;
            }
            '(' => depth += 1,
            ')' => {
                depth = depth.checked_sub(1)?;
                plain.push(' ');
            }
            _ if depth > 0 => {}
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    (depth == 0).then_some(plain)
}

/// What `read` makes of a word, if of all of it.
fn whole<'a, T>(word: &'a str, read: impl FnOnce(&mut Cursor<'a>) -> Option<T>) -> Option<T> {
    let mut cursor = Cursor(word.as_bytes());
    let value = read(&mut cursor)?;
    cursor.is_done().then_some(value)
}

/// A name of three letters as it should be written, and whether it was not.
fn capitalised(name: &str) -> Option<([u8; 3], bool)> {
    let [first, second, third] = name.as_bytes().try_into().ok()?;
    let capital = [first.to_ascii_uppercase(), second.to_ascii_lowercase(), third.to_ascii_lowercase()];
    Some((capital, capital != [first, second, third]))
}

/// The offset of a zone in minutes, and what is odd about its name.
fn zone_of(zone: &str) -> Option<(i32, Option<Lax>)> {
    let mut capital = [0u8; 5];
    let capital = capital.get_mut(..zone.len())?;
    capital.copy_from_slice(zone.as_bytes());
    capital.make_ascii_uppercase();
    let case = (*capital != *zone.as_bytes()).then_some(Lax::Case);
    match &*capital {
        b"GMT" | b"UT" | b"Z" => Some((0, case)),
        // RFC 822, section 5.1, with its signs.
        [letter @ b'A'..=b'I'] => Some((-60 * i32::from(*letter - b'A' + 1), Some(Lax::Zone))),
        [letter @ b'K'..=b'M'] => Some((-60 * i32::from(*letter - b'A'), Some(Lax::Zone))),
        [letter @ b'N'..=b'Y'] => Some((60 * i32::from(*letter - b'N' + 1), Some(Lax::Zone))),
        [_, _, b'T'] => Some((american(capital)?, case)),
        [.., b'0' | b'3', b'0'] => Some((numeric(capital)?, None)),
        _ => Some((numeric(capital)?, Some(Lax::Zone))),
    }
}
