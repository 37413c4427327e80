//! Text: blank where it must not be, markup where plain text belongs, and HTML
//! that readers cannot show.

use std::ops::Range;

use crate::validate::html::{self, Fault, Plain};
use crate::validate::rule::Rule;
use crate::validate::rules::{html as rules, text as text_rules};
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// It must not be empty.
pub(crate) fn nonblank<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().is_empty() && !walk.has_children(frame) {
        let parent = walk.top().map_or("", |parent| parent.tag.name);
        walk.tag(frame, &text_rules::BLANK, &[frame.tag.name, parent]);
    }
}

/// White space at its ends changes what it means.
pub(crate) fn no_space<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if frame.value().len() != frame.text.len() {
        walk.tag(frame, &text_rules::SPACE, &[frame.tag.name]);
    }
}

/// Characters of the C1 controls, which come of a wrong encoding.
pub(crate) fn bad_characters<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some((c, range)) = bad_character(&frame.text) {
        let code = format!("U+{:04X}", u32::from(c));
        walk.within_text(frame, &text_rules::BAD_CHARACTER, range, &[&code, frame.tag.name]);
    }
}

/// The first character of a text that comes of a wrong encoding.
pub(crate) fn bad_character(text: &str) -> Option<(char, Range<usize>)> {
    if text.is_ascii() {
        return None;
    }
    let mut found: Option<(char, Range<usize>)> = None;
    html::bad_characters(text, &mut |c, range| {
        found.get_or_insert((c, range));
    });
    found.or_else(|| twice_encoded(text))
}

/// UTF-8 that was taken for Latin-1 and encoded again: `Ã©` for `é`.
fn twice_encoded(text: &str) -> Option<(char, Range<usize>)> {
    // `Â` or `Ã`, and a character from U+0080 to U+00BF.
    let is_pair = |at: &usize| matches!(text.as_bytes()[*at..], [0xC3, 0x82 | 0x83, 0xC2, 0x80..=0xBF, ..]);
    let at = memchr::memchr_iter(0xC3, text.as_bytes()).find(is_pair)?;
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    let first = text[at..].chars().next()?;
    bytes.filter(|bytes| std::str::from_utf8(bytes).is_ok()).map(|_| (first, at..at + 4))
}

/// Plain text of RSS: a title, a description that is not HTML.
pub(crate) fn plain<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    bad_characters(walk, frame);
    plain_or(walk, frame, &text_rules::HTML_IN_PLAIN);
}

/// Plain text, with the rule that is broken where it holds HTML.
pub(crate) fn plain_or<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, rule: &'static Rule) {
    // Nearly all titles hold neither.
    if memchr::memchr2(b'<', b'&', frame.text.as_bytes()).is_none() {
        return;
    }
    let mut found = Vec::new();
    html::plain(&frame.text, &mut |plain, range| found.push((plain_kind(plain), range)));
    if found.is_empty() {
        return;
    }
    let numeric = walk.has_numeric_references(frame);
    let mut told = false;
    for ((kind, word), range) in found {
        match kind {
            PlainKind::EndTag if !told => {
                told = true;
                walk.within_text(frame, rule, range, &[frame.tag.name, &word]);
            }
            // The RSS profile has `&` and `<` written as numeric references.
            PlainKind::Entity if !numeric && !told => {
                told = true;
                walk.within_text(frame, rule, range, &[frame.tag.name, &word]);
            }
            PlainKind::Markup if !numeric && walk.is_rss2() => {
                walk.within_text(frame, &text_rules::MARKUP_IN_PLAIN, range, &[frame.tag.name, &word]);
            }
            _ => {}
        }
    }
}

/// What of HTML a text holds that should be plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlainKind {
    /// An end tag.
    EndTag,
    /// A character reference.
    Entity,
    /// What begins a tag.
    Markup,
}

/// The kind of what was found, and how it reads.
pub(crate) fn plain_kind(plain: Plain<'_>) -> (PlainKind, String) {
    match plain {
        Plain::EndTag(name) => (PlainKind::EndTag, format!("</{name}>")),
        Plain::Entity(name) => (PlainKind::Entity, format!("{name};")),
        Plain::Markup(text) => (PlainKind::Markup, text.to_owned()),
    }
}

/// An attribute that holds plain text.
pub(crate) fn plain_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    let mut found = None;
    html::plain(&attribute.value, &mut |plain, _| match plain {
        Plain::EndTag(_) | Plain::Entity(_) => {
            found.get_or_insert(plain_kind(plain).1);
        }
        Plain::Markup(_) => {}
    });
    if let Some(word) = found {
        walk.attribute(frame, attribute, &text_rules::HTML_IN_PLAIN, &[attribute.name, &word]);
    }
}

/// HTML of RSS, in `description` and `content:encoded`.
pub(crate) fn html<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    bad_characters(walk, frame);
    html_of(walk, frame, &frame.text, 0, true);
}

