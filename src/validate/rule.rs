//! What a rule is: its name for ever, how grave its breach is, and what it says
//! to whoever broke it. The rules themselves stand in `rules/`.

use std::fmt;

use super::example;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; nothing has to be done.
    Info,
    /// Some readers will stumble.
    Warning,
    /// The specification forbids it; the document is invalid.
    Error,
}

impl Level {
    /// All levels, the gravest last.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The word for it in answers and config: `info`, `warning`, `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing that a document must or should not do.
///
/// A rule's `id` is a promise: config files and CI jobs name it.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab case, such as `rss-date`.
    pub id: &'static str,
    /// The W3C Feed Validator's name for the same fault, where it has one.
    pub w3c: Option<&'static str>,
    /// How grave a breach is unless config says otherwise.
    pub level: Level,
    /// What is wrong, as a sentence; each `{}` is filled from the finding.
    pub says: &'static str,
    /// How to mend it, as a sentence.
    pub help: &'static str,
    /// The clause of the specification, as a link.
    pub spec: &'static str,
    /// A document that breaks it.
    pub bad: Example,
    /// The same document as it should be.
    pub good: Example,
}

/// A piece of a document and where it stands: [`Example::document`] makes a whole
/// document of it, and adds what the format demands where the piece does not have it.
#[derive(Debug, Clone, Copy)]
pub struct Example(pub In, pub &'static str);

/// Where the text of an [`Example`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// It is a whole document.
    Document,
    /// A whole document, each character of which is one byte: ISO 8859-1.
    Bytes,
    /// A whole document, which is encoded in UTF-16 and begins with its mark.
    Utf16,
    /// In the channel of an RSS 2.0 document that has all that it must.
    RssChannel,
    /// In an item of such a channel.
    RssItem,
    /// In an Atom feed that has all that it must.
    AtomFeed,
    /// In an entry of such a feed.
    AtomEntry,
    /// Members of a JSON Feed that has its version, without the braces.
    JsonFeed,
    /// Members of an item of such a feed that has a title.
    JsonItem,
    /// A whole document, `a|n|b` for `a`, `n` letters, and `b`.
    Repeated,
    /// A whole document, `a|n|b|c` for `a`, `n` times `b`, and `c`; and so on.
    Times,
    /// A whole document that lives at [`Example::base`].
    At,
    /// In the head of an OPML 2.0 document.
    OpmlHead,
    /// In the body of one.
    OpmlBody,
    /// In the `urlset` of a sitemap.
    Sitemap,
    /// In a `url` of such a sitemap that has its `loc`.
    SitemapUrl,
    /// In the `news:news` of such a `url`.
    SitemapNews,
    /// In a workspace of an `AtomPub` service document that has its title.
    AppWorkspace,
}

impl Example {
    /// Where the document is said to live; empty where that does not matter.
    #[must_use]
    pub fn base(&self) -> &'static str {
        if self.0 == In::At { "https://example.com/feeds/all" } else { "" }
    }

    /// The whole document.
    #[must_use]
    pub fn document(&self) -> String {
        example::document(self.0, self.1)
    }

    /// The bytes of the whole document.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        example::bytes(self.0, self.1)
    }
}

/// Some rules of one subject.
#[derive(Debug)]
pub struct Family {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What its rules look at, as a sentence.
    pub about: &'static str,
    /// The rules.
    pub rules: &'static [&'static Rule],
}

/// Declares the rules of one family, each once, and `FAMILY`, the list of them.
macro_rules! rules {
    ($family:literal, $about:literal; $(
        $name:ident $id:literal $level:ident $(w3c $w3c:literal)?
            $says:literal $help:literal $spec:literal
            bad $bad_place:ident $bad:literal
            good $good_place:ident $good:literal
    )*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $says)]
            pub(crate) static $name: $crate::validate::rule::Rule = $crate::validate::rule::Rule {
                id: $id,
                w3c: $crate::validate::rule::rules!(@w3c $($w3c)?),
                level: $crate::validate::rule::Level::$level,
                says: $says,
                help: $help,
                spec: $spec,
                bad: $crate::validate::rule::Example($crate::validate::rule::In::$bad_place, $bad),
                good: $crate::validate::rule::Example($crate::validate::rule::In::$good_place, $good),
            };
        )*
        pub(super) static FAMILY: $crate::validate::rule::Family = $crate::validate::rule::Family {
            name: $family,
            about: $about,
            rules: &[$(&$name),*],
        };
    };
    (@w3c) => { None };
    (@w3c $w3c:literal) => { Some($w3c) };
}
pub(crate) use rules;
