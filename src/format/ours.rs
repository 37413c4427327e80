//! Documents told to be of this program's making.

use quick_xml::escape::unescape;

/// The name that stands as generator in every document that is written here.
pub(super) const GENERATOR: &str = "Feedroom";

/// The marks of a document that this program wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    /// Where it said to live, its `rel=self`.
    pub self_url: Option<String>,
}

/// What a document that begins so says of itself, if this program wrote it.
/// What stands before the first item is enough.
#[must_use]
pub fn ours(beginning: &[u8]) -> Option<Ours> {
    let text = String::from_utf8_lossy(beginning);
    let item = ["<item>", "<entry>", "\"items\""].iter().filter_map(|mark| text.find(mark)).min();
    let head = &text[..item.unwrap_or(text.len())];
    if head.contains(&format!("<generator>{GENERATOR}</generator>")) {
        let link = head.split("<link href=\"").chain(head.split("<atom:link href=\"")).skip(1);
        let mut link =
            link.filter_map(|rest| rest.split_once('"')).filter(|(_, rest)| rest.starts_with(" rel=\"self\""));
        return Some(Ours { self_url: link.next().and_then(|(url, _)| Some(unescape(url).ok()?.into_owned())) });
    }
    if head.starts_with('{') && head.contains(&format!("\"generator\":\"{GENERATOR}\"")) {
        let url = head.split_once("\"feed_url\":").and_then(|(_, rest)| rest.split_once('"')?.1.split_once('"'));
        return Some(Ours { self_url: url.map(|(url, _)| url.to_owned()) });
    }
    None
}