/// HTML of Atom, in a text construct.
pub(crate) fn atom_html<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    html_of(walk, frame, &frame.text, 0, false);
}

/// HTML that an element's text encodes: what is found stands at the element.
pub(crate) fn hidden_html<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, html: &str) {
    for found in html_faults(&mut walk.html, html, false) {
        walk.tag(frame, found.rule, &[&found.word, frame.tag.name]);
    }
}

/// HTML that begins at byte `from` of the element's text.
fn html_of<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, text: &str, from: usize, absolute: bool) {
    for found in html_faults(&mut walk.html, text, absolute) {
        let range = from + found.range.start..from + found.range.end;
        walk.within_text(frame, found.rule, range, &[&found.word, frame.tag.name]);
    }
}

/// What is wrong with HTML: the rule, the bytes of the HTML, and the word that
/// fills the first `{}` of the rule's sentence.
pub(crate) struct HtmlFault {
    pub(crate) rule: &'static Rule,
    pub(crate) range: Range<usize>,
    pub(crate) word: String,
}

/// So many faults of one text are looked at.
const MOST_FAULTS: usize = 1_000;

/// Judges HTML wherever it stands; `absolute` where the W3C demands that its
/// addresses be complete.
pub(crate) fn html_faults(scratch: &mut html::Scratch, text: &str, absolute: bool) -> Vec<HtmlFault> {
    if text.is_ascii() && memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found: Vec<(Judged, Range<usize>)> = Vec::new();
    let mut flawed = false;
    let broken = html::scan(text, scratch, &mut |fault, range| {
        // The W3C speaks of one flaw, and nobody reads the thousandth fault of one text.
        let is_flaw = matches!(fault, Fault::Flaw(_));
        if found.len() >= MOST_FAULTS || (is_flaw && flawed) {
            return;
        }
        flawed |= is_flaw;
        if let Some(judged) = judge(fault, absolute) {
            found.push((judged, range));
        }
    });
    let choose = |(judged, range): (Judged, Range<usize>)| {
        // Behind a flaw the W3C speaks of tags no more.
        let rule = match judged.rule {
            Choice::Always(rule) => rule,
            Choice::Flaw => &rules::FLAW,
            Choice::UnlessBroken(rule, ours) => {
                if broken.is_some() {
                    ours
                } else {
                    rule
                }
            }
        };
        HtmlFault { rule, range, word: judged.word }
    };
    found.into_iter().map(choose).collect()
}

struct Judged {
    rule: Choice,
    word: String,
}

enum Choice {
    Always(&'static Rule),
    Flaw,
    UnlessBroken(&'static Rule, &'static Rule),
}

fn judge(fault: Fault<'_>, absolute: bool) -> Option<Judged> {
    let always = |rule, word: &str| Some(Judged { rule: Choice::Always(rule), word: word.to_owned() });
    let unless =
        |rule, ours, word: &str| Some(Judged { rule: Choice::UnlessBroken(rule, ours), word: word.to_owned() });
    match fault {
        Fault::Flaw(flaw) => Some(Judged { rule: Choice::Flaw, word: flaw.to_string() }),
        Fault::UnknownTag(tag) => unless(&rules::UNKNOWN_TAG, &rules::UNKNOWN_TAG_IN_BROKEN, tag),
        Fault::Dangerous(tag) => unless(&rules::DANGEROUS_TAG, &rules::DANGEROUS_TAG_IN_BROKEN, tag),
        Fault::Import => always(&rules::DANGEROUS_TAG, "?import"),
        Fault::DangerousAttribute(name) => {
            unless(&rules::DANGEROUS_ATTRIBUTE, &rules::DANGEROUS_ATTRIBUTE_IN_BROKEN, name)
        }
        Fault::DangerousStyle(value) => unless(&rules::DANGEROUS_STYLE, &rules::DANGEROUS_STYLE_IN_BROKEN, value),
        Fault::Url(url) => {
            if !url.is_relative() {
                None
            } else if !url.w3c || !absolute {
                always(&rules::RELATIVE_URL, url.value)
            } else if let Some(c) = url.bad_char() {
                always(&crate::validate::rules::uri::CHARACTER, super::uri::legible(&c.to_string()))
            } else {
                always(&rules::RELATIVE_REFERENCE, url.value)
            }
        }
        Fault::Insecure(url) => always(&rules::MIXED_CONTENT, url),
        Fault::TrackingPixel(url) => always(&rules::TRACKING_PIXEL, url),
        Fault::TrackingParameter(name) => always(&rules::TRACKING_PARAMETER, name),
        Fault::ScriptUrl(url) => always(&rules::SCRIPT_URL, url),
        Fault::DataUrl(url) => always(&rules::DATA_URL, url.get(..40).unwrap_or(url)),
        Fault::PrivateHost(host) => always(&rules::PRIVATE_HOST, host),
        Fault::DoubleEscaped(text) => always(&rules::DOUBLE_ESCAPED, text),
        Fault::TooDeep => always(&rules::TOO_DEEP, ""),
    }
}
