//! Text that should be plain: headlines above all. A reader cannot know whether
//! `&lt;b&gt;` in it is meant to be seen.

use std::ops::Range;

use super::kinds::KNOWN;
use super::reference;
use super::tags::Tag;

/// A sign that text is HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plain<'a> {
    /// An end tag of HTML, by its name.
    EndTag(&'a str),
    /// A character reference, without its semicolon.
    Entity(&'a str),
    /// What begins a tag.
    Markup(&'a str),
}

/// Hands the signs to `sink` that `text` is HTML: the first end tag; or else all
/// character references; or else the first thing that looks like a tag.
pub(crate) fn plain<'a>(text: &'a str, sink: &mut dyn FnMut(Plain<'a>, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut markup = None;
    for at in memchr::memchr_iter(b'<', bytes) {
        let Some(next) = bytes.get(at + 1).filter(|next| **next == b'/' || next.is_ascii_alphabetic()) else {
            continue;
        };
        markup = markup.or(Some(at));
        if *next == b'/' {
            let name = word(&text[at + 2..]);
            let end = at + 2 + name.len();
            if bytes.get(end) == Some(&b'>') && Tag::of(name).is(KNOWN) {
                return sink(Plain::EndTag(name), at..end + 1);
            }
        }
    }
    let mut entities = false;
    for at in memchr::memchr_iter(b'&', bytes) {
        let rest = &text[at + 1..];
        let number = usize::from(rest.starts_with('#'));
        let name = word(&rest[number..]);
        if name.is_empty() {
            continue;
        }
        entities = true;
        let is_name = number == 0 && name.chars().all(char::is_alphabetic);
        if !is_name || name == "apos" || reference::is_old_name(name) {
            let end = at + 1 + number + name.len();
            sink(Plain::Entity(&text[at..end]), at..end);
        }
    }
    if let Some(at) = markup.filter(|_| !entities) {
        sink(Plain::Markup(&text[at..at + 2]), at..at + 2);
    }
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Vec<(Plain<'_>, Range<usize>)> {
        let mut signs = Vec::new();
        plain(text, &mut |sign, range| signs.push((sign, range)));
        signs
    }

    #[test]
    fn plain_text_is_plain() {
        for text in ["", "Fish & chips", "AT&T", "1 < 2", "I <3 you", "&bogus;", "a -> b"] {
            assert_eq!(signs(text), [], "{text}");
        }
    }

    #[test]
    fn an_end_tag_tells_html_before_all_else() {
        assert_eq!(signs("a <b>b</b> &amp; </i>"), [(Plain::EndTag("b"), 6..10)]);
        assert_eq!(signs("use </X> or </BR>"), [(Plain::EndTag("BR"), 12..17)]);
    }

    #[test]
    fn each_character_reference_is_told() {
        let found = [(Plain::Entity("&amp"), 2..6), (Plain::Entity("&#8217"), 8..14), (Plain::Entity("&apos"), 16..21)];
        assert_eq!(signs("a &amp; &#8217; &apos; &bogus;"), found);
        assert_eq!(signs("&copy 2"), [(Plain::Entity("&copy"), 0..5)]);
        assert_eq!(signs("&a1"), [(Plain::Entity("&a1"), 0..3)]);
    }

    #[test]
    fn what_looks_like_a_tag_is_told_where_nothing_else_is() {
        assert_eq!(signs("&<a"), [(Plain::Markup("<a"), 1..3)]);
        assert_eq!(signs("vi </x>"), [(Plain::Markup("</"), 3..5)]);
        assert_eq!(signs("AT&T <a"), []);
    }
}
