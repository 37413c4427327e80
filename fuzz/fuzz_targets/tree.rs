//! Any text, as the TOML, YAML and JSON of configs and front matter.
#![no_main]

use feedroom::tree::{Map, Node, SyntaxError, Value, parse_json, parse_toml, parse_yaml};
use libfuzzer_sys::fuzz_target;

fn inside(node: &Node, text: &str) {
    assert!(text.is_char_boundary(node.at));
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| inside(item, text)),
        Value::Map(map) => all_inside(map, text),
        _ => {}
    }
}

fn all_inside(map: &Map, text: &str) {
    for entry in &map.0 {
        assert!(text.is_char_boundary(entry.at));
        inside(&entry.node, text);
    }
}

fn has_place(error: &SyntaxError, text: &str) {
    assert!(error.at <= text.len(), "{error:?}");
}

fuzz_target!(|text: &str| {
    for parsed in [parse_json(text), parse_yaml(text)] {
        match parsed {
            Ok(node) => inside(&node, text),
            Err(error) => has_place(&error, text),
        }
    }
    match parse_toml(text) {
        Ok(map) => all_inside(&map, text),
        Err(error) => has_place(&error, text),
    }
});
