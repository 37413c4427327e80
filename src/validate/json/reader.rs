//! JSON (RFC 8259) into a tree: in one pass, to a bounded depth. What can be read
//! in spite of a fault is read on.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::escape::{EscapeFault, escape};
use super::tree::{Member, Node, Value};
use crate::validate::rule::Rule;
use crate::validate::rules::json as rules;
use crate::validate::walk::Walk;

/// Levels of nesting; a feed has five.
const DEEPEST: usize = 64;
/// Values in one document.
const MOST: usize = 1_000_000;
/// Whole numbers up to here are held exactly by all (RFC 8259, section 6).
const EXACT: f64 = 9_007_199_254_740_991.0;
/// Members of an object that are compared one by one; beyond, a set answers.
const FEW: usize = 16;

/// Reads the walk's text. `None` where nothing can be made of it: the reason is
/// among the walk's findings.
pub(super) fn read<'a>(walk: &mut Walk<'a>) -> Option<Node<'a>> {
    let mut reader = Reader { text: walk.source, at: 0, values: 0, walk };
    let root = reader.value(0)?;
    reader.space();
    if reader.at < reader.text.len() {
        reader.fail::<()>("something stands behind the end");
    }
    Some(root)
}

struct Reader<'w, 'a> {
    walk: &'w mut Walk<'a>,
    text: &'a str,
    at: usize,
    values: usize,
}

impl<'a> Reader<'_, 'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn note(&mut self, rule: &'static Rule, span: Range<usize>, words: &[&str]) {
        let start = span.start;
        self.walk.note(rule, span, start, None, words);
    }

    /// Here it cannot go on.
    #[cold]
    fn fail<T>(&mut self, why: &str) -> Option<T> {
        let end = self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.note(&rules::SYNTAX, self.at..end, &[why]);
        None
    }

    #[cold]
    fn limit<T>(&mut self, what: &str) -> Option<T> {
        self.note(&rules::LIMIT, self.at..self.at, &[what]);
        None
    }

    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        self.space();
        self.values += 1;
        if depth > DEEPEST {
            return self.limit("it is nested more than 64 levels deep");
        }
        if self.values > MOST {
            return self.limit("it holds more than a million values");
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => Value::Map(self.map(depth)?),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b't') => self.word("true", Value::Bool)?,
            Some(b'f') => self.word("false", Value::Bool)?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'\'') => return self.fail("texts stand in double quotes"),
            Some(b'/') => return self.fail("JSON has no comments"),
            Some(0) => return self.fail("a NUL stands here; the document may be in UTF-16"),
            Some(_) => return self.fail("a value should stand here"),
            None => return self.fail("it ends too early"),
        };
        Some(Node { value, span: start..self.at })
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Option<Value<'a>> {
        if !self.text[self.at..].starts_with(word) {
            return self.fail("a value should stand here");
        }
        self.at += word.len();
        Some(value)
    }

    fn map(&mut self, depth: usize) -> Option<Vec<Member<'a>>> {
        self.at += 1;
        let mut members: Vec<Member<'a>> = Vec::new();
        let mut seen: HashSet<Cow<'a, str>> = HashSet::new();
        self.space();
        while self.peek() != Some(b'}') {
            match self.peek() {
                Some(b'"') => {}
                Some(b'\'') => return self.fail("names stand in double quotes"),
                Some(b'/') => return self.fail("JSON has no comments"),
                Some(_) => return self.fail("a name in double quotes should stand here"),
                None => return self.fail("it ends too early"),
            }
            let start = self.at;
            let key = self.string()?;
            let key_span = start..self.at;
            if members.len() == FEW {
                seen = members.iter().map(|member| member.key.clone()).collect();
            }
            let twice = if members.len() < FEW {
                members.iter().any(|member| member.key == key)
            } else {
                !seen.insert(key.clone())
            };
            if twice {
                self.note(&rules::DUPLICATE_KEY, key_span.clone(), &[&key]);
            }
            self.space();
            if self.peek() != Some(b':') {
                return self.fail("a `:` should stand here");
            }
            self.at += 1;
            let node = self.value(depth + 1)?;
            members.push(Member { key, key_span, node });
            self.next(b'}', "a `,` or the closing `}` should stand here")?;
        }
        self.at += 1;
        Some(members)
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Node<'a>>> {
        self.at += 1;
        let mut nodes = Vec::new();
        self.space();
        while self.peek() != Some(b']') {
            nodes.push(self.value(depth + 1)?);
            self.next(b']', "a `,` or the closing `]` should stand here")?;
        }
        self.at += 1;
        Some(nodes)
    }

    /// Goes on to what follows a comma, or to the end of the list or object.
    fn next(&mut self, end: u8, otherwise: &str) -> Option<()> {
        self.space();
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.space();
                if self.peek() == Some(end) {
                    self.note(&rules::TRAILING_COMMA, comma..comma + 1, &[]);
                }
                Some(())
            }
            Some(found) if found == end => Some(()),
            None => self.fail("it ends too early"),
            _ => self.fail(otherwise),
        }
    }

    fn number(&mut self) -> Option<&'a str> {
        let start = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while matches!(reader.peek(), Some(b'0'..=b'9')) {
                reader.at += 1;
            }
            reader.at - from
        };
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let leading_zero = self.peek() == Some(b'0');
        let whole = digits(self);
        let mut sound = whole > 0 && !(leading_zero && whole > 1);
        if self.peek() == Some(b'.') {
            self.at += 1;
            sound &= digits(self) > 0;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            sound &= digits(self) > 0;
        }
        let text = &self.text[start..self.at];
        if !sound {
            self.at = start;
            return self.fail("this is not a number of JSON");
        }
        let fraction = text.contains(['.', 'e', 'E']);
        if text.parse().is_ok_and(|number: f64| number.is_infinite() || (!fraction && number.abs() > EXACT)) {
            self.note(&rules::NUMBER_RANGE, start..self.at, &[text]);
        }
        Some(text)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        let open = self.at;
        self.at += 1;
        let mut out: Option<String> = None;
        let mut start = self.at;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let Some(length) = memchr::memchr2(b'"', b'\\', rest) else {
                self.at = open;
                return self.fail("a text has no closing quote");
            };
            self.controls(length);
            self.at += length;
            if rest[length] == b'"' {
                let text = self.text;
                let run = &text[start..self.at];
                self.at += 1;
                return Some(match out {
                    None => Cow::Borrowed(run),
                    Some(out) => Cow::Owned(out + run),
                });
            }
            let found = escape(&self.text[self.at..]);
            let span = self.at..self.at + found.length;
            let text = out.get_or_insert_default();
            text.push_str(&self.text[start..self.at]);
            text.push(found.c);
            if let Some(fault) = found.fault {
                let written = &self.text[span.clone()];
                match fault {
                    EscapeFault::Unknown => self.note(&rules::ESCAPE, span.clone(), &[written]),
                    EscapeFault::Surrogate => self.note(&rules::SURROGATE, span.clone(), &[written]),
                    EscapeFault::Nul => self.note(&rules::NUL, span.clone(), &[]),
                }
            }
            self.at = span.end;
            start = self.at;
        }
    }

    /// Line ends and their like must be escaped: tells of the first in a run.
    fn controls(&mut self, length: usize) {
        let run = &self.text.as_bytes()[self.at..self.at + length];
        if let Some(found) = run.iter().position(|byte| *byte < 0x20) {
            let at = self.at + found;
            let code = format!("U+{:04X}", run[found]);
            self.note(&rules::CONTROL, at..at + 1, &[&code]);
        }
    }
}
