//! Checks and kinds of elements that several vocabularies share.

use crate::validate::Kind;
use crate::validate::judge::{date, number, text, uri};
use crate::validate::rule::Rule;
use crate::validate::rules::{
    date as date_rules, extension as rules, structure, text as text_rules, uri as uri_rules, value as value_rules,
};
use crate::validate::value::date::{self as dates, Age, IsoFault};
use crate::validate::value::{number as numbers, uri as addresses};
use crate::validate::walk::{Check, Content, Element, Frame, Walk};
use crate::validate::xml::{Attribute, Ns};

/// Attributes that RDF puts on any element that holds text.
const RDF: &[(Ns, &str)] = &[(Ns::Rdf, "parseType"), (Ns::Rdf, "datatype"), (Ns::Rdf, "resource")];

/// An element that holds text, judged by `checks`; in RDF it may hold a thing instead.
pub(super) const fn text(checks: &'static [Check]) -> Element {
    Element::text(checks).foreign_attributes(RDF).begin(open_in_rdf)
}

/// RSS 1 may hold a thing where others hold text. Whoever sets another `begin` asks
/// this too.
pub(super) fn open_in_rdf(walk: &mut Walk<'_>) {
    if walk.kind == Kind::Rdf
        && let Some(frame) = walk.top_mut().filter(|frame| frame.content == Content::Text)
    {
        let is_literal = frame.foreign_attribute(Ns::Rdf, "parseType").is_some_and(|kind| kind.value == "Literal");
        frame.content = if is_literal { Content::Anything } else { Content::Mixed };
    }
}

/// Text of which nothing is asked.
pub(super) static WORDS: Element = text(&[words]);
/// Plain text.
pub(super) static PLAIN: Element = text(&[rdf, text::plain]);
/// An address that must be complete.
pub(super) static ADDRESS: Element = text(&[words, uri::full]);
/// A whole number, zero or above.
pub(super) static COUNT: Element = text(&[words, number::non_negative]);
/// A whole number above zero.
pub(super) static POSITIVE: Element = text(&[words, number::positive]);
/// A number without a sign.
pub(super) static FLOAT: Element = text(&[words, float]);
/// A number with or without a sign.
pub(super) static DECIMAL: Element = text(&[words, decimal]);
/// A whole number, or nothing.
pub(super) static INTEGER: Element = text(&[words, integer]);
/// A date of W3C-DTF.
pub(super) static W3CDTF: Element = text(&[words, date::w3cdtf]);
/// A date of ISO 8601.
pub(super) static ISO8601: Element = text(&[words, iso8601]);
/// A date of ISO 8601 that may lie in any future.
pub(super) static ANY_ISO8601: Element = text(&[words, any_iso8601]);
/// A date of RFC 822.
pub(super) static RFC822: Element = text(&[words, date::rfc822]);
/// Something in `rdf:resource`.
pub(super) static RESOURCE: Element =
    Element::text(&[text::bad_characters, resource]).foreign_attributes(&[(Ns::Rdf, "resource"), (Ns::Dc, "title")]);
/// An element that holds nothing and says enough by being there.
pub(super) static FLAG: Element = Element::of(&[]);

/// Text of any kind.
pub(super) fn words<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    rdf(walk, frame);
    text::bad_characters(walk, frame);
}

/// The attributes of RDF belong in documents that are RDF.
pub(super) fn rdf<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.kind == Kind::Rdf {
        return;
    }
    for attribute in frame.attributes.iter().filter(|attribute| attribute.ns == Ns::Rdf) {
        walk.attribute(frame, attribute, &structure::UNEXPECTED_ATTRIBUTE, &[attribute.name, frame.tag.name]);
    }
}

/// What RSS 1.0 says in `rdf:resource`, and others in the text.
pub(super) fn resource<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.foreign_attribute(Ns::Rdf, "resource") {
        Some(resource) => {
            uri::attribute_of(walk, frame, resource, addresses::Need::Reference, &uri_rules::LINK);
        }
        None if walk.kind == Kind::Rdf => {
            walk.tag(frame, &structure::MISSING_ATTRIBUTE, &["rdf:resource", frame.tag.name]);
        }
        None => {}
    }
}

/// An address in `rdf:resource` in RSS 1.0, in the text elsewhere.
pub(super) fn resource_or_address<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.kind == Kind::Rdf {
        resource(walk, frame);
    } else {
        rdf(walk, frame);
        uri::full(walk, frame);
    }
}

/// A number without a sign.
fn float<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if numbers::unsigned_decimal(frame.value()).is_none() {
        walk.value(frame, &value_rules::FLOAT, &[frame.tag.name, frame.value()]);
    }
}

