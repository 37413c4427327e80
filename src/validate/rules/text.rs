//! Rules: text, plain and marked up.

use crate::validate::rule::rules;

rules! {
    "text", "Text, plain and marked up.";

    BLANK "text-blank" Warning w3c "NotBlank"
        "`{}` in `{}` is empty"
        ""
        ""
        bad Document ""
        good Document ""

    BLANK_ATTRIBUTE "attribute-blank" Warning w3c "AttrNotBlank"
        "the attribute `{}` of `{}` is empty"
        ""
        ""
        bad Document ""
        good Document ""

    SPACE "text-space" Error w3c "UnexpectedWhitespace"
        "white space stands at the ends of `{}`"
        ""
        ""
        bad Document ""
        good Document ""

    BAD_CHARACTER "text-bad-character" Warning w3c "BadCharacters"
        "the character {} in `{}` comes of a wrong encoding"
        ""
        ""
        bad Document ""
        good Document ""

    HTML_IN_PLAIN "text-html" Warning w3c "ContainsHTML"
        "`{}` holds HTML: {}"
        ""
        ""
        bad Document ""
        good Document ""

    MARKUP_IN_PLAIN "text-markup" Warning w3c "CharacterData"
        "`{}` holds markup that some readers show and others drop: {}"
        ""
        ""
        bad Document ""
        good Document ""

    UNDECLARED_HTML "text-html-undeclared" Warning w3c "ContainsUndeclaredHTML"
        "`{}` says that it is plain text and holds HTML: {}"
        ""
        ""
        bad Document ""
        good Document ""

    NOT_INLINE "text-not-inline" Warning w3c "NotInline"
        "`{}` says that it is XHTML and holds escaped HTML: {}"
        ""
        ""
        bad Document ""
        good Document ""

    HTML_FRAGMENT "text-html-fragment" Warning w3c "HtmlFragment"
        "content of the type `{}` must be a whole document"
        ""
        ""
        bad Document ""
        good Document ""

    ESCAPED "text-not-escaped" Error w3c "NotEscaped"
        "`{}` must be escaped"
        ""
        ""
        bad Document ""
        good Document ""
}
