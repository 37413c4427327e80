//! Any text, as the TOML, YAML and JSON of configs and front matter.
#![no_main]

use feedroom::tree::{Node, Value, parse_json, parse_toml, parse_yaml};
use libfuzzer_sys::fuzz_target;

fn inside(node: &Node, length: usize) {
    assert!(node.at <= length);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| inside(item, length)),
        Value::Map(map) => {
            for entry in &map.0 {
                assert!(entry.at <= length);
                inside(&entry.node, length);
            }
        }
        _ => {}
    }
}

fuzz_target!(|text: &str| {
    for parsed in [parse_json(text), parse_toml(text), parse_yaml(text)] {
        match parsed {
            Ok(node) => inside(&node, text.len()),
            Err(error) => assert!(error.at <= text.len()),
        }
    }
});
