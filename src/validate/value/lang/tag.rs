//! BCP 47: the tags of languages (RFC 5646).

use super::registry;

/// What is wrong with a tag. The W3C is silent of most: it asks for the first subtag
/// only, see [`is_iso639`](super::is_iso639).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LangFault {
    /// It is no tag: `en_us`, an empty subtag, one in the wrong place or there twice.
    Form,
    /// There is no such language.
    Language,
    /// There is no such extended language, or not of that language.
    Extlang,
    /// There is no such script.
    Script,
    /// There is no such region.
    Region,
    /// There is no such variant.
    Variant,
    /// A subtag or the whole is out of use.
    Deprecated {
        /// What to write in its place.
        preferred: &'static str,
    },
    /// A code of three letters, where the language has one of two.
    Long {
        /// That one.
        preferred: &'static str,
    },
}

/// Whether `text` is a valid tag (RFC 5646, section 2.2.9), of subtags that are in use.
/// Whether a variant goes with its language is not looked at.
pub(crate) fn check(text: &str) -> Result<(), LangFault> {
    // What nearly all feeds say.
    if let [_, _] | [_, _, b'-', _, _] = text.as_bytes()
        && plain(text)
    {
        return Ok(());
    }
    match registry::whole(text) {
        Some("") => return Ok(()),
        Some(preferred) => return Err(LangFault::Deprecated { preferred }),
        None => {}
    }
    let is_subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !text.split('-').all(is_subtag) {
        return Err(LangFault::Form);
    }
    let mut subtags = text.split('-').peekable();
    let language = subtags.next().ok_or(LangFault::Form)?;
    if language.eq_ignore_ascii_case("x") {
        return subtags.next().map(|_| ()).ok_or(LangFault::Form);
    }
    known_language(language)?;
    if let Some(extlang) = subtags.next_if(|part| part.len() == 3 && is_alphabetic(part)) {
        match registry::extends(extlang) {
            Some(extended) if extended.eq_ignore_ascii_case(language) => {}
            _ => return Err(LangFault::Extlang),
        }
    }
    if let Some(script) = subtags.next_if(|part| part.len() == 4 && is_alphabetic(part))
        && !registry::is_script(script)
    {
        return Err(LangFault::Script);
    }
    if let Some(region) =
        subtags.next_if(|part| part.len() == 2 && is_alphabetic(part) || part.len() == 3 && is_numeric(part))
    {
        known_region(region)?;
    }
    let mut variants = 0;
    while let Some(variant) = subtags.next_if(|part| is_variant_shape(part)) {
        variants += 1;
        // More than four go with no language.
        if variants > 4 {
            return Err(LangFault::Form);
        }
        if !registry::is_variant(variant) {
            return Err(LangFault::Variant);
        }
        if let Some(preferred) = registry::preferred(variant) {
            return Err(LangFault::Deprecated { preferred });
        }
    }
    extensions(subtags)
}

/// A language of two letters, or that with a region of two, both in use.
fn plain(text: &str) -> bool {
    let (language, region) = text.split_once('-').unwrap_or((text, "US"));
    known_language(language).is_ok() && known_region(region).is_ok()
}

fn known_language(text: &str) -> Result<(), LangFault> {
    if !is_alphabetic(text) || text.len() < 2 {
        return Err(LangFault::Form);
    }
    if let Some(preferred) = registry::short_for(text) {
        return Err(LangFault::Long { preferred });
    }
    if !registry::is_language(text) {
        return Err(LangFault::Language);
    }
    registry::preferred(text).map_or(Ok(()), |preferred| Err(LangFault::Deprecated { preferred }))
}

fn known_region(text: &str) -> Result<(), LangFault> {
    if !registry::is_region(text) {
        return Err(LangFault::Region);
    }
    // A region's capitals tell it from a language.
    let region = registry::Fixed::<2>::upper(text);
    let former = region.filter(|code| registry::FORMER_REGIONS.contains(*code));
    match former.and_then(|_| registry::preferred_region(text)) {
        Some(preferred) => Err(LangFault::Deprecated { preferred }),
        None => Ok(()),
    }
}

/// What comes last: `-u-…`, each letter once, and `-x-…`.
fn extensions<'a>(mut subtags: impl Iterator<Item = &'a str>) -> Result<(), LangFault> {
    let mut seen = 0u64;
    let mut empty = false;
    while let Some(part) = subtags.next() {
        match *part.as_bytes() {
            [b'x' | b'X'] if !empty => return subtags.next().map(|_| ()).ok_or(LangFault::Form),
            [singleton] if !empty => {
                let bit = 1u64 << (char::from(singleton).to_digit(36).unwrap_or_default());
                if seen & bit != 0 {
                    return Err(LangFault::Form);
                }
                seen |= bit;
                empty = true;
            }
            [_] => return Err(LangFault::Form),
            _ if seen == 0 => return Err(LangFault::Form),
            _ => empty = false,
        }
    }
    if empty { Err(LangFault::Form) } else { Ok(()) }
}

fn is_alphabetic(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_numeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_variant_shape(part: &str) -> bool {
    part.len() > 4 || part.len() == 4 && part.as_bytes()[0].is_ascii_digit()
}
