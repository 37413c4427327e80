//! Rules: addresses and identifiers.

use crate::validate::rule::rules;

rules! {
    "uri", "Addresses and identifiers.";

    FULL "uri-not-absolute" Error w3c "InvalidFullLink"
        "`{}` must be a complete address: {}"
        ""
        ""
        bad Document ""
        good Document ""

    LINK "uri-invalid" Error w3c "InvalidLink"
        "`{}` is not an address: {}"
        ""
        ""
        bad Document ""
        good Document ""

    IN_ATTRIBUTE "uri-attribute-invalid" Error w3c "InvalidURIAttribute"
        "the attribute `{}` is not an address: {}"
        ""
        ""
        bad Document ""
        good Document ""

    HTTP_ATTRIBUTE "uri-attribute-not-http" Error w3c "InvalidURLAttribute"
        "the attribute `{}` must be a complete http or https address: {}"
        ""
        ""
        bad Document ""
        good Document ""

    CHARACTER "uri-character" Error w3c "InvalidUriChar"
        "the character `{}` cannot stand in an address"
        ""
        ""
        bad Document ""
        good Document ""

    NOT_IRI "uri-not-ascii" Error w3c "UriNotIri"
        "`{}` must be an address in ASCII"
        ""
        ""
        bad Document ""
        good Document ""

    TAG "uri-tag" Error w3c "InvalidTAG"
        "`{}` is not a `tag:` URI: {}"
        ""
        ""
        bad Document ""
        good Document ""

    URN "uri-urn" Error w3c "InvalidURN"
        "`{}` is not a `urn:`: {}"
        ""
        ""
        bad Document ""
        good Document ""

    UUID "uri-uuid" Error w3c "InvalidUUID"
        "`{}` is not a UUID: {}"
        ""
        ""
        bad Document ""
        good Document ""

    NSS "uri-nss" Error w3c "InvalidNSS"
        "`{}` is not a namespace-specific string: {}"
        ""
        ""
        bad Document ""
        good Document ""

    NOT_CANONICAL "uri-not-canonical" Warning w3c "NonCanonicalURI"
        "`{}` would be `{}` in its canonical form"
        ""
        ""
        bad Document ""
        good Document ""

    SCHEME "uri-scheme-unregistered" Warning w3c "SchemeNotIANARegistered"
        "the scheme `{}` is not registered"
        ""
        ""
        bad Document ""
        good Document ""

    DOUBTFUL "uri-doubtful" Info
        "`{}` is an address that programs read differently"
        ""
        ""
        bad Document ""
        good Document ""

    SAME_DOCUMENT "uri-same-document" Warning w3c "SameDocumentReference"
        "`{}` refers to the document itself"
        ""
        ""
        bad Document ""
        good Document ""
}
