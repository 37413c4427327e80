//! What is said of namespaces where they are declared.

use super::Walk;
use crate::validate::judge::uri as addresses;
use crate::validate::rules::{structure, uri as uri_rules, xml as xml_rules};
use crate::validate::value::uri::{self, Need};
use crate::validate::xml::Ns;

/// What is to be said of a declaration.
enum Verdict {
    Fine,
    Avoid,
    Media,
    Reserved(&'static str),
    Space,
    Unknown,
}

/// Judges the declarations on the start tag at byte `element`.
pub(super) fn check(walk: &mut Walk<'_>, element: usize) {
    // What stands beside a sitemap's own words is told by its grammar.
    if walk.kind == crate::validate::Kind::Sitemap {
        return;
    }
    for at in 0..walk.scanner.fresh_declarations().len() {
        let declaration = &walk.scanner.fresh_declarations()[at];
        let (prefix, place) = (declaration.prefix, declaration.at);
        // Nearly all: a known namespace under the prefix that it is known by.
        if !declaration.is_near
            && Ns::by_prefix(prefix) == Some(declaration.ns)
            && !matches!(declaration.ns, Ns::Atom | Ns::Xhtml)
        {
            continue;
        }
        let uri = declaration.uri.to_string();
        let ns = if declaration.is_near { Ns::Unknown } else { declaration.ns };
        let is_root = walk.depth() == 0;
        let span = place..place + prefix.len() + if prefix.is_empty() { 5 } else { 6 };
        match judge(prefix, &uri, ns, walk.facts.is_atom, is_root) {
            Verdict::Fine => {}
            Verdict::Avoid => walk.note(&structure::AVOID_PREFIX, span, element, None, &[prefix]),
            Verdict::Media => walk.note(&structure::MEDIA_NAMESPACE, span, element, None, &[&uri]),
            Verdict::Reserved(owner) => {
                walk.note(&structure::RESERVED_PREFIX, span, element, None, &[prefix, owner]);
            }
            Verdict::Space => {
                let words = "a namespace has white space in it";
                walk.note(&xml_rules::WELL_FORMED, span, element, None, &[words]);
            }
            Verdict::Unknown => unknown(walk, element, &uri, span),
        }
    }
}

fn judge(prefix: &str, uri: &str, ns: Ns, is_atom: bool, is_root: bool) -> Verdict {
    if uri.split_ascii_whitespace().nth(1).is_some() {
        return Verdict::Space;
    }
    if uri == "http://search.yahoo.com/mrss" {
        return Verdict::Media;
    }
    let is_markup = matches!(ns, Ns::Atom | Ns::Xhtml);
    match Ns::by_prefix(prefix) {
        Some(owner) if owner != ns => Verdict::Reserved(owner.uri()),
        Some(_) if is_markup && is_atom => Verdict::Avoid,
        None if matches!(ns, Ns::Unknown | Ns::None | Ns::Pie) => Verdict::Unknown,
        None if is_markup && !prefix.is_empty() && (is_atom || is_root) => Verdict::Avoid,
        _ => Verdict::Fine,
    }
}

fn unknown(walk: &mut Walk<'_>, element: usize, uri: &str, span: std::ops::Range<usize>) {
    match uri::check(uri, Need::IriReference) {
        Ok(_) => walk.note(&structure::UNKNOWN_NAMESPACE, span, element, None, &[uri]),
        Err(fault) => {
            let rule = addresses::rule(&fault, &uri_rules::LINK);
            walk.note(rule, span, element, None, &addresses::words(&fault, "xmlns", uri));
        }
    }
}
