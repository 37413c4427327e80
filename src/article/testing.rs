//! Articles for tests.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Article, ArticleId, Body, FeedIds, Link, LiveArticle, Markup, Origin, Pattern};
use crate::xml::{AbsoluteUrl, XmlText};

/// A time of 2026, as `01-31T12:00`.
pub(crate) fn at(time: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-{time}:00Z")).expect("a time of the form 01-31T12:00").to_utc()
}

/// Words that make a body long enough to be told from others: `count` of them,
/// beginning with number `from`.
pub(crate) fn words(from: u32, count: u32) -> String {
    (from..from + count).map(|number| format!("word{number} ")).collect()
}

/// An article of the source `articles` at `https://daily.example/<slug>/`.
pub(crate) fn article(key: &str, headline: &str, body: &str) -> Article {
    let base = AbsoluteUrl::parse("https://daily.example/").expect("a URL");
    let pattern = Pattern::compile("{slug}/", &base, chrono_tz::UTC).expect("a pattern");
    let link = Link::Pattern(Arc::new(pattern));
    Article::new(Origin::new("articles", key), XmlText::new(headline), Body::new(Markup::Plain, body), link)
}

/// The same article, out since `published`.
pub(crate) fn live(article: Article, published: DateTime<Utc>) -> LiveArticle {
    LiveArticle {
        id: ArticleId::mint("daily.example", &article.origin, published),
        feed_ids: FeedIds::new(),
        permalink: AbsoluteUrl::parse(&format!("https://daily.example/{}/", article.slug)).expect("a URL"),
        published,
        updated: article.updated.unwrap_or(published),
        changed: article.updated.unwrap_or(published),
        lagging: Vec::new(),
        note: None,
        pinned: article.pinned,
        due: article.expiry,
        article: Arc::new(article),
    }
}
