//! Sections and tags.

use crate::xml::{XmlText, is_line};

/// The name of a section or tag.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The name as readers see it.
    pub name: XmlText,
    /// The vocabulary that it is taken from, as a URI, where it is from one.
    pub scheme: Option<XmlText>,
}

impl Term {
    /// A term of the newsroom's own.
    #[must_use]
    pub fn new(name: XmlText) -> Self {
        Self { name, scheme: None }
    }

    /// What terms are told apart by: names that differ only in case, Unicode
    /// form or white space are one.
    #[must_use]
    pub fn fold(name: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        if name.is_ascii() && is_line(name) {
            return name.to_ascii_lowercase();
        }
        let mut folded = String::with_capacity(name.len());
        for word in name.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            if word.is_ascii() {
                let from = folded.len();
                folded.push_str(word);
                folded[from..].make_ascii_lowercase();
            } else {
                folded.extend(word.nfkc().flat_map(char::to_lowercase).nfc());
            }
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_form_and_space_do_not_part_names() {
        assert_eq!(Term::fold("  São  Paulo"), Term::fold("sa\u{303}o paulo"));
        assert_ne!(Term::fold("C"), Term::fold("C++"));
    }
}
