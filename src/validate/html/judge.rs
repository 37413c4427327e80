//! Judges start tags: whether readers let the element and its attributes pass,
//! and what its addresses are.

use std::borrow::Cow;
use std::ops::Range;

use super::attributes::Role;
use super::css;
use super::fault::{Fault, Report};
use super::kinds::Standing;
use super::reference;
use super::tag::Attribute;
use super::tags::Tag;
use super::tracking;
use super::url::{self, Url};

/// Judges a start tag by its name and attributes.
#[inline]
pub(super) fn start(report: &mut Report<'_, '_>, tag: Tag, name: Range<usize>, attributes: &[Attribute]) {
    let standing = tag.standing();
    let html = report.html;
    match standing {
        Standing::Unknown => report.fault(Fault::UnknownTag(&html[name.clone()]), name.clone()),
        Standing::Dangerous => report.fault(Fault::Dangerous(&html[name.clone()]), name.clone()),
        Standing::Block | Standing::Inline => {
            for attribute in attributes {
                judge_attribute(report, attribute);
            }
        }
    }
    if attributes.is_empty() {
        return;
    }
    let seen = seen_by_w3c(html, tag, attributes);
    for (place, attribute) in attributes.iter().enumerate() {
        let mut element = Element { report, tag, name: name.clone(), attribute, w3c: seen == Some(place) };
        element.addresses();
    }
    if tag == Tag::Img {
        tracking::pixel(report, attributes);
    }
}

fn judge_attribute<'a>(report: &mut Report<'a, '_>, attribute: &Attribute) {
    let html = report.html;
    if attribute.known.role == Role::Style {
        let range = attribute.value.clone();
        let value = &html[range.clone()];
        match reference::decode(value) {
            Cow::Borrowed(_) => css::style(value, &mut |word: &'a str| {
                let start = range.start + (word.as_ptr().addr() - value.as_ptr().addr());
                report.fault(Fault::DangerousStyle(word), start..start + word.len());
            }),
            // A word of the decoded value, where it stands in the text.
            Cow::Owned(decoded) => css::style(&decoded, &mut |word| {
                let found =
                    value.find(word).map_or(range.clone(), |at| range.start + at..range.start + at + word.len());
                report.fault(Fault::DangerousStyle(&html[found.clone()]), found);
            }),
        }
    } else if !attribute.known.safe {
        let name = &html[attribute.name.clone()];
        if !name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data-")) {
            report.fault(Fault::DangerousAttribute(name), attribute.name.clone());
        }
    }
}

/// The attribute whose address the W3C's validator looks at: `href` where it comes
/// first in a link, the last `…src` of a picture.
fn seen_by_w3c(html: &str, tag: Tag, attributes: &[Attribute]) -> Option<usize> {
    let simple = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let plain = |found: &Attribute| {
        let value = &html[found.value.clone()];
        found.tight && (found.quoted || !value.is_empty() && value.chars().all(simple))
    };
    match tag {
        Tag::A => {
            let first = attributes.first().filter(|first| plain(first))?;
            html[first.name.clone()].eq_ignore_ascii_case("href").then_some(0)
        }
        Tag::Img => attributes.iter().rposition(|found| {
            let name = &html.as_bytes()[found.name.clone()];
            name.last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"src")) && plain(found)
        }),
        _ => None,
    }
}

/// An attribute of an element.
struct Element<'e, 'a, 's> {
    report: &'e mut Report<'a, 's>,
    tag: Tag,
    name: Range<usize>,
    attribute: &'e Attribute,
    w3c: bool,
}

impl Element<'_, '_, '_> {
    fn addresses(&mut self) {
        let value = self.attribute.value.clone();
        let html = self.report.html;
        match self.attribute.known.role {
            Role::Link => self.address(value, self.tag == Tag::Link),
            // Elsewhere `data` is no address.
            Role::Fetch
                if html[self.attribute.name.clone()].eq_ignore_ascii_case("data") && self.tag != Tag::Object => {}
            Role::Fetch => self.address(value, true),
            Role::List => {
                let mut at = value.start;
                for word in html[value].split_inclusive(|c: char| c.is_ascii_whitespace()) {
                    if !word.trim_ascii().is_empty() {
                        self.address(at..at + word.len(), false);
                    }
                    at += word.len();
                }
            }
            Role::Set => self.set(value),
            Role::Other if self.w3c => drop(self.url(value)),
            Role::Other | Role::Style | Role::Width | Role::Height => {}
        }
    }

    /// The addresses of a `srcset`.
    fn set(&mut self, value: Range<usize>) {
        let html = self.report.html;
        let mut at = value.start;
        while at < value.end {
            let rest = &html[at..value.end];
            let start = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            let length = start.find(|c: char| c.is_ascii_whitespace()).unwrap_or(start.len());
            let address = start[..length].trim_end_matches(',');
            let from = value.end - start.len();
            if !address.is_empty() {
                self.address(from..from + address.len(), true);
            }
            at = from + length;
            // Behind an address without a comma comes its size, up to one.
            if address.len() == length {
                at += html[at..value.end].find(',').map_or(value.end - at, |comma| comma + 1);
            }
        }
    }

    /// Tells of the address, and returns its bytes without white space around them.
    fn url(&mut self, range: Range<usize>) -> Range<usize> {
        let html = self.report.html;
        let text = html[range.clone()].trim_start();
        let start = range.end - text.len();
        let value = text.trim_end();
        let range = start..start + value.len();
        let (tag, attribute) = (&html[self.name.clone()], &html[self.attribute.name.clone()]);
        self.report.fault(Fault::Url(Url { tag, attribute, value, w3c: self.w3c }), range.clone());
        range
    }

    fn address(&mut self, range: Range<usize>, fetched: bool) {
        let range = self.url(range);
        let html = self.report.html;
        let value = &html[range.clone()];
        let mut tell = |fault| self.report.fault(fault, range.clone());
        // Only a scheme and a host are looked at, and they are rarely escaped.
        let hidden = value.bytes().take_while(|b| !matches!(b, b'/' | b'?')).any(|b| b == b'&');
        let decoded = if hidden { reference::decode(value) } else { Cow::Borrowed(value) };
        match url::scheme(&decoded) {
            Some(scheme) if fetched && scheme.eq_ignore_ascii_case("http") => tell(Fault::Insecure(value)),
            Some(scheme) if ["javascript", "vbscript"].iter().any(|evil| scheme.eq_ignore_ascii_case(evil)) => {
                return tell(Fault::ScriptUrl(value));
            }
            Some(scheme) if scheme.eq_ignore_ascii_case("data") => return tell(Fault::DataUrl(value)),
            _ => {}
        }
        if url::host(&decoded).is_some_and(|(host, _)| url::is_private(host)) {
            tell(Fault::PrivateHost(value));
        }
        if matches!(self.tag, Tag::A | Tag::Area) {
            tracking::parameters(self.report, range);
        }
    }
}
