//! Addresses, in elements and attributes.

use std::borrow::Cow;

use crate::validate::rule::Rule;
use crate::validate::rules::{extension as extension_rules, uri as rules};
use crate::validate::value::uri::{self, Need, UriFault, UriNote};
use crate::validate::walk::{Frame, Walk};
use crate::validate::xml::Attribute;

/// An address that must be complete, scheme and all.
pub(crate) fn full<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    element(walk, frame, Need::Uri, &rules::FULL);
}

/// An address that may be relative.
pub(crate) fn reference<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    element(walk, frame, Need::Reference, &rules::LINK);
}

/// As [`full`], in an attribute.
pub(crate) fn full_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    attribute_of(walk, frame, attribute, Need::Uri, &rules::FULL);
}

/// As [`reference()`], in an attribute.
pub(crate) fn reference_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    attribute_of(walk, frame, attribute, Need::Reference, &rules::IN_ATTRIBUTE);
}

/// An attribute that holds an IRI reference (RFC 3987).
pub(crate) fn iri_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    attribute_of(walk, frame, attribute, Need::IriReference, &extension_rules::IRI);
}

/// An address that identifies: it must be complete, and should be written in
/// its canonical form, since it is compared letter by letter.
pub(crate) fn canonical<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    match uri::check(text, Need::Iri) {
        Ok(Some(UriNote::Scheme)) => walk.value(frame, &rules::SCHEME, &[uri::scheme(text).unwrap_or_default()]),
        Ok(_) => {}
        Err(fault) => {
            walk.value(frame, rule(&fault, &rules::FULL), &words(&fault, frame.tag.name, text));
            return;
        }
    }
    match uri::canonical(text) {
        Some(Cow::Borrowed(_)) => {}
        Some(Cow::Owned(canonical)) => walk.value(frame, &rules::NOT_CANONICAL, &[text, &canonical]),
        None => walk.value(frame, &rules::NOT_CANONICAL, &[text, "a `%` in it begins no escape"]),
    }
}

/// Judges an element's value.
pub(crate) fn element<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, need: Need, otherwise: &'static Rule) {
    let text = frame.value();
    match uri::check(text, need) {
        Ok(None) => {}
        Ok(Some(UriNote::Scheme)) => walk.value(frame, &rules::SCHEME, &[uri::scheme(text).unwrap_or_default()]),
        Ok(Some(_)) => walk.value(frame, &rules::DOUBTFUL, &[text]),
        Err(fault) => walk.value(frame, rule(&fault, otherwise), &words(&fault, frame.tag.name, text)),
    }
}

/// Judges an attribute's value.
pub(crate) fn attribute_of<'a>(
    walk: &mut Walk<'a>,
    frame: &Frame<'a>,
    attribute: &Attribute<'a>,
    need: Need,
    otherwise: &'static Rule,
) {
    let text = &*attribute.value;
    match uri::check(text, need) {
        Ok(None) => {}
        Ok(Some(UriNote::Scheme)) => {
            walk.attribute(frame, attribute, &rules::SCHEME, &[uri::scheme(text).unwrap_or_default()]);
        }
        Ok(Some(_)) => walk.attribute(frame, attribute, &rules::DOUBTFUL, &[text]),
        Err(fault) => {
            walk.attribute(frame, attribute, rule(&fault, otherwise), &words(&fault, attribute.name, text));
        }
    }
}

/// The rule that a fault breaks.
pub(crate) fn rule(fault: &UriFault, otherwise: &'static Rule) -> &'static Rule {
    match fault {
        UriFault::Char { .. } => &rules::CHARACTER,
        UriFault::NotAscii { .. } => &rules::NOT_IRI,
        UriFault::Tag => &rules::TAG,
        UriFault::Urn => &rules::URN,
        UriFault::Uuid => &rules::UUID,
        UriFault::NoScheme | UriFault::Empty | UriFault::NoHost => otherwise,
    }
}

/// The words that fill that rule's sentence.
pub(crate) fn words<'b>(fault: &UriFault, name: &'b str, text: &'b str) -> [&'b str; 2] {
    match fault {
        UriFault::Char { char, at } => [legible(text.get(*at..at + char.len_utf8()).unwrap_or(text)), text],
        UriFault::NotAscii { .. } => [text, text],
        _ => [name, text],
    }
}

/// A character as a message can show it.
pub(crate) fn legible(char: &str) -> &str {
    match char {
        " " => "a space",
        "\t" => "a tab",
        "\n" | "\r" => "a line break",
        char => char,
    }
}
