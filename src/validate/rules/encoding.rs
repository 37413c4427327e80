//! Rules: how the bytes become characters.

use crate::validate::rule::rules;

rules! {
    "encoding", "How the bytes become characters.";

    UNDECLARED "encoding-undeclared" Info w3c "MissingEncoding"
        "the XML declaration does not name the encoding"
        ""
        ""
        bad Document ""
        good Document ""

    UNKNOWN "encoding-unknown" Error w3c "UnknownEncoding"
        "there is no encoding `{}`"
        ""
        ""
        bad Document ""
        good Document ""

    OBSCURE "encoding-obscure" Warning w3c "ObscureEncoding"
        "the encoding `{}` is one that many readers do not know"
        ""
        ""
        bad Document ""
        good Document ""

    MISMATCH "encoding-mismatch" Warning w3c "EncodingMismatch"
        "the document says that its encoding is `{}`, and it is {}"
        ""
        ""
        bad Document ""
        good Document ""

    BYTES "encoding-bytes" Error w3c "UnicodeError"
        "{} is not {}"
        ""
        ""
        bad Document ""
        good Document ""

    NOT_UTF8 "encoding-not-utf-8" Info w3c "NonstdEncoding"
        "the encoding is `{}`, which not every parser has to know"
        ""
        ""
        bad Document ""
        good Document ""
}
