//! Plain text → paragraphs. The reporter's characters stay as they are.

/// A paragraph for each run of lines; a line end inside one is a line break.
pub(super) fn render(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            if open {
                html.push_str("</p>\n");
                open = false;
            }
            continue;
        }
        html.push_str(if open { "<br>\n" } else { "<p>" });
        open = true;
        escape_into(&mut html, line.trim());
    }
    if open {
        html.push_str("</p>\n");
    }
    html
}

/// Writes `text` as HTML text or the value of an attribute in double quotes.
pub(super) fn escape_into(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(escape);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}
