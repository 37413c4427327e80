//! Takes HTML apart into text, tags and comments, as the standard's tokenizer
//! does, and hands the tags on: to the tree, which knows what may stand where,
//! and to the judge.

use std::ops::Range;

use super::ampersand::reference;
use super::fault::{Fault, Flaw, Report};
use super::judge;
use super::tag::{Attribute, ENDS_NAME, Ended, Inside};
use super::tags::Tag;
use super::text;
use super::tree::{Content, Open, StartTag, Tree};
use super::words::Key;

/// Memory that scans share, so that one more of them needs none.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    open: Vec<Open>,
    attributes: Vec<Attribute>,
}

/// Hands to `sink` what there is to tell about a fragment, with its bytes.
///
/// Returns where the first flaw stands; `None` where a strict parser takes it all.
pub(crate) fn scan<'a>(
    html: &'a str,
    scratch: &mut Scratch,
    sink: &mut dyn FnMut(Fault<'a>, Range<usize>),
) -> Option<usize> {
    let mut report = Report { html, sink, first: None };
    text::forbidden(html, &mut |c, range| report.flaw(Flaw::Character(c), range));
    let tree = Tree::new(&mut scratch.open);
    let mut lexer = Lexer { html, at: 0, report, tree, attributes: &mut scratch.attributes };
    lexer.run();
    lexer.tree.finish(&mut lexer.report);
    lexer.report.first
}

struct Lexer<'a, 's> {
    html: &'a str,
    at: usize,
    report: Report<'a, 's>,
    tree: Tree<'s>,
    attributes: &'s mut Vec<Attribute>,
}

impl Lexer<'_, '_> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        while let Some(length) = memchr::memchr2(b'<', b'&', &bytes[self.at..]) {
            let start = self.at + length;
            if length > 0 && self.tree.minds_text() {
                self.tree.text(&self.html[self.at..start]);
            }
            self.at = start;
            if bytes[start] == b'&' {
                let code = bytes[start..].starts_with(b"&amp;") && self.tree.is_code();
                self.at = reference(&mut self.report, start, None, code);
            } else {
                self.markup();
            }
        }
    }

    fn markup(&mut self) {
        let bytes = &self.html.as_bytes()[self.at..];
        match bytes.get(1) {
            Some(byte) if byte.is_ascii_alphabetic() => self.tag(1),
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => self.tag(2),
            Some(b'/') => self.bogus(Flaw::BadTag),
            Some(b'!') => self.declaration(),
            Some(b'?') => {
                if bytes.get(2..9).is_some_and(|name| name.eq_ignore_ascii_case(b"import ")) {
                    self.report.fault(Fault::Import, self.at..self.at + 8);
                }
                self.bogus(Flaw::Declaration);
            }
            _ => {
                self.report.flaw(Flaw::BadTag, self.at..self.at + 1);
                self.at += 1;
            }
        }
    }

    /// What is passed over up to the next `>`.
    fn bogus(&mut self, flaw: Flaw<'static>) {
        let bytes = self.html.as_bytes();
        let end = memchr::memchr(b'>', &bytes[self.at..]).map_or(bytes.len(), |end| self.at + end + 1);
        self.report.flaw(flaw, self.at..end);
        self.at = end;
    }

    fn declaration(&mut self) {
        let rest = &self.html[self.at..];
        if rest.starts_with("<!--") {
            self.comment();
        } else if rest.starts_with("<![CDATA[") && self.tree.is_foreign() {
            let end = memchr::memmem::find(rest.as_bytes(), b"]]>").map_or(rest.len(), |end| end + 3);
            self.at += end;
        } else {
            self.bogus(Flaw::Declaration);
        }
    }

    fn comment(&mut self) {
        let (start, bytes) = (self.at, self.html.as_bytes());
        let inside = &bytes[start + 4..];
        let short = [b"->".as_slice(), b">"].into_iter().find(|end| inside.starts_with(end));
        let dashes = memchr::memmem::find(inside, b"--").filter(|_| short.is_none());
        if let Some(dashes) = dashes.filter(|dashes| inside.get(dashes + 2) == Some(&b'>')) {
            self.at = start + 4 + dashes + 3;
            return;
        }
        let end = match (short, dashes) {
            (Some(short), _) => Some(short.len()),
            (None, Some(dashes)) => memchr::memmem::find(&inside[dashes..], b"-->").map(|end| dashes + end + 3),
            (None, None) => None,
        };
        self.at = end.map_or(bytes.len(), |end| start + 4 + end);
        self.report.flaw(Flaw::Comment, start..self.at);
    }

    /// A tag whose name begins `before` bytes from here.
    fn tag(&mut self, before: usize) {
        let (start, bytes) = (self.at, self.html.as_bytes());
        let name = start + before;
        let (mut end, mut key) = (name, Key::default());
        while let Some(byte) = bytes.get(end).filter(|byte| !ENDS_NAME[usize::from(**byte)]) {
            key = key.with(*byte);
            end += 1;
        }
        self.attributes.clear();
        self.at = end;
        let ended = if bytes.get(end) == Some(&b'>') {
            self.at += 1;
            Ended::Plain
        } else {
            let mut inside = Inside { report: &mut self.report, attributes: self.attributes, at: end };
            let ended = inside.read();
            self.at = inside.at;
            ended
        };
        if ended == Ended::Not {
            self.at = bytes.len();
            return self.report.flaw(Flaw::UnendedTag, start..bytes.len());
        }
        let tag = Tag::by_key(key, &self.html[name..end]);
        if before == 2 {
            return self.end_tag(tag, name..end, ended);
        }
        judge::start(&mut self.report, tag, name..end, self.attributes);
        let has = |names: &[&str]| {
            self.attributes
                .iter()
                .any(|found| names.iter().any(|name| self.html[found.name.clone()].eq_ignore_ascii_case(name)))
        };
        let styled = tag == Tag::Font && has(&["color", "face", "size"]);
        let start = StartTag { tag, name: name..end, self_closing: ended == Ended::SelfClosing, styled };
        let content = self.tree.start(&start, &mut self.report);
        self.content(content, name..end);
    }

    fn end_tag(&mut self, tag: Tag, name: Range<usize>, ended: Ended) {
        if ended == Ended::SelfClosing || !self.attributes.is_empty() {
            self.report.flaw(Flaw::BadAttribute, name.end..self.at - 1);
        }
        self.tree.end(tag, name, self.at, &mut self.report);
    }

    /// Goes over content that is no HTML, up to the end tag of that name.
    fn content(&mut self, content: Content, name: Range<usize>) {
        if content == Content::Html {
            return;
        }
        let bytes = self.html.as_bytes();
        let start = self.at;
        self.at = bytes.len();
        if content != Content::All {
            let name = &bytes[name];
            let ends = |at: &usize| {
                let rest = &bytes[at + 2..];
                rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
                    && matches!(rest.get(name.len()), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r' | 0xC))
            };
            let end = memchr::memmem::find_iter(&bytes[start..], b"</").map(|at| start + at).find(ends);
            self.at = end.unwrap_or(bytes.len());
        }
        if content == Content::Rcdata {
            let mut at = start;
            while let Some(next) = memchr::memchr(b'&', &bytes[at..self.at]) {
                at = reference(&mut self.report, at + next, None, true);
            }
        }
    }
}
