//! JSON (RFC 8259) into the tree, with the place of every key and value.

use super::{Entry, Map, Node, SyntaxError, Value};

/// Levels of nesting; deeper is an error.
const DEEPEST: usize = 64;

/// Parses a JSON document.
///
/// # Errors
/// With the first place that is not JSON, that repeats a key, or that is deeper
/// than 64 levels.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    let (node, end) = parse_prefix(text)?;
    let mut reader = Reader { text, at: end };
    reader.space();
    if reader.at < text.len() {
        return Err(reader.fault("something stands after the end of the JSON"));
    }
    Ok(node)
}

/// Parses the JSON value at the beginning of `text` and says where it ends;
/// what follows it is not looked at.
///
/// # Errors
/// As [`parse`].
pub fn parse_prefix(text: &str) -> Result<(Node, usize), SyntaxError> {
    let mut reader = Reader { text, at: 0 };
    let node = reader.value(0)?;
    Ok((node, reader.at))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn fault(&self, message: &str) -> SyntaxError {
        SyntaxError { at: self.at, message: message.to_owned() }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8, message: &str) -> Result<(), SyntaxError> {
        if self.peek() != Some(byte) {
            return Err(self.fault(message));
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        self.space();
        if depth > DEEPEST {
            return Err(self.fault("it is nested deeper than 64 levels"));
        }
        let at = self.at;
        let value = match self.peek() {
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(_) => return Err(self.fault("a JSON value should stand here")),
            None => return Err(self.fault("the JSON ends too early")),
        };
        Ok(Node { at, value })
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, SyntaxError> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.fault("a JSON value should stand here"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn map(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        // Looking through all entries for each one is quadratic; beyond this
        // many, a set answers.
        let mut seen: Option<std::collections::HashSet<String>> = None;
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Map(Map(entries)));
        }
        loop {
            self.space();
            let at = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("a key in double quotes should stand here"));
            }
            let key = self.string()?;
            if entries.len() == 32 {
                seen = Some(entries.iter().map(|entry| entry.key.clone()).collect());
            }
            let twice = match &mut seen {
                Some(seen) => !seen.insert(key.clone()),
                None => entries.iter().any(|entry| entry.key == key),
            };
            if twice {
                return Err(SyntaxError { at, message: "a key stands twice in one object".to_owned() });
            }
            self.space();
            self.expect(b':', "a `:` should stand here")?;
            let node = self.value(depth + 1)?;
            entries.push(Entry { key, at, node });
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Map(Map(entries)));
                }
                _ => return Err(self.fault("a `,` or the closing `}` should stand here")),
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::List(items));
                }
                _ => return Err(self.fault("a `,` or the closing `]` should stand here")),
            }
        }
    }

    fn number(&mut self) -> Result<Value, SyntaxError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        let digits = text.strip_prefix('-').unwrap_or(text);
        let wrong = || SyntaxError { at: start, message: "this is not a number".to_owned() };
        if !digits.starts_with(|c: char| c.is_ascii_digit())
            || digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit()
        {
            return Err(wrong());
        }
        if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Integer));
        }
        if digits.ends_with('.') || digits.contains(".e") || digits.contains(".E") {
            return Err(wrong());
        }
        text.parse().map(Value::Float).map_err(|_| wrong())
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1F)) {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(_) => return Err(self.fault("a line end or control character stands inside a text")),
                None => return Err(self.fault("a text has no closing quote")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        self.at += 1;
        let escaped = match self.peek() {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b @ (b'"' | b'\\' | b'/')) => char::from(b),
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.fault("this is not one of JSON's escapes")),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// After `\u`. A lone surrogate stands for nothing and becomes U+FFFD.
    fn unicode(&mut self) -> Result<char, SyntaxError> {
        let first = self.hex()?;
        if (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, SyntaxError> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let code = digits.and_then(|digits| {
            digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
        });
        match code {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => Err(self.fault("four hex digits should stand here")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_known() {
        let text = "{\n \"a\": [1, -2.5, \"x\\u00e9\\ud83d\\ude00\"],\n \"b\": null}";
        let node = parse(text).unwrap();
        let map = node.as_map().unwrap();
        let Value::List(items) = &map.get("a").unwrap().value else { panic!("a list") };
        assert_eq!(items[1].value, Value::Float(-2.5));
        assert_eq!(items[2].as_str(), Some("xé😀"));
        assert_eq!(map.entry("b").unwrap().at, text.find("\"b\"").unwrap());
    }

    #[test]
    fn a_prefix_ends_where_the_value_ends() {
        let text = "{\"a\": \"}\"}\n\nWords {";
        assert_eq!(parse_prefix(text).unwrap().1, 10);
        assert!(parse(text).is_err());
    }

    #[test]
    fn depth_and_repetition_are_refused() {
        assert!(parse(&"[".repeat(1_000_000)).unwrap_err().message.contains("64"));
        assert_eq!(parse("{\"a\":1,\"a\":2}").unwrap_err().at, 7);
    }

    proptest! {
        /// What serde_json takes we take, and the other way round.
        #[test]
        fn agrees_with_serde_json(text in "[-+0-9eE.\\[\\]{}\",:a-fnrtuls\\\\ ]{0,24}") {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            let ours = parse(&text);
            if let Ok(theirs) = &theirs {
                // Theirs lets the last of two equal keys win.
                if let Err(error) = &ours {
                    prop_assert!(error.message.contains("twice"), "{:?} {:?}", theirs, error);
                }
            } else {
                let out_of_range = matches!(&theirs, Err(error) if error.to_string().contains("out of range"));
                let lone = text.contains("\\u");
                prop_assert!(ours.is_err() || out_of_range || lone, "{:?}", ours);
            }
        }
    }
}
