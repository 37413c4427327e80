//! Front matter: where it begins and ends, and what it is written in.

use super::fault::{Fault, Part};
use crate::tree::{self, Map, Node, SyntaxError, Value};

/// Front matter and where the body begins.
#[derive(Debug)]
pub(super) struct Front {
    /// Its keys; offsets count from `base`.
    pub(super) map: Map,
    /// The byte of the file where the text of the front matter begins.
    pub(super) base: usize,
    /// The byte of the file where the body begins.
    pub(super) body: usize,
}

#[derive(Clone, Copy)]
enum Language {
    Yaml,
    Toml,
    Json,
}

/// Splits the front matter off: YAML between `---`, TOML between `+++`, JSON
/// between `---json` and `---` or as an object at the beginning.
///
/// # Errors
/// When it has no end, or is not what its fence says.
pub(super) fn split(text: &str) -> Result<Option<Front>, Fault> {
    let start = text.len() - text.trim_start().len();
    let opening = text[start..].split('\n').next().unwrap_or_default().trim_end();
    let (language, fence) = match opening {
        "---" | "---yaml" => (Language::Yaml, "---"),
        "---json" => (Language::Json, "---"),
        "+++" | "---toml" => (Language::Toml, &opening[..3]),
        _ if opening.starts_with('{') => return object(text, start),
        _ => return Ok(None),
    };
    let base =
        (start + opening.len()..text.len()).find(|at| text.as_bytes()[*at] == b'\n').map_or(text.len(), |at| at + 1);
    let Some((end, body)) = closing(text, base, fence) else {
        return Err(Fault::new(
            Part::File(0),
            start,
            "the front matter has no end",
            format!("close it with a line that holds only {fence}"),
        ));
    };
    let inner = &text[base..end];
    let map = match language {
        Language::Toml => tree::parse_toml(inner).map_err(|error| broken(base, "TOML", &error))?,
        Language::Yaml => table(tree::parse_yaml(inner).map_err(|error| broken(base, "YAML", &error))?, base)?,
        Language::Json => table(tree::parse_json(inner).map_err(|error| broken(base, "JSON", &error))?, base)?,
    };
    Ok(Some(Front { map, base, body }))
}

/// Where the closing fence stands and where the line after it begins.
fn closing(text: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = from;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let line = text[at..end].trim_end();
        // `...` ends a YAML document too.
        if line == fence || line == "..." && fence == "---" {
            return Some((at, end));
        }
        at = end;
    }
    None
}

/// Hugo's JSON front matter. A `{` that opens a template is none.
fn object(text: &str, start: usize) -> Result<Option<Front>, Fault> {
    if !text[start + 1..].trim_start().starts_with(['"', '}']) {
        return Ok(None);
    }
    let (node, length) = tree::parse_json_prefix(&text[start..]).map_err(|error| broken(start, "JSON", &error))?;
    let map = table(node, start)?;
    Ok(Some(Front { map, base: start, body: start + length }))
}

fn table(node: Node, base: usize) -> Result<Map, Fault> {
    match node.value {
        Value::Map(map) => Ok(map),
        Value::Null => Ok(Map::default()),
        other => Err(Fault::new(
            Part::File(base),
            node.at,
            format!("the front matter is {}, not keys and values", other.kind()),
            "write it as `key: value` lines",
        )),
    }
}

fn broken(base: usize, language: &str, error: &SyntaxError) -> Fault {
    // TOML's own sentences are fixed ones; they hold no word of the text.
    let what = format!("the front matter is not {language}: {}", error.message);
    Fault::new(Part::File(base), error.at, what, "correct that line")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Option<&str> {
        split(text).unwrap().map(|front| &text[front.body..])
    }

    #[test]
    fn each_kind_is_told_by_its_fence() {
        assert_eq!(body("---\ntitle: A\n---\nWords\n"), Some("Words\n"));
        assert_eq!(body("--- \r\ntitle: A\r\n---\r\nWords"), Some("Words"));
        assert_eq!(body("+++\ntitle = \"A\"\n+++\nWords"), Some("Words"));
        assert_eq!(body("{\"title\": \"A}\"}\nWords"), Some("\nWords"));
        assert_eq!(body("---json\n{\"a\": 1}\n---\nWords"), Some("Words"));
        assert_eq!(body("---\n---\n"), Some(""));
        assert_eq!(body("{{< figure >}}\n"), None);
        assert_eq!(body("Words\n\n---\n\nmore"), None);
    }

    #[test]
    fn an_open_fence_and_a_broken_line_have_a_place() {
        assert_eq!(split("\n---\ntitle: A\n").unwrap_err().at, 1);
        let text = "---\ntitle: A\ntags: [a\n---\nWords";
        let fault = split(text).unwrap_err();
        let Part::File(base) = fault.part else { panic!("in the file") };
        assert!((3..=4).contains(&crate::tree::position(text, base + fault.at).0));
        assert!(split("--- \n- a\n---\n").unwrap_err().what.contains("a list"));
    }
}
