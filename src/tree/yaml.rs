//! YAML 1.2 into the tree: `No` and dates stay text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Budget, Error, Location, Options, Spanned};

use super::{Entry, Map, Node, SyntaxError, Value};

/// Levels of nesting; deeper is an error.
const DEEPEST: usize = 32;
/// Nodes, those that aliases repeat counted each time; more is an error. Tables
/// of authors are the largest that people write.
const MOST_NODES: usize = 50_000;
/// Aliases in one text.
const MOST_ALIASES: usize = 200;

/// Parses a YAML document; an empty one is [`Value::Null`].
///
/// # Errors
/// With the first place that is not YAML, that repeats a key, or where a limit
/// is hit.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    serde_saphyr::from_str_with_options::<Spanned<Tree>>(text, options())
        .map(|spanned| node(text, spanned))
        .map_err(|error| fault(text, &error))
}

fn options() -> Options {
    serde_saphyr::options! {
        with_snippet: false,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        budget: Some(budget()),
    }
}

fn budget() -> Budget {
    let mut budget = Budget::default();
    budget.max_depth = DEEPEST;
    budget.flow_nesting_limit = DEEPEST;
    budget.max_nodes = MOST_NODES;
    budget.max_events = 2 * MOST_NODES;
    budget.max_aliases = MOST_ALIASES;
    budget.max_recorded_anchor_events = MOST_NODES;
    budget.max_documents = 1;
    budget
}

/// A value whose children carry the crate's own places, until the text turns
/// these into bytes.
enum Tree {
    Leaf(Value),
    List(Vec<Spanned<Tree>>),
    Map(Vec<(Spanned<Tree>, Spanned<Tree>)>),
}

fn node(text: &str, spanned: Spanned<Tree>) -> Node {
    let at = offset(text, spanned.referenced);
    let value = match spanned.value {
        Tree::Leaf(value) => as_written(text, value, spanned.defined),
        Tree::List(items) => Value::List(items.into_iter().map(|item| node(text, item)).collect()),
        Tree::Map(pairs) => Value::Map(Map(pairs
            .into_iter()
            .map(|(key, value)| {
                let key = node(text, key);
                Entry { at: key.at, key: key_text(key.value), node: node(text, value) }
            })
            .collect())),
    };
    Node { at, value }
}

/// A number that would read otherwise when it is told again (`2.10`, `1e3`)
/// stays the text that a person wrote: it may be a headline or a tag.
fn as_written(text: &str, value: Value, place: Location) -> Value {
    let told = match &value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        _ => return value,
    };
    let span = place.span();
    let raw = span.byte_offset().zip(span.byte_len()).and_then(|(offset, length)| {
        let start = usize::try_from(offset).ok()?;
        text.get(start..start.checked_add(usize::try_from(length).ok()?)?)
    });
    match raw {
        Some(raw) if raw != told => Value::String(raw.to_owned()),
        _ => value,
    }
}

fn key_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => String::new(),
    }
}

fn offset(text: &str, location: Location) -> usize {
    match location.span().byte_offset() {
        Some(offset) => usize::try_from(offset).unwrap_or(text.len()).min(text.len()),
        None => line_start(text, location.line()),
    }
}

fn line_start(text: &str, line: u64) -> usize {
    let before = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    text.split_inclusive('\n').take(before).map(str::len).sum()
}

