//! XHTML and HTML that stand in a document as elements: judged by the same
//! tables as HTML that is escaped.

use super::{Content, Element, Frame, Walk};
use crate::validate::html::{self, Standing};
use crate::validate::judge::text;
use crate::validate::rules::{html as rules, markup, structure};
use crate::validate::xml::{Ns, Tag};

/// XHTML within the `div` of a text construct.
pub(crate) static XHTML: Element =
    Element::content(Content::Xhtml).begin(xhtml_attributes).checks(&[text::bad_characters, escaped]);
/// HTML elements where one expects them escaped, such as `xhtml:body` in RSS.
pub(crate) static HTML: Element = Element::content(Content::HtmlElements).begin(html_attributes);

/// The element that a text construct of `type="xhtml"` must hold.
pub(super) fn div(walk: &mut Walk<'_>, tag: &Tag<'_>) -> &'static Element {
    let construct = walk.top().map_or("", |frame| frame.tag.name);
    if tag.local != "div" {
        if walk.top().is_some_and(|frame| frame.value().is_empty()) {
            walk.note(&markup::XHTML_DIV, tag.at..tag.end, tag.at, None, &[construct]);
        }
    } else if tag.ns != Ns::Xhtml {
        walk.note(&markup::XHTML_NAMESPACE, tag.at..tag.end, tag.at, None, &[tag.name]);
        walk.note(&markup::XHTML_DIV, tag.at..tag.end, tag.at, None, &[construct]);
    } else {
        return &XHTML;
    }
    &super::FOREIGN
}

/// An element within XHTML.
pub(super) fn xhtml(walk: &mut Walk<'_>, tag: &Tag<'_>) -> &'static Element {
    let span = tag.at..tag.end;
    match tag.ns {
        Ns::None => walk.note(&structure::NO_NAMESPACE, span, tag.at, None, &[tag.name]),
        Ns::Xhtml => match html::element(tag.local) {
            _ if tag.local.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                walk.note(&rules::UNKNOWN_TAG, span, tag.at, None, &[tag.local]);
            }
            Standing::Unknown => walk.note(&rules::UNKNOWN_TAG, span, tag.at, None, &[tag.local]),
            Standing::Dangerous => walk.note(&rules::DANGEROUS_TAG, span, tag.at, None, &[tag.local]),
            Standing::Block | Standing::Inline => {}
        },
        Ns::Svg if !html::svg_element(tag.local) => {
            walk.note(&rules::DANGEROUS_TAG, span, tag.at, None, &[tag.local]);
        }
        Ns::MathMl if !html::mathml_element(tag.local) => {
            walk.note(&rules::DANGEROUS_TAG, span, tag.at, None, &[tag.local]);
        }
        Ns::Unknown | Ns::Svg | Ns::MathMl => {}
        _ if tag.ns == Ns::Rdf || walk.within(Ns::Svg, "metadata") => {}
        _ => {
            let parent = walk.top().map_or("", |frame| frame.tag.name);
            walk.note(&structure::UNDEFINED, span, tag.at, None, &[tag.name, parent]);
        }
    }
    &XHTML
}

/// An element within HTML that stands unescaped.
pub(super) fn html(walk: &mut Walk<'_>, tag: &Tag<'_>) -> &'static Element {
    if matches!(html::element(tag.local), Standing::Unknown | Standing::Dangerous) {
        walk.note(&rules::DANGEROUS_TAG, tag.at..tag.end, tag.at, None, &[tag.local]);
    }
    &HTML
}

/// Escaped HTML in a `div` that holds nothing else was meant as markup.
fn escaped<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if walk.top().is_some_and(|parent| parent.content == Content::XhtmlDiv) && !walk.has_children(frame) {
        text::plain_or(walk, frame, &crate::validate::rules::text::NOT_INLINE);
    }
}

fn xhtml_attributes(walk: &mut Walk<'_>) {
    attributes(walk, |ns, name| match ns {
        Ns::Svg => html::svg_attribute(name),
        Ns::MathMl => html::mathml_attribute(name),
        _ => !name.starts_with("on"),
    });
}

fn html_attributes(walk: &mut Walk<'_>) {
    // What readers drop whole is told of once.
    let is_kept =
        walk.top().is_some_and(|frame| matches!(html::element(frame.tag.local), Standing::Block | Standing::Inline));
    if !is_kept {
        return;
    }
    attributes(walk, |_, name| html::attribute(name));
}

fn attributes(walk: &mut Walk<'_>, accepts: impl Fn(Ns, &str) -> bool) {
    let Some(frame) = walk.top() else { return };
    if frame.attributes.is_empty() {
        return;
    }
    let (ns, at) = (frame.tag.ns, frame.tag.at);
    let plain = frame.attributes.iter().filter(|attribute| attribute.ns == Ns::None);
    let faults: Vec<_> = plain
        .filter(|attribute| attribute.local.eq_ignore_ascii_case("style") || !accepts(ns, attribute.local))
        .map(|attribute| (attribute.name, attribute.value.clone(), attribute.raw.clone()))
        .collect();
    for (name, value, raw) in faults {
        if name.eq_ignore_ascii_case("style") {
            html::style(&value, &mut |style| {
                walk.note(&rules::DANGEROUS_STYLE, raw.clone(), at, Some(name), &[style]);
            });
        } else {
            walk.note(&rules::DANGEROUS_ATTRIBUTE, raw, at, Some(name), &[name]);
        }
    }
}