/// As [`float`], in an attribute; blank ones are let pass.
pub(super) fn float_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    let Some(attribute) = filled(frame, name) else { return };
    // A unit may follow.
    if !attribute.value.starts_with(|c: char| c.is_ascii_digit()) {
        walk.attribute(frame, attribute, &value_rules::FLOAT, &[name, &attribute.value]);
    }
}

/// A number with or without a sign, and without an exponent.
fn decimal<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let number = frame.value().trim_start_matches(['+', '-']);
    if frame.value().len() - number.len() > 1 || numbers::unsigned_decimal(number).is_none() {
        walk.value(frame, &rules::DECIMAL, &[frame.tag.name, frame.value()]);
    }
}

fn integer<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !frame.value().is_empty() && numbers::integer(frame.value()).is_err() {
        walk.value(frame, &value_rules::INTEGER, &[frame.tag.name, frame.value()]);
    }
}

/// A date of ISO 8601, as precise as it likes, that may well be when something was written.
fn iso8601<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match dates::iso8601(frame.value(), walk.context.now) {
        Ok(found) if found.age == Age::Plausible => {}
        Ok(_) => walk.value(frame, &date_rules::IMPLAUSIBLE, &[frame.value()]),
        Err(fault) => not_iso8601(walk, frame, fault),
    }
}

/// As [`iso8601`], of any time at all.
fn any_iso8601<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Err(fault) = dates::iso8601(frame.value(), walk.context.now) {
        not_iso8601(walk, frame, fault);
    }
}

fn not_iso8601<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, fault: IsoFault) {
    walk.value(frame, &date_rules::ISO8601, &[frame.tag.name, frame.value(), date::why(fault)]);
}

/// One of some words.
pub(super) fn one_of<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, words: &[&str], rule: &'static Rule) {
    if !words.contains(&frame.value()) {
        walk.value(frame, rule, &[frame.value()]);
    }
}

/// An attribute that is there and says something.
pub(super) fn filled<'b, 'a>(frame: &'b Frame<'a>, name: &str) -> Option<&'b Attribute<'a>> {
    frame.attribute(name).filter(|attribute| !attribute.value.is_empty())
}

/// An attribute that must be there.
pub(super) fn required<'b, 'a>(walk: &mut Walk<'a>, frame: &'b Frame<'a>, name: &str) -> Option<&'b Attribute<'a>> {
    let found = frame.attribute(name);
    if found.is_none() {
        walk.tag(frame, &structure::MISSING_ATTRIBUTE, &[name, frame.tag.name]);
    }
    found
}

/// An attribute that must be there and say something.
pub(super) fn required_filled<'b, 'a>(
    walk: &mut Walk<'a>,
    frame: &'b Frame<'a>,
    name: &str,
) -> Option<&'b Attribute<'a>> {
    let found = filled(frame, name);
    if found.is_none() {
        walk.tag(frame, &structure::MISSING_ATTRIBUTE, &[name, frame.tag.name]);
    }
    found
}

/// An attribute that must be there and be an address of the web.
pub(super) fn required_http<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    let Some(url) = required(walk, frame, name) else { return };
    if !is_http(&url.value) {
        walk.attribute(frame, url, &uri_rules::HTTP_ATTRIBUTE, &[name, &url.value]);
    }
}

/// An address of the web in the text.
pub(super) fn http<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if !is_http(frame.value()) {
        walk.value(frame, &uri_rules::HTTP_ATTRIBUTE, &[frame.tag.name, frame.value()]);
    }
}

/// As the W3C has it, the host has a dot.
fn is_http(text: &str) -> bool {
    addresses::is_http(text)
        && addresses::host(text).is_some_and(|host| host.contains('.'))
        && addresses::check(text, addresses::Need::Uri).is_ok()
}

/// A complete address in an attribute; blank ones are let pass.
pub(super) fn address_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    if let Some(attribute) = filled(frame, name) {
        uri::full_attribute(walk, frame, attribute);
    }
}

/// A whole number above zero in an attribute; blank ones are let pass.
pub(super) fn positive_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, name: &str) {
    if let Some(attribute) = filled(frame, name) {
        number::positive_attribute(walk, frame, attribute);
    }
}

/// A child that must be there.
pub(super) fn must_have<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, ns: Ns, name: &str) {
    if walk.seen_in(frame, ns, name) == 0 {
        let name = format!("{}:{name}", ns.prefix());
        walk.tag(frame, &structure::MISSING, &[&name, frame.tag.name]);
    }
}

/// An attribute that is there and says nothing.
pub(super) fn blank_attribute<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>, attribute: &Attribute<'a>) {
    if attribute.value.trim().is_empty() {
        walk.attribute(frame, attribute, &text_rules::BLANK, &[attribute.name, frame.tag.name]);
    }
}
