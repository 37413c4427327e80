//! Finding the articles that a person typed the names of.

use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::known::{Known, Nobody};
use super::{Hand, HandError};
use crate::article::Origin;
use crate::config::nearest_few;
use crate::desk::{Action, Memory as _, Name, Names, bare_url};
use crate::pipeline::House;
use crate::pipeline::house::{plain, real};
use crate::source::{Source, prompt_folders};
use crate::store::Ledger;
use crate::xml::AbsoluteUrl;

/// So many names are told where one is unknown or means several.
const MOST_TOLD: usize = 5;

/// Each name of a person's hand, by its index, with the article that it means.
pub(super) fn find_all<'a>(
    house: &House,
    hand: &Hand<'_>,
    out: Option<&str>,
    all: &[Known<'a>],
    nobodies: &'a [Option<Nobody>],
    ledger: &'a Ledger,
) -> Result<Vec<(usize, Known<'a>)>, HandError> {
    let typed: Vec<Name> = hand.names.iter().map(|text| reading(house, hand.folder, text)).collect();
    let with_urls = typed.iter().any(|name| name.url.is_some());
    let names: Vec<Names<'_>> = all.iter().map(|known| known.names(&house.site, with_urls)).collect();
    let mut found = Vec::new();
    for (which, name) in typed.iter().enumerate() {
        let known = match name.find(&names)[..] {
            [] => nobody(house, hand, out, name, all, &names, nobodies[which].as_ref(), ledger)?,
            [only] => all[only],
            ref several => return Err(ambiguous(name, several, all)),
        };
        found.push((which, known));
    }
    Ok(found)
}

/// The article of one name.
pub(super) fn find<'a>(
    house: &House,
    folder: &Path,
    text: &str,
    out: Option<&str>,
    all: &[Known<'a>],
) -> Result<Known<'a>, HandError> {
    let name = reading(house, folder, text);
    let names: Vec<Names<'_>> = all.iter().map(|known| known.names(&house.site, name.url.is_some())).collect();
    match name.find(&names)[..] {
        [] => Err(unknown(&name, all, &names, out, false)),
        [only] => Ok(all[only]),
        ref several => Err(ambiguous(&name, several, all)),
    }
}

/// The places of stories that may not have come yet, where they are asked for.
pub(super) fn nobodies(house: &House, hand: &Hand<'_>) -> Vec<Option<Nobody>> {
    let place = |text: &String| {
        if !hand.ahead {
            return None;
        }
        let name = reading(house, hand.folder, text);
        let (source, key) = name.text.split_once(": ").unwrap_or_default();
        let named = house.sources.iter().find(|of| **of.name() == *source && !key.is_empty());
        let named = named.map(|of| Origin::new(of.name().clone(), key));
        named.or_else(|| name.places.into_iter().next()).map(Nobody)
    };
    hand.names.iter().map(place).collect()
}

/// Whom a name means that nobody has: an erased article, or one still to come.
#[expect(clippy::too_many_arguments, reason = "all that is known of one name")]
fn nobody<'a>(
    house: &House,
    hand: &Hand<'_>,
    out: Option<&str>,
    name: &Name,
    all: &[Known<'a>],
    names: &[Names<'_>],
    nobody: Option<&'a Nobody>,
    ledger: &'a Ledger,
) -> Result<Known<'a>, HandError> {
    let keys = house.sources.iter().map(|source| Origin::new(source.name().clone(), name.text.as_str()));
    let full = name.text.split_once(": ").map(|(source, key)| Origin::new(source, key));
    let places: Vec<Origin> = keys.chain(full).chain(name.places.iter().cloned()).collect();
    let by_id = ledger.all_erased().iter().any(|erased| erased.id.as_ref().is_some_and(|id| id.as_str() == name.text));
    if by_id || places.iter().any(|place| ledger.erased(place).is_some()) {
        return Err(HandError::erased(&name.text));
    }
    match nobody {
        Some(nobody) => Ok(nobody.known()),
        None => Err(unknown(name, all, names, out, may_come_first(hand.action))),
    }
}

