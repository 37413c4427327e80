//! Rules: XHTML as elements.

use crate::validate::rule::rules;

rules! {
    "markup", "XHTML as elements.";

    XHTML_DIV "xhtml-div-missing" Error w3c "MissingXhtmlDiv"
        "`{}` of the type xhtml must hold one `div` of XHTML and nothing else"
        "Put everything in it into one `<div xmlns=\"http://www.w3.org/1999/xhtml\">`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3"
        bad AtomEntry r#"<content type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">Two boats were lost.</p></content>"#
        good AtomEntry r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two boats were lost.</p></div></content>"#

    XHTML_NAMESPACE "xhtml-namespace" Warning w3c "NotHtml"
        "`{}` stands where XHTML must, and is not in its namespace"
        "Write `<div xmlns=\"http://www.w3.org/1999/xhtml\">`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3"
        bad AtomEntry r#"<content type="xhtml"><div>Two boats were lost.</div></content>"#
        good AtomEntry r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Two boats were lost.</div></content>"#

    MISPLACED_XHTML "xhtml-misplaced" Warning w3c "MisplacedXHTMLContent"
        "XHTML stands where none belongs: `{}` in `{}`"
        "Put it into `content` or `summary` with `type=\"xhtml\"`, or escape it into `description`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3"
        bad AtomEntry r#"<p xmlns="http://www.w3.org/1999/xhtml">Two boats were lost.</p>"#
        good AtomEntry r#"<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two boats were lost.</p></div></summary>"#
}
