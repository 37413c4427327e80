//! `media:rating`: whom an object is for.

use super::super::value;
use crate::validate::judge::uri;
use crate::validate::rules::media as rules;
use crate::validate::walk::{Element, Frame, Walk};

/// `media:rating`.
pub(super) static RATING: Element = value::text(&[value::words, rating]).attributes(&["scheme"]);

const SIMPLE: &[&str] = &["adult", "nonadult"];
/// The Motion Picture Association's, old ones included.
const MPAA: &[&str] = &["g", "m", "nc-17", "pg", "pg-13", "r", "x"];
/// Those of the United States' and Canada's television.
const V_CHIP: &[&str] =
    &["14+", "18+", "c", "c8", "g", "pg", "tv-14", "tv-g", "tv-ma", "tv-pg", "tv-y", "tv-y7", "tv-y7-fv"];

fn rating<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    let scheme = value::filled(frame, "scheme");
    let is_right = match scheme.map_or("urn:simple", |scheme| &*scheme.value) {
        "urn:simple" => SIMPLE.contains(&text),
        "urn:mpaa" => MPAA.contains(&text),
        "urn:v-chip" => V_CHIP.contains(&text),
        "urn:icra" => is_icra(text),
        _ => {
            if let Some(scheme) = scheme {
                uri::full_attribute(walk, frame, scheme);
            }
            return;
        }
    };
    if !is_right {
        walk.value(frame, &rules::RATING, &[text, scheme.map_or("urn:simple", |scheme| &scheme.value)]);
    }
}

/// The labels of the Internet Content Rating Association: `r (cz 1 lz 1 nz 1)`. Each is
/// a subject and a degree; `z` says that there is nothing, and may be denied.
fn is_icra(text: &str) -> bool {
    let Some(labels) = text.strip_prefix("r (").and_then(|rest| rest.strip_suffix(')')) else { return false };
    let words: Vec<&str> = labels.split(' ').collect();
    words.len().is_multiple_of(2)
        && words.chunks_exact(2).all(|label| {
            let (&[subject, degree], flag) = (label[0].as_bytes(), label[1]) else { return false };
            let last = match subject {
                b'n' | b'l' => b'c',
                b's' => b'f',
                b'v' => b'j',
                b'o' => b'h',
                b'c' => b'b',
                b'x' => b'e',
                _ => return false,
            };
            match degree {
                b'z' => matches!(flag, "0" | "1"),
                _ => (b'a'..=last).contains(&degree) && flag == "1",
            }
        })
}

#[cfg(test)]
mod tests {
    use super::is_icra;

    #[test]
    fn icra_labels_are_pairs() {
        assert!(is_icra("r (cz 1 lz 1 nz 1 oz 1 vz 1)") && is_icra("r (nz 0)") && is_icra("r (vj 1)"));
        for text in ["", "r ()", "r (cz)", "r (cz 2)", "r (nd 1)", "r (na 0)", "(cz 1)", "r (cz 1"] {
            assert!(!is_icra(text), "{text}");
        }
    }
}
