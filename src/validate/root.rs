//! The first element says what a document is.

use std::borrow::Cow;

use super::rules::{structure as rules, xml as xml_rules};
use super::walk::{Child, Element, FOREIGN, Walk};
use super::xml::{Attribute, Doctype, Ns, Tag};
use super::{Kind, app, atom, opml, rss, sitemap};

/// SOAP's envelopes, in which feeds have been sent.
static ENVELOPE: Element = Element::of(&[
    Child::many(Ns::Soap, "Body", &ENVELOPE),
    Child::many(Ns::None, "request", &ENVELOPE),
    Child::once(Ns::None, "rss", &rss::RSS),
    Child::once(Ns::Atom, "feed", &atom::FEED),
    Child::once(Ns::Atom, "entry", &atom::ENTRY),
]);

/// What judges the root element. Where its namespace is wrong but its meaning
/// plain, it is judged as what it was meant to be.
pub(super) fn element<'a>(walk: &mut Walk<'a>, tag: &Tag<'a>, _attributes: &[Attribute<'a>]) -> &'static Element {
    let uri =
        walk.scanner().uri(tag.name.split_once(':').map_or("", |(prefix, _)| prefix)).unwrap_or_default().to_owned();
    let span = tag.at..tag.end;
    match (tag.local, tag.ns) {
        ("rss", ns) => {
            walk.kind = Kind::Rss;
            if ns != Ns::None {
                walk.note(&rules::WRONG_NAMESPACE, span, tag.at, None, &[tag.name, &uri]);
                walk.take_for(&uri, Ns::None);
            }
            &rss::RSS
        }
        ("feed" | "entry", Ns::Pie) => {
            walk.note(&rules::OBSOLETE_NAMESPACE, span, tag.at, None, &[tag.name]);
            walk.kind = Kind::Atom;
            walk.version = Cow::Borrowed("0.3");
            &FOREIGN
        }
        ("feed" | "entry", ns) => {
            walk.facts.is_atom = true;
            let is_near = walk.scanner().is_near(tag.name.split_once(':').map_or("", |(prefix, _)| prefix));
            if is_near || !matches!(ns, Ns::Atom | Ns::None) {
                walk.note(&rules::WRONG_NAMESPACE, span, tag.at, None, &[tag.name, &uri]);
                walk.take_for(&uri, Ns::Atom);
            } else if ns == Ns::None {
                walk.note(&rules::NO_NAMESPACE, span, tag.at, None, &[tag.name]);
                walk.take_for("", Ns::Atom);
                return if tag.local == "feed" { &atom::FEED } else { &atom::ENTRY_DOCUMENT };
            }
            walk.kind = Kind::Atom;
            walk.version = Cow::Borrowed("1.0");
            if tag.local == "feed" { &atom::FEED } else { &atom::ENTRY_DOCUMENT }
        }
        ("RDF", Ns::Rdf) => &rss::RDF,
        ("Channel", ns) => {
            if ns == Ns::None {
                walk.note(&rules::NO_NAMESPACE, span, tag.at, None, &[tag.name]);
            } else if ns != Ns::Rss11 {
                walk.note(&rules::WRONG_NAMESPACE, span, tag.at, None, &[tag.name, &uri]);
            } else {
                return &rss::RSS11;
            }
            undefined(walk, tag)
        }
        ("opml" | "outlineDocument", Ns::None) => &opml::OPML,
        ("service", Ns::App) => &app::SERVICE,
        ("categories", Ns::App) => &app::CATEGORIES,
        ("urlset" | "sitemapindex", Ns::Sitemap) => {
            walk.kind = Kind::Sitemap;
            if tag.local == "urlset" { &sitemap::URL_SET } else { &sitemap::INDEX }
        }
        ("Envelope", Ns::Soap) => &ENVELOPE,
        _ => undefined(walk, tag),
    }
}

fn undefined<'a>(walk: &mut Walk<'a>, tag: &Tag<'a>) -> &'static Element {
    walk.note(&rules::UNKNOWN_KIND, tag.at..tag.end, tag.at, None, &[tag.name]);
    &FOREIGN
}

/// The document type declaration.
pub(super) fn doctype<'a>(walk: &mut Walk<'a>, doctype: &Doctype<'a>, at: usize) {
    let span = at..at + "<!DOCTYPE".len();
    let netscape = doctype.public == Some("-//Netscape Communications//DTD RSS 0.91//EN");
    match doctype.system {
        Some("http://my.netscape.com/publish/formats/rss-0.91.dtd") if netscape => {
            walk.note(&xml_rules::DEPRECATED_DTD, span, at, None, &[doctype.system.unwrap_or_default()]);
            walk.know_html_entities();
        }
        Some("http://www.rssboard.org/rss-0.91.dtd" | "https://www.rssboard.org/rss-0.91.dtd") if netscape => {
            walk.know_html_entities();
        }
        Some(_) => walk.note(&xml_rules::SYSTEM_ENTITY, span, at, None, &[]),
        None if doctype.external_entity => walk.note(&xml_rules::SYSTEM_ENTITY, span, at, None, &[]),
        None => {}
    }
}
