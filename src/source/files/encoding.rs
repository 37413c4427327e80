//! Bytes → text: what a file declares, else what config says, else UTF-8.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes that are not what they are said to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Undecodable {
    /// The line, from 1.
    pub(super) line: u32,
    /// What stands where, without the text around it.
    pub(super) what: String,
}

/// How far into a file a declaration is looked for (HTML standard, 13.2.3.2).
const DECLARED_WITHIN: usize = 1024;

/// Decodes a file, with LF as its only line end. A byte order mark decides,
/// then (where `declares`) an HTML or XML declaration, then `default`.
///
/// # Errors
/// With the first byte that the encoding has no character for.
pub(super) fn decode(bytes: Vec<u8>, default: &'static Encoding, declares: bool) -> Result<String, Undecodable> {
    let (encoding, mark) = match Encoding::for_bom(&bytes) {
        Some(found) => found,
        None => (declared(&bytes, declares).unwrap_or(default), 0),
    };
    let text = if encoding == UTF_8 { utf_8(bytes, mark)? } else { legacy(&bytes[mark..], encoding, mark)? };
    Ok(with_line_feeds(text))
}

fn utf_8(mut bytes: Vec<u8>, mark: usize) -> Result<String, Undecodable> {
    if mark > 0 {
        bytes.drain(..mark);
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        fault(error.as_bytes(), at, mark, UTF_8)
    })
}

fn legacy(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Result<String, Undecodable> {
    // WHATWG's table gives these five a control character each; no writer means that.
    if encoding == WINDOWS_1252
        && let Some(at) = bytes.iter().position(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
    {
        return Err(fault(bytes, at, mark, encoding));
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(fault(bytes, first_malformed(bytes, encoding), mark, encoding)),
    }
}

fn first_malformed(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, &mut room, true) {
        (encoding_rs::DecoderResult::Malformed(length, extra), read) => {
            read.saturating_sub(usize::from(length) + usize::from(extra))
        }
        (_, read) => read,
    }
}

fn fault(bytes: &[u8], at: usize, mark: usize, encoding: &'static Encoding) -> Undecodable {
    let line = bytes[..at.min(bytes.len())].split(|byte| *byte == b'\n').count();
    let what = match bytes.get(at) {
        Some(byte) => format!("byte {} (0x{byte:02X}) is not {}", at + mark + 1, encoding.name()),
        None => format!("the file ends inside a character of {}", encoding.name()),
    };
    Undecodable { line: u32::try_from(line).unwrap_or(u32::MAX), what }
}

/// The encoding that an HTML `meta` or an XML declaration names.
fn declared(bytes: &[u8], declares: bool) -> Option<&'static Encoding> {
    if !declares {
        return None;
    }
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let label = match head.strip_prefix(b"<?xml") {
        Some(xml) => value_after(&xml[..find(xml, b"?>")?], b"encoding"),
        None => metas(&head).find_map(|meta| value_after(meta, b"charset")),
    }?;
    // The declaration was read as ASCII, so it cannot be UTF-16 (HTML standard, 13.2.3.3).
    let encoding = Encoding::for_label(label)?;
    Some(encoding.output_encoding())
}

fn metas(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = head;
    std::iter::from_fn(move || {
        let start = find(rest, b"<meta")?;
        let tag = &rest[start..];
        let end = tag.iter().position(|byte| *byte == b'>')?;
        rest = &tag[end..];
        Some(&tag[..end])
    })
}

fn value_after<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let rest = tag[find(tag, name)? + name.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end =
        rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/' | b' ')).unwrap_or(rest.len());
    Some(&rest[..end])
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8], default: &'static Encoding) -> String {
        match decode(bytes.to_vec(), default, true) {
            Ok(text) => text,
            Err(fault) => format!("{}: {}", fault.line, fault.what),
        }
    }

    #[test]
    fn a_mark_then_a_declaration_then_config_decides() {
        assert_eq!(what(b"\xEF\xBB\xBFcaf\xC3\xA9\r\nx", WINDOWS_1252), "café\nx");
        assert_eq!(what(b"\xFF\xFEa\0\xE9\0", UTF_8), "aé");
        assert_eq!(what(b"\x93caf\xE9\x94", WINDOWS_1252), "“café”");
        assert_eq!(what(b"<META charset='windows-1251'>\xCC", UTF_8), "<META charset='windows-1251'>М");
        assert_eq!(
            what(b"<meta http-equiv=x content=\"text/html; charset=shift_jis\">\x82\xA0", UTF_8),
            "<meta http-equiv=x content=\"text/html; charset=shift_jis\">あ"
        );
        assert_eq!(what(b"<?xml version='1.0' encoding='iso-8859-2'?>\xB3", UTF_8).chars().last(), Some('ł'));
    }

    #[test]
    fn bytes_that_are_not_what_they_are_said_to_be_have_a_place() {
        assert_eq!(what(b"one\ncaf\xE9 noir", UTF_8), "2: byte 8 (0xE9) is not UTF-8");
        assert_eq!(what(b"\xEF\xBB\xBF\xE9", UTF_8), "1: byte 4 (0xE9) is not UTF-8");
        assert_eq!(what(b"a\x81", WINDOWS_1252), "1: byte 2 (0x81) is not windows-1252");
        assert_eq!(what(b"ab\n\xFF", encoding_rs::SHIFT_JIS), "2: byte 4 (0xFF) is not Shift_JIS");
    }
}
