//! The document type declaration: who it names, and the entities that its
//! internal subset defines. Nothing is loaded.

use std::borrow::Cow;

use super::entity::Entities;
use super::scanner::is_space;
use super::{Fault, FaultKind, name};

/// What `<!DOCTYPE …>` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doctype<'a> {
    /// The name of the document's element.
    pub(crate) name: &'a str,
    /// The public identifier.
    pub(crate) public: Option<&'a str>,
    /// The system identifier.
    pub(crate) system: Option<&'a str>,
    /// The internal subset names an entity that stands in another file.
    pub(crate) external_entity: bool,
}

/// Reads the declaration that begins at byte `at`; returns the byte behind it.
pub(super) fn parse<'a>(text: &'a str, at: usize, entities: &mut Entities<'a>) -> Result<(Doctype<'a>, usize), Fault> {
    let mut reader = Reader { text, at: at + "<!DOCTYPE".len() };
    reader.space();
    let name = reader.name()?;
    reader.space();
    let mut doctype = Doctype { name, public: None, system: None, external_entity: false };
    if reader.eat("PUBLIC") {
        reader.space();
        doctype.public = Some(reader.quoted()?);
        reader.space();
        doctype.system = Some(reader.quoted()?);
    } else if reader.eat("SYSTEM") {
        reader.space();
        doctype.system = Some(reader.quoted()?);
    }
    entities.external = doctype.system.is_some();
    reader.space();
    if reader.eat("[") {
        subset(&mut reader, &mut doctype, entities)?;
        reader.space();
    }
    if !reader.eat(">") {
        return Err(reader.fault("the document type declaration does not end"));
    }
    Ok((doctype, reader.at))
}

fn subset<'a>(reader: &mut Reader<'a>, doctype: &mut Doctype<'a>, entities: &mut Entities<'a>) -> Result<(), Fault> {
    loop {
        reader.space();
        if reader.eat("]") {
            return Ok(());
        }
        if reader.eat("<!--") {
            reader.past("-->")?;
        } else if reader.eat("<!ENTITY") {
            reader.space();
            let parameter = reader.eat("%");
            reader.space();
            let name = reader.name()?;
            reader.space();
            if reader.eat("SYSTEM") || reader.eat("PUBLIC") {
                doctype.external_entity = true;
                // What it would stand for is not loaded.
                if !parameter {
                    entities.define(name, Cow::Borrowed(""));
                }
                reader.past(">")?;
                continue;
            }
            let value = reader.quoted()?;
            reader.space();
            if !reader.eat(">") {
                return Err(reader.fault("an entity's declaration does not end"));
            }
            if !parameter {
                entities.define(name, Cow::Borrowed(value));
            }
        } else if reader.eat("%") {
            reader.name()?;
            if !reader.eat(";") {
                return Err(reader.fault("a parameter entity's reference does not end"));
            }
            entities.external = true;
        } else if reader.eat("<!") || reader.eat("<?") {
            reader.declaration()?;
        } else {
            return Err(reader.fault("something stands in the document type declaration that cannot be there"));
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn fault(&self, words: &'static str) -> Fault {
        Fault { at: self.at, kind: FaultKind::Syntax(words) }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| is_space(**byte)).count();
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token.as_bytes());
        if found {
            self.at += token.len();
        }
        found
    }

    fn past(&mut self, token: &str) -> Result<(), Fault> {
        let found = memchr::memmem::find(self.rest(), token.as_bytes());
        self.at += found.ok_or_else(|| self.fault("the document type declaration does not end"))? + token.len();
        Ok(())
    }

    /// Past a declaration of no interest, whose quoted parts may hold `>`.
    fn declaration(&mut self) -> Result<(), Fault> {
        loop {
            match self.rest().first() {
                Some(b'>') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'"' | b'\'') => {
                    self.quoted()?;
                }
                Some(_) => {
                    let rest = self.rest();
                    self.at += memchr::memchr3(b'>', b'"', b'\'', rest).unwrap_or(rest.len());
                }
                None => return Err(self.fault("the document type declaration does not end")),
            }
        }
    }

    fn name(&mut self) -> Result<&'a str, Fault> {
        let length = name::length(self.rest());
        if length == 0 {
            return Err(self.fault("a name is missing in the document type declaration"));
        }
        let name = &self.text[self.at..self.at + length];
        self.at += length;
        Ok(name)
    }

    fn quoted(&mut self) -> Result<&'a str, Fault> {
        let quote = match self.rest().first() {
            Some(quote @ (b'"' | b'\'')) => *quote,
            _ => return Err(self.fault("quotes are missing in the document type declaration")),
        };
        let from = self.at + 1;
        let Some(length) = memchr::memchr(quote, &self.text.as_bytes()[from..]) else {
            return Err(self.fault("a quotation in the document type declaration does not end"));
        };
        self.at = from + length + 1;
        Ok(&self.text[from..from + length])
    }
}
