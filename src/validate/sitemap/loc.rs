//! `loc`: an address, and whether a sitemap that lives where this one does may
//! list it.

use crate::validate::rules::sitemap as rules;
use crate::validate::value::uri::{self, Need, UriFault};
use crate::validate::walk::{Frame, Walk};

/// An address is shorter than that.
const LONGEST: usize = 2048;

/// A complete address of the web.
pub(super) fn complete<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    if text.is_empty() {
        walk.tag(frame, &rules::NO_ADDRESS, &[frame.tag.name]);
        return;
    }
    if text.len() >= LONGEST {
        walk.value(frame, &rules::LONG, &[&text.len().to_string()]);
    }
    match uri::check(text, Need::Iri) {
        Err(UriFault::NoScheme) => walk.value(frame, &rules::RELATIVE, &[text]),
        Err(UriFault::Char { char, .. }) => {
            walk.value(frame, &rules::INVALID, &[text, &format!("`{char}` cannot stand in it")]);
        }
        Err(_) => walk.value(frame, &rules::INVALID, &[text, "it names no host"]),
        Ok(_) if !uri::is_http(text) => walk.value(frame, &rules::NOT_WEB, &[text]),
        Ok(_) => {}
    }
}

/// On the sitemap's own host, below its folder.
pub(super) fn at_home<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let (home, text) = (walk.context.base, frame.value());
    if !uri::is_http(home) || !uri::is_http(text) {
        return;
    }
    let origin = |text: &str| -> Option<String> {
        let scheme = uri::scheme(text)?.to_ascii_lowercase();
        let default = if scheme == "https" { ":443" } else { ":80" };
        let authority = uri::authority(text)?.to_ascii_lowercase();
        Some(format!("{scheme}://{}", authority.strip_suffix(default).unwrap_or(&authority)))
    };
    let (here, there) = (origin(home), origin(text));
    if here != there {
        walk.value(frame, &rules::ELSEWHERE, &[text, &here.unwrap_or_default()]);
        return;
    }
    let path = uri::path(home);
    let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
    // Without a path it is the root.
    let path = Some(uri::path(text)).filter(|path| !path.is_empty()).unwrap_or("/");
    if !path.starts_with(folder) {
        walk.value(frame, &rules::ABOVE, &[text, folder]);
    }
}

/// Search engines cut a fragment off.
pub(super) fn whole_page<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    if let Some(at) = frame.value().find('#') {
        let start = frame.value_start() + at;
        walk.within_text(frame, &rules::FRAGMENT, start..start + frame.value().len() - at, &[frame.value()]);
    }
}

/// Listed once.
pub(super) fn once<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let text = frame.value();
    if !text.is_empty() && !walk.facts.repeated.insert(text.into()) {
        walk.value(frame, &rules::REPEATED, &[text]);
    }
}

/// An index that lists itself is never read to its end.
pub(super) fn not_itself<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    let home = walk.context.base;
    if !home.is_empty() && uri::same(home, frame.value()) {
        walk.value(frame, &rules::LISTS_ITSELF, &[frame.value()]);
    }
}
