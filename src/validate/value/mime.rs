//! Media types.

/// A media type as written; types are the same in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MediaType<'a> {
    /// `text` of `text/html`.
    pub(crate) kind: &'a str,
    /// `html` of `text/html`.
    pub(crate) subtype: &'a str,
    /// What follows the type, from its first `;`, or nothing.
    pub(crate) parameters: &'a str,
}

impl MediaType<'_> {
    /// Whether it stands for many types: `*/*`, `image/*`.
    pub(crate) fn is_range(&self) -> bool {
        self.kind == "*" || self.subtype == "*"
    }
}

/// The media type that `text` writes, with its parameters (RFC 2045, section 5.1).
///
/// A `*` for the type or the subtype passes, as it does with the W3C; see
/// [`MediaType::is_range`].
pub(crate) fn media_type(text: &str) -> Option<MediaType<'_>> {
    let (kind, rest) = text.split_at(token(text)?);
    let rest = rest.strip_prefix('/')?;
    let (subtype, parameters) = rest.split_at(token(rest)?);
    are_parameters(parameters).then_some(MediaType { kind, subtype, parameters: parameters.trim_start() })
}

/// `; charset=utf-8; format="flowed"`
fn are_parameters(mut text: &str) -> bool {
    while !text.is_empty() {
        let Some(rest) = text.trim_start().strip_prefix(';').map(str::trim_start) else { return false };
        let Some(rest) = token(rest).and_then(|end| rest[end..].strip_prefix('=')) else { return false };
        let value = match rest.strip_prefix('"') {
            Some(quoted) => end_of_quoted(quoted).map(|end| &quoted[end..]),
            None => token(rest).map(|end| &rest[end..]),
        };
        let Some(rest) = value else { return false };
        text = rest;
    }
    true
}

/// The length of the token that `text` begins with.
fn token(text: &str) -> Option<usize> {
    let end = text.bytes().position(|byte| !is_token(byte)).unwrap_or(text.len());
    (end > 0).then_some(end)
}

/// RFC 2045's `token`, which is ASCII alone.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_graphic() && !br#"()<>@,;:\"/[]?="#.contains(&byte)
}

/// Where the string ends whose opening quote was read.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_a_kind_and_a_subtype() {
        let html = media_type("Text/HTML; charset=utf-8").unwrap();
        assert_eq!((html.kind, html.subtype), ("Text", "HTML"));
        assert_eq!(html.parameters, "; charset=utf-8");
        assert_eq!(media_type("application/atom+xml;type=entry").unwrap().subtype, "atom+xml");
        assert!(media_type("image/*").unwrap().is_range());
        assert_eq!(media_type(r#"text/plain ; a="b; \"c\"" ; d=e"#).unwrap().subtype, "plain");
    }

    #[test]
    fn what_resembles_a_type_is_none() {
        for text in [
            "",
            "mp3",
            "text",
            "text/",
            "/html",
            "text/html/x",
            "text html",
            "text/ht ml",
            " text/html",
            "text/html ",
            "text/html;",
            "text/html; charset",
            "text/html; charset=",
            "text/html; a=\"b",
            "text/html, text/plain",
            "téxt/html",
        ] {
            assert_eq!(media_type(text), None, "{text}");
        }
    }
}
