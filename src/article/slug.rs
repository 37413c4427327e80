//! Readable ASCII names for URLs and files.

use deunicode::deunicode_char;

/// The longest slug that is made, in bytes; longer ones end at a word.
const LONGEST: usize = 80;

/// A readable ASCII slug of `text`: lower case, words joined by `-`.
///
/// `+` and `#` at the end of a word are told in words, since tags such as `C`,
/// `C++` and `C#` are three. A text of which nothing is left gives `""`.
#[must_use]
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut in_word = false;
    let mut push = |c: char, in_word: &mut bool| {
        if c.is_ascii_alphanumeric() {
            if !*in_word && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(c.to_ascii_lowercase());
            *in_word = true;
        } else if c != '\'' {
            *in_word = false;
        }
    };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '’' | 'ʼ' | '\'' => {}
            '+' | '#' if in_word => {
                in_word = false;
                let name = if c == '+' { "plus" } else { "sharp" };
                name.chars().for_each(|c| push(c, &mut in_word));
                in_word = chars.peek().is_some_and(|next| *next == c);
            }
            c if c.is_ascii() => push(c, &mut in_word),
            c => deunicode_char(c).unwrap_or("-").chars().for_each(|c| push(c, &mut in_word)),
        }
    }
    shorten(slug)
}

fn shorten(mut slug: String) -> String {
    if slug.len() > LONGEST {
        let cut = slug[..=LONGEST].rfind('-').filter(|cut| *cut > LONGEST / 2).unwrap_or(LONGEST);
        slug.truncate(cut);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable_ascii() {
        assert_eq!(slugify("The mayor’s “final” offer — R&D"), "the-mayors-final-offer-r-d");
        assert_eq!(slugify("Łódź / São Paulo"), "lodz-sao-paulo");
        assert_eq!(slugify("東京"), "dong-jing");
        assert_eq!(slugify("…"), "");
    }

    #[test]
    fn c_and_its_kin_stay_apart() {
        assert_eq!(slugify("C"), "c");
        assert_eq!(slugify("C++"), "c-plus-plus");
        assert_eq!(slugify("C#"), "c-sharp");
    }

    #[test]
    fn a_long_one_ends_at_a_word() {
        let slug = slugify(&"word ".repeat(40));
        assert!(slug.len() <= LONGEST && slug.ends_with("word"));
    }
}
