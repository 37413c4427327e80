//! Rules: podcasts in Apple's directory.

use crate::validate::rule::rules;

rules! {
    "itunes", "Podcasts in Apple's directory.";

    MISSING "itunes-missing" Warning w3c "MissingItunesElement"
        "the show has no `{}`, which Apple asks for"
        "Add it to the show, not to its episodes."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad Document r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:author>Ana</itunes:author></channel></rss>"#
        good Document r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><language>en</language><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://news.example/a.png"/><itunes:owner><itunes:email>ana@example.com</itunes:email></itunes:owner></channel></rss>"#

    NO_EMAIL "itunes-owner-missing" Warning w3c "MissingItunesEmail"
        "the show does not say whom to write to"
        "Add an `itunes:owner` with an `itunes:email`, or verify the show in Podcasts Connect and allow this rule."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad Document r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:author>Ana</itunes:author></channel></rss>"#
        good Document r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><language>en</language><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://news.example/a.png"/><itunes:owner><itunes:email>ana@example.com</itunes:email></itunes:owner></channel></rss>"#

    NO_IMAGE "itunes-image-missing" Warning
        "the show has no `itunes:image`"
        "Add a square picture of 1400 to 3000 pixels: directories do not list a show without one."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad Document r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:author>Ana</itunes:author></channel></rss>"#
        good Document r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><language>en</language><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://news.example/a.png"/><itunes:owner><itunes:email>ana@example.com</itunes:email></itunes:owner></channel></rss>"#

    IMAGE_FORMAT "itunes-image-format" Warning
        "`{}` is not a JPEG or PNG"
        "Use a picture whose name ends in `.jpg` or `.png`."
        "https://podcasters.apple.com/support/896-artwork-requirements"
        bad RssChannel r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://news.example/a.webp"/>"#
        good RssChannel r#"<itunes:image xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" href="https://news.example/a.png"/>"#

    NOT_UTF8 "itunes-encoding" Warning w3c "NotUTF8"
        "the feed of a show is written in `{}`, and Apple reads UTF-8"
        "Write the feed in UTF-8."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad Document r#"<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><language>en</language><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://news.example/a.png"/><itunes:owner><itunes:email>ana@example.com</itunes:email></itunes:owner></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><language>en</language><itunes:category text="News"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://news.example/a.png"/><itunes:owner><itunes:email>ana@example.com</itunes:email></itunes:owner></channel></rss>"#

    FORMAT "itunes-format" Warning w3c "UnsupportedItunesFormat"
        "Apple does not take this kind of file: {}"
        "Use M4A, MP3, MOV, MP4, M4V, PDF or EPUB, and a name that ends so."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad RssItem r#"<title>A</title><enclosure url="https://news.example/a.ogg" length="9" type="audio/ogg"/><itunes:season xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1</itunes:season>"#
        good RssItem r#"<title>A</title><enclosure url="https://news.example/a.mp3" length="9" type="audio/mpeg"/><itunes:season xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">1</itunes:season>"#

    NO_EPISODE_TYPE "itunes-episode-untyped" Info
        "the episode has a number and does not say whether it is full, a trailer or a bonus"
        "Nothing has to be done for a full one; else add `itunes:episodeType`."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad RssItem r#"<title>A</title><itunes:episode xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">4</itunes:episode>"#
        good RssItem r#"<title>A</title><itunes:episode xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">4</itunes:episode><itunes:episodeType xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">full</itunes:episodeType>"#

    BLOCK "itunes-block" Error w3c "InvalidYesNoClean"
        "`{}` is not `yes`, `no` or `clean`"
        "Write `yes` to keep it out of the directory, or leave the element out."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad RssItem r#"<itunes:block xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">maybe</itunes:block>"#
        good RssItem r#"<itunes:block xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">yes</itunes:block>"#

    CHANNEL_TYPE "itunes-type" Error w3c "InvalidItunesChannelType"
        "`{}` is not `episodic` or `serial`"
        "Write `serial` where the episodes are to be heard in order."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad RssChannel r#"<itunes:type xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">random</itunes:type>"#
        good RssChannel r#"<itunes:type xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">episodic</itunes:type>"#

    EPISODE_TYPE "itunes-episode-type" Error w3c "InvalidItunesEpisodeType"
        "`{}` is not `full`, `trailer` or `bonus`"
        "Write one of these."
        "https://podcasters.apple.com/support/823-podcast-requirements"
        bad RssItem r#"<itunes:episodeType xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">short</itunes:episodeType>"#
        good RssItem r#"<itunes:episodeType xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">full</itunes:episodeType>"#

    CATEGORY "itunes-category" Error w3c "InvalidItunesCategory"
        "there is no category `{}` here"
        "Write a category of Apple's list to the letter, `&` escaped as `&amp;`."
        "https://podcasters.apple.com/support/1691-apple-podcasts-categories"
        bad RssChannel r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="Gossip"/>"#
        good RssChannel r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="News"/>"#

    OLD_CATEGORY "itunes-category-obsolete" Warning w3c "ObsoleteItunesCategory"
        "the category `{}` is one of before 2019"
        "Choose one of the categories of today."
        "https://podcasters.apple.com/support/1691-apple-podcasts-categories"
        bad RssChannel r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="News &amp; Politics"/>"#
        good RssChannel r#"<itunes:category xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" text="News"/>"#
}
