//! Words out of whatever markup a feed wraps them in.

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64;

use super::Contents;

/// HTML, or text, as plain text on one line: tags taken out, references read.
#[must_use]
pub fn plain(html: &str) -> String {
    let text = without_tags(html);
    let text: Cow<'_, str> = if text.contains('&') {
        // The parser knows every name that HTML has for a character.
        let read = ammonia::Builder::empty().clean(&text).to_string();
        read.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").into()
    } else {
        text
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A headline as headlines are compared: its letters and digits, case apart.
#[must_use]
pub fn title_key(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The words of an item's content.
pub(super) fn contents(html: &str) -> Contents {
    let text = plain(html);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<u64> = words.map(|word| xxh3_64(word.to_lowercase().as_bytes())).collect();
    words.sort_unstable();
    words.dedup();
    Contents { markup: xxh3_64(html.trim().as_bytes()), words }
}

/// The text with a space for each tag; a `<` that begins none stays.
fn without_tags(html: &str) -> Cow<'_, str> {
    if !html.contains('<') {
        return Cow::Borrowed(html);
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if let Some(end) = tag.find('>').filter(|_| begins) {
            text.push(' ');
            rest = &tag[end + 1..];
        } else {
            // As a reference, so that a parser takes it for the sign that it is.
            text.push_str("&lt;");
            rest = tag;
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_off_and_signs_stay() {
        assert_eq!(plain("<p>Caf&eacute; &amp; bar</p><p>2 < 3 &lt; 4</p>"), "Café & bar 2 < 3 < 4");
        assert_eq!(plain("AT&T\n said"), "AT&T said");
        assert_eq!(title_key("“Über” — the Bar’s"), "über the bar s");
    }

    #[test]
    fn the_same_words_in_other_markup_are_the_same() {
        let (one, two) = (contents("<p>Don&rsquo;t go</p>"), contents("Don’t <b>go</b>"));
        assert_eq!(one.words, two.words);
        assert_ne!(one.markup, two.markup);
        assert!((contents("a b c").changed(&contents("a b d")) - 0.5).abs() < 1e-9);
        assert!((contents("").changed(&contents(""))).abs() < 1e-9);
    }
}
