//! Rules: addresses and identifiers.

use crate::validate::rule::rules;

rules! {
    "uri", "Addresses and identifiers.";

    FULL "uri-not-absolute" Error w3c "InvalidFullLink"
        "`{}` must be a complete address: {}"
        "Write the whole address, from `https://` on."
        "https://www.rssboard.org/rss-profile#data-types-url"
        bad RssItem "<link>/2026/fire</link>"
        good RssItem "<link>https://example.com/2026/fire</link>"

    LINK "uri-invalid" Error w3c "InvalidLink"
        "`{}` is not an address: {}"
        "Write an address, with its host: `https://example.com/fire`."
        "https://www.rfc-editor.org/rfc/rfc3986#section-3"
        bad AtomEntry "<author><name>Ana Novak</name><uri>http:///ana</uri></author>"
        good AtomEntry "<author><name>Ana Novak</name><uri>https://example.com/ana</uri></author>"

    IN_ATTRIBUTE "uri-attribute-invalid" Error w3c "InvalidURIAttribute"
        "the attribute `{}` is not an address: {}"
        "Write an address, with its host: `https://example.com/fire`."
        "https://www.rfc-editor.org/rfc/rfc3986#section-3"
        bad AtomEntry r#"<content type="audio/mpeg" src="http:///fire.mp3"/><summary>Fire</summary>"#
        good AtomEntry r#"<content type="audio/mpeg" src="https://example.com/fire.mp3"/><summary>Fire</summary>"#

    HTTP_ATTRIBUTE "uri-attribute-not-http" Error w3c "InvalidURLAttribute"
        "`{}` must be a complete address of the web, with `http:` or `https:`: {}"
        "Write the whole address, from `https://` on."
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure"
        bad RssItem r#"<enclosure url="/1.mp3" length="1024" type="audio/mpeg"/>"#
        good RssItem r#"<enclosure url="https://example.com/1.mp3" length="1024" type="audio/mpeg"/>"#

    CHARACTER "uri-character" Error w3c "InvalidUriChar"
        "an address holds a character that it cannot: {}"
        "Escape the character, a space as `%20`, or remove it where it slipped in."
        "https://www.rfc-editor.org/rfc/rfc3986#section-2"
        bad RssItem "<link>https://example.com/fire at the harbour</link>"
        good RssItem "<link>https://example.com/fire%20at%20the%20harbour</link>"

    NOT_IRI "uri-not-ascii" Error w3c "UriNotIri"
        "an address must be in ASCII here: {}"
        "Escape its letters as UTF-8, `é` as `%C3%A9`, and write its host in Punycode, `xn--…`."
        "https://www.rfc-editor.org/rfc/rfc3987#section-3.1"
        bad RssItem "<link>https://example.com/café</link>"
        good RssItem "<link>https://example.com/caf%C3%A9</link>"

    TAG "uri-tag" Error w3c "InvalidTAG"
        "`{}` is not a `tag:` as it must be: {}"
        "Write `tag:`, your domain, a comma, a date when it was yours, a colon, a name: `tag:example.com,2026:1`."
        "https://www.rfc-editor.org/rfc/rfc4151#section-2.1"
        bad AtomEntry "<id>tag:example.com:1</id>"
        good AtomEntry "<id>tag:example.com,2026:1</id>"

    URN "uri-urn" Error w3c "InvalidURN"
        "`{}` is not a `urn:` as it must be: {}"
        "Write `urn:`, the name of a namespace, a colon and a name in it: `urn:isbn:0451450523`."
        "https://www.rfc-editor.org/rfc/rfc8141#section-2"
        bad AtomEntry "<id>urn:example.com:1</id>"
        good AtomEntry "<id>urn:example:1</id>"

    UUID "uri-uuid" Error w3c "InvalidUUID"
        "`{}` is not a UUID: {}"
        "Write 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens between; let a library make them."
        "https://www.rfc-editor.org/rfc/rfc9562#section-4"
        bad AtomEntry "<id>urn:uuid:1225c695</id>"
        good AtomEntry "<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>"

    NSS "uri-nss" Error w3c "InvalidNSS"
        "`{}` is not a name that a URN could end in: {}"
        "Write letters, digits and `-._:` only, and escape the rest, a space as `%20`."
        "https://www.rfc-editor.org/rfc/rfc8141#section-2.2"
        bad RssItem r#"<sx:sync xmlns:sx="http://feedsync.org/2007/feedsync" id="1" updates="1"><sx:history sequence="1" by="Ana Novak"/></sx:sync>"#
        good RssItem r#"<sx:sync xmlns:sx="http://feedsync.org/2007/feedsync" id="1" updates="1"><sx:history sequence="1" by="ANA1"/></sx:sync>"#

    NOT_CANONICAL "uri-not-canonical" Warning w3c "NonCanonicalURI"
        "`{}` is not written in the canonical form: {}"
        "Write ids in one form, as ids are compared letter by letter; keep an id as it is where readers know it already."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6.1"
        bad AtomEntry "<id>http://Example.com:80/1</id>"
        good AtomEntry "<id>http://example.com/1</id>"

    SCHEME "uri-scheme-unregistered" Warning w3c "SchemeNotIANARegistered"
        "the scheme `{}` is not registered"
        "Write an address that readers can open, with `https:`; mend a slip of the pen."
        "https://www.rfc-editor.org/rfc/rfc7595#section-3"
        bad RssItem "<link>htttps://example.com/1</link>"
        good RssItem "<link>https://example.com/1</link>"

    DOUBTFUL "uri-doubtful" Info
        "`{}` is an address that programs read differently"
        "Write `%` as `%25` where it begins no escape, have one `#` at most, and look at host and port."
        "https://www.rfc-editor.org/rfc/rfc3986#section-2.4"
        bad RssItem "<link>https://example.com/100%</link>"
        good RssItem "<link>https://example.com/100%25</link>"

    SAME_DOCUMENT "uri-same-document" Warning w3c "SameDocumentReference"
        "`{}` leads to the address that `xml:base` names, and readers may take it for the feed itself"
        "Write the address in full."
        "https://www.rfc-editor.org/rfc/rfc3986#section-4.4"
        bad AtomEntry r##"<link xml:base="https://example.com/1" href="#photo"/>"##
        good AtomEntry r#"<link href="https://example.com/1#photo"/>"#
}
