//! Rules: media RSS: pictures, sound and video.

use crate::validate::rule::rules;

rules! {
    "media", "Media RSS: pictures, sound and video.";

    ADULT "media-adult" Warning w3c "DeprecatedMediaAdult"
        "`media:adult` is no longer used"
        r#"Write `<media:rating scheme="urn:simple">adult</media:rating>`."#
        "https://www.rssboard.org/media-rss#media-rating"
        bad RssItem "<media:adult>true</media:adult>"
        good RssItem "<media:rating>adult</media:rating>"

    CREDIT_ROLE "media-credit-role" Error w3c "InvalidCreditRole"
        "`{}` is not a role of the European Broadcasting Union"
        "Write one of its roles in small letters, or name another `scheme`."
        "https://www.rssboard.org/media-rss#media-credit"
        bad RssItem r#"<media:credit role="Boss">Ana</media:credit>"#
        good RssItem r#"<media:credit role="director">Ana</media:credit>"#

    HASH "media-hash" Error w3c "InvalidMediaHash"
        "`{}` is not a hash of the kind `{}`"
        "Write 32 hexadecimal digits for `md5`, 40 for `sha-1`."
        "https://www.rssboard.org/media-rss#media-hash"
        bad RssItem r#"<media:hash algo="md5">abc</media:hash>"#
        good RssItem r#"<media:hash algo="md5">dfdec888b72151965a34b4b59031290a</media:hash>"#

    HASH_DIGITS "media-hash-digits" Warning
        "`{}` is not written in hexadecimal digits"
        "Write the hash with the digits 0 to 9 and a to f."
        "https://www.rssboard.org/media-rss#media-hash"
        bad RssItem r#"<media:hash algo="md5">zfdec888b72151965a34b4b59031290z</media:hash>"#
        good RssItem r#"<media:hash algo="md5">dfdec888b72151965a34b4b59031290a</media:hash>"#

    RATING "media-rating" Error w3c "InvalidMediaRating"
        "`{}` is not a rating of `{}`"
        "Write one of the ratings of the scheme, in small letters, or name the right scheme."
        "https://www.rssboard.org/media-rss#media-rating"
        bad RssItem "<media:rating>harmless</media:rating>"
        good RssItem "<media:rating>nonadult</media:rating>"

    RESTRICTION "media-restriction" Error w3c "InvalidMediaRestriction"
        "`{}` is not `all` or `none`, and no type says what else it is"
        r#"Say `type="country"` or `type="uri"`."#
        "https://www.rssboard.org/media-rss#media-restriction"
        bad RssItem r#"<media:restriction relationship="allow">de</media:restriction>"#
        good RssItem r#"<media:restriction relationship="allow" type="country">de</media:restriction>"#

    RESTRICTION_REL "media-restriction-relationship" Error w3c "InvalidMediaRestrictionRel"
        "`{}` is not `allow` or `deny`"
        "Write one of these."
        "https://www.rssboard.org/media-rss#media-restriction"
        bad RssItem r#"<media:restriction relationship="only" type="country">de</media:restriction>"#
        good RssItem r#"<media:restriction relationship="allow" type="country">de</media:restriction>"#

    RESTRICTION_TYPE "media-restriction-type" Error w3c "InvalidMediaRestrictionType"
        "`{}` is not `country`, `uri` or `sharing`"
        "Write one of these."
        "https://www.rssboard.org/media-rss#media-restriction"
        bad RssItem r#"<media:restriction relationship="allow" type="land">de</media:restriction>"#
        good RssItem r#"<media:restriction relationship="allow" type="country">de</media:restriction>"#

    TEXT_TYPE "media-text-type" Error w3c "InvalidMediaTextType"
        "`{}` is not `plain` or `html`"
        "Write one of these: it is not a media type."
        "https://www.rssboard.org/media-rss#media-title"
        bad RssItem r#"<media:title type="text/html">Harbour</media:title>"#
        good RssItem r#"<media:title type="html">Harbour</media:title>"#

    EXPRESSION "media-expression" Error w3c "InvalidMediaExpression"
        "`{}` is not `sample`, `full` or `nonstop`"
        "Write one of these."
        "https://www.rssboard.org/media-rss#media-content"
        bad RssItem r#"<media:content url="https://news.example/a.mp4" expression="trailer" type="video/mp4"/>"#
        good RssItem r#"<media:content url="https://news.example/a.mp4" expression="sample" type="video/mp4"/>"#

    MEDIUM "media-medium" Error w3c "InvalidMediaMedium"
        "`{}` is not `image`, `audio`, `video`, `document` or `executable`"
        "Write one of these."
        "https://www.rssboard.org/media-rss#media-content"
        bad RssItem r#"<media:content url="https://news.example/a.mp4" medium="film" type="video/mp4"/>"#
        good RssItem r#"<media:content url="https://news.example/a.mp4" medium="video" type="video/mp4"/>"#

    GROUP "media-group-alone" Error w3c "MediaGroupWithoutAlternatives"
        "a group holds fewer than two forms of its object"
        "Put a lone `media:content` into the item itself."
        "https://www.rssboard.org/media-rss#media-group"
        bad RssItem r#"<media:group><media:content url="https://news.example/a.mp4" type="video/mp4"/></media:group>"#
        good RssItem r#"<media:content url="https://news.example/a.mp4" type="video/mp4"/>"#

    TIME "media-time" Warning
        "`{}` is not a time such as `12:05:35.7` or `35.5`"
        "Write hours, minutes and seconds, or seconds alone."
        "https://www.rssboard.org/media-rss#media-thumbnails"
        bad RssItem r#"<media:thumbnail url="https://news.example/a.jpg" time="12min"/>"#
        good RssItem r#"<media:thumbnail url="https://news.example/a.jpg" time="00:12:00"/>"#

    TYPE_AGAINST_MEDIUM "media-type-medium" Warning
        "the type `{}` contradicts the medium `{}`"
        "Make both say the same: readers choose how to show it by one or the other."
        "https://www.rssboard.org/media-rss#media-content"
        bad RssItem r#"<media:content url="https://news.example/a" type="image/jpeg" medium="video"/>"#
        good RssItem r#"<media:content url="https://news.example/a" type="image/jpeg" medium="image"/>"#

    CONTENT_WITHOUT_URL "media-content-without-url" Warning
        "`media:content` has neither an address nor a player"
        "Give it the address of the file as `url`, or a `media:player`."
        "https://www.rssboard.org/media-rss#media-content"
        bad RssItem r#"<media:content type="video/mp4"/>"#
        good RssItem r#"<media:content url="https://news.example/a.mp4" type="video/mp4"/>"#

    DEFAULTS "media-defaults" Warning
        "more than one form of a group is the default"
        r#"Leave `isDefault="true"` on one of them."#
        "https://www.rssboard.org/media-rss#media-content"
        bad RssItem r#"<media:group><media:content url="https://news.example/a.mp4" isDefault="true"/><media:content url="https://news.example/b.mp4" isDefault="true"/></media:group>"#
        good RssItem r#"<media:group><media:content url="https://news.example/a.mp4" isDefault="true"/><media:content url="https://news.example/b.mp4"/></media:group>"#

    STATUS "media-status" Warning
        "the state of an object is `active`, `blocked` or `deleted`, not `{}`"
        "Write one of these as `state`."
        "https://www.rssboard.org/media-rss#media-status"
        bad RssItem r#"<media:status state="gone"/>"#
        good RssItem r#"<media:status state="deleted" reason="https://news.example/why"/>"#

    RIGHTS "media-rights" Warning
        "the status of rights is `userCreated` or `official`, not `{}`"
        "Write one of these as `status`."
        "https://www.rssboard.org/media-rss#media-rights"
        bad RssItem r#"<media:rights status="ours"/>"#
        good RssItem r#"<media:rights status="official"/>"#

    PRICE "media-price-type" Warning
        "`{}` is not `rent`, `purchase`, `package` or `subscription`"
        "Write one of these as `type`."
        "https://www.rssboard.org/media-rss#media-price"
        bad RssItem r#"<media:price type="gift" price="0" currency="EUR"/>"#
        good RssItem r#"<media:price type="rent" price="2.99" currency="EUR"/>"#

    CURRENCY "media-price-currency" Warning
        "`{}` is not the code of a currency"
        "Write the three capitals of ISO 4217, such as `EUR`."
        "https://www.rssboard.org/media-rss#media-price"
        bad RssItem r#"<media:price type="rent" price="2.99" currency="euro"/>"#
        good RssItem r#"<media:price type="rent" price="2.99" currency="EUR"/>"#

    NUMBER "media-number" Warning
        "`{}` must be a number: {}"
        "Write digits, without a unit or a currency."
        "https://www.rssboard.org/media-rss#media-community"
        bad RssItem r#"<media:community><media:statistics views="many"/></media:community>"#
        good RssItem r#"<media:community><media:statistics views="5000"/></media:community>"#

    STARS "media-stars" Warning
        "the average `{}` lies outside `min` and `max`"
        "Say which scale it is of: without them it is 1 to 5."
        "https://www.rssboard.org/media-rss#media-community"
        bad RssItem r#"<media:community><media:starRating average="8.5" count="9"/></media:community>"#
        good RssItem r#"<media:community><media:starRating average="8.5" count="9" min="1" max="10"/></media:community>"#

    LEADS_NOWHERE "media-link-missing" Warning
        "`{}` leads nowhere: it has no `{}`"
        "Give it the address."
        "https://www.rssboard.org/media-rss#media-subtitle"
        bad RssItem r#"<media:subTitle type="text/vtt" lang="en"/>"#
        good RssItem r#"<media:subTitle type="text/vtt" lang="en" href="https://news.example/a.vtt"/>"#
}
