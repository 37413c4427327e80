//! Rules: what webfeeds and source say to readers.

use crate::validate::rule::rules;

rules! {
    "reader-hints", "What webfeeds and source say to readers.";

    ADDRESS "hint-address" Warning
        "`{}` must hold a complete http or https address: {}"
        "Write the whole address."
        "https://blog.feedly.com/10-ways-to-optimize-your-feed-for-feedly/"
        bad RssChannel r#"<webfeeds:icon xmlns:webfeeds="http://webfeeds.org/rss/1.0">/icon.svg</webfeeds:icon>"#
        good RssChannel r#"<webfeeds:icon xmlns:webfeeds="http://webfeeds.org/rss/1.0">https://news.example/icon.svg</webfeeds:icon>"#

    COLOUR "hint-colour" Warning
        "`{}` is not a colour of three or six hexadecimal digits"
        "Write it as `00A0E4`."
        "https://blog.feedly.com/10-ways-to-optimize-your-feed-for-feedly/"
        bad RssChannel r#"<webfeeds:accentColor xmlns:webfeeds="http://webfeeds.org/rss/1.0">blue</webfeeds:accentColor>"#
        good RssChannel r#"<webfeeds:accentColor xmlns:webfeeds="http://webfeeds.org/rss/1.0">00A0E4</webfeeds:accentColor>"#

    LAYOUT "hint-related-layout" Warning
        "`{}` is no layout that readers have"
        "Write `card`."
        "https://blog.feedly.com/10-ways-to-optimize-your-feed-for-feedly/"
        bad RssChannel r#"<webfeeds:related xmlns:webfeeds="http://webfeeds.org/rss/1.0" layout="grid" target="browser"/>"#
        good RssChannel r#"<webfeeds:related xmlns:webfeeds="http://webfeeds.org/rss/1.0" layout="card" target="browser"/>"#

    SERVICE "hint-account-service" Warning
        "the account does not say at which service it is"
        "Add it as `service`."
        "http://source.scripting.com/"
        bad RssChannel r#"<source:account xmlns:source="http://source.scripting.com/">ana</source:account>"#
        good RssChannel r#"<source:account xmlns:source="http://source.scripting.com/" service="mastodon">ana</source:account>"#
}
