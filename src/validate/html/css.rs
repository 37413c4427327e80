//! The `style` attribute, judged by what readers let pass: some properties, and
//! of backgrounds, borders, margins and padding some values.

use super::words::words;

const PROPERTIES: &[&str] = words! {
    "azimuth" "background" "background-color" "border" "border-bottom" "border-bottom-color"
    "border-bottom-style" "border-bottom-width" "border-collapse" "border-color" "border-left"
    "border-left-color" "border-left-style" "border-left-width" "border-right" "border-right-color"
    "border-right-style" "border-right-width" "border-spacing" "border-style" "border-top" "border-top-color"
    "border-top-style" "border-top-width" "border-width" "clear" "color" "cursor" "direction" "display"
    "elevation" "float" "font" "font-family" "font-size" "font-style" "font-variant" "font-weight" "height"
    "letter-spacing" "line-height" "list-style-type" "margin" "margin-bottom" "margin-left" "margin-right"
    "margin-top" "overflow" "padding" "padding-bottom" "padding-left" "padding-right" "padding-top" "pause"
    "pause-after" "pause-before" "pitch" "pitch-range" "richness" "speak" "speak-header" "speak-numeral"
    "speak-punctuation" "speech-rate" "stress" "text-align" "text-decoration" "text-indent" "unicode-bidi"
    "vertical-align" "voice-family" "volume" "white-space" "width"
};

/// Words that occur in the styles of feeds and do no harm.
const KEYWORDS: &[&str] = words! {
    "!important" "aqua" "auto" "black" "block" "blue" "bold" "both" "bottom" "brown" "center" "collapse"
    "dashed" "dotted" "fuchsia" "gray" "green" "italic" "left" "lime" "maroon" "medium" "navy" "none" "normal"
    "nowrap" "olive" "pointer" "purple" "red" "right" "silver" "solid" "teal" "top" "transparent" "underline"
    "white" "yellow"
};

/// So many findings of one value are told apart.
const MOST: usize = 16;

/// Hands each property and each keyword that readers take out to `sink`, once;
/// or the whole value, where it is written in a way that could hide one.
pub(crate) fn style<'a>(value: &'a str, sink: &mut dyn FnMut(&'a str)) {
    let mut found: [&str; MOST] = [""; MOST];
    let mut count = 0;
    let mut report = |word: &'a str| {
        if count < MOST && !found[..count].iter().any(|other| other.eq_ignore_ascii_case(word)) {
            found[count] = word;
            count += 1;
            sink(word);
        }
    };
    if !plain(value) || !declarations(value) {
        return report(value);
    }
    for declaration in value.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let property = property.trim();
        if !is_one_of(PROPERTIES, property) {
            report(property);
        } else if has_keywords(property) {
            value.split_whitespace().filter(|word| !is_one_of(KEYWORDS, word) && !measure(word)).for_each(&mut report);
        }
    }
}

fn has_keywords(property: &str) -> bool {
    let first = property.split('-').next().unwrap_or_default();
    ["background", "border", "margin", "padding"].iter().any(|known| first.eq_ignore_ascii_case(known))
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    let lower = word.bytes().map(|b| b.to_ascii_lowercase());
    words.binary_search_by(|known| known.bytes().cmp(lower.clone())).is_ok()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether there is nothing but words, numbers, simple strings and lists of
/// numbers: no escape, no comment, no address.
fn plain(value: &str) -> bool {
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let end = match c {
            '\'' | '"' => after.split_once(c).filter(|(text, _)| full(text, |c| c.is_whitespace() || is_word(c))),
            '(' => after
                .split_once(')')
                .filter(|(text, _)| full(text, |c| c.is_whitespace() || c.is_numeric() || c == ',')),
            _ if is_word(c) && after.starts_with('-') => {
                let next = after[1..].chars().next().filter(|c| is_word(*c));
                next.map(|next| (after, &after[1 + next.len_utf8()..]))
            }
            ':' | ',' | ';' | '#' | '%' | '.' | '!' => Some((after, after)),
            _ => (c.is_ascii_alphanumeric() || c.is_whitespace()).then_some((after, after)),
        };
        let Some((_, end)) = end else { return false };
        rest = end;
    }
    true
}

