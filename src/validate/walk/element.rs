//! The grammar as data: what may stand in an element, and how it is judged.

use super::{Frame, Walk};
use crate::validate::xml::{Ns, Tag};

/// Judges an element when it ends.
pub(crate) type Check = for<'a> fn(&mut Walk<'a>, &Frame<'a>);
/// Looks at an element when it begins; it is on top of the stack already.
pub(crate) type Begin = for<'a> fn(&mut Walk<'a>);

/// Looks at a child that is about to begin; its parent is on top of the stack.
pub(crate) type BeforeChild = for<'a> fn(&mut Walk<'a>, &Tag<'a>);

/// What may stand in an element.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) content: Content,
    /// Attributes without a namespace that may stand on it.
    pub(crate) attributes: &'static [&'static str],
    /// Attributes with a namespace that may.
    pub(crate) foreign_attributes: &'static [(Ns, &'static str)],
    /// Elements that may stand in it, and how each is judged.
    pub(crate) children: &'static [Child],
    /// Where it is, as extensions see it: they add children by this.
    pub(crate) place: Place,
    pub(crate) begin: Option<Begin>,
    /// Asked when a known child begins, before it is counted.
    pub(crate) before_child: Option<BeforeChild>,
    /// Run in turn when the element ends.
    pub(crate) checks: &'static [Check],
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Elements; text other than white space is a fault.
    Elements,
    /// Text that is judged; elements are faults.
    Text,
    /// Text and elements, both judged by what stands in `begin` and `checks`.
    Mixed,
    /// Whatever it likes: an extension that nobody here knows.
    Anything,
    /// A document of another kind, whose own text is looked at all the same.
    Foreign,
    /// The `div` of XHTML that an Atom text construct holds.
    XhtmlDiv,
    /// XHTML, as within that `div`.
    Xhtml,
    /// HTML elements as XML, where one expects them escaped.
    HtmlElements,
}

/// A kind of element that extensions may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Extensions have no business here.
    None,
    /// The channel of RSS 0.9x, 1.0, 1.1 and 2.0.
    Channel,
    /// An item of those.
    Item,
    /// Atom's feed.
    Feed,
    /// Atom's source, within an entry.
    Source,
    /// Atom's entry.
    Entry,
    /// An image or a form of RSS 1.0 and 1.1.
    Resource,
    /// Atom's author or contributor.
    Person,
    /// A `media:group`.
    MediaGroup,
    /// A `media:content`.
    MediaContent,
    /// In an element of a vocabulary that the W3C does not know: whatever is not
    /// known here is let pass.
    Open,
}

/// An element that may stand in another.
#[derive(Debug)]
pub(crate) struct Child {
    pub(crate) ns: Ns,
    pub(crate) name: &'static str,
    pub(crate) element: &'static Element,
    /// It may stand there at most once.
    pub(crate) once: bool,
}

impl Child {
    /// A child that may stand once.
    pub(crate) const fn once(ns: Ns, name: &'static str, element: &'static Element) -> Self {
        Self { ns, name, element, once: true }
    }

    /// A child that may stand any number of times.
    pub(crate) const fn many(ns: Ns, name: &'static str, element: &'static Element) -> Self {
        Self { ns, name, element, once: false }
    }
}

impl Element {
    const BARE: Self = Self {
        content: Content::Elements,
        attributes: &[],
        foreign_attributes: &[],
        children: &[],
        place: Place::None,
        begin: None,
        before_child: None,
        checks: &[],
    };

    /// An element that holds others.
    pub(crate) const fn of(children: &'static [Child]) -> Self {
        Self { children, ..Self::BARE }
    }

    /// An element that holds text, judged by `checks` in turn.
    pub(crate) const fn text(checks: &'static [Check]) -> Self {
        Self { content: Content::Text, checks, ..Self::BARE }
    }

    /// An element whose content is of a kind of its own.
    pub(crate) const fn content(content: Content) -> Self {
        Self { content, ..Self::BARE }
    }

    /// With these attributes.
    pub(crate) const fn attributes(self, attributes: &'static [&'static str]) -> Self {
        Self { attributes, ..self }
    }

    /// With these attributes of other namespaces.
    pub(crate) const fn foreign_attributes(self, foreign_attributes: &'static [(Ns, &'static str)]) -> Self {
        Self { foreign_attributes, ..self }
    }

    /// With the extensions of a place.
    pub(crate) const fn place(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// With something to do when it begins.
    pub(crate) const fn begin(self, begin: Begin) -> Self {
        Self { begin: Some(begin), ..self }
    }

    /// With something to do when a child begins.
    pub(crate) const fn before_child(self, before_child: BeforeChild) -> Self {
        Self { before_child: Some(before_child), ..self }
    }

    /// With something to do when it ends.
    pub(crate) const fn checks(self, checks: &'static [Check]) -> Self {
        Self { checks, ..self }
    }

    /// The child of that name.
    pub(crate) fn child(&self, ns: Ns, name: &str) -> Option<&'static Child> {
        let own = self.children.iter().find(|child| child.name == name && child.ns == ns);
        own.or_else(|| crate::validate::extension::child(self.place, ns, name))
    }
}
