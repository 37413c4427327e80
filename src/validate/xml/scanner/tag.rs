//! Start tags: their attributes, and the namespaces that they declare and use.

use std::collections::HashSet;

use super::{Attribute, Declaration, Event, Open, Scanner, Tag, is_space};
use crate::validate::xml::{Fault, FaultKind, Ns, name};

impl<'a> Scanner<'a> {
    pub(super) fn start_tag(&mut self) -> Result<Event<'a>, Fault> {
        let bytes = self.text.as_bytes();
        let at = self.at;
        let length = name::length(&bytes[at + 1..]);
        if length == 0 {
            return Err(self.fault("`<` begins no tag; write `&lt;`"));
        }
        if self.open.is_empty() && self.rooted {
            return Err(self.fault("a second element stands after the end of the document"));
        }
        if self.open.len() >= self.limits.depth {
            return Err(Fault { at, kind: FaultKind::Limit("elements are nested more than 500 deep") });
        }
        let name = &self.text[at + 1..=at + length];
        let declared = self.declared.len();
        self.fresh = declared;
        self.attributes.clear();
        let mut here = at + 1 + length;
        let empty = loop {
            let space = bytes[here..].iter().take_while(|byte| is_space(**byte)).count();
            here += space;
            match bytes.get(here) {
                Some(b'>') => break false,
                Some(b'/') if bytes.get(here + 1) == Some(&b'>') => {
                    here += 1;
                    break true;
                }
                Some(_) if space > 0 => here = self.attribute(here)?,
                Some(_) => return Err(self.fault_at(here, "a space is missing in a tag, or its name is wrong")),
                None => return Err(self.fault("a tag does not end")),
            }
        };
        self.at = here + 1;
        self.rooted = true;
        self.open.push(Open { name, declared });
        self.pending_end = empty;
        self.resolve_attributes()?;
        let (prefix, local) = split(name);
        let ns = self.resolve(prefix, at + 1)?;
        if local.is_empty() || local.contains(':') {
            return Err(self.fault_at(at + 1, COLONS));
        }
        Ok(Event::Start(Tag { name, local, ns, at, end: self.at }))
    }

    /// Reads the attribute at `here`; returns the byte behind it.
    fn attribute(&mut self, here: usize) -> Result<usize, Fault> {
        let bytes = self.text.as_bytes();
        let length = name::length(&bytes[here..]);
        if length == 0 {
            return Err(self.fault_at(here, "a character stands in a tag that cannot be there"));
        }
        let name = &self.text[here..here + length];
        let mut at = here + length;
        let skip = |at: &mut usize| {
            while bytes.get(*at).copied().is_some_and(is_space) {
                *at += 1;
            }
        };
        skip(&mut at);
        if bytes.get(at) != Some(&b'=') {
            return Err(self.fault_at(here, "an attribute has no value"));
        }
        at += 1;
        skip(&mut at);
        let quote = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => *quote,
            _ => return Err(self.fault_at(at, "an attribute's value has no quotes")),
        };
        let from = at + 1;
        let Some(length) = memchr::memchr2(quote, b'<', &bytes[from..]) else {
            return Err(self.fault_at(here, "an attribute's value does not end"));
        };
        let end = from + length;
        if bytes[end] == b'<' {
            return Err(self.fault_at(end, "`<` stands in an attribute's value; write `&lt;`"));
        }
        let raw = &self.text[from..end];
        let value = self.entities.decode(raw, from, &mut self.unknown)?;
        let (prefix, local) = split(name);
        if name == "xmlns" || prefix == "xmlns" {
            if name != "xmlns" && (local.is_empty() || local.contains(':')) {
                return Err(self.fault_at(here, COLONS));
            }
            let prefix = if name == "xmlns" { "" } else { local };
            if prefix == "xmlns" || (!prefix.is_empty() && value.is_empty()) {
                return Err(self.fault_at(here, "a prefix cannot be undeclared, nor `xmlns` declared"));
            }
            if self.declared.len() - self.fresh >= MOST_DECLARED {
                let kind = FaultKind::Limit("a tag declares more than 200 namespaces");
                return Err(Fault { at: here, kind });
            }
            if self.declared[self.fresh..].iter().any(|declaration| declaration.prefix == prefix) {
                return Err(self.fault_at(here, REPEATED));
            }
            let (ns, is_near) = Ns::near(&value);
            self.declared.push(Declaration { prefix, uri: value, ns, is_near, at: here });
        } else {
            if self.attributes.len() >= MOST_ATTRIBUTES {
                let kind = FaultKind::Limit("a tag has more than 10,000 attributes");
                return Err(Fault { at: here, kind });
            }
            self.attributes.push(Attribute { name, local, ns: Ns::None, value, at: here, raw: from..end });
        }
        Ok(end + 1)
    }

    fn resolve_attributes(&mut self) -> Result<(), Fault> {
        let mut attributes = std::mem::take(&mut self.attributes);
        for attribute in &mut attributes {
            let (prefix, local) = split(attribute.name);
            if !prefix.is_empty() {
                attribute.ns = self.resolve(prefix, attribute.at)?;
                if local.is_empty() || local.contains(':') {
                    return Err(self.fault_at(attribute.at, COLONS));
                }
            }
        }
        let repeated = if attributes.len() <= 16 {
            (1..attributes.len()).find(|at| attributes[..*at].iter().any(|other| other.name == attributes[*at].name))
        } else {
            let mut seen = HashSet::new();
            attributes.iter().position(|attribute| !seen.insert(attribute.name))
        };
        if let Some(at) = repeated {
            return Err(self.fault_at(attributes[at].at, REPEATED));
        }
        self.attributes = attributes;
        Ok(())
    }

    pub(super) fn declaration(&self, prefix: &str) -> Option<&Declaration<'a>> {
        self.declared.iter().rev().find(|declaration| declaration.prefix == prefix)
    }

    fn resolve(&self, prefix: &str, at: usize) -> Result<Ns, Fault> {
        match self.declaration(prefix) {
            Some(declaration) => Ok(declaration.ns),
            None if prefix.is_empty() => Ok(Ns::None),
            None if prefix == "xml" => Ok(Ns::Xml),
            None => Err(Fault { at, kind: FaultKind::UnboundPrefix }),
        }
    }
}

/// Attributes that a tag may have.
const MOST_ATTRIBUTES: usize = 10_000;
/// Namespaces that a tag may declare.
const MOST_DECLARED: usize = 200;
const COLONS: &str = "a name has more than one colon, or nothing beside it";
const REPEATED: &str = "an attribute stands twice in a tag";

/// A name's prefix (empty where it has none) and what follows the colon.
fn split(name: &str) -> (&str, &str) {
    match memchr::memchr(b':', name.as_bytes()) {
        Some(colon) => (&name[..colon], &name[colon + 1..]),
        None => ("", name),
    }
}
