//! TOML 1.0 into the tree.

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::{Entry, Map, Node, SyntaxError, Value};

/// Parses a TOML document.
///
/// # Errors
/// With the first place that is not TOML.
pub fn parse(text: &str) -> Result<Map, SyntaxError> {
    let table = DeTable::parse(text).map_err(|error| SyntaxError {
        at: error.span().map_or(0, |span| span.start),
        message: error.message().to_owned(),
    })?;
    Ok(map(table.into_inner()))
}

fn map(table: DeTable<'_>) -> Map {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let at = key.span().start;
            Entry { key: key.into_inner().into_owned(), at, node: node(value) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.at);
    Map(entries)
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let at = value.span().start;
    let value = match value.into_inner() {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(number) => integer(&number),
        DeValue::Float(number) => {
            number.as_str().parse().map_or_else(|_| Value::String(number.to_string()), Value::Float)
        }
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => Value::Map(map(table)),
    };
    Node { at, value }
}

fn integer(number: &DeInteger<'_>) -> Value {
    i64::from_str_radix(number.as_str(), number.radix())
        .map_or_else(|_| Value::String(number.to_string()), Value::Integer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_know_where_they_stand() {
        let map = parse("a = 1\n[b]\nc = [\"x\", 2.5]\nd = 2024-01-02\n").unwrap();
        assert_eq!(map.entry("a").unwrap().at, 0);
        let b = map.get("b").unwrap().as_map().unwrap();
        assert_eq!(b.entry("c").unwrap().at, 10);
        assert_eq!(b.get("d").unwrap().as_str(), Some("2024-01-02"));
        assert_eq!(map.at_path("b.d").unwrap().as_str(), Some("2024-01-02"));
    }

    #[test]
    fn a_fault_has_a_place() {
        let error = parse("a = 1\nb = = 2\n").unwrap_err();
        assert_eq!(super::super::position("a = 1\nb = = 2\n", error.at).0, 2);
    }
}
