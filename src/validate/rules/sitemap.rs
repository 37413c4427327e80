//! Rules: sitemaps.

use crate::validate::rule::rules;

rules! {
    "sitemap", "Sitemaps, indexes of sitemaps, and what Google adds to them.";

    ENCODING "sitemap-encoding" Error
        "a sitemap must be in UTF-8, and this one says `{}`"
        "Write the document in UTF-8 and say so in its XML declaration."
        "https://www.sitemaps.org/protocol.html#escaping"
        bad Document "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/</loc></url></urlset>"
        good Document "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/</loc></url></urlset>"

    TOO_MANY "sitemap-too-many" Error
        "there are {} entries, and at most 50000 may stand in one document"
        "Split it, and list the parts in an index."
        "https://www.sitemaps.org/protocol.html#index"
        bad Times "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">|50001|<url><loc>https://example.com/</loc></url>|</urlset>"
        good Sitemap "<url><loc>https://example.com/</loc></url>"

    TOO_LARGE "sitemap-too-large" Error
        "the document has {} bytes, and at most 52428800 are allowed"
        "Split it, and list the parts in an index."
        "https://www.sitemaps.org/protocol.html#index"
        bad Repeated "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/</loc></url><!--|52428801|--></urlset>"
        good Sitemap "<url><loc>https://example.com/</loc></url>"

    EMPTY "sitemap-empty" Info
        "`{}` has no `{}`"
        "A news sitemap may be empty for a while; any other should list something or not be there."
        "https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd"
        bad Sitemap ""
        good Sitemap "<url><loc>https://example.com/</loc></url>"

    NO_ADDRESS "sitemap-loc-empty" Error
        "`{}` is empty"
        "Write the address, or leave out the entry."
        "https://www.sitemaps.org/protocol.html#locdef"
        bad Sitemap "<url><loc></loc></url>"
        good Sitemap "<url><loc>https://example.com/</loc></url>"

    RELATIVE "sitemap-loc-not-absolute" Error
        "`{}` is not a complete address"
        "Write the whole address, from `https://` on."
        "https://www.sitemaps.org/protocol.html#locdef"
        bad Sitemap "<url><loc>/news/</loc></url>"
        good Sitemap "<url><loc>https://example.com/news/</loc></url>"

    INVALID "sitemap-loc-invalid" Error
        "`{}` is not an address: {}"
        "Escape what cannot stand in an address, such as a space as `%20`."
        "https://www.sitemaps.org/protocol.html#escaping"
        bad Sitemap "<url><loc>https://example.com/a b</loc></url>"
        good Sitemap "<url><loc>https://example.com/a%20b</loc></url>"

    NOT_WEB "sitemap-loc-scheme" Warning
        "`{}` is not an address of the web"
        "List pages with `https://` or `http://`; crawlers read nothing else."
        "https://www.sitemaps.org/protocol.html#locdef"
        bad Sitemap "<url><loc>mailto:desk@example.com</loc></url>"
        good Sitemap "<url><loc>https://example.com/desk</loc></url>"

    LONG "sitemap-loc-too-long" Error
        "an address must be shorter than 2048 characters, and this one has {}"
        "Give the page a shorter address."
        "https://www.sitemaps.org/protocol.html#locdef"
        bad Repeated "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/|2048|</loc></url></urlset>"
        good Sitemap "<url><loc>https://example.com/</loc></url>"

    ELSEWHERE "sitemap-loc-elsewhere" Warning
        "`{}` is not at {}, where the sitemap lives"
        "List only what has the sitemap's own scheme and host; for others, let their robots.txt name this sitemap."
        "https://www.sitemaps.org/protocol.html#location"
        bad At "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://www.example.com/feeds/a</loc></url></urlset>"
        good At "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/feeds/a</loc></url></urlset>"

    ABOVE "sitemap-loc-above" Warning
        "`{}` is not below `{}`, the folder of the sitemap"
        "Move the sitemap up to the root, or name it in robots.txt."
        "https://www.sitemaps.org/protocol.html#location"
        bad At "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/a</loc></url></urlset>"
        good At "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://example.com/feeds/a</loc></url></urlset>"

    FRAGMENT "sitemap-loc-fragment" Info
        "`{}` names a part of a page, and crawlers read pages"
        "Leave out what follows the `#`."
        "https://www.sitemaps.org/protocol.html#locdef"
        bad Sitemap "<url><loc>https://example.com/#news</loc></url>"
        good Sitemap "<url><loc>https://example.com/</loc></url>"

    REPEATED "sitemap-loc-repeated" Warning
        "`{}` is listed before"
        "List each address once."
        "https://www.sitemaps.org/protocol.html#xmlTagDefinitions"
        bad Sitemap "<url><loc>https://example.com/</loc></url><url><loc>https://example.com/</loc></url>"
        good Sitemap "<url><loc>https://example.com/</loc></url><url><loc>https://example.com/a</loc></url>"

    LISTS_ITSELF "sitemap-index-itself" Warning
        "the index lists itself: `{}`"
        "List sitemaps only; an index may not list indexes."
        "https://www.sitemaps.org/protocol.html#index"
        bad At "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://example.com/feeds/all</loc></sitemap></sitemapindex>"
        good At "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://example.com/feeds/news</loc></sitemap></sitemapindex>"

    CHANGE "sitemap-changefreq" Error
        "`{}` is not a frequency"
        "Write `always`, `hourly`, `daily`, `weekly`, `monthly`, `yearly` or `never`, or leave it out."
        "https://www.sitemaps.org/protocol.html#changefreqdef"
        bad SitemapUrl "<changefreq>often</changefreq>"
        good SitemapUrl "<changefreq>hourly</changefreq>"

    PRIORITY "sitemap-priority" Error
        "`{}` is not a number from 0.0 to 1.0"
        "Write such a number, or leave it out: 0.5 is the default."
        "https://www.sitemaps.org/protocol.html#prioritydef"
        bad SitemapUrl "<priority>5</priority>"
        good SitemapUrl "<priority>0.8</priority>"

    ALTERNATE_REL "sitemap-alternate-rel" Warning
        "`{}` is not the relation of a translation"
        "Write `rel=\"alternate\"`."
        "https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap"
        bad SitemapUrl r#"<xhtml:link rel="canonical" hreflang="en" href="https://example.com/a"/>"#
        good SitemapUrl r#"<xhtml:link rel="alternate" hreflang="en" href="https://example.com/a"/>"#

    ALTERNATE_HREF "sitemap-alternate-href" Warning
        "`{}` is not the complete address of a translation"
        "Write the whole address, from `https://` on."
        "https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap"
        bad SitemapUrl r#"<xhtml:link rel="alternate" hreflang="de" href="/de/a"/>"#
        good SitemapUrl r#"<xhtml:link rel="alternate" hreflang="de" href="https://example.com/de/a"/>"#

    ALTERNATE_LANGUAGE "sitemap-alternate-language" Warning
        "`{}` is not a language"
        "Write a language, with a region if need be, such as `en` or `en-GB`, or `x-default`."
        "https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap"
        bad SitemapUrl r#"<xhtml:link rel="alternate" hreflang="english" href="https://example.com/a"/>"#
        good SitemapUrl r#"<xhtml:link rel="alternate" hreflang="en" href="https://example.com/a"/>"#

    ALTERNATE_SELF "sitemap-alternate-self" Warning
        "`{}` names its translations and not itself"
        "Add a link for the page itself, with its own language."
        "https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap"
        bad SitemapUrl r#"<xhtml:link rel="alternate" hreflang="de" href="https://example.com/de/a"/>"#
        good SitemapUrl r#"<xhtml:link rel="alternate" hreflang="en" href="https://example.com/a"/><xhtml:link rel="alternate" hreflang="de" href="https://example.com/de/a"/>"#

    ALTERNATE_TWICE "sitemap-alternate-repeated" Warning
        "two translations are in the language `{}`"
        "Name one page for each language."
        "https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap"
        bad SitemapUrl r#"<xhtml:link rel="alternate" hreflang="en" href="https://example.com/a"/><xhtml:link rel="alternate" hreflang="en" href="https://example.com/b"/>"#
        good SitemapUrl r#"<xhtml:link rel="alternate" hreflang="en" href="https://example.com/a"/><xhtml:link rel="alternate" hreflang="de" href="https://example.com/b"/>"#

    IMAGES "sitemap-image-too-many" Warning
        "a page has more than 1000 pictures, and no more are read"
        "List the most important ones."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps"
        bad Times "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"><url><loc>https://example.com/</loc>|1001|<image:image><image:loc>https://example.com/a.jpg</image:loc></image:image>|</url></urlset>"
        good SitemapUrl "<image:image><image:loc>https://example.com/a.jpg</image:loc></image:image>"

    DEPRECATED "sitemap-deprecated" Info
        "`{}` is no longer read"
        "Leave it out."
        "https://developers.google.com/search/blog/2022/05/spring-cleaning-sitemap-extensions"
        bad SitemapUrl "<image:image><image:loc>https://example.com/a.jpg</image:loc><image:title>A</image:title></image:image>"
        good SitemapUrl "<image:image><image:loc>https://example.com/a.jpg</image:loc></image:image>"

    NEWS_TOO_MANY "sitemap-news-too-many" Warning
        "there are {} stories, and Google News reads 1000 of one document"
        "Split it, and list the parts in an index."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
        bad Times "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">|1001|<url><loc>https://example.com/</loc><news:news/></url>|</urlset>"
        good SitemapNews ""

    NEWS_OLD "sitemap-news-old" Warning
        "the story of {} is older than two days"
        "Leave out the story, or its `news:news`, two days after it was published."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
        bad SitemapNews "<news:publication_date>2020-01-01T09:00:00Z</news:publication_date>"
        good SitemapNews ""

    NEWS_NAME "sitemap-news-name" Warning
        "the name `{}` holds something in brackets"
        "Write the publication's name as readers see it on its pages, without brackets."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
        bad SitemapNews "<news:publication><news:name>The Daily (online)</news:name><news:language>en</news:language></news:publication>"
        good SitemapNews "<news:publication><news:name>The Daily</news:name><news:language>en</news:language></news:publication>"

    NEWS_LANGUAGE "sitemap-news-language" Error
        "`{}` is not the code of a language"
        "Write the two or three letters of ISO 639, such as `en`."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
        bad SitemapNews "<news:publication><news:name>The Daily</news:name><news:language>English</news:language></news:publication>"
        good SitemapNews "<news:publication><news:name>The Daily</news:name><news:language>en</news:language></news:publication>"

    NEWS_REGION "sitemap-news-region" Warning
        "`{}` is more than the code of a language"
        "Leave out the region; only `zh-cn` and `zh-tw` have one."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
        bad SitemapNews "<news:publication><news:name>The Daily</news:name><news:language>en-GB</news:language></news:publication>"
        good SitemapNews "<news:publication><news:name>The Daily</news:name><news:language>en</news:language></news:publication>"

    NEWS_DEPRECATED "sitemap-news-deprecated" Info
        "Google News no longer reads `{}`"
        "Leave it out."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
        bad SitemapNews "<news:keywords>town, hall</news:keywords>"
        good SitemapNews ""

    VIDEO_NOWHERE "sitemap-video-nowhere" Error
        "the video has neither `content_loc` nor `player_loc`"
        "Say where the file is, or the player that shows it."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps"
        bad SitemapUrl "<video:video><video:thumbnail_loc>https://example.com/a.jpg</video:thumbnail_loc><video:title>A</video:title><video:description>A</video:description></video:video>"
        good SitemapUrl "<video:video><video:thumbnail_loc>https://example.com/a.jpg</video:thumbnail_loc><video:title>A</video:title><video:description>A</video:description><video:content_loc>https://example.com/a.mp4</video:content_loc></video:video>"

    VIDEO_DURATION "sitemap-video-duration" Warning
        "`{}` is not a number of seconds from 1 to 28800"
        "Write the length in whole seconds."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps"
        bad SitemapUrl "<video:video><video:duration>1:30</video:duration></video:video>"
        good SitemapUrl "<video:video><video:duration>90</video:duration></video:video>"

    VIDEO_RATING "sitemap-video-rating" Warning
        "`{}` is not a number from 0.0 to 5.0"
        "Write such a number, or leave it out."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps"
        bad SitemapUrl "<video:video><video:rating>10</video:rating></video:video>"
        good SitemapUrl "<video:video><video:rating>4.5</video:rating></video:video>"

    VIDEO_LONG "sitemap-video-too-long" Warning
        "`{}` is longer than {} characters"
        "Shorten it."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps"
        bad Repeated "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:video=\"http://www.google.com/schemas/sitemap-video/1.1\"><url><loc>https://example.com/</loc><video:video><video:description>|2049|</video:description></video:video></url></urlset>"
        good SitemapUrl "<video:video><video:description>A walk through the harbour.</video:description></video:video>"

    VIDEO_TAGS "sitemap-video-tags" Warning
        "a video has more than 32 tags"
        "Keep the most important ones."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps"
        bad Times "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:video=\"http://www.google.com/schemas/sitemap-video/1.1\"><url><loc>https://example.com/</loc><video:video>|33|<video:tag>town</video:tag>|</video:video></url></urlset>"
        good SitemapUrl "<video:video><video:tag>town</video:tag></video:video>"

    VIDEO_RELATIONSHIP "sitemap-video-relationship" Warning
        "`{}` does not say whether it allows or denies"
        "Add `relationship=\"allow\"` or `relationship=\"deny\"`."
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps"
        bad SitemapUrl "<video:video><video:restriction>IE GB</video:restriction></video:video>"
        good SitemapUrl "<video:video><video:restriction relationship=\"allow\">IE GB</video:restriction></video:video>"
}
