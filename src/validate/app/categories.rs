//! `app:categories` (RFC 5023, section 7.2.1), as a document and in a collection.

use crate::validate::rules::{app as rules, value as value_rules};
use crate::validate::value::uri::{self, Need};
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;
use crate::validate::{Kind, atom};

const ATTRIBUTES: &[&str] = &["fixed", "href", "scheme"];
const CHILDREN: &[Child] = &[Child::many(Ns::Atom, "category", &atom::CATEGORY)];

/// `app:categories` in a collection.
pub(super) static CATEGORIES: Element = Element::of(CHILDREN).attributes(ATTRIBUTES).checks(&[end]);
/// `app:categories` as a document.
pub(crate) static DOCUMENT: Element = Element::of(CHILDREN).attributes(ATTRIBUTES).begin(begin).checks(&[end]);

fn begin(walk: &mut Walk<'_>) {
    walk.kind = Kind::App;
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(fixed) = frame.attribute("fixed")
        && !matches!(&*fixed.value, "yes" | "no")
    {
        walk.attribute(frame, fixed, &value_rules::YES_NO, &["fixed", &fixed.value]);
    }
    let Some(href) = frame.attribute("href") else {
        // The W3C does not look at it; categories are compared by it.
        if let Some(scheme) = frame.attribute("scheme")
            && uri::check(&scheme.value, Need::Iri).is_err()
        {
            walk.attribute(frame, scheme, &rules::SCHEME, &[&scheme.value]);
        }
        return;
    };
    if uri::check(&href.value, Need::IriReference).is_err() {
        walk.attribute(frame, href, &rules::HREF, &[&href.value]);
    }
    for name in ["fixed", "scheme"] {
        if let Some(attribute) = frame.attribute(name) {
            walk.attribute(frame, attribute, &rules::CONFLICTING_ATTRIBUTE, &[name]);
        }
    }
    if walk.has_children(frame) {
        walk.tag(frame, &rules::CONFLICTING_CHILDREN, &[]);
    }
}
