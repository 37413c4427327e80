//! One event after another: elements are pushed and popped, text is gathered,
//! and what the grammar says of each is asked.

use std::borrow::Cow;

use super::{Content, Element, Frame, Place, Seen, Walk, markup, prefix};
use crate::validate::rules::{extension as extension_rules, markup as markup_rules, structure, xml as rules};
use crate::validate::xml::{Event, Fault, FaultKind, Ns, Tag};
use crate::validate::{Kind, extension, html, root};

/// An element of an extension that nobody here knows.
pub(crate) static FOREIGN: Element = Element::content(Content::Anything);

impl<'a> Walk<'a> {
    /// Reads the whole document. Where it is not well-formed, that is a finding
    /// and the end.
    pub(crate) fn run(&mut self) {
        if let Err(fault) = self.steps() {
            self.fault(fault);
        }
    }

    fn steps(&mut self) -> Result<(), Fault> {
        loop {
            match self.scanner.next()? {
                Event::Start(tag) => self.start(tag),
                Event::End => self.end(),
                Event::Text(text, source) => self.text(text, source, false),
                Event::CData(text, at) => self.text(Cow::Borrowed(text), at..at + text.len(), true),
                Event::Doctype(doctype, at) => root::doctype(self, &doctype, at),
                Event::Finished => return Ok(()),
            }
            self.unknown_entities();
        }
    }

    fn fault(&mut self, fault: Fault) {
        // What was not read cannot be missed.
        self.facts.document.is_feed = false;
        if fault.kind == FaultKind::UnboundPrefix {
            // What the tag declares is judged all the same.
            prefix::check(self, fault.at);
        }
        let element = self.top().map_or(fault.at, |frame| frame.tag.at);
        let end =
            self.source[fault.at.min(self.source.len())..].chars().next().map_or(fault.at, |c| fault.at + c.len_utf8());
        let rule = match fault.kind {
            FaultKind::Limit(_) => &rules::LIMIT,
            FaultKind::UndefinedEntity => &rules::ENTITY,
            FaultKind::Syntax(_) | FaultKind::UnboundPrefix => &rules::WELL_FORMED,
        };
        self.note(rule, fault.at..end, element, None, &[fault.kind.words()]);
    }

    fn unknown_entities(&mut self) {
        for (at, name) in self.scanner.take_unknown() {
            // RSS 0.91's own document type defines those of HTML.
            if !(self.facts.html_entities && html::is_entity(name)) {
                let element = self.top().map_or(at, |frame| frame.tag.at);
                self.note(&rules::UNDEFINED_ENTITY, at..at + name.len() + 2, element, None, &[name]);
            }
        }
    }

    fn start(&mut self, mut tag: Tag<'a>) {
        let mut attributes = self.scanner.take_attributes();
        if let Some((uri, ns)) = &self.alias {
            let prefix = tag.name.split_once(':').map_or("", |(prefix, _)| prefix);
            if matches!(tag.ns, Ns::Unknown | Ns::None) && self.scanner.uri(prefix).unwrap_or_default() == uri {
                tag.ns = *ns;
            }
        }
        let element = if self.stack.is_empty() { root::element(self, &tag, &attributes) } else { self.child(&tag) };
        if let Some((uri, ns)) = self.alias.as_ref().filter(|_| self.stack.is_empty()) {
            let prefix = tag.name.split_once(':').map_or("", |(prefix, _)| prefix);
            if self.scanner.uri(prefix).unwrap_or_default() == uri {
                tag.ns = *ns;
            }
        }
        prefix::check(self, tag.at);
        if let Some(parent) = self.stack.last() {
            let from = parent.children;
            let names = self.children.len() - from;
            match self.children[from..].iter_mut().find(|seen| seen.name == tag.local && seen.ns == tag.ns) {
                Some(seen) => seen.count += 1,
                // No vocabulary has so many: what comes then is a hostile document's.
                None if names >= MOST_NAMES => {}
                None => self.children.push(Seen { ns: tag.ns, name: tag.local, count: 1 }),
            }
        }
        let above = self.stack.last();
        let lang = above.is_some_and(|frame| frame.lang);
        let mut frame = Frame {
            element,
            content: element.content,
            tag,
            attributes: Vec::new(),
            text: Cow::Borrowed(""),
            pieces: super::frame::Pieces::default(),
            children: self.children.len(),
            base: None,
            lang,
            note: 0,
        };
        std::mem::swap(&mut frame.attributes, &mut attributes);
        if !frame.attributes.is_empty() {
            self.xml_attributes(&mut frame);
            self.expect_attributes(&frame);
        }
        if self.kind == Kind::Rdf && std::ptr::eq(element, &raw const FOREIGN) && !self.is_literal() {
            self.in_foreign_rdf(&frame);
        }
        self.stack.push(frame);
        if let Some(begin) = element.begin {
            begin(self);
        }
    }

    /// Whether a property around holds XML that stands for itself.
    fn is_literal(&self) -> bool {
        self.stack
            .iter()
            .any(|frame| frame.foreign_attribute(Ns::Rdf, "parseType").is_some_and(|kind| kind.value == "Literal"))
    }

