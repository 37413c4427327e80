//! RDF's own grammar (RDF/XML Syntax, section 7.2), for RSS 0.90, 1.0 and 1.1: nodes
//! hold properties, and a property holds one node, or text, or nothing. It is a
//! pass of its own, since it cares for no vocabulary.

use crate::validate::rules::rss as rules;
use crate::validate::walk::Walk;
use crate::validate::xml::{Attribute, Event, Limits, Ns, Scanner, Tag};

/// What an open element is to RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// `rdf:RDF`, or a collection: any number of nodes.
    Nodes,
    /// A node: any number of properties.
    Node,
    /// A property: one node or text.
    Property { nodes: u32, has_text: bool },
    /// XML that stands for itself, or what cannot be judged.
    Literal,
}

/// Judges the document from byte `body` on.
pub(crate) fn check(walk: &mut Walk<'_>, body: usize) {
    let mut scanner = Scanner::new(walk.source, body, Limits::default());
    let mut open: Vec<(Role, Tag<'_>)> = Vec::new();
    while let Ok(event) = scanner.next() {
        match event {
            Event::Start(tag) => {
                let (role, fault) = start(&mut open, &tag, scanner.attributes());
                if let Some(words) = fault {
                    walk.note(&rules::RDF, tag.at..tag.end, tag.at, None, &[words]);
                }
                open.push((role, tag));
            }
            Event::End => {
                if let Some((Role::Property { nodes: 1.., has_text: true }, tag)) = open.pop() {
                    walk.note(&rules::RDF, tag.at..tag.end, tag.at, None, &["a property holds text and a node"]);
                }
            }
            Event::Text(text, _) => note_text(&mut open, &text),
            Event::CData(text, _) => note_text(&mut open, text),
            Event::Finished => return,
            Event::Doctype(..) => {}
        }
    }
}

fn note_text(open: &mut [(Role, Tag<'_>)], text: &str) {
    if let Some((Role::Property { has_text, .. }, _)) = open.last_mut() {
        *has_text |= !text.trim().is_empty();
    }
}

/// What an element is where it stands, and why it cannot be that.
fn start(open: &mut [(Role, Tag<'_>)], tag: &Tag<'_>, attributes: &[Attribute<'_>]) -> (Role, Option<&'static str>) {
    let Some((parent, _)) = open.last_mut() else {
        let is_rdf = tag.ns == Ns::Rdf && tag.local == "RDF";
        return (if is_rdf { Role::Nodes } else { Role::Node }, None);
    };
    match parent {
        Role::Literal => (Role::Literal, None),
        Role::Nodes => (Role::Node, node(attributes)),
        Role::Node => property(attributes),
        Role::Property { nodes, .. } => {
            *nodes += 1;
            let fault = if *nodes > 1 { Some("a property holds more than one node") } else { node(attributes) };
            (Role::Node, fault)
        }
    }
}

/// Words of RDF's syntax, which are no properties.
const SYNTAX: [&str; 10] =
    ["RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li", "bagID"];

fn node(attributes: &[Attribute<'_>]) -> Option<&'static str> {
    let is_wrong = |attribute: &Attribute<'_>| {
        attribute.ns == Ns::Rdf
            && SYNTAX.contains(&attribute.local)
            && !matches!(attribute.local, "ID" | "about" | "nodeID")
    };
    attributes.iter().any(is_wrong).then_some("a node has an attribute that belongs on a property")
}

fn property(attributes: &[Attribute<'_>]) -> (Role, Option<&'static str>) {
    let rdf = |name: &str| attributes.iter().find(|attribute| attribute.ns == Ns::Rdf && attribute.local == name);
    let is_wrong = |attribute: &Attribute<'_>| {
        attribute.ns == Ns::Rdf
            && SYNTAX.contains(&attribute.local)
            && !matches!(attribute.local, "ID" | "resource" | "nodeID" | "parseType" | "datatype")
    };
    let fault = attributes.iter().any(is_wrong).then_some("a property has an attribute that belongs on a node");
    let role = match rdf("parseType").map(|attribute| &*attribute.value) {
        Some("Collection") => Role::Nodes,
        Some("Resource") => Role::Node,
        Some(_) => Role::Literal,
        None => Role::Property { nodes: 0, has_text: false },
    };
    (role, fault)
}
