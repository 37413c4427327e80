//! Rules: the podcast namespace, and Google's.

use crate::validate::rule::rules;

rules! {
    "podcast", "The podcast namespace, and Google's.";

    ATTRIBUTE "podcast-attribute-missing" Warning
        "the attribute `{}` is missing from `{}`"
        "Add it: without it, apps leave the element out."
        "https://podcasting2.org/docs/podcast-namespace"
        bad RssChannel r#"<podcast:funding xmlns:podcast="https://podcastindex.org/namespace/1.0">Give</podcast:funding>"#
        good RssChannel r#"<podcast:funding xmlns:podcast="https://podcastindex.org/namespace/1.0" url="https://news.example/give">Give</podcast:funding>"#

    ADDRESS "podcast-address" Warning
        "`{}` must be a complete http or https address: {}"
        "Write the whole address."
        "https://podcasting2.org/docs/podcast-namespace"
        bad RssChannel r#"<podcast:funding xmlns:podcast="https://podcastindex.org/namespace/1.0" url="/give">Give</podcast:funding>"#
        good RssChannel r#"<podcast:funding xmlns:podcast="https://podcastindex.org/namespace/1.0" url="https://news.example/give">Give</podcast:funding>"#

    MEDIA_TYPE "podcast-media-type" Warning
        "`{}` is not a media type: {}"
        "Write it as `text/vtt`."
        "https://podcasting2.org/docs/podcast-namespace/tags/transcript"
        bad RssItem r#"<podcast:transcript xmlns:podcast="https://podcastindex.org/namespace/1.0" url="https://news.example/1.vtt" type="vtt"/>"#
        good RssItem r#"<podcast:transcript xmlns:podcast="https://podcastindex.org/namespace/1.0" url="https://news.example/1.vtt" type="text/vtt"/>"#

    NUMBER "podcast-number" Warning
        "`{}` must be a number: {}"
        "Write digits alone."
        "https://podcasting2.org/docs/podcast-namespace/tags/season"
        bad RssItem r#"<podcast:season xmlns:podcast="https://podcastindex.org/namespace/1.0">One</podcast:season>"#
        good RssItem r#"<podcast:season xmlns:podcast="https://podcastindex.org/namespace/1.0" name="One">1</podcast:season>"#

    WORD "podcast-word" Warning
        "`{}` is `{}`, and should be one of {}"
        "Write one of these words, in small letters."
        "https://podcasting2.org/docs/podcast-namespace"
        bad RssChannel r#"<podcast:locked xmlns:podcast="https://podcastindex.org/namespace/1.0">maybe</podcast:locked>"#
        good RssChannel r#"<podcast:locked xmlns:podcast="https://podcastindex.org/namespace/1.0">yes</podcast:locked>"#

    TOO_LONG "podcast-too-long" Warning
        "`{}` is longer than {} characters"
        "Shorten it: apps cut it off or leave it out."
        "https://podcasting2.org/docs/podcast-namespace"
        bad RssChannel r#"<podcast:location xmlns:podcast="https://podcastindex.org/namespace/1.0">On the long road from the old harbour to the new harbour, On the long road from the old harbour to the new harbour, On the long road from the old harbour to the new harbour, </podcast:location>"#
        good RssChannel r#"<podcast:location xmlns:podcast="https://podcastindex.org/namespace/1.0">Harbour</podcast:location>"#

    EMPTY "podcast-empty" Warning
        "`{}` is empty"
        "Write the words that apps are to show."
        "https://podcasting2.org/docs/podcast-namespace"
        bad RssChannel r#"<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0" role="host"/>"#
        good RssChannel r#"<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0" role="host">Ana</podcast:person>"#

    TWICE "podcast-duplicate" Warning
        "`{}` stands more than once in `{}`"
        "Leave one of them."
        "https://podcasting2.org/docs/podcast-namespace"
        bad RssChannel r#"<podcast:medium xmlns:podcast="https://podcastindex.org/namespace/1.0">podcast</podcast:medium><podcast:medium xmlns:podcast="https://podcastindex.org/namespace/1.0">music</podcast:medium>"#
        good RssChannel r#"<podcast:medium xmlns:podcast="https://podcastindex.org/namespace/1.0">podcast</podcast:medium>"#

    GUID "podcast-guid" Warning
        "`{}` is not a UUID"
        "Write the UUID that is made of the feed's address, as the specification says, and keep it for ever."
        "https://podcasting2.org/docs/podcast-namespace/tags/guid"
        bad RssChannel r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">https://news.example/feed</podcast:guid>"#
        good RssChannel r#"<podcast:guid xmlns:podcast="https://podcastindex.org/namespace/1.0">917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"#

    GEO "podcast-geo" Warning
        "`{}` is not a `geo:` address"
        "Write latitude and longitude as `geo:53.55,9.99`."
        "https://podcasting2.org/docs/podcast-namespace/tags/location"
        bad RssChannel r#"<podcast:location xmlns:podcast="https://podcastindex.org/namespace/1.0" geo="53.55,9.99">Hamburg</podcast:location>"#
        good RssChannel r#"<podcast:location xmlns:podcast="https://podcastindex.org/namespace/1.0" geo="geo:53.55,9.99">Hamburg</podcast:location>"#

    DATE "podcast-date" Warning
        "`{}` is not a date of the form that it must have: {}"
        "Write `pubdate` as RSS does, other times as `2026-01-05T09:00:00Z`."
        "https://podcasting2.org/docs/podcast-namespace/tags/trailer"
        bad RssChannel r#"<podcast:trailer xmlns:podcast="https://podcastindex.org/namespace/1.0" url="https://news.example/t.mp3" pubdate="yesterday">Soon</podcast:trailer>"#
        good RssChannel r#"<podcast:trailer xmlns:podcast="https://podcastindex.org/namespace/1.0" url="https://news.example/t.mp3" pubdate="Mon, 05 Jan 2026 09:00:00 GMT">Soon</podcast:trailer>"#

    NO_RECIPIENT "podcast-value-without-recipient" Warning
        "`podcast:value` says nobody to pay"
        "Add a `podcast:valueRecipient`."
        "https://podcasting2.org/docs/podcast-namespace/tags/value"
        bad RssChannel r#"<podcast:value xmlns:podcast="https://podcastindex.org/namespace/1.0" type="lightning" method="keysend"/>"#
        good RssChannel r#"<podcast:value xmlns:podcast="https://podcastindex.org/namespace/1.0" type="lightning" method="keysend"><podcast:valueRecipient type="node" address="02ab" split="100"/></podcast:value>"#

    NO_SOURCE "podcast-alternate-without-source" Warning
        "`podcast:alternateEnclosure` says nowhere to find the file"
        "Add a `podcast:source` with its `uri`."
        "https://podcasting2.org/docs/podcast-namespace/tags/alternate-enclosure"
        bad RssItem r#"<podcast:alternateEnclosure xmlns:podcast="https://podcastindex.org/namespace/1.0" type="audio/opus"/>"#
        good RssItem r#"<podcast:alternateEnclosure xmlns:podcast="https://podcastindex.org/namespace/1.0" type="audio/opus"><podcast:source uri="https://news.example/1.opus"/></podcast:alternateEnclosure>"#
}
