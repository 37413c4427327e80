//! What a rule is: its name for ever, how grave its breach is, and what it says
//! to whoever broke it. The rules themselves stand in `rules/`.

use std::fmt;

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

/// A piece of a document and where it stands: `wrap` makes a whole document of it.
#[derive(Debug, Clone, Copy)]
pub struct Example(pub In, pub &'static str);

/// Where the text of an [`Example`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// It is a whole document.
    Document,
    /// In the channel of an RSS 2.0 document that has all that it must.
    RssChannel,
    /// In an item of such a channel.
    RssItem,
    /// In an Atom feed that has all that it must.
    AtomFeed,
    /// In an entry of such a feed.
    AtomEntry,
    /// Members of a JSON Feed that has all that it must, without the braces.
    JsonFeed,
    /// Members of an item of such a feed.
    JsonItem,
    /// A whole document, in which `|n|` stands for `n` letters.
    Repeated,
    /// A whole document, `a|n|b|c` for `a`, `n` times `b`, and `c`.
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
        let text = self.1;
        match self.0 {
            In::Document | In::At => text.to_owned(),
            In::RssChannel => format!("{RSS}{text}</channel></rss>"),
            In::RssItem => format!("{RSS}<item>{text}</item></channel></rss>"),
            In::AtomFeed => format!("{ATOM}{text}</feed>"),
            In::AtomEntry => format!("{ATOM}<entry>{text}</entry></feed>"),
            In::JsonFeed => format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", {text}}}"),
            In::Repeated => repeated(text),
            In::Times => times(text),
            In::JsonItem => format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": [{{{text}}}]}}"
            ),
            In::OpmlHead => format!("{OPML}{text}</head><body><outline text=\"News\"/></body></opml>"),
            In::OpmlBody => format!("{OPML}</head><body>{text}</body></opml>"),
            In::Sitemap => format!("{SITEMAP}{text}</urlset>"),
            In::SitemapUrl => format!("{SITEMAP}{URL}{text}</url></urlset>"),
            In::SitemapNews => format!("{SITEMAP}{URL}<news:news>{text}</news:news></url></urlset>"),
            In::AppWorkspace => format!("{SERVICE}{text}</workspace></service>"),
        }
    }
}

fn repeated(text: &str) -> String {
    let mut parts = text.split('|');
    let before = parts.next().unwrap_or_default();
    let count = parts.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    format!("{before}{}{}", "a".repeat(count), parts.next().unwrap_or_default())
}

fn times(text: &str) -> String {
    let parts: Vec<&str> = text.splitn(4, '|').collect();
    let [before, count, piece, after] = parts[..] else { return text.to_owned() };
    format!("{before}{}{after}", piece.repeat(count.parse().unwrap_or(0)))
}

const RSS: &str = concat!(
    r#"<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" "#,
    r#"xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
    r#"xmlns:media="http://search.yahoo.com/mrss/"><channel>"#,
);
const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom">"#;
const OPML: &str = r#"<opml version="2.0"><head>"#;
const SITEMAP: &str = concat!(
    r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" "#,
    r#"xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" "#,
    r#"xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" "#,
    r#"xmlns:video="http://www.google.com/schemas/sitemap-video/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">"#,
);
const URL: &str = "<url><loc>https://example.com/a</loc>";
const SERVICE: &str = concat!(
    r#"<service xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom">"#,
    r#"<workspace><atom:title>News</atom:title>"#,
);

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
