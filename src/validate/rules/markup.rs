//! Rules: xHTML as elements.

use crate::validate::rule::rules;

rules! {
    "markup", "XHTML as elements.";

    XHTML_DIV "xhtml-div-missing" Error w3c "MissingXhtmlDiv"
        "`{}` of the type xhtml must hold one `div` of XHTML and nothing else"
        ""
        ""
        bad Document ""
        good Document ""

    XHTML_NAMESPACE "xhtml-namespace" Warning w3c "NotHtml"
        "`{}` stands where XHTML must, and is not in its namespace"
        ""
        ""
        bad Document ""
        good Document ""

    MISPLACED_XHTML "xhtml-misplaced" Warning w3c "MisplacedXHTMLContent"
        "XHTML stands where none belongs: `{}` in `{}`"
        ""
        ""
        bad Document ""
        good Document ""
}
