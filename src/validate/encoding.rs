//! Bytes into text: the byte order mark, what the XML declaration says, and what
//! the bytes are.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::Encoding;

use super::finding::{Finding, Findings};
use super::rule::Rule;
use super::rules::encoding as rules;

/// A document as text.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// The byte of the text behind the XML declaration.
    pub(crate) body: usize,
    /// Reading on would make no sense.
    pub(crate) hopeless: bool,
}

/// What the XML declaration says.
#[derive(Debug, Default, Clone)]
struct Declaration {
    end: usize,
    version: Option<Range<usize>>,
    encoding: Option<Range<usize>>,
    malformed: bool,
}

/// Decodes `bytes`; what is wrong with their encoding goes to `findings`.
pub(crate) fn decode<'a>(bytes: &'a [u8], findings: &mut Findings) -> Decoded<'a> {
    let (mark, from) = byte_order_mark(bytes).unwrap_or((Mark::None, 0));
    let bytes = &bytes[from..];
    let guess = match mark {
        Mark::None => unmarked(bytes),
        mark => mark,
    };
    match guess {
        Mark::Utf16Le => decode_with(encoding_rs::UTF_16LE, bytes, mark, findings),
        Mark::Utf16Be => decode_with(encoding_rs::UTF_16BE, bytes, mark, findings),
        Mark::Utf32 { big_endian } => finish(Cow::Owned(utf32(bytes, big_endian)), findings),
        Mark::Utf8 | Mark::None => eight_bits(bytes, mark, findings),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32 { big_endian: bool },
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Mark, usize)> {
    Some(match bytes {
        [0xFF, 0xFE, 0, 0, ..] => (Mark::Utf32 { big_endian: false }, 4),
        [0, 0, 0xFE, 0xFF, ..] => (Mark::Utf32 { big_endian: true }, 4),
        [0xEF, 0xBB, 0xBF, ..] => (Mark::Utf8, 3),
        [0xFF, 0xFE, ..] => (Mark::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Mark::Utf16Be, 2),
        _ => return None,
    })
}

/// XML 1.0, appendix F: `<?` or `<x` in the encodings that are not ASCII's kin.
fn unmarked(bytes: &[u8]) -> Mark {
    match bytes {
        [b'<', 0, 0, 0, ..] => Mark::Utf32 { big_endian: false },
        [0, 0, 0, b'<', ..] => Mark::Utf32 { big_endian: true },
        [b'<', 0, ..] => Mark::Utf16Le,
        [0, b'<', ..] => Mark::Utf16Be,
        _ => Mark::None,
    }
}

fn utf32(bytes: &[u8], big_endian: bool) -> String {
    let number = |four: &[u8]| {
        let four = [four[0], four[1], four[2], four[3]];
        if big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    };
    bytes.chunks_exact(4).map(|four| char::from_u32(number(four)).unwrap_or('\u{FFFF}')).collect()
}

fn eight_bits<'a>(bytes: &'a [u8], mark: Mark, findings: &mut Findings) -> Decoded<'a> {
    // The declaration is ASCII whatever follows it.
    let head: String = bytes.iter().take(1024).map(|byte| char::from(*byte)).collect();
    let declared = declaration(&head);
    let label = declared.encoding.clone().map(|range| head[range].to_owned());
    let Some(label) = label else {
        if mark == Mark::None && declared.end == 0 && bytes.trim_ascii_start().starts_with(b"<") {
            note(findings, &rules::UNDECLARED, 0..declared.end, &[]);
        }
        return as_utf8(bytes, "UTF-8", findings);
    };
    let span = declared.encoding.clone().unwrap_or(0..0);
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        note(findings, &rules::UNKNOWN, span, &[&label]);
        return as_utf8(bytes, "UTF-8", findings);
    };
    let lower = label.to_ascii_lowercase();
    if encoding == encoding_rs::UTF_8 {
        return as_utf8(bytes, "UTF-8", findings);
    }
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        // The declaration could not have been read if it were true.
        note(findings, &rules::BYTES, span, &["a document of single bytes", &label]);
        return as_utf8(bytes, "UTF-8", findings);
    }
    let rule = if is_common(&lower) { &rules::NOT_UTF8 } else { &rules::OBSCURE };
    note(findings, rule, span.clone(), &[&label]);
    if matches!(lower.as_str(), "iso-8859-1" | "latin1" | "latin-1" | "l1" | "iso8859-1" | "iso_8859-1") {
        // Taken at its word: what is windows-1252 in truth shows as controls.
        return finish(Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()), findings);
    }
    if matches!(lower.as_str(), "us-ascii" | "ascii") {
        if mark == Mark::Utf8 {
            note(findings, &rules::BYTES, span, &["a byte order mark", "US-ASCII"]);
            return as_utf8(bytes, "UTF-8", findings);
        }
        if let Some(at) = bytes.iter().position(|byte| !byte.is_ascii()) {
            note(findings, &rules::BYTES, at..at + 1, &[&format!("the byte 0x{:02X}", bytes[at]), "US-ASCII"]);
            return finish(String::from_utf8_lossy(bytes), findings);
        }
        return as_utf8(bytes, "US-ASCII", findings);
    }
    decode_with(encoding, bytes, mark, findings)
}

