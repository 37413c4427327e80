//! What a scan can find.

use std::fmt;
use std::ops::Range;

use super::url::Url;

/// Something worth telling about a fragment of HTML. Names and values are as
/// written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault<'a> {
    /// A strict parser stumbles.
    Flaw(Flaw<'a>),
    /// A start tag of an element that HTML does not have.
    UnknownTag(&'a str),
    /// A start tag of an element that readers take out, such as `script`.
    Dangerous(&'a str),
    /// `<?import …`, by which old browsers ran scripts.
    Import,
    /// An attribute that readers take out, such as `onclick`.
    DangerousAttribute(&'a str),
    /// A property or a keyword in a `style` that readers take out; or the whole
    /// value, where it is written in a way that could hide one.
    DangerousStyle(&'a str),
    /// No fault: an address, for the caller to judge.
    Url(Url<'a>),
    /// A picture, script, frame … fetched over plain HTTP.
    Insecure(&'a str),
    /// A picture that only counts readers.
    TrackingPixel(&'a str),
    /// A parameter of a link that only follows readers, by its name.
    TrackingParameter(&'a str),
    /// An address that is a script.
    ScriptUrl(&'a str),
    /// A `data:` address.
    DataUrl(&'a str),
    /// An address that only the publisher's network can reach.
    PrivateHost(&'a str),
    /// A character reference escaped twice, such as `&amp;nbsp;`.
    DoubleEscaped(&'a str),
    /// More elements open at once than are followed.
    TooDeep,
}

/// What a strict parser of HTML calls a parse error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw<'a> {
    /// The element has no end tag and needs one; the range is its start tag.
    Unclosed(&'a str),
    /// An end tag with nothing to end.
    StrayEnd(&'a str),
    /// The end tag of `end` comes before that of `open`, which stands in it.
    Crossed {
        open: &'a str,
        end: &'a str,
    },
    /// The element may not stand here.
    Misplaced(&'a str),
    /// `<div/>`: only elements without content may be closed so.
    SelfClosing(&'a str),
    DuplicateAttribute(&'a str),
    /// Attributes that cannot be told apart.
    BadAttribute,
    /// `<` or `</` that begins no tag.
    BadTag,
    /// A tag that the text ends in.
    UnendedTag,
    /// A comment that is not written as one.
    Comment,
    /// `<!DOCTYPE`, `<!…` or `<?…`.
    Declaration,
    /// `&` and what follows it, where that is no named character reference.
    Reference(&'a str),
    /// `&#…` that names no character, or without its semicolon.
    CharacterReference(&'a str),
    /// A control character, or a code that no character has.
    Character(char),
}

impl fmt::Display for Flaw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclosed(name) => write!(f, "<{name}> is not closed"),
            Self::StrayEnd(name) => write!(f, "</{name}> closes nothing"),
            Self::Crossed { open, end } => write!(f, "</{end}> comes before the end of <{open}>"),
            Self::Misplaced(name) => write!(f, "<{name}> may not stand here"),
            Self::SelfClosing(name) => write!(f, "<{name}/> does not close itself"),
            Self::DuplicateAttribute(name) => write!(f, "the attribute {name} is given twice"),
            Self::BadAttribute => f.write_str("the attributes of a tag run into each other"),
            Self::BadTag => f.write_str("`<` begins no tag"),
            Self::UnendedTag => f.write_str("a tag does not end"),
            Self::Comment => f.write_str("a comment is malformed"),
            Self::Declaration => f.write_str("a declaration may not stand in a fragment"),
            Self::Reference(name) => write!(f, "{name} is no character reference"),
            Self::CharacterReference(code) => write!(f, "{code} is no proper character reference"),
            Self::Character(c) => write!(f, "U+{:04X} may not stand in HTML", u32::from(*c)),
        }
    }
}

/// Takes what a scan finds.
pub(super) struct Report<'a, 's> {
    pub(super) html: &'a str,
    pub(super) sink: &'s mut dyn FnMut(Fault<'a>, Range<usize>),
    /// Where the first flaw stands.
    pub(super) first: Option<usize>,
}

impl<'a> Report<'a, '_> {
    pub(super) fn fault(&mut self, fault: Fault<'a>, range: Range<usize>) {
        (self.sink)(fault, range);
    }

    #[cold]
    pub(super) fn flaw(&mut self, flaw: Flaw<'a>, range: Range<usize>) {
        self.first = Some(self.first.map_or(range.start, |first| first.min(range.start)));
        (self.sink)(Fault::Flaw(flaw), range);
    }

    /// Reports a part of the text.
    pub(super) fn flaw_of(&mut self, flaw: impl FnOnce(&'a str) -> Flaw<'a>, range: Range<usize>) {
        let text = self.html.get(range.clone()).unwrap_or_default();
        self.flaw(flaw(text), range);
    }
}
