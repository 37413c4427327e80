//! Rules: whether the document is well-formed XML.

use crate::validate::rule::rules;

rules! {
    "xml", "Whether the document is well-formed XML.";

    WELL_FORMED "xml-not-well-formed" Error w3c "SAXError"
        "the document is not well-formed XML: {}"
        ""
        ""
        bad Document ""
        good Document ""

    ENTITY "xml-entity-undefined" Error w3c "SAXError"
        "the document is not well-formed XML: {}"
        ""
        ""
        bad Document ""
        good Document ""

    LIMIT "xml-limit" Error
        "the document is not read any further: {}"
        ""
        ""
        bad Document ""
        good Document ""

    UNDEFINED_ENTITY "xml-entity-external" Error w3c "UndefinedNamedEntity"
        "the entity `{}` is not defined in the document"
        ""
        ""
        bad Document ""
        good Document ""

    VERSION "xml-version" Error w3c "BadXmlVersion"
        "the document says that it is XML {}"
        ""
        ""
        bad Document ""
        good Document ""

    BLANK_START "xml-blank-start" Error w3c "WPBlankLine"
        "white space stands before the XML declaration"
        ""
        ""
        bad Document ""
        good Document ""

    SYSTEM_ENTITY "xml-system-entity" Info w3c "ContainsSystemEntity"
        "the document refers to a file outside itself"
        ""
        ""
        bad Document ""
        good Document ""

    DEPRECATED_DTD "xml-dtd-deprecated" Error w3c "DeprecatedDTD"
        "the document type is no longer served at the address `{}`"
        ""
        ""
        bad Document ""
        good Document ""

    BASE "xml-base" Error w3c "InvalidUriChar"
        "`xml:base` is not an address"
        ""
        ""
        bad Document ""
        good Document ""
}
