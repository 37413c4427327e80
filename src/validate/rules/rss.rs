//! Rules: RSS's channels and items.

use crate::validate::rule::rules;

rules! {
    "rss", "RSS's channels and items.";

    VERSION "rss-version" Error w3c "InvalidRSSVersion"
        "there is no RSS `{}`"
        "Write `<rss version=\"2.0\">`."
        "https://www.rssboard.org/rss-specification#whatIsRss"
        bad Document r#"<rss version="2"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    DOCTYPE "rss-doctype" Error w3c "InvalidDoctype"
        "the document type is that of RSS 0.91, and the document is RSS {}"
        "Remove the document type declaration: RSS 2.0 has none."
        "https://www.rssboard.org/rss-0-9-1-netscape"
        bad Document r#"<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://www.rssboard.org/rss-0.91.dtd"><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    BLINK "rss-blink" Error w3c "NoBlink"
        "there is no `blink` in RSS"
        "Remove it: it was a joke in a draft."
        "https://www.rssboard.org/rss-specification#optionalChannelElements"
        bad RssChannel "<blink>News</blink>"
        good RssChannel ""

    NO_SELF "rss-self-missing" Warning w3c "MissingAtomSelfLink"
        "the channel has no `atom:link` to itself"
        "Add `<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"…\"/>` with the address that the feed is served at."
        "https://www.rssboard.org/rss-profile#namespace-elements-atom-link"
        bad RssChannel ""
        good RssChannel r#"<atom:link rel="self" type="application/rss+xml" href="https://example.com/feed"/>"#

    TEXT_INPUT "rss-text-input" Warning w3c "AvoidTextInput"
        "hardly any reader shows `textInput`"
        "Leave it out, and have the search on your site."
        "https://www.rssboard.org/rss-profile#element-channel-textinput"
        bad RssChannel "<textInput><title>Search</title><description>Search the news</description><name>q</name><link>https://example.com/search</link></textInput>"
        good RssChannel ""

    NO_DESCRIPTION "rss-description-missing" Error w3c "MissingDescription"
        "`{}` has no `description`"
        "Add one that says in a sentence what this is."
        "https://www.rssboard.org/rss-specification#requiredChannelElements"
        bad Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    NO_LINK "rss-link-missing" Error w3c "MissingLink"
        "`{}` has no `link`"
        "Add the address of the page that it belongs to, for a channel that of the site or section."
        "https://www.rssboard.org/rss-specification#requiredChannelElements"
        bad Document r#"<rss version="2.0"><channel><title>News</title><description>News of the town</description></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    NO_TITLE "rss-title-missing" Error w3c "MissingTitle"
        "`{}` has no `title`"
        "Add its name, for a channel the one that readers list it under."
        "https://www.rssboard.org/rss-specification#requiredChannelElements"
        bad Document r#"<rss version="2.0"><channel><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    NO_LANGUAGE "rss-language-missing" Info w3c "MissingDCLanguage"
        "the channel does not name its language"
        "Add `<language>en</language>`, with the code of the language."
        "https://www.rssboard.org/rss-profile#element-channel-language"
        bad RssChannel ""
        good RssChannel "<language>en</language>"

    NO_WORDS "rss-item-empty" Error w3c "ItemMustContainTitleOrDescription"
        "the item has neither `title` nor `description`"
        "Add the headline as `title`, and better a `description` too."
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt"
        bad RssChannel "<item><link>https://example.com/1</link></item>"
        good RssChannel "<item><title>Fire at the harbour</title><link>https://example.com/1</link></item>"

    NO_GUID "rss-guid-missing" Warning w3c "MissingGuid"
        "the item has no `guid`"
        "Add one that never changes, such as `<guid isPermaLink=\"false\">tag:example.com,2026:1</guid>`: readers know by it what they have shown."
        "https://www.rssboard.org/rss-profile#element-channel-item-guid"
        bad RssItem "<link>https://example.com/1</link>"
        good RssItem "<link>https://example.com/1</link><guid>https://example.com/1</guid>"

    ENCLOSURES "rss-enclosures" Warning w3c "DuplicateEnclosure"
        "the item has more than one `enclosure`: readers take one of them"
        "Keep the most important file, and name the others in `media:content`."
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure"
        bad RssItem r#"<enclosure url="https://example.com/1.mp3" length="1024" type="audio/mpeg"/><enclosure url="https://example.com/1.ogg" length="1024" type="audio/ogg"/>"#
        good RssItem r#"<enclosure url="https://example.com/1.mp3" length="1024" type="audio/mpeg"/>"#

    GUID_NO_PERMALINK "rss-guid-not-permalink" Error w3c "InvalidPermalink"
        "`{}` is no address of a page, and the `guid` says that it is"
        "Write `<guid isPermaLink=\"false\">`, or make it the address of the article's page."
        "https://www.rssboard.org/rss-profile#element-channel-item-guid"
        bad RssItem "<guid>tag:example.com,2026:1</guid>"
        good RssItem r#"<guid isPermaLink="false">tag:example.com,2026:1</guid>"#

    GUID_NOT_HTTP "rss-guid-not-url" Error w3c "InvalidHttpGUID"
        "`{}` says that it is the address of a page, and is not: {}"
        "Write `<guid isPermaLink=\"false\">`, or make it the address of the article's page."
        "https://www.rssboard.org/rss-profile#element-channel-item-guid"
        bad RssItem "<guid>article-1</guid>"
        good RssItem r#"<guid isPermaLink="false">article-1</guid>"#

    GUID_NOT_UNIQUE "rss-guid-not-unique" Warning w3c "NotSufficientlyUnique"
        "`{}` is not unique in the world"
        "Put your domain into it, as `tag:example.com,2026:1`; keep it as it is where readers know it already."
        "https://www.rssboard.org/rss-profile#element-channel-item-guid"
        bad RssItem r#"<guid isPermaLink="false">1</guid>"#
        good RssItem r#"<guid isPermaLink="false">tag:example.com,2026:1</guid>"#

    LENGTH_UNKNOWN "rss-length-unknown" Error w3c "UseZeroForUnknown"
        "an unknown length is written as 0"
        "Write the size of the file in bytes, or `length=\"0\"` where it is not known."
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure"
        bad RssItem r#"<enclosure url="https://example.com/1.mp3" length="-1" type="audio/mpeg"/>"#
        good RssItem r#"<enclosure url="https://example.com/1.mp3" length="0" type="audio/mpeg"/>"#

    MIDNIGHT "rss-midnight" Warning w3c "UseZeroForMidnight"
        "midnight is hour 0"
        "Write `<hour>0</hour>`."
        "https://www.rssboard.org/rss-profile#element-channel-skiphours"
        bad RssChannel "<skipHours><hour>24</hour></skipHours>"
        good RssChannel "<skipHours><hour>0</hour></skipHours>"

    HOUR "rss-hour" Error w3c "InvalidHour"
        "`{}` is not an hour from 0 to 23"
        "Write the hour in GMT as a number, without minutes."
        "https://www.rssboard.org/rss-profile#element-channel-skiphours"
        bad RssChannel "<skipHours><hour>3 am</hour></skipHours>"
        good RssChannel "<skipHours><hour>3</hour></skipHours>"

    HOURS "rss-hours" Error w3c "NotEnoughHoursInTheDay"
        "there are more than 24 hours"
        "Name each hour once, and not all of them: readers that heed them would never come."
        "https://www.rssboard.org/rss-profile#element-channel-skiphours"
        bad Times "<rss version=\"2.0\"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><skipHours>|25|<hour>3</hour>|</skipHours></channel></rss>"
        good Document "<rss version=\"2.0\"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><skipHours><hour>3</hour></skipHours></channel></rss>"

    DAY "rss-day" Error w3c "InvalidDay"
        "`{}` is not the name of a day"
        "Write the English name in full with a capital, such as `Sunday`."
        "https://www.rssboard.org/rss-profile#element-channel-skipdays"
        bad RssChannel "<skipDays><day>Sun</day></skipDays>"
        good RssChannel "<skipDays><day>Sunday</day></skipDays>"

    DAYS "rss-days" Error w3c "EightDaysAWeek"
        "there are more than seven days"
        "Name each day once, and not all of them: readers that heed them would never come."
        "https://www.rssboard.org/rss-profile#element-channel-skipdays"
        bad Times "<rss version=\"2.0\"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><skipDays>|8|<day>Sunday</day>|</skipDays></channel></rss>"
        good Document "<rss version=\"2.0\"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description><skipDays><day>Sunday</day></skipDays></channel></rss>"

    IMAGE_TITLE "rss-image-title" Warning w3c "ImageTitleDoesntMatch"
        "the image's title differs from the channel's: {}"
        "Write the channel's title: readers use it as the picture's alternative text."
        "https://www.rssboard.org/rss-profile#element-channel-image"
        bad RssChannel "<title>News</title><image><url>https://example.com/logo.png</url><title>Our logo</title><link>https://example.com/</link></image>"
        good RssChannel "<title>News</title><image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link></image>"

    IMAGE_LINK "rss-image-link" Warning w3c "ImageLinkDoesntMatch"
        "the image's link differs from the channel's: {}"
        "Write the channel's link, letter by letter."
        "https://www.rssboard.org/rss-profile#element-channel-image"
        bad RssChannel "<title>News</title><link>https://example.com/</link><image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/about</link></image>"
        good RssChannel "<title>News</title><link>https://example.com/</link><image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link></image>"

    IMAGE_FORMAT "rss-image-format" Warning w3c "ImageUrlFormat"
        "the image is not a GIF, JPEG or PNG: {}"
        "Offer it as a PNG; other kinds, such as SVG and WebP, many readers do not show here."
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt"
        bad RssChannel "<image><url>https://example.com/logo.svg</url><title>News</title><link>https://example.com/</link></image>"
        good RssChannel "<image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link></image>"

    IMAGE_WIDTH "rss-image-width" Error w3c "InvalidWidth"
        "the width of an image is a whole number from 1 to 144: {}"
        "Write the width in pixels that it is to be shown with, or leave it out: it is then 88."
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt"
        bad RssChannel "<image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link><width>512</width></image>"
        good RssChannel "<image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link><width>144</width></image>"

    IMAGE_HEIGHT "rss-image-height" Error w3c "InvalidHeight"
        "the height of an image is a whole number from 1 to 400: {}"
        "Write the height in pixels that it is to be shown with, or leave it out: it is then 31."
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt"
        bad RssChannel "<image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link><height>512</height></image>"
        good RssChannel "<image><url>https://example.com/logo.png</url><title>News</title><link>https://example.com/</link><height>144</height></image>"

    DUPLICATE_SEMANTICS "rss-channel-semantics" Warning w3c "DuplicateSemantics"
        "`{}` and `{}` say the same"
        "Keep the element of RSS itself: with both, readers take one or the other."
        "https://www.rssboard.org/rss-profile#namespace-elements-dublin"
        bad RssChannel "<language>en</language><dc:language>en</dc:language>"
        good RssChannel "<language>en</language>"

    DUPLICATE_ITEM_SEMANTICS "rss-item-semantics" Warning w3c "DuplicateItemSemantics"
        "`{}` and `{}` say the same"
        "Keep one of them, for dates that of RSS itself: with both, readers take one or the other."
        "https://www.rssboard.org/rss-profile#namespace-elements-dublin"
        bad RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate><dc:date>2026-01-31T09:00:00Z</dc:date>"
        good RssItem "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>"

    DUPLICATE_DESCRIPTION "rss-description-semantics" Warning w3c "DuplicateDescriptionSemantics"
        "`{}` says again what an element of RSS says"
        "Write the summary in `description`, the article in `content:encoded`, and leave this out."
        "https://www.rssboard.org/rss-profile#namespace-elements-content-encoded"
        bad RssItem r#"<description>Two boats were lost.</description><xhtml:body xmlns:xhtml="http://www.w3.org/1999/xhtml">Two boats were lost.</xhtml:body>"#
        good RssItem "<description>Two boats were lost.</description>"

    CONTENT_BEFORE_DESCRIPTION "rss-content-first" Warning w3c "NeedDescriptionBeforeContent"
        "`content:encoded` stands before `description`, or without one"
        "Write the summary as `description` before it: some readers show whichever comes first."
        "https://www.rssboard.org/rss-profile#namespace-elements-content-encoded"
        bad RssItem "<content:encoded>Two boats were lost, and a crane.</content:encoded><description>Two boats were lost.</description>"
        good RssItem "<description>Two boats were lost.</description><content:encoded>Two boats were lost, and a crane.</content:encoded>"

    RDF "rdf-invalid" Error w3c "InvalidRDF"
        "this is not RDF as RSS has it: {}"
        "Let things and properties take turns: a property holds one thing, or text, or an `rdf:resource`."
        "https://www.w3.org/TR/rdf-syntax-grammar/#section-Infoset-Grammar"
        bad Document r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.com/" rdf:resource="https://example.com/"><title>News</title><link>https://example.com/</link><description>News of the town</description><items><rdf:Seq/></items></channel></rdf:RDF>"#
        good Document r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.com/"><title>News</title><link>https://example.com/</link><description>News of the town</description><items><rdf:Seq/></items></channel></rdf:RDF>"#

    SLASH_DATE "slash-comments-undated" Warning w3c "SlashDate"
        "`slash:comments` counts comments, and the channel has no `lastBuildDate` that says as of when"
        "Add `lastBuildDate` to the channel, before its items."
        "https://www.rssboard.org/rss-profile#namespace-elements-slash-comments"
        bad RssChannel r#"<item><title>Fire</title><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">7</slash:comments></item>"#
        good RssChannel r#"<lastBuildDate>Sat, 31 Jan 2026 09:00:00 GMT</lastBuildDate><item><title>Fire</title><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">7</slash:comments></item>"#
}
