//! `sitemapindex`: a list of sitemaps.

use super::root::{begin, need, size};
use super::{S, loc, url};
use crate::validate::walk::{Child, Element, Frame, Walk};

/// `sitemapindex`.
pub(crate) static INDEX: Element = Element::of(&[Child::many(S, "sitemap", &SITEMAP)]).begin(begin).checks(&[end]);

static SITEMAP: Element =
    Element::of(&[Child::once(S, "lastmod", &url::LASTMOD), Child::once(S, "loc", &LOC)]).checks(&[sitemap]);

static LOC: Element = Element::text(&[loc::complete, loc::not_itself, loc::once]);

fn sitemap<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    need(walk, frame, S, "loc");
}

fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    size(walk, frame, "sitemap");
}
