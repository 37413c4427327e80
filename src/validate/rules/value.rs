//! Rules: numbers, words and media types.

use crate::validate::rule::rules;

rules! {
    "value", "Numbers, words and media types.";

    POSITIVE "value-positive-integer" Error w3c "InvalidPositiveInteger"
        "`{}` must be a whole number above zero: {}"
        "Write digits alone, such as `60`, or leave it out."
        "https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt"
        bad RssChannel "<ttl>1.5</ttl>"
        good RssChannel "<ttl>60</ttl>"

    NON_NEGATIVE "value-non-negative-integer" Error w3c "InvalidNonNegativeInteger"
        "`{}` must be a whole number, zero or above: {}"
        "Write digits alone, such as `0`, or leave it out."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.6"
        bad AtomEntry r#"<link rel="enclosure" href="https://example.com/1.mp3" length="1 MB"/><content>Fire</content>"#
        good AtomEntry r#"<link rel="enclosure" href="https://example.com/1.mp3" length="1048576"/><content>Fire</content>"#

    INTEGER "value-integer" Error w3c "InvalidInteger"
        "`{}` must be a whole number: {}"
        "Write digits alone, with a `-` before them where it is below zero."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:floor xmlns:georss="http://www.georss.org/georss">ground</georss:floor>"#
        good RssItem r#"<georss:floor xmlns:georss="http://www.georss.org/georss">0</georss:floor>"#

    OVERFLOW "value-overflow" Error w3c "IntegerOverflow"
        "`{}` is larger than readers can hold: {}"
        "Write a smaller number: it must fit into 31 bits, or 63 where the format allows so much."
        "https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt"
        bad RssChannel "<ttl>99999999999999999999</ttl>"
        good RssChannel "<ttl>60</ttl>"

    INTEGER_ATTRIBUTE "value-integer-attribute" Error w3c "InvalidIntegerAttribute"
        "the attribute `{}` must be a whole number: {}"
        "Write digits alone: bytes for a length, as `1048576`."
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt"
        bad RssItem r#"<enclosure url="https://example.com/1.mp3" length="1 MB" type="audio/mpeg"/>"#
        good RssItem r#"<enclosure url="https://example.com/1.mp3" length="1048576" type="audio/mpeg"/>"#

    FLOAT "value-number" Error w3c "InvalidFloat"
        "`{}` must be a number: {}"
        "Write digits with at most one point, such as `1500.5`."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:radius xmlns:georss="http://www.georss.org/georss">1,500</georss:radius>"#
        good RssItem r#"<georss:radius xmlns:georss="http://www.georss.org/georss">1500</georss:radius>"#

    LATITUDE "value-latitude" Error w3c "InvalidLatitude"
        "`{}` is not a latitude from -90 to 90"
        "Write degrees north with a point, such as `59.91`; see whether latitude and longitude are swapped."
        "https://www.w3.org/2003/01/geo/"
        bad RssItem r#"<geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">95.2</geo:lat>"#
        good RssItem r#"<geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">59.91</geo:lat>"#

    LONGITUDE "value-longitude" Error w3c "InvalidLongitude"
        "`{}` is not a longitude from -180 to 180"
        "Write degrees east with a point, such as `10.75`, west of Greenwich with a `-`."
        "https://www.w3.org/2003/01/geo/"
        bad RssItem r#"<geo:long xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">10° E</geo:long>"#
        good RssItem r#"<geo:long xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">10.75</geo:long>"#

    YES_NO "value-yes-no" Error w3c "InvalidYesNo"
        "`{}` must be `yes` or `no`: {}"
        "Write `yes` or `no`."
        "https://www.rfc-editor.org/rfc/rfc5023#section-13.1.1"
        bad AtomEntry r#"<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>true</app:draft></app:control>"#
        good AtomEntry r#"<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>"#

    TRUE_FALSE "value-true-false" Error w3c "InvalidTrueFalse"
        "`{}` must be `true` or `false`: {}"
        "Write `true` or `false`."
        "https://opml.org/spec2.opml"
        bad OpmlBody r#"<outline text="Archive" isComment="yes"/>"#
        good OpmlBody r#"<outline text="Archive" isComment="true"/>"#

    BOOLEAN_ATTRIBUTE "value-boolean-attribute" Error w3c "InvalidBooleanAttribute"
        "the attribute `{}` must be `true` or `false`: {}"
        "Write `true` or `false`, in small letters."
        "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"
        bad RssItem r#"<guid isPermaLink="no">article-1</guid>"#
        good RssItem r#"<guid isPermaLink="false">article-1</guid>"#

    MIME "value-media-type" Error w3c "InvalidMIMEType"
        "`{}` is not a media type: {}"
        "Write a registered type with its subtype, such as `text/html` or `audio/mpeg`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.3"
        bad AtomEntry r#"<link href="https://example.com/1" type="html"/>"#
        good AtomEntry r#"<link href="https://example.com/1" type="text/html"/>"#

    MIME_ATTRIBUTE "value-media-type-attribute" Error w3c "InvalidMIMEAttribute"
        "the attribute `{}` is not a media type: {}"
        "Write a registered type with its subtype, such as `audio/mpeg` for an MP3."
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt"
        bad RssItem r#"<enclosure url="https://example.com/1.mp3" length="1024" type="mp3"/>"#
        good RssItem r#"<enclosure url="https://example.com/1.mp3" length="1024" type="audio/mpeg"/>"#

    BASE64 "value-base64" Error w3c "NotBase64"
        "`{}` must be encoded in Base64"
        "Encode the bytes in Base64, write `type=\"html\"` for HTML, or link to the file with `src`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3"
        bad AtomEntry r#"<content type="image/png">boats.png</content><summary>Boats</summary>"#
        good AtomEntry r#"<content type="image/png" src="https://example.com/boats.png"/><summary>Boats</summary>"#

    FORM_COMPONENT "value-form-name" Error w3c "InvalidFormComponentName"
        "`{}` is not the name of a form's field"
        "Begin with a letter, and go on with letters, digits and `-_:.` only, such as `q`."
        "https://www.rssboard.org/rss-specification#lttextinputgtSubelementOfLtchannelgt"
        bad RssChannel "<textInput><title>Search</title><description>Search the news</description><name>2 words</name><link>https://example.com/search</link></textInput>"
        good RssChannel "<textInput><title>Search</title><description>Search the news</description><name>q</name><link>https://example.com/search</link></textInput>"

    COORD_COMMA "value-coordinates-comma" Warning w3c "CoordComma"
        "coordinates are parted by spaces, not commas: {}"
        "Write latitude, a space, longitude: `59.91 10.75`."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:point xmlns:georss="http://www.georss.org/georss">59.91,10.75</georss:point>"#
        good RssItem r#"<georss:point xmlns:georss="http://www.georss.org/georss">59.91 10.75</georss:point>"#

    COORD "value-coordinates" Error w3c "InvalidCoord"
        "these are not coordinates: {}"
        "Write latitude, a space, longitude, in degrees: `59.91 10.75`."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:point xmlns:georss="http://www.georss.org/georss">Oslo</georss:point>"#
        good RssItem r#"<georss:point xmlns:georss="http://www.georss.org/georss">59.91 10.75</georss:point>"#

    COUNTRY "value-country" Error w3c "InvalidCountryCode"
        "`{}` is not the code of a country"
        "Write the two letters of ISO 3166, such as `gb` for the United Kingdom."
        "https://www.rssboard.org/media-rss#media-restriction"
        bad RssItem r#"<media:restriction relationship="allow" type="country">uk</media:restriction>"#
        good RssItem r#"<media:restriction relationship="allow" type="country">gb</media:restriction>"#

    NPT "value-npt" Error w3c "InvalidNPTTime"
        "`{}` is not a time such as 12:05:35 or 35.5"
        "Write hours, minutes and seconds with colons between, or seconds alone."
        "https://www.rfc-editor.org/rfc/rfc2326#section-3.6"
        bad RssItem r#"<media:text type="plain" start="one minute">Good evening</media:text>"#
        good RssItem r#"<media:text type="plain" start="00:01:00">Good evening</media:text>"#

    DURATION "value-duration" Error w3c "InvalidDuration"
        "`{}` is not a duration such as 1:30:00"
        "Write seconds, `5400`, or hours, minutes and seconds, `1:30:00`."
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
        bad RssItem r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">90 minutes</itunes:duration>"#
        good RssItem r#"<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1:30:00</itunes:duration>"#

    KEYWORDS "value-keywords" Warning w3c "InvalidKeywords"
        "keywords are parted by commas: {}"
        "Write commas between them: `harbour, fire`."
        "https://www.rssboard.org/media-rss#media-keywords"
        bad RssItem r#"<itunes:keywords xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">harbour fire</itunes:keywords>"#
        good RssItem r#"<itunes:keywords xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">harbour, fire</itunes:keywords>"#

    PERCENTAGE "value-percentage" Error w3c "InvalidPercentage"
        "a percentage is a number from 0 to 100: {}"
        "Write the number alone, without a `%`."
        "https://support.google.com/merchants/answer/7052112"
        bad RssItem r#"<g:tax_percent xmlns:g="http://base.google.com/ns/1.0">120</g:tax_percent>"#
        good RssItem r#"<g:tax_percent xmlns:g="http://base.google.com/ns/1.0">12</g:tax_percent>"#

    TOO_LONG "value-too-long" Error w3c "TooLong"
        "`{}` is longer than {} characters"
        "Shorten it; put what is left over into `description` or `content:encoded`."
        "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
        bad Repeated r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><itunes:subtitle>|300|</itunes:subtitle></channel></rss>"#
        good Repeated r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><itunes:subtitle>|30|</itunes:subtitle></channel></rss>"#

    INTEGERS "value-integers" Error w3c "InvalidCommaSeparatedIntegers"
        "`{}` must be whole numbers with commas between: {}"
        "Write numbers from 0 with a comma between: `177,155,0`."
        "https://web.resource.org/rss/1.0/modules/slash/"
        bad RssItem r#"<slash:hit_parade xmlns:slash="http://purl.org/rss/1.0/modules/slash/">many</slash:hit_parade>"#
        good RssItem r#"<slash:hit_parade xmlns:slash="http://purl.org/rss/1.0/modules/slash/">177,155,0</slash:hit_parade>"#
}
