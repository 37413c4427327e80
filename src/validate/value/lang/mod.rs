//! Languages: ISO 639 as the W3C asks for it, and BCP 47 against IANA's registry.

mod registry;
mod tag;

use registry::{FORMER_REGIONS, Fixed, REGION_2};

pub(crate) use tag::{LangFault, check};

/// Whether `text` begins with a code of ISO 639, in any case, alone or before a hyphen;
/// that is all that the W3C looks at. The private and the elder tags that BCP 47 has
/// beside them, `x-…` and `i-…`, pass too.
pub(crate) fn is_iso639(text: &str) -> bool {
    match text.split_once('-') {
        Some(("x" | "X" | "i" | "I", rest)) => !rest.is_empty(),
        Some((first, _)) => registry::is_language(first) || registry::short_for(first).is_some(),
        None => registry::is_language(text) || registry::short_for(text).is_some(),
    }
}

/// Whether `text` is the code of a country (ISO 3166-1 alpha-2), in any case.
pub(crate) fn is_country(text: &str) -> bool {
    let Some(code) = Fixed::<2>::upper(text) else { return false };
    REGION_2.contains(code) && !FORMER_REGIONS.contains(code)
}

#[cfg(test)]
mod tests;
