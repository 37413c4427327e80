//! What in HTML serves to follow readers.

use std::ops::Range;

use super::attributes::Role;
use super::fault::{Fault, Report};
use super::tag::Attribute;
use super::url;

/// Parameters of links that tell where a reader came from. Those that begin with
/// `utm_` do too.
const PARAMETERS: [&str; 31] = [
    "_hsenc",
    "_hsmi",
    "_openstat",
    "at_campaign",
    "at_medium",
    "dclid",
    "efid",
    "epik",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "piwik_campaign",
    "rb_clickid",
    "s_cid",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
];

/// Hosts, with those under them, that serve nothing but pictures that count.
const TRACKERS: [&str; 27] = [
    "ad.doubleclick.net",
    "analytics.twitter.com",
    "api.segment.io",
    "b.scorecardresearch.com",
    "bat.bing.com",
    "collector.githubapp.com",
    "counter.theconversation.com",
    "ct.pinterest.com",
    "da.feedsportal.com",
    "feedads.g.doubleclick.net",
    "feeds.wordpress.com",
    "google-analytics.com",
    "ib.adnxs.com",
    "mc.yandex.ru",
    "met.vgwort.de",
    "pi.feedsportal.com",
    "pixel.quantserve.com",
    "pixel.wp.com",
    "px.ads.linkedin.com",
    "rss.buysellads.com",
    "sb.scorecardresearch.com",
    "secure-us.imrworldwide.com",
    "stats.g.doubleclick.net",
    "stats.wordpress.com",
    "stats.wp.com",
    "track.hubspot.com",
    "www.googletagmanager.com",
];

/// Tells of each parameter of the link that follows readers.
#[inline]
pub(super) fn parameters(report: &mut Report<'_, '_>, link: Range<usize>) {
    let html = report.html;
    let value = &html[link.clone()];
    let Some(query) = memchr::memchr(b'?', value.as_bytes()) else { return };
    let mut start = link.start + query + 1;
    for parameter in html[start..link.end].split('&') {
        let begin = start + parameter.len() - parameter.strip_prefix("amp;").unwrap_or(parameter).len();
        let name = html[begin..start + parameter.len()].split(['=', '#', ';']).next().unwrap_or_default();
        if follows(name) {
            report.fault(Fault::TrackingParameter(name), begin..begin + name.len());
        }
        start += parameter.len() + 1;
    }
}

fn follows(name: &str) -> bool {
    let starts = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("utm_"));
    starts || PARAMETERS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Tells of a picture that cannot be seen, or that comes from a host that counts.
pub(super) fn pixel(report: &mut Report<'_, '_>, attributes: &[Attribute]) {
    let html = report.html;
    let find = |role| attributes.iter().find(|found| found.known.role == role);
    let size = |role| find(role).is_some_and(|found| is_tiny(&html[found.value.clone()]));
    let source = |found: &&Attribute| html[found.name.clone()].eq_ignore_ascii_case("src");
    let Some(source) = attributes.iter().find(source) else { return };
    let value = html[source.value.clone()].trim();
    let styled = || find(Role::Style).is_some_and(|style| tiny_style(&html[style.value.clone()]));
    let unseen = (size(Role::Width) && size(Role::Height)) || styled();
    if unseen || url::host(value).is_some_and(|(host, path)| counts(host, path)) {
        report.fault(Fault::TrackingPixel(value), source.value.clone());
    }
}

fn is_tiny(size: &str) -> bool {
    let size = size.trim();
    matches!(size.strip_suffix("px").unwrap_or(size), "0" | "1")
}

/// Whether a style makes the picture no wider and no higher than a dot.
fn tiny_style(style: &str) -> bool {
    let tiny = |name: &str| {
        style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
            property.trim().eq_ignore_ascii_case(name)
                && is_tiny(value.trim().strip_suffix("!important").unwrap_or(value))
        })
    };
    tiny("width") && tiny("height")
}

fn counts(host: &str, path: &str) -> bool {
    let is = |name: &str| {
        let start = host.len().checked_sub(name.len());
        start
            .and_then(|start| host.split_at_checked(start))
            .is_some_and(|(before, end)| end.eq_ignore_ascii_case(name) && (before.is_empty() || before.ends_with('.')))
    };
    TRACKERS.iter().any(|tracker| is(tracker))
        || (is("facebook.com") && path.starts_with("/tr"))
        || (is("feeds.feedburner.com") && path.starts_with("/~r/"))
        || (is("list-manage.com") && path.starts_with("/track/"))
}
