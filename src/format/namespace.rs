//! The namespaces of the XML formats: one fixed table each, so that an item's
//! bytes fit into every document and no prefix is ever undeclared.

/// RSS content module.
const CONTENT: (&str, &str) = ("content", "http://purl.org/rss/1.0/modules/content/");
/// Media RSS 1.5.
const MEDIA: (&str, &str) = ("media", "http://search.yahoo.com/mrss/");

/// What every RSS document declares.
pub(super) const RSS: [(&str, &str); 6] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    CONTENT,
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    MEDIA,
    ("webfeeds", "http://webfeeds.org/rss/1.0"),
];

/// What every Atom document declares besides Atom itself.
pub(super) const ATOM: [(&str, &str); 1] = [MEDIA];

/// Tombstones (RFC 6721). Their prefix is declared on each element: declared on
/// the root, it would stand in feeds of which no story ever left.
pub(super) const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

/// A table as the crates take it.
pub(super) fn table(namespaces: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    namespaces.iter().map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect()
}
