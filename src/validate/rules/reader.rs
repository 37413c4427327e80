//! Rules: what readers suffer from, though no specification forbids it.

use crate::validate::rule::rules;

rules! {
    "reader", "What readers suffer from, though no specification forbids it.";

    LINK_TWICE "entry-link-duplicate" Warning
        "two entries lead to `{}`"
        "Give each entry the address of its own page, or publish the story once."
        "https://www.rssboard.org/rss-profile#element-channel-item-link"
        bad Document r#"<rss version="2.0"><channel><item><guid>https://news.example/1</guid><link>https://news.example/1</link></item><item><guid>https://news.example/2</guid><link>https://news.example/1</link></item></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><item><guid>https://news.example/1</guid><link>https://news.example/1</link></item><item><guid>https://news.example/2</guid><link>https://news.example/2</link></item></channel></rss>"#

    TITLE_TWICE "entry-title-duplicate" Info
        "two entries have the title `{}`"
        "Nothing has to be done for a daily column; otherwise see whether a story is out twice."
        "https://www.rssboard.org/rss-profile#element-channel-item-title"
        bad Document r#"<rss version="2.0"><channel><item><title>Harbour open</title><link>https://news.example/1</link></item><item><title>Harbour open</title><link>https://news.example/2</link></item></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><item><title>Harbour open</title><link>https://news.example/1</link></item><item><title>Harbour shut</title><link>https://news.example/2</link></item></channel></rss>"#

    ORDER "entry-order" Info
        "the entry is newer than the one before it"
        "Put the newest entry first, unless this one is pinned: some readers take the first few only."
        "https://www.rssboard.org/rss-profile#element-channel-item"
        bad Document r#"<rss version="2.0"><channel><item><title>A</title><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate></item><item><title>B</title><pubDate>Tue, 06 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><item><title>B</title><pubDate>Tue, 06 Jan 2026 09:00:00 GMT</pubDate></item><item><title>A</title><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>"#

    FEED_OLDER "feed-date-older" Warning
        "the feed says that it changed before its newest entry did"
        "Set the feed's date to the newest date of its entries."
        "https://www.rssboard.org/rss-specification#optionalChannelElements"
        bad Document r#"<rss version="2.0"><channel><lastBuildDate>Sun, 04 Jan 2026 09:00:00 GMT</lastBuildDate><item><title>A</title><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>"#
        good Document r#"<rss version="2.0"><channel><lastBuildDate>Mon, 05 Jan 2026 09:00:00 GMT</lastBuildDate><item><title>A</title><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>"#

    UPDATED_BEFORE "entry-updated-before-published" Warning
        "the entry was updated before it was published"
        "Set the date of update to the date of publication or later."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15"
        bad AtomEntry "<published>2026-01-05T09:00:00Z</published><updated>2026-01-04T09:00:00Z</updated>"
        good AtomEntry "<published>2026-01-05T09:00:00Z</published><updated>2026-01-05T09:00:00Z</updated>"

    GUID_ELSEWHERE "rss-guid-differs" Warning
        "the `guid` says that it is the address of the page, and the `link` is another"
        "Make both the same, or write `<guid isPermaLink=\"false\">`."
        "https://www.rssboard.org/rss-profile#element-channel-item-guid"
        bad RssItem "<title>A</title><link>https://news.example/1</link><guid>https://news.example/?p=1</guid>"
        good RssItem r#"<title>A</title><link>https://news.example/1</link><guid isPermaLink="false">https://news.example/?p=1</guid>"#

    NO_DATE "entry-undated" Warning
        "the entry has no date"
        "Say when it was published: readers show an undated entry as new each time."
        "https://www.rssboard.org/rss-profile#element-channel-item-pubdate"
        bad RssItem "<title>A</title><link>https://news.example/1</link>"
        good RssItem "<title>A</title><link>https://news.example/1</link><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate>"

    NO_LINK "entry-unlinked" Warning
        "the entry leads to no page"
        "Give it the address of its page as `link`."
        "https://www.rssboard.org/rss-profile#element-channel-item-link"
        bad RssItem "<title>A</title>"
        good RssItem "<title>A</title><link>https://news.example/1</link>"

    NO_WORDS "rss-item-wordless" Warning
        "the item has no words but its title"
        "Add a `description`, of a sentence at least."
        "https://www.rssboard.org/rss-profile#element-channel-item-description"
        bad RssItem "<title>A</title><link>https://news.example/1</link>"
        good RssItem "<title>A</title><link>https://news.example/1</link><description>The harbour is open.</description>"

    HTTP_LINK "link-insecure" Warning
        "the feed is served over https, and leads to its own site without: `{}`"
        "Write the address with `https:`."
        "https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2"
        bad Document r#"<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="https://news.example/feed"/><item><link>http://news.example/1</link></item></channel></rss>"#
        good Document r#"<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="https://news.example/feed"/><item><link>https://news.example/1</link></item></channel></rss>"#

    PRIVATE_LINK "link-private-host" Warning
        "`{}` cannot be reached from outside"
        "Build the feed with the address of the public site."
        "https://www.rfc-editor.org/rfc/rfc6761#section-6.3"
        bad RssItem "<title>A</title><link>http://localhost:1313/1</link>"
        good RssItem "<title>A</title><link>https://news.example/1</link>"

    ENCLOSURE_TYPE "enclosure-type-differs" Warning
        "the enclosure says that it is `{}`, and its name says something else: {}"
        "Write the media type of the file, such as `audio/mpeg` for an MP3."
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure"
        bad RssItem r#"<title>A</title><enclosure url="https://news.example/a.mp3" length="1" type="image/jpeg"/>"#
        good RssItem r#"<title>A</title><enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/>"#

    TTL "rss-ttl-absurd" Warning
        "a `ttl` of {} minutes keeps news from readers for more than a week"
        "Write 60 or less for news, or leave it out."
        "https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt"
        bad RssChannel "<ttl>43200</ttl>"
        good RssChannel "<ttl>60</ttl>"

    TITLE_LONG "title-long" Warning
        "the title has {} characters: readers cut it off"
        "Keep titles below 250 characters; the rest belongs into the summary."
        "https://www.rssboard.org/rss-profile#element-channel-item-title"
        bad RssItem "<title>Harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open harbour open</title>"
        good RssItem "<title>Harbour open</title>"

    CATEGORY_TWICE "category-duplicate" Warning
        "the category `{}` stands twice"
        "Name each category once."
        "https://www.rssboard.org/rss-profile#element-channel-item-category"
        bad RssItem "<title>A</title><category>Ports</category><category>Ports</category>"
        good RssItem "<title>A</title><category>Ports</category><category>Cranes</category>"

    SAME_WORDS "content-repeats-summary" Warning
        "summary and content are the same words"
        "Leave one of them out, or make the summary short: readers show both."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.13"
        bad RssItem "<title>A</title><description>The harbour is open.</description><content:encoded>The harbour is open.</content:encoded>"
        good RssItem "<title>A</title><description>The harbour is open.</description><content:encoded>The harbour is open, and the ferry sails.</content:encoded>"

    EMPTY "feed-empty" Warning
        "the feed has no entries"
        "If that is not meant, see what the feed is made from: readers take an empty feed at its word."
        "https://www.rssboard.org/rss-profile#element-channel-item"
        bad RssChannel "<title>News</title>"
        good RssItem "<title>A</title>"

    LARGE "feed-large" Info
        "the document has {} KB"
        "Publish fewer entries or summaries: FeedBurner stops at 512 KB, and hubs of rssCloud read 256 KB."
        "https://www.rssboard.org/rss-profile"
        bad Repeated "<rss version=\"2.0\"><channel><description>|512001|</description></channel></rss>"
        good RssChannel "<title>News</title>"

    TOO_LARGE "feed-too-large" Warning
        "the document has {} KB: many readers and aggregators cut it off at 1 MB"
        "Publish fewer entries or summaries: several readers stop at 1 MB, others at 5 MB."
        "https://www.rssboard.org/rss-profile"
        bad Repeated "<rss version=\"2.0\"><channel><description>|1000001|</description></channel></rss>"
        good RssChannel "<title>News</title>"
}
