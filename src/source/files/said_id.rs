//! The id that a story says it has in all the world.

use super::value::text_of;
use crate::tree::Map;

/// What `guid` says, else `id` or `uuid` where its form tells that no other story
/// can have it: a UUID, or a URI of a kind that names (`tag:`, `urn:`, `…://`).
/// Other ids (`17`, `post:5`) count in one source only.
pub(super) fn in_map(map: &Map) -> Option<Box<str>> {
    let said = |key: &str| Some(text_of(map.get(key)?)?.trim().to_owned()).filter(|text| !text.is_empty());
    let own = || ["id", "uuid"].iter().find_map(|key| said(key).filter(|id| uuid_of(id).is_some() || is_uri(id)));
    let id = said("guid").or_else(own)?;
    Some(uuid_of(&id).unwrap_or(id).into_boxed_str())
}

/// A UUID in the form in which all are compared: RFC 9562, section 4 leaves case
/// free.
fn uuid_of(text: &str) -> Option<String> {
    let bare = match text.get(..9) {
        Some(head) if head.eq_ignore_ascii_case("urn:uuid:") => &text[9..],
        _ => text,
    };
    let shape = |(at, byte): (usize, u8)| {
        if matches!(at, 8 | 13 | 18 | 23) { byte == b'-' } else { byte.is_ascii_hexdigit() }
    };
    (bare.len() == 36 && bare.bytes().enumerate().all(shape)).then(|| bare.to_ascii_lowercase())
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let names = ["tag", "urn"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme
        && !text.contains(char::is_whitespace)
        && (names && !rest.is_empty() || rest.len() > 2 && rest.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(toml: &str) -> Option<String> {
        in_map(&crate::tree::parse_toml(toml).unwrap()).map(String::from)
    }

    #[test]
    fn only_what_no_other_story_can_have_is_an_id_for_all_the_world() {
        let uuid = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
        for same in [uuid, "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810", "urn:uuid:917393e3-1b1e-5cef-ace4-edaa54e1f810"] {
            assert_eq!(said(&format!("id = \"{same}\"")).as_deref(), Some(uuid), "{same}");
        }
        for uri in ["tag:wire.example,2026:1", "https://wire.example/?p=1", "urn:newsml:wire.example:20260101:1"] {
            assert_eq!(said(&format!("id = \"{uri}\"")).as_deref(), Some(uri));
        }
        for other in ["id = 17", "id = \"post:5\"", "id = \"see tag:x\"", "guid = \" \"", "title = \"x\""] {
            assert_eq!(said(other), None, "{other}");
        }
        assert_eq!(said("guid = \"WIRE-17\"\nid = 17").as_deref(), Some("WIRE-17"));
    }
}