fn full(text: &str, is: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is)
}

/// Whether there is nothing but declarations: `property: value`, with `;` between.
fn declarations(value: &str) -> bool {
    let value = value.strip_suffix('\n').filter(|rest| rest.is_empty() || rest.ends_with(';')).unwrap_or(value);
    let value = value.strip_suffix(';').filter(|rest| !rest.is_empty()).unwrap_or(value);
    value.is_empty()
        || value.split(';').all(|declaration| {
            declaration.split_once(':').is_some_and(|(property, value)| {
                full(property.trim(), |c| c == '-' || is_word(c)) && !value.contains(':')
            })
        })
}

/// A colour by its numbers, or a small number with or without a unit.
fn measure(word: &str) -> bool {
    const UNITS: [&str; 11] = ["cm", "em", "ex", "in", "mm", "pc", "pt", "px", "%", ",", ")"];
    if let Some(colour) = word.strip_prefix('#') {
        return full(colour, |c| c.is_ascii_hexdigit());
    }
    if word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("rgb(")) {
        return colour(&word[4..]);
    }
    let number = UNITS.iter().find_map(|unit| {
        let (number, end) = word.split_at_checked(word.len().checked_sub(unit.len())?)?;
        end.eq_ignore_ascii_case(unit).then_some(number)
    });
    let number = number.unwrap_or(word);
    match number.split_once('.') {
        Some((whole, part)) => whole.len() <= 1 && digits(whole) && matches!(part.len(), 1..=2) && digits(part),
        None => matches!(number.len(), 1..=3) && digits(number),
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// What follows `rgb(`: up to three numbers, of which the first has a comma.
fn colour(rest: &str) -> bool {
    let mut parts = rest.strip_suffix(')').unwrap_or(rest).splitn(3, ',');
    let mut number = || parts.next().map(|part| part.strip_suffix('%').unwrap_or(part));
    number().is_some_and(|first| full(first, |c| c.is_ascii_digit()))
        && number().is_some_and(digits)
        && number().is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsafe_words(value: &str) -> Vec<&str> {
        let mut words = Vec::new();
        style(value, &mut |word| words.push(word));
        words
    }

    #[test]
    fn ordinary_styles_pass() {
        for value in [
            "",
            "color: red",
            "text-align:center;float:left;",
            "margin: 0px 1.5em .5em 100px",
            "border: 1px solid #CCC; border-top-width: 2px",
            "background: rgb(10,20,30)",
            "background-color: rgb(10, 20, 30)",
            "font-family: 'Times New Roman', serif",
            "color: red !important;\n",
        ] {
            assert_eq!(unsafe_words(value), [""; 0], "{value}");
        }
    }

    #[test]
    fn a_property_or_a_value_that_readers_take_out_is_named_once() {
        assert_eq!(unsafe_words("position: absolute; color: red; Position: fixed"), ["position"]);
        assert_eq!(unsafe_words("margin: 1000px auto 1000px"), ["1000px"]);
        assert_eq!(unsafe_words("border: groove; max-width: 10px"), ["groove", "max-width"]);
    }

    #[test]
    fn a_style_that_could_hide_something_is_named_whole() {
        for value in [
            "background: url(http://example.com/)",
            "width: expression(alert(1))",
            "color: r\\65 d",
            "color: red; ",
            "color red",
            "margin: -1px",
            "a:b;;c:d",
            ";",
            "color: /* */ red",
            "font-family: \"\"",
        ] {
            assert_eq!(unsafe_words(value), [value], "{value}");
        }
    }
}
