//! `news:news`: a story for Google News
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).

use super::ignored;
use super::publication::PUBLICATION;
use super::root::need;
use crate::validate::judge::{date, text};
use crate::validate::rules::sitemap as rules;
use crate::validate::walk::{Child, Element, Frame, Walk};
use crate::validate::xml::Ns;

const N: Ns = Ns::News;
/// A story is news for so long: two days, in seconds.
const FRESH: i64 = 2 * 24 * 60 * 60;

/// `news:news`.
pub(super) static NEWS: Element = Element::of(&[
    Child::once(N, "access", &IGNORED),
    Child::once(N, "genres", &IGNORED),
    Child::once(N, "geo_locations", &IGNORED),
    Child::once(N, "keywords", &IGNORED),
    Child::once(N, "publication", &PUBLICATION),
    Child::once(N, "publication_date", &DATE),
    Child::once(N, "stock_tickers", &IGNORED),
    Child::once(N, "title", &TITLE),
])
.checks(&[end]);

static DATE: Element = Element::text(&[date::w3cdtf, fresh]);
static IGNORED: Element = ignored(&[old]);
static TITLE: Element = Element::text(&[text::nonblank, text::plain, keep_title]);

fn fresh<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let Some(time) = date::seconds_3339(frame.value()) else { return };
    // A date without a time is the whole of its day.
    let day = if frame.value().contains('T') { 0 } else { 24 * 60 * 60 };
    if walk.context.now.timestamp() - time - day > FRESH {
        walk.value(frame, &rules::NEWS_OLD, &[frame.value()]);
    }
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.published = Some((time, frame.tag.at..frame.tag.end));
    }
}

fn keep_title<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(scope) = walk.facts.scopes.last_mut() {
        scope.entry.title = Some((frame.value().into(), frame.tag.at..frame.tag.end));
    }
}

fn old<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    walk.tag(frame, &rules::NEWS_DEPRECATED, &[frame.tag.name]);
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    for name in ["publication", "publication_date", "title"] {
        need(walk, frame, N, name);
    }
}