/// The crate's own sentences may quote the text; ours do not.
fn fault(text: &str, error: &Error) -> SyntaxError {
    let at = error.location().map_or(0, |location| offset(text, location));
    let message = match error.without_snippet() {
        Error::DuplicateMappingKey { .. } => "a key stands twice in one table".to_owned(),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasError { .. } => format!(
            "it is too large: at most {MOST_NODES} values (with what aliases repeat), {DEEPEST} levels and \
             {MOST_ALIASES} aliases are read"
        ),
        Error::MultipleDocuments { .. } => "it holds a second document".to_owned(),
        Error::ExternalMessage { .. } => {
            "this cannot be read as YAML (a text with `: ` or ` #` in it, or with a sign such as @ or [ at its \
             beginning, must stand in quotes)"
                .to_owned()
        }
        _ => "this cannot be read as YAML".to_owned(),
    };
    SyntaxError { at, message }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Bool(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Integer(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Leaf(i64::try_from(number).map_or_else(|_| Value::String(number.to_string()), Value::Integer)))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::String(number.to_string())))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::String(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::Float(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::String(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Leaf(Value::String(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut pairs: Vec<(Spanned<Tree>, Spanned<Tree>)> = Vec::new();
        while let Some((key, value)) = access.next_entry::<Spanned<Tree>, Spanned<Tree>>()? {
            if !matches!(key.value, Tree::Leaf(_)) {
                return Err(A::Error::custom("a list or a table cannot be a key"));
            }
            pairs.push((key, value));
        }
        Ok(Tree::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::position;
    use proptest::prelude::*;

    fn map(text: &str) -> Map {
        parse(text).unwrap().as_map().unwrap().clone()
    }

    #[test]
    fn words_and_dates_stay_as_they_are_written() {
        let map =
            map("title: No\ndate: 2024-08-20 00:00:00 -0500\nday: 2024-08-20\nweight: 3\ndraft: true\nx:\nv: 2.10\n");
        assert_eq!(map.get("v").unwrap().as_str(), Some("2.10"));
        assert_eq!(map.get("title").unwrap().as_str(), Some("No"));
        assert_eq!(map.get("date").unwrap().as_str(), Some("2024-08-20 00:00:00 -0500"));
        assert_eq!(map.get("day").unwrap().as_str(), Some("2024-08-20"));
        assert_eq!(map.get("weight").unwrap().value, Value::Integer(3));
        assert_eq!(map.get("draft").unwrap().value, Value::Bool(true));
        assert_eq!(map.get("x").unwrap().value, Value::Null);
    }

    #[test]
    fn keys_and_values_know_where_they_stand() {
        let text = "é: \"ü\"\nlist:\n- a\n- b: {c: d}\n";
        let map = map(text);
        assert_eq!(map.entry("list").unwrap().at, text.find("list").unwrap());
        let Value::List(items) = &map.get("list").unwrap().value else { panic!("a list") };
        assert_eq!(items[0].at, text.find("a\n").unwrap());
        assert_eq!(items[1].as_map().unwrap().at_path("b.c").unwrap().at, text.find("d}").unwrap());
    }

    #[test]
    fn faults_have_a_line_and_never_quote() {
        let line = |text: &str| position(text, parse(text).unwrap_err().at).0;
        assert_eq!(line("a: 1\nb: [1, 2\nc: 3\n"), 3);
        let error = parse("a: secret\na: secret\n").unwrap_err();
        assert_eq!((error.at, error.message.as_str()), (10, "a key stands twice in one table"));
        let error = parse("title: The secret: again\n").unwrap_err();
        assert!(!error.message.contains("secret"));
    }

    #[test]
    fn nothing_at_all_is_null() {
        assert_eq!(parse("").unwrap().value, Value::Null);
        assert_eq!(parse("# only a remark\n").unwrap().value, Value::Null);
    }

    #[test]
    fn an_alias_bomb_is_refused_at_once() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let alias = format!("*a{}, ", level - 1).repeat(10);
            bomb = format!("{bomb}a{level}: &a{level} [{alias}]\n");
        }
        let start = std::time::Instant::now();
        assert!(parse(&bomb).unwrap_err().message.contains("aliases"));
        assert!(start.elapsed() < std::time::Duration::from_secs(2), "{:?}", start.elapsed());
        assert!(parse(&"[".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[-a-z:\\[\\]{}&*!|>'\"# \\n\\té]{0,60}") {
            let _ = parse(&text);
        }
    }
}
