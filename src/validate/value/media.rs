//! The words of Media RSS.

use super::token::is_hexadecimal;

/// Whether `text` is the hash that `media:hash` holds, MD5 where no `algo` is named.
pub(crate) fn is_hash(text: &str, algorithm: Option<&str>) -> bool {
    match algorithm {
        None | Some("md5") => is_hexadecimal(text, 32),
        Some("sha-1") => is_hexadecimal(text, 40),
        Some(_) => false,
    }
}

/// Whether `text` is a rating of that `scheme`, which is `urn:simple` where none is
/// named; of a scheme that Media RSS does not name, anything is.
pub(crate) fn is_rating(text: &str, scheme: Option<&str>) -> bool {
    let among = |ratings: &[&str]| ratings.iter().any(|rating| rating.eq_ignore_ascii_case(text));
    match scheme {
        None | Some("urn:simple") => among(&["adult", "nonadult"]),
        Some("urn:mpaa") => among(&["g", "pg", "pg-13", "r", "nc-17"]),
        Some("urn:v-chip") => among(&["tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma"]),
        Some("urn:icra") => is_icra(text),
        Some(_) => true,
    }
}

/// `r (cz 1 lz 1 nz 1)`
fn is_icra(text: &str) -> bool {
    let Some(labels) = text.strip_prefix("r (").and_then(|rest| rest.strip_suffix(')')) else { return false };
    let mut words = labels.split(' ').peekable();
    while let Some(label) = words.next() {
        let is_label = label.len() == 2 && label.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_label || !matches!(words.next(), Some("0" | "1")) {
            return false;
        }
    }
    true
}

/// Whether `text` can be the role of a `media:credit`: in small letters.
pub(crate) fn is_credit_role(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_rss_has_its_own_words() {
        assert!(is_hash("dfdec888b72151965a34b4b59031290a", Some("md5")));
        assert!(is_hash("dfdec888b72151965a34b4b59031290a", None));
        assert!(!is_hash("dfdec888b72151965a34b4b59031290a", Some("sha-256")));
        assert!(!is_hash("Yb692vVDEcbCQhrUNo9R7J7d7Dw=", None));
        assert!(is_rating("nonadult", None) && !is_rating("x", None));
        assert!(is_rating("r (cz 1 lz 1 nz 1 oz 1 vz 1)", Some("urn:icra")));
        assert!(!is_rating("r (cz 2)", Some("urn:icra")) && !is_rating("r ()", Some("urn:icra")));
        assert!(!is_rating("pg-13", Some("urn:v-chip")) && is_rating("pg-13", Some("urn:mpaa")));
        assert!(is_rating("fresh", Some("http://www.rottentomatoes.com/")));
        assert!(is_credit_role("musician") && !is_credit_role("Musician"));
    }
}