    /// What judges an element within another.
    fn child(&mut self, tag: &Tag<'a>) -> &'static Element {
        // Proved by the caller: the stack is not empty.
        let Some(parent) = self.stack.last() else { return &FOREIGN };
        match parent.content {
            Content::Anything | Content::Foreign => {
                self.in_foreign(tag);
                &FOREIGN
            }
            Content::XhtmlDiv => markup::div(self, tag),
            Content::Xhtml => markup::xhtml(self, tag),
            Content::HtmlElements => markup::html(self, tag),
            Content::Text | Content::Elements | Content::Mixed => {
                let Some(child) = parent.element.child(tag.ns, tag.local) else { return self.unknown(tag) };
                if let Some(before) = parent.element.before_child {
                    before(self, tag);
                }
                if child.once && self.seen(tag.ns, tag.local) > 0 {
                    let parent = self.stack.last().map_or("", |frame| frame.tag.name);
                    self.note(&structure::DUPLICATE, tag.at..tag.end, tag.at, None, &[tag.name, parent]);
                }
                child.element
            }
        }
    }

    fn unknown(&mut self, tag: &Tag<'a>) -> &'static Element {
        let parent = self.stack.last().map_or("", |frame| frame.tag.name);
        let is_text = self.stack.last().is_some_and(|frame| frame.content == Content::Text);
        extension::met(self, tag.ns);
        let is_own = self.stack.last().is_some_and(|frame| frame.tag.ns == tag.ns);
        if !is_text
            && !is_own
            && self.kind != Kind::Rdf
            && let Some(child) = extension::questionable(tag.ns, tag.local)
        {
            self.note(&extension_rules::QUESTIONABLE, tag.at..tag.end, tag.at, None, &[tag.name, parent]);
            return child.element;
        }
        match tag.ns {
            Ns::Unknown if !is_text => {}
            ns if !is_text && self.kind != Kind::Sitemap && extension::is_open(ns) => {}
            // Whose word it is cannot be told where the format has a namespace of its own.
            Ns::None if !is_text && matches!(self.kind, Kind::Atom | Kind::App) => {
                self.note(&structure::UNDETERMINABLE, tag.at..tag.end, tag.at, None, &[tag.name]);
            }
            // RDF may say anything of anything.
            ns if self.kind == Kind::Rdf && !is_text && !matches!(ns, Ns::None | Ns::Rss1 | Ns::Rss11 | Ns::Rss090) => {
            }
            Ns::Xhtml if !is_text => {
                self.note(&markup_rules::MISPLACED_XHTML, tag.at..tag.end, tag.at, None, &[tag.name, parent]);
            }
            _ => self.note(&structure::UNDEFINED, tag.at..tag.end, tag.at, None, &[tag.name, parent]),
        }
        &FOREIGN
    }

    /// RDF lets extensions hold anything but RSS's own words, and anything is
    /// described once.
    fn in_foreign_rdf(&mut self, frame: &Frame<'a>) {
        if frame.tag.ns == Ns::Rss11 {
            let parent = self.stack.last().map_or("", |frame| frame.tag.name);
            self.tag(frame, &structure::UNDEFINED, &[frame.tag.name, parent]);
        }
        for attribute in &frame.attributes {
            if attribute.ns == Ns::Rss11 {
                let words = [attribute.name, frame.tag.name];
                self.attribute(frame, attribute, &structure::UNEXPECTED_ATTRIBUTE, &words);
            } else if attribute.ns == Ns::Rdf
                && attribute.local == "about"
                && !self.facts.abouts.insert(attribute.value.as_ref().into())
            {
                self.attribute(frame, attribute, &structure::REPEATED_VALUE, &[attribute.name, &attribute.value]);
            }
        }
    }

    /// RSS 2.0 lets extensions hold only what is in a namespace.
    fn in_foreign(&mut self, tag: &Tag<'a>) {
        if tag.ns == Ns::None && self.kind == Kind::Rss && self.scanner.uri("").is_none_or(str::is_empty) {
            let parent = self.stack.last().map_or("", |frame| frame.tag.name);
            if parent.contains(':') && self.version.starts_with('2') {
                self.note(&structure::NOT_IN_A_NAMESPACE, tag.at..tag.end, tag.at, None, &[tag.name, parent]);
            }
        }
    }

    fn text(&mut self, text: Cow<'a, str>, source: std::ops::Range<usize>, cdata: bool) {
        let Some(frame) = self.stack.last_mut() else { return };
        match frame.content {
            Content::Elements => {
                if let Some(at) = text.bytes().position(|byte| !byte.is_ascii_whitespace()) {
                    let start = if cdata { source.start + at } else { source.start };
                    let span = start..source.end;
                    let (element, name) = (frame.tag.at, frame.tag.name);
                    // One complaint for each element is enough.
                    if frame.note & TEXT_TOLD == 0 {
                        frame.note |= TEXT_TOLD;
                        self.note(&structure::UNEXPECTED_TEXT, span, element, None, &[name]);
                    }
                }
            }
            Content::Anything => {}
            Content::Text
            | Content::Mixed
            | Content::Foreign
            | Content::XhtmlDiv
            | Content::Xhtml
            | Content::HtmlElements => {
                frame.pieces.push(frame.text.len(), source, cdata);
                if frame.text.is_empty() { frame.text = text } else { frame.text.to_mut().push_str(&text) }
            }
        }
    }

    fn end(&mut self) {
        let Some(mut frame) = self.stack.pop() else { return };
        self.ending = frame.children;
        if frame.element.place != Place::None {
            extension::end(self, &frame);
        }
        for check in frame.element.checks {
            check(self, &frame);
        }
        self.ending = usize::MAX;
        self.children.truncate(frame.children);
        self.scanner.give_back(std::mem::take(&mut frame.attributes));
    }
}

/// So many names of children are told apart within one element.
const MOST_NAMES: usize = 256;

/// Set in a frame's note when text that cannot be there was told of.
const TEXT_TOLD: u32 = 1 << 31;
