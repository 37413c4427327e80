//! XML-RPC's `methodResponse` (<http://xmlrpc.com/spec.md>), read from bytes
//! that anybody may have sent: no size, depth or order of elements is trusted.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

/// Elements within elements; an answer to a ping has 9.
const DEEPEST: usize = 32;

/// What a server replied.
#[derive(Debug, PartialEq)]
pub(super) enum Reply {
    /// The value it returned.
    Value(Value),
    /// Its description of what went wrong.
    Fault(Value),
}

/// A value: text of whatever type it is said to be, or a struct. Arrays are
/// passed over, since no answer to a ping has one.
#[derive(Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Struct(Vec<(String, Value)>),
}

/// Why the bytes are no response.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ReplyError {
    #[error("it is not well-formed XML")]
    Xml,
    #[error("its elements lie more than {DEEPEST} deep")]
    Deep,
    #[error("it holds no <{0}>")]
    Missing(&'static str),
}

impl Value {
    /// The member of a struct by its name.
    pub(super) fn member(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Struct(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            Self::Text(_) => None,
        }
    }

    /// The text, if it is not a struct.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Struct(_) => None,
        }
    }

    /// A boolean, with or without its type: `0`, `1`, `true`, `false`.
    pub(super) fn truth(&self) -> Option<bool> {
        match self.text()?.trim() {
            "0" | "false" | "False" => Some(false),
            "1" | "true" | "True" => Some(true),
            _ => None,
        }
    }
}

/// An element with what it holds, as far as it matters here.
#[derive(Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

/// Reads a response.
///
/// # Errors
/// When it is not XML, too deep, or holds no value.
pub(super) fn parse_response(bytes: &[u8]) -> Result<Reply, ReplyError> {
    let text = String::from_utf8_lossy(bytes);
    let root = tree(text.trim_start_matches('\u{feff}'))?;
    if root.name != "methodResponse" {
        return Err(ReplyError::Missing("methodResponse"));
    }
    if let Some(fault) = root.child("fault") {
        let value = fault.child("value").ok_or(ReplyError::Missing("value"))?;
        return Ok(Reply::Fault(value.value()));
    }
    let value = root.child("params").and_then(|params| params.child("param")).and_then(|param| param.child("value"));
    value.map(|value| Reply::Value(value.value())).ok_or(ReplyError::Missing("value"))
}

impl Element {
    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// What a `<value>` holds: a struct, a typed scalar, or its bare text.
    fn value(&self) -> Value {
        match self.children.first() {
            None => Value::Text(self.text.clone()),
            Some(inner) if inner.name == "struct" => {
                let members = inner.children.iter().filter(|child| child.name == "member").filter_map(|member| {
                    Some((member.child("name")?.text.trim().to_owned(), member.child("value")?.value()))
                });
                Value::Struct(members.collect())
            }
            Some(inner) => Value::Text(inner.text.clone()),
        }
    }
}

/// The elements of a document, without recursion over what was sent.
fn tree(text: &str) -> Result<Element, ReplyError> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|_| ReplyError::Xml)?;
        // The bottom of `open` is the document itself; it never closes.
        let Some(top) = open.last_mut() else { return Err(ReplyError::Xml) };
        match event {
            Event::Start(start) => {
                let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                open.push(Element { name, ..Element::default() });
                if open.len() > DEEPEST {
                    return Err(ReplyError::Deep);
                }
            }
            Event::Empty(start) => {
                let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                top.children.push(Element { name, ..Element::default() });
            }
            Event::End(_) => {
                let closed = open.pop().ok_or(ReplyError::Xml)?;
                open.last_mut().ok_or(ReplyError::Xml)?.children.push(closed);
            }
            Event::Text(text) => top.text.push_str(&String::from_utf8_lossy(&text)),
            Event::CData(data) => top.text.push_str(&String::from_utf8_lossy(&data)),
            Event::GeneralRef(reference) => top.text.push_str(&resolve(&reference)),
            Event::Eof if open.len() == 1 => break,
            Event::Eof => return Err(ReplyError::Xml),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
    let document = open.pop().ok_or(ReplyError::Xml)?;
    document.children.into_iter().next().ok_or(ReplyError::Missing("methodResponse"))
}

/// A character reference or one of XML's five entities; all others are nothing,
/// since a document type of somebody else's making is not believed.
fn resolve(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = String::from_utf8_lossy(reference);
    resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_read_with_and_without_their_types() {
        let body = b"<methodResponse><params><param><value><struct>\
            <member><name>flerror</name><value><boolean>1</boolean></value></member>\
            <member><name>message</name><value>A &amp; B &#x263A; <![CDATA[<c>]]></value></member>\
            <member><name>empty</name><value/></member>\
            </struct></value></param></params></methodResponse>";
        let Ok(Reply::Value(value)) = parse_response(body) else { panic!("no value") };
        assert_eq!(value.member("flerror").and_then(Value::truth), Some(true));
        assert_eq!(value.member("message").and_then(Value::text), Some("A & B \u{263A} <c>"));
        assert_eq!(value.member("empty").and_then(Value::truth), None);
    }

    #[test]
    fn hostile_documents_are_errors() {
        assert_eq!(parse_response("<a>".repeat(20_000).as_bytes()), Err(ReplyError::Deep));
        assert_eq!(parse_response(b"<methodResponse>"), Err(ReplyError::Xml));
        assert_eq!(parse_response(b""), Err(ReplyError::Missing("methodResponse")));
        let bomb = b"<!DOCTYPE b [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
            <methodResponse><params><param><value>&b;</value></param></params></methodResponse>";
        assert_eq!(parse_response(bomb), Ok(Reply::Value(Value::Text(String::new()))));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse_response(&bytes);
        }

        #[test]
        fn never_panics_on_pieces_of_xml(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("<methodResponse>"), Just("</methodResponse>"), Just("<params>"), Just("</params>"),
                    Just("<value>"), Just("</value>"), Just("<fault>"), Just("&x;"), Just("&#0;"), Just("<![CDATA["),
                    Just("]]>"), Just("<struct/>"), Just("<!-- "), Just("<?x"), Just("text"),
                ],
                0..40,
            )
        ) {
            let _ = parse_response(pieces.concat().as_bytes());
        }
    }
}
