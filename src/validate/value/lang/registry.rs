//! IANA's registry of subtags, looked up where it lies: `subtags.txt`.

/// The whole list: under each heading in brackets, words with one character between
/// them, in the order of their bytes.
static SUBTAGS: &str = include_str!("subtags.txt");

/// A section of [`SUBTAGS`] whose words are all of one length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed<const N: usize>(&'static [u8]);

pub(super) static LANGUAGE_2: Fixed<2> = Fixed(section("[language-2]\n"));
pub(super) static LANGUAGE_3: Fixed<3> = Fixed(section("[language-3]\n"));
pub(super) static SCRIPT: Fixed<4> = Fixed(section("[script]\n"));
pub(super) static REGION_2: Fixed<2> = Fixed(section("[region-2]\n"));
pub(super) static REGION_3: Fixed<3> = Fixed(section("[region-3]\n"));
/// The regions of two letters that are no country's.
pub(super) static FORMER_REGIONS: Fixed<2> = Fixed(section("[no-country]\n"));
static VARIANTS: &[u8] = section("[variant]\n");
/// `yue=zh`: extended languages, each with the language that it extends.
static EXTLANGS: &[u8] = section("[extlang]\n");
/// `iw=he`: languages and variants out of use, each with what to write in its place.
static PREFERRED: &[u8] = section("[preferred]\n");
/// `DD=DE`: regions that are no more, each with what it is now.
static PREFERRED_REGIONS: &[u8] = section("[preferred-region]\n");
/// `eng=en`: codes of ISO 639-2 that no tag has, each with the one of two letters.
static SHORT: &[u8] = section("[short]\n");
/// `i-klingon=tlh`, `i-default=`: tags that are registered as a whole.
static WHOLE: &[u8] = section("[whole]\n");

impl<const N: usize> Fixed<N> {
    /// Whether it holds `code`.
    pub(super) fn contains(self, code: [u8; N]) -> bool {
        let (mut low, mut high) = (0, (self.0.len() + 1) / (N + 1));
        while low < high {
            let middle = usize::midpoint(low, high);
            let at = middle * (N + 1);
            match self.0[at..at + N].cmp(&code) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }

    /// `text` in small letters, when it is that long.
    pub(super) fn lower(text: &str) -> Option<[u8; N]> {
        let mut code: [u8; N] = text.as_bytes().try_into().ok()?;
        code.make_ascii_lowercase();
        Some(code)
    }

    /// `text` in capitals, when it is that long.
    pub(super) fn upper(text: &str) -> Option<[u8; N]> {
        let mut code: [u8; N] = text.as_bytes().try_into().ok()?;
        code.make_ascii_uppercase();
        Some(code)
    }
}

/// Whether a language is registered, or private (`qaa` to `qtz`).
pub(super) fn is_language(text: &str) -> bool {
    match text.len() {
        2 => Fixed::<2>::lower(text).is_some_and(|code| LANGUAGE_2.contains(code)),
        3 => Fixed::<3>::lower(text)
            .is_some_and(|code| LANGUAGE_3.contains(code) || matches!(code, [b'q', b'a'..=b't', b'a'..=b'z'])),
        _ => false,
    }
}

/// Whether a script is registered, or private (`Qaaa` to `Qabx`).
pub(super) fn is_script(text: &str) -> bool {
    let code = Fixed::<4>::lower(text);
    code.is_some_and(|code| {
        SCRIPT.contains(code) || matches!(code, [b'q', b'a', b'a', _] | [b'q', b'a', b'b', b'a'..=b'x'])
    })
}

/// Whether a region is registered, or private (`QM` to `QZ`, `XA` to `XZ`).
pub(super) fn is_region(text: &str) -> bool {
    match text.len() {
        2 => Fixed::<2>::upper(text)
            .is_some_and(|code| REGION_2.contains(code) || matches!(code, [b'Q', b'M'..=b'Z'] | [b'X', _])),
        _ => Fixed::<3>::upper(text).is_some_and(|code| REGION_3.contains(code)),
    }
}

/// Whether a variant is registered.
pub(super) fn is_variant(text: &str) -> bool {
    words(VARIANTS).any(|known| known.eq_ignore_ascii_case(text.as_bytes()))
}

/// The language that an extended language extends.
pub(super) fn extends(text: &str) -> Option<&'static str> {
    small_value(EXTLANGS, text)
}

/// What to write for a subtag that is out of use.
pub(super) fn preferred(text: &str) -> Option<&'static str> {
    small_value(PREFERRED, text)
}

/// What to write for a region that is no more.
pub(super) fn preferred_region(text: &str) -> Option<&'static str> {
    value(PREFERRED_REGIONS, text)
}

/// The code of two letters for one of ISO 639-2's that has such.
pub(super) fn short_for(text: &str) -> Option<&'static str> {
    if text.len() == 3 { small_value(SHORT, text) } else { None }
}

/// What to write for a tag that is registered as a whole, which may be nothing better.
pub(super) fn whole(text: &str) -> Option<&'static str> {
    value(WHOLE, text)
}

/// As [`value`], faster, among keys in small letters.
fn small_value(section: &'static [u8], key: &str) -> Option<&'static str> {
    let mut needle = [0u8; 9];
    let needle = needle.get_mut(..=key.len())?;
    needle[..key.len()].copy_from_slice(key.as_bytes());
    needle.make_ascii_lowercase();
    needle[key.len()] = b'=';
    let is_word = |at: &usize| at.checked_sub(1).is_none_or(|before| matches!(section[before], b' ' | b'\n'));
    let at = memchr::memmem::find_iter(section, needle).find(is_word)? + needle.len();
    words(&section[at..]).next().and_then(|value| str::from_utf8(value).ok())
}

fn value(section: &'static [u8], key: &str) -> Option<&'static str> {
    words(section).find_map(|word| {
        let (name, rest) = word.split_at_checked(key.len())?;
        let value = rest.strip_prefix(b"=")?;
        name.eq_ignore_ascii_case(key.as_bytes()).then(|| str::from_utf8(value).ok())?
    })
}

fn words(section: &'static [u8]) -> impl Iterator<Item = &'static [u8]> {
    section.split(|byte| matches!(byte, b' ' | b'\n'))
}

/// What stands under a heading, up to the blank line or the end.
const fn section(heading: &str) -> &'static [u8] {
    let (bytes, heading) = (SUBTAGS.as_bytes(), heading.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'[' && starts_with(bytes, at, heading) {
            let from = at + heading.len();
            let mut to = from;
            while to + 1 < bytes.len() && !(bytes[to] == b'\n' && bytes[to + 1] == b'\n') {
                to += 1;
            }
            return bytes.split_at(to).0.split_at(from).1;
        }
        at += 1;
    }
    panic!("the list has every heading")
}

const fn starts_with(bytes: &[u8], at: usize, prefix: &[u8]) -> bool {
    let mut same = 0;
    while same < prefix.len() {
        if at + same >= bytes.len() || bytes[at + same] != prefix[same] {
            return false;
        }
        same += 1;
    }
    true
}
