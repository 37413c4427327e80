//! Ids that single feeds use in place of an article's own: an older system's,
//! where its feeds did not agree.

use std::collections::BTreeMap;

use super::ArticleId;

/// Ids by the feed that uses them: `all` for every format of the feed at that
/// path, `all.atom` for one format of it, which goes first.
pub type FeedIds = BTreeMap<String, ArticleId>;

/// The id of an article in one format of one feed: that feed's own, else `id`.
#[must_use]
pub fn id_in<'a>(id: &'a ArticleId, feed_ids: &'a FeedIds, feed: &str, format: &str) -> &'a ArticleId {
    if feed_ids.is_empty() {
        return id;
    }
    feed_ids.get(&format!("{feed}.{format}")).or_else(|| feed_ids.get(feed)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_of_a_feed_goes_before_the_feed_and_that_before_all() {
        let id = |text: &str| ArticleId::remembered(text);
        let feed_ids = FeedIds::from([("all".to_owned(), id("feed")), ("all.atom".to_owned(), id("format"))]);
        let own = id("own");
        let found = |feed, format| id_in(&own, &feed_ids, feed, format).as_str().to_owned();
        assert_eq!(found("all", "atom"), "format");
        assert_eq!(found("all", "rss"), "feed");
        assert_eq!(found("world", "atom"), "own");
    }
}
