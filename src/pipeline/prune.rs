//! Documents that no feed of the config makes any more. A run never deletes
//! one: readers may still ask for it. A person may.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::lock::Lock;
use super::{House, RunError, Seen};
use crate::article::Term;
use crate::config::ConfigError;
use crate::desk::Memory as _;
use crate::feed::{Definition, FeedRecord, Index as _};
use crate::format::{self, FORMATS};
use crate::publish::{Address, Directory};
use crate::xml::AbsoluteUrl;

/// What was deleted, or would be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pruned {
    /// Whether nothing was deleted, only looked for.
    pub dry_run: bool,
    /// Documents, as paths below the output directory.
    pub files: Vec<String>,
    /// Folders that were empty without them.
    pub folders: Vec<String>,
}

/// Deletes the documents in the output directory that Feedroom wrote and that no
/// feed of the config makes any more; with `dry_run`, only finds them. Feeds that
/// stay as they are, and those that no article names any more, are feeds of the config.
///
/// # Errors
/// When the config's feeds cannot be told, or a file cannot be read or deleted.
pub fn prune(house: &House, now: DateTime<Utc>, dry_run: bool) -> Result<Pruned, RunError> {
    let _lock = (!dry_run).then(|| Lock::take(house)).transpose()?;
    prune_held(house, now, dry_run)
}

/// As [`prune`], where the locks are held.
pub(super) fn prune_held(house: &House, now: DateTime<Utc>, dry_run: bool) -> Result<Pruned, RunError> {
    let seen = Seen::look(house, now)?;
    if !seen.ledger.lasts()
        && let Some((source, _)) = seen.outages.first()
    {
        let what = format!("the source {source} is out, and nothing else tells which feeds it makes");
        return Err(ConfigError::nowhere(what, "mend the source first, or name a `ledger` in [store]").into());
    }
    let directory = Directory::new(house.output.dir.clone());
    let made = made(house, &seen);
    let mut pruned = Pruned { dry_run, ..Pruned::default() };
    for file in directory.files()? {
        if made.contains(&Term::fold(&file)) || !is_ours(house, &seen, &file, &directory.beginning(&file)?) {
            continue;
        }
        if !dry_run {
            pruned.folders.extend(directory.delete(&file)?);
        }
        pruned.files.push(file);
    }
    Ok(pruned)
}

/// The files of all feeds of the config, folded: some file systems tell no case.
fn made(house: &House, seen: &Seen) -> HashSet<String> {
    let of = |definition: &Definition, record: &FeedRecord| {
        let formats = definition.formats.iter().filter_map(|name| format::by_name(name));
        let files = formats.filter_map(|format| house.address(definition, &record.path, format).file);
        files.map(|file| Term::fold(&file)).collect::<Vec<_>>()
    };
    let planned = seen.plan.feeds.iter().map(|planned| &planned.record);
    let records = planned.chain(&seen.plan.kept).chain(seen.ledger.feeds());
    let defined = records.filter_map(|record| {
        let defines = |definition: &&Definition| definition.path.as_written() == record.definition;
        Some((house.definitions.iter().find(defines)?, record))
    });
    defined.flat_map(|(definition, record)| of(definition, record)).collect()
}

/// Whether a file is a document that Feedroom wrote at this very place.
fn is_ours(house: &House, seen: &Seen, file: &str, beginning: &[u8]) -> bool {
    let Some(ours) = format::ours(beginning) else { return false };
    let of_feed = |record: &FeedRecord| {
        let rest = file.strip_prefix(&*record.path).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|extension| FORMATS.iter().any(|format| format.extension() == extension))
    };
    let says_so = || {
        let url = ours.self_url.as_deref().and_then(|url| AbsoluteUrl::parse(url).ok());
        url.is_some_and(|url| {
            let place = |extension| Address::of_url(&house.output, &url, extension).ok()?.file;
            FORMATS.iter().any(|format| place(format.extension()).as_deref() == Some(file))
        })
    };
    seen.ledger.feeds().any(of_feed) || says_so()
}