/// Whether it makes sense to decide so before a story comes.
fn may_come_first(action: &Action) -> bool {
    !matches!(action, Action::Correct(_) | Action::Touch | Action::Restore)
}

fn ambiguous(name: &Name, several: &[usize], all: &[Known<'_>]) -> HandError {
    let mut those: Vec<String> = several
        .iter()
        .take(MOST_TOLD)
        .map(|at| &all[*at])
        .map(|known| {
            let source = &known.place.source;
            if known.is_hushed() {
                format!("one of {source} that waits for its time")
            } else {
                format!("`{}`", known.place)
            }
        })
        .collect();
    if several.len() > MOST_TOLD {
        those.push(format!("{} more", several.len() - MOST_TOLD));
    }
    HandError::Ambiguous { name: name.text.clone(), those: those.join(", ") }
}

/// An unknown name, with the nearest ones of articles that may be told of.
fn unknown(name: &Name, all: &[Known<'_>], names: &[Names<'_>], out: Option<&str>, offer_ahead: bool) -> HandError {
    let told = || all.iter().zip(names).filter(|(known, _)| !known.is_hushed());
    let near: Vec<String> = if let Some(url) = &name.url {
        let urls = told().flat_map(|(_, names)| names.urls.iter().map(String::as_str));
        nearest_few(url, urls, MOST_TOLD).into_iter().map(|url| format!("https://{url}")).collect()
    } else {
        let key = name.places.first().map_or(&*name.text, |place| &place.key);
        let key = key.split_once(": ").map_or(key, |(_, key)| key);
        let keys = told().map(|(known, _)| &*known.place.key);
        nearest_few(key, keys, MOST_TOLD).into_iter().map(str::to_owned).collect()
    };
    let mut help = if near.is_empty() {
        "`feedroom article list` lists all, with id, place and address".to_owned()
    } else {
        let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
        format!("did you mean {}?", near.join(" or "))
    };
    if let Some(source) = out {
        help.push_str(&format!(
            " (the source {source} is out: of its stories only those are known that were out before)"
        ));
    }
    if offer_ahead && name.url.is_none() {
        help.push_str("; for a story that has not come yet, add --ahead");
    }
    HandError::Unknown { name: name.text.clone(), help }
}

/// All that a text may mean.
pub(super) fn reading(house: &House, folder: &Path, text: &str) -> Name {
    let text: String = text.trim().nfc().collect();
    let host = house.site.url.host();
    let url = if text.starts_with("http://") || text.starts_with("https://") {
        AbsoluteUrl::parse(&text).ok()
    } else if text.starts_with('/') {
        house.site.url.join(&text).ok()
    } else if text.strip_prefix(&*host).is_some_and(|rest| rest.starts_with('/')) {
        AbsoluteUrl::parse(&format!("https://{text}")).ok()
    } else {
        None
    };
    Name { url: url.map(|url| bare_url(url.as_str())), places: places(house, folder, &text), text }
}

/// The places in sources that a path on this machine stands at, as it is written
/// and as the system knows it. Into a source that does not answer no path is followed.
fn places(house: &House, folder: &Path, text: &str) -> Vec<Origin> {
    let path = folder.join(text);
    let mut places: Vec<Origin> = Vec::new();
    let mut add = |source: &dyn Source, path: &Path, root: &Path| {
        let key = path.strip_prefix(root).ok().and_then(key);
        let place = key.map(|key| Origin::new(source.name().clone(), key));
        places.extend(place.filter(|place| !places.contains(place)));
    };
    let written = plain(&path);
    let mut is_silent = false;
    for source in &house.sources {
        let base = plain(&source.base());
        if written.starts_with(&base) {
            // By its name alone only where there is nothing better: the base may be too much.
            let root = prompt_folders(&**source).first().map(|root| plain(root));
            is_silent |= root.is_none();
            add(&**source, &written, &root.unwrap_or(base));
        }
    }
    if is_silent {
        return places;
    }
    let path = real(&path);
    for source in &house.sources {
        for root in prompt_folders(&**source) {
            add(&**source, &path, &real(&root));
        }
    }
    places
}

fn key(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    let key: String = parts?.join("/").nfc().collect();
    (!key.is_empty()).then_some(key)
}
