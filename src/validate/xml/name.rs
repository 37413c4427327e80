//! Names: XML 1.0's productions `NameStartChar` and `NameChar`.

/// How many bytes from the start of `text` are a name; 0 when none is there.
pub(super) fn length(text: &[u8]) -> usize {
    let Some(&first) = text.first() else { return 0 };
    if !(START[usize::from(first)] || first >= 0x80) {
        return 0;
    }
    let ascii = text.iter().position(|byte| !NAME[usize::from(*byte)]).unwrap_or(text.len());
    if text.get(ascii).is_some_and(|byte| *byte >= 0x80) { beyond_ascii(text) } else { ascii }
}

fn beyond_ascii(text: &[u8]) -> usize {
    // A name is short; what is longer than this ends here.
    let mut end = text.len().min(4096);
    let valid = loop {
        match std::str::from_utf8(&text[..end]) {
            Ok(valid) => break valid,
            Err(error) => end = error.valid_up_to(),
        }
    };
    let mut chars = valid.char_indices();
    match chars.next() {
        Some((_, c)) if is_start(c) => {}
        _ => return 0,
    }
    chars.find(|(_, c)| !is_name(*c)).map_or(valid.len(), |(at, _)| at)
}

fn is_start(c: char) -> bool {
    matches!(c, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn is_name(c: char) -> bool {
    is_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

const START: [bool; 256] = table(false);
const NAME: [bool; 256] = table(true);

const fn table(inside: bool) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphabetic()
            || byte == b'_'
            || byte == b':'
            || (inside && (byte.is_ascii_digit() || byte == b'-' || byte == b'.'));
        byte += 1;
    }
    table
}
