//! The kinds of elements: how a parser treats their tags (the HTML standard's
//! "in body" insertion mode), and how the W3C's validator judges them.

use super::tags::Tag;

/// What a start tag does in the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Other,
    /// Ends a paragraph.
    CloseP,
    Heading,
    /// Ends the item before it.
    Item,
    Form,
    /// May not stand in another of its kind.
    A,
    Nobr,
    Button,
    Table,
    /// Stands in a table only.
    TablePart,
    /// Has no content.
    Void,
    /// Ends a paragraph, has no content.
    Hr,
    /// Its content is text with character references.
    Rcdata,
    /// Its content is text.
    Raw,
    /// Ends a paragraph, its content is text.
    Xmp,
    /// All that follows is its content.
    Plaintext,
    Select,
    Ruby,
    /// An option or a group of them.
    Opt,
    Math,
    Svg,
    /// Never stands in a fragment.
    Misplaced,
}

/// What an end tag does in the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Other,
    /// Ends the items and paragraphs in it as well.
    Block,
    P,
    Item,
    Heading,
    Form,
    /// Ends its element if that is the innermost.
    Format,
    /// Never stands in a fragment.
    Refused,
    Nothing,
}

/// How an element is treated.
#[derive(Debug)]
pub(super) struct Info {
    pub(super) start: Start,
    pub(super) end: End,
    pub(super) flags: u8,
}

pub(super) const NONE: u8 = 0;
/// HTML has it, or had it.
pub(super) const KNOWN: u8 = 1;
/// Readers let it pass.
pub(super) const SAFE: u8 = 2;
/// It makes a block.
pub(super) const BLOCK: u8 = 4;
/// The standard's category "special".
pub(super) const SPECIAL: u8 = 8;
/// What stands outside it is out of scope.
pub(super) const SCOPE: u8 = 16;
/// The end of what it stands in ends it too.
pub(super) const IMPLIED: u8 = 32;
/// The end of the text ends it too.
pub(super) const OPTIONAL: u8 = 64;
/// It cannot stand in SVG or `MathML`.
pub(super) const BREAKOUT: u8 = 128;

/// What readers make of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// HTML does not have it.
    Unknown,
    /// HTML has it, and readers take it out.
    Dangerous,
    /// It makes a block.
    Block,
    /// It stands in a line.
    Inline,
}

/// The standing of the HTML element of that name, in any case.
pub(crate) fn element(name: &str) -> Standing {
    Tag::of(name).standing()
}

impl Tag {
    #[inline]
    pub(super) fn is(self, flag: u8) -> bool {
        self.info().flags & flag != 0
    }

    #[inline]
    pub(super) fn standing(self) -> Standing {
        if !self.is(KNOWN) {
            Standing::Unknown
        } else if !self.is(SAFE) {
            Standing::Dangerous
        } else if self.is(BLOCK) {
            Standing::Block
        } else {
            Standing::Inline
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_as_readers_treat_them() {
        assert_eq!(element("P"), Standing::Block);
        assert_eq!(element("em"), Standing::Inline);
        assert_eq!(element("script"), Standing::Dangerous);
        assert_eq!(element("object"), Standing::Dangerous);
        assert_eq!(element("bogus"), Standing::Unknown);
        assert_eq!(element("svg"), Standing::Unknown);
        assert_eq!(element(""), Standing::Unknown);
    }
}
