//! Which pieces of a body are words for readers, and which are markup.
//!
//! Hashes of what is told apart here stand in ledgers, so the way it is told
//! never changes.

use memchr::{memchr, memchr3, memmem};

/// A tag, a link's target or an address is at most so long, in bytes; what is
/// longer counts as words.
const LONGEST: usize = 64 * 1024;

/// Calls `see` with the pieces of a text in their order, and whether they are
/// words for readers: tags of HTML, targets of links, web addresses and named
/// characters are not. No word stands in two pieces.
pub(super) fn for_each<'t>(text: &'t str, mut see: impl FnMut(&'t str, bool)) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    let mut address = memmem::find(bytes, b"://");
    loop {
        if address.is_some_and(|found| found < at) {
            address = memmem::find(&bytes[at..], b"://").map(|found| at + found);
        }
        let sign = memchr3(b'<', b']', b'&', &bytes[at..]).map(|found| at + found);
        let Some(next) = sign.into_iter().chain(address).min() else { break };
        let markup = match bytes[next] {
            b'<' => tag(bytes, next),
            b']' => target(bytes, next),
            b'&' => named(bytes, next),
            _ => Some((scheme(bytes, from, next), address_end(bytes, next))),
        };
        match markup {
            Some((begin, end)) => {
                see(&text[from..begin], true);
                see(&text[begin..end], false);
                (from, at) = (end, end);
            }
            None => at = next + 1,
        }
    }
    see(&text[from..], true);
}

fn bounded(bytes: &[u8], from: usize) -> &[u8] {
    &bytes[from..bytes.len().min(from + LONGEST)]
}

fn tag(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let first = bytes.get(at + 1)?;
    (first.is_ascii_alphabetic() || matches!(first, b'/' | b'!' | b'?')).then_some(())?;
    Some((at, at + memchr(b'>', bounded(bytes, at))? + 1))
}

/// The target of a link or picture of Markdown, `](…)` or `]: …`; the latter
/// with a `/` in it, since `[sic]: ` may stand before words.
fn target(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    match bytes.get(at + 1)? {
        b'(' => {
            let mut depth = 0_u32;
            let end = bounded(bytes, at).iter().position(|byte| {
                match byte {
                    b'(' => depth += 1,
                    b')' => depth -= 1,
                    _ => {}
                }
                *byte == b')' && depth == 0
            })?;
            Some((at, at + end + 1))
        }
        b':' => {
            let rest = bounded(bytes, at + 2);
            let begin = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
            let end = rest[begin..].iter().position(u8::is_ascii_whitespace).map_or(rest.len(), |end| begin + end);
            let is_whole = at + 2 + end == bytes.len() || end < rest.len();
            (is_whole && rest[begin..end].contains(&b'/')).then_some((at, at + 2 + end))
        }
        _ => None,
    }
}

/// A character by its name or number, such as `&nbsp;`.
fn named(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = &bytes[at + 1..bytes.len().min(at + 34)];
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'#'))?;
    (end > 0 && rest[end] == b';').then_some((at, at + end + 2))
}

/// Where the scheme of an address begins whose `://` stands at `at`.
fn scheme(bytes: &[u8], from: usize, at: usize) -> usize {
    let before = bytes[from..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    // A letter beyond ASCII before it belongs to the same word.
    let begin = at - before;
    if begin > from && !bytes[begin - 1].is_ascii() { at } else { begin }
}

fn address_end(bytes: &[u8], at: usize) -> usize {
    let rest = bounded(bytes, at + 3);
    let ends =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b')' | b'<' | b'>' | b'"' | b'\'' | b'`' | b'|');
    match rest.iter().position(ends) {
        Some(end) => at + 3 + end,
        None if at + 3 + rest.len() == bytes.len() => bytes.len(),
        // Cut short: what is left of it counts as words.
        None => at + 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let (mut words, mut all) = (String::new(), String::new());
        for_each(text, |piece, is_words| {
            all.push_str(piece);
            if is_words {
                words.push_str(piece);
            }
        });
        assert_eq!(all, text, "nothing is lost");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn markup_is_no_words() {
        assert_eq!(words("<p class=\"lead\">The <a href='/x'>harbour</a></p><!-- no -->"), "The harbour");
        assert_eq!(words("The [harbour](https://a.example/x_(y) \"z\") opens"), "The [harbour opens");
        assert_eq!(words("See https://a.example/x?y=é, or ftp://b"), "See or");
        assert_eq!(words("[a]: /target\n[^1]: A note"), "[a [^1]: A note");
        assert_eq!(words("caf&eacute;&nbsp;& bar &#8217;"), "caf& bar");
        assert_eq!(words("a < b && c > d [sic] (not)"), "a < b && c > d [sic] (not)");
        assert_eq!(words("<unclosed and the rest"), "<unclosed and the rest");
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_of_any_text(text in "[<>\\[\\]():/&;#a-zé \n]{0,60}") {
            words(&text);
        }
    }
}
