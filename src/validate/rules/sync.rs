//! Rules: feedSync: feeds that several parties change.

use crate::validate::rule::rules;

rules! {
    "sync", "FeedSync: feeds that several parties change.";

    SINCE_AFTER_UNTIL "sync-since-after-until" Error w3c "SinceAfterUntil"
        "`since` is later than `until`: {} and {}"
        "Exchange them."
        "https://web.archive.org/web/2010/http://feedsyncsamples.codeplex.com/wikipage?title=FeedSync%20Specification"
        bad AtomFeed r#"<sx:sharing xmlns:sx="http://feedsync.org/2007/feedsync" since="2026-02-01T00:00:00Z" until="2026-01-01T00:00:00Z"/>"#
        good AtomFeed r#"<sx:sharing xmlns:sx="http://feedsync.org/2007/feedsync" since="2026-01-01T00:00:00Z" until="2026-02-01T00:00:00Z"/>"#

    RELATED_TYPE "sync-related-type" Error w3c "InvalidSseType"
        "`{}` is not `complete` or `aggregated`"
        "Write one of these."
        "https://web.archive.org/web/2010/http://feedsyncsamples.codeplex.com/wikipage?title=FeedSync%20Specification"
        bad AtomFeed r#"<sx:sharing xmlns:sx="http://feedsync.org/2007/feedsync"><sx:related link="https://news.example/all" type="all"/></sx:sharing>"#
        good AtomFeed r#"<sx:sharing xmlns:sx="http://feedsync.org/2007/feedsync"><sx:related link="https://news.example/all" type="complete"/></sx:sharing>"#

    BY_AND_WHEN "sync-by-and-when" Error w3c "MissingByAndWhenAttrs"
        "a change says neither who made it nor when"
        "Add `by`, `when` or, better, both."
        "https://web.archive.org/web/2010/http://feedsyncsamples.codeplex.com/wikipage?title=FeedSync%20Specification"
        bad AtomEntry r#"<sx:sync xmlns:sx="http://feedsync.org/2007/feedsync" id="a1" updates="1"><sx:history sequence="1"/></sx:sync>"#
        good AtomEntry r#"<sx:sync xmlns:sx="http://feedsync.org/2007/feedsync" id="a1" updates="1"><sx:history sequence="1" by="ana" when="2026-01-05T09:00:00Z"/></sx:sync>"#

    RECOMMENDED "sync-attribute-missing" Warning w3c "MissingRecommendedAttribute"
        "the attribute `{}` should stand on `{}`"
        "Add it: changes of one moment are told apart by it."
        "https://web.archive.org/web/2010/http://feedsyncsamples.codeplex.com/wikipage?title=FeedSync%20Specification"
        bad AtomEntry r#"<sx:sync xmlns:sx="http://feedsync.org/2007/feedsync" id="a1" updates="1"><sx:history sequence="1" when="2026-01-05T09:00:00Z"/></sx:sync>"#
        good AtomEntry r#"<sx:sync xmlns:sx="http://feedsync.org/2007/feedsync" id="a1" updates="1"><sx:history sequence="1" by="ana" when="2026-01-05T09:00:00Z"/></sx:sync>"#
}
