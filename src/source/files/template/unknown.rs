//! Addresses of which a template was a part whose value only the generator knows.

use super::LONGEST;

/// Stands for an address that nobody knows: of a scheme that no feed carries, so
/// that the link is taken off and its text stays, and the picture is left out.
pub(super) const NO_ADDRESS: &str = "dropped:";

/// Where the address begins that `text` ends in the middle of: that of a link or
/// picture in Markdown, or of an attribute.
pub(super) fn address_at_end(text: &str) -> Option<usize> {
    let tail = &text.as_bytes()[text.len().saturating_sub(LONGEST)..];
    let begin = |opening: &[u8], closing: &[u8]| {
        let at = memchr::memmem::rfind(tail, opening)? + opening.len();
        let ended = tail[at..].iter().any(|byte| closing.contains(byte));
        (!ended).then(|| text.len() - tail.len() + at)
    };
    let found = [
        begin(b"](<", b">\n"),
        begin(b"](", b") \n"),
        begin(b"href=\"", b"\"<>"),
        begin(b"href='", b"'<>"),
        begin(b"src=\"", b"\"<>"),
        begin(b"src='", b"'<>"),
    ];
    found.into_iter().flatten().next().filter(|at| !is_in_code(&text[..*at]))
}

/// Whether `text` ends inside code, where an address is only shown: in a block
/// or span of Markdown, or in the element.
fn is_in_code(text: &str) -> bool {
    let fences = text.lines().filter(|line| line.trim_start().starts_with("```")).count();
    let paragraph = &text[text.rfind("\n\n").unwrap_or(0)..];
    let ticks = paragraph.matches('`').count();
    fences % 2 == 1 || ticks % 2 == 1 || text.rfind("<code") > text.rfind("</code")
}