/// The encodings that every parser knows.
fn is_common(label: &str) -> bool {
    matches!(
        label,
        "us-ascii"
            | "iso-8859-1"
            | "iso-8859-2"
            | "iso-8859-7"
            | "iso-8859-15"
            | "windows-1250"
            | "windows-1251"
            | "windows-1252"
            | "windows-1254"
            | "windows-1255"
            | "windows-1256"
            | "koi8-r"
            | "euc-jp"
            | "shift_jis"
            | "gb18030"
    )
}

fn as_utf8<'a>(bytes: &'a [u8], name: &str, findings: &mut Findings) -> Decoded<'a> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let at = error.valid_up_to();
            note(findings, &rules::BYTES, at..at + 1, &[&format!("the byte 0x{:02X}", bytes[at]), name]);
            String::from_utf8_lossy(bytes)
        }
    };
    finish(text, findings)
}

fn decode_with<'a>(encoding: &'static Encoding, bytes: &'a [u8], mark: Mark, findings: &mut Findings) -> Decoded<'a> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let at = text.find('\u{FFFD}').unwrap_or(0);
        note(findings, &rules::BYTES, at..at + 3, &["a sequence of bytes", encoding.name()]);
        return finish(text, findings);
    };
    if let (Some(label), Mark::Utf16Le | Mark::Utf16Be) = (&declaration(&text).encoding, mark) {
        let says = text[label.clone()].to_ascii_lowercase();
        if !says.starts_with("utf-16") && !says.starts_with("iso-10646-ucs-2") {
            note(findings, &rules::BYTES, label.clone(), &["a document of two bytes a character", &says]);
        }
    }
    finish(text, findings)
}

fn finish<'a>(text: Cow<'a, str>, findings: &mut Findings) -> Decoded<'a> {
    // Its places are bytes of this text: what bytes read one by one say of it
    // holds only as far as they are ASCII.
    let declaration = declaration(&text);
    let mut hopeless = false;
    if declaration.malformed {
        note(
            findings,
            &super::rules::xml::WELL_FORMED,
            0..declaration.end.max(5),
            &["the XML declaration is not as it must be"],
        );
        hopeless = true;
    }
    if declaration.end == 0
        && text.starts_with(|c: char| c.is_ascii_whitespace())
        && let Some(start) = text.find("<?xml").filter(|start| text[..*start].trim().is_empty())
        && text.find("<generator").is_some_and(|at| text[at..].to_ascii_lowercase().contains("wordpress"))
    {
        // A plugin's stray line, common enough to be read past.
        note(findings, &super::rules::xml::BLANK_START, 0..start, &[]);
        let body = text[start..].find("?>").map_or(start, |length| start + length + 2);
        return Decoded { body, text, hopeless: false };
    }
    if let Some(version) = &declaration.version {
        let says = &text[version.clone()];
        if says != "1.0" {
            note(findings, &super::rules::xml::VERSION, version.clone(), &[says]);
        }
    }
    Decoded { body: declaration.end, text, hopeless }
}

fn note(findings: &mut Findings, rule: &'static Rule, span: Range<usize>, words: &[&str]) {
    let words = words.iter().map(|word| Box::from(*word)).collect();
    findings.push(Finding { rule, span, element: 0, attribute: None, words });
}

/// The byte of `text` behind its XML declaration.
pub(crate) fn body(text: &str) -> usize {
    declaration(text).end
}

/// Reads `<?xml … ?>` at the start of `text` (XML 1.0, section 2.8).
fn declaration(text: &str) -> Declaration {
    let Some(rest) = text.strip_prefix("<?xml").filter(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace()))
    else {
        return Declaration::default();
    };
    let Some(length) = rest.find("?>") else {
        return Declaration { malformed: true, ..Declaration::default() };
    };
    let mut found = Declaration { end: 5 + length + 2, ..Declaration::default() };
    let mut at = 5;
    let end = 5 + length;
    // Version, encoding, standalone, in that order.
    let mut turn = 0;
    loop {
        let space = text[at..end].len() - text[at..end].trim_start().len();
        at += space;
        if at == end {
            found.malformed |= found.version.is_none();
            return found;
        }
        let Some((name, value, next)) = pair(text, at, end).filter(|_| space > 0) else {
            found.malformed = true;
            return found;
        };
        let order = match name {
            "version" => 1,
            "encoding" => 2,
            "standalone" => 3,
            _ => 0,
        };
        if order <= turn || (turn == 0 && order != 1) {
            found.malformed = true;
        }
        turn = order;
        match order {
            1 => found.version = Some(value),
            2 => found.encoding = Some(value),
            3 => found.malformed |= !matches!(&text[value], "yes" | "no"),
            _ => {}
        }
        at = next;
    }
}

/// `name="value"` at byte `at`: the name, where the value stands, and the byte behind it.
fn pair(text: &str, at: usize, end: usize) -> Option<(&str, Range<usize>, usize)> {
    let (name, _) = text[at..end].split_once('=')?;
    let after = at + name.len() + 1;
    let after = after + (text[after..end].len() - text[after..end].trim_start().len());
    let quote = text[after..end].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let length = text[after + 1..end].find(quote)?;
    Some((name.trim_end(), after + 1..after + 1 + length, after + 1 + length + 1))
}
