//! Before a run: whether a ledger may begin where there is none, and whether the
//! clock is right.

use std::path::Path;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::memory::Memory;
use super::{Build, House, RunError};
use crate::feed::Definition;
use crate::format;
use crate::store::{Ledger, Place};

/// Whether a ledger may begin where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Beginning {
    /// Where nothing was published yet.
    #[default]
    First,
    /// In any case: somebody said so.
    Anew,
    /// Never: it must be there.
    Never,
}

/// What is remembered before a run.
pub(super) struct Begun {
    pub(super) ledger: Ledger,
    /// Whether config names a ledger, and none is there yet.
    pub(super) is_new: bool,
    /// Whether it is missing, and the store knows all of it.
    pub(super) from_store: bool,
    /// Why a run that writes would stop: only one that does not write sees it.
    pub(super) stop: Option<Stop>,
}

/// Why a run that writes does not begin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The ledger is not there, and documents are: stories would get new ids.
    #[error(
        "the ledger {ledger} is missing, although {document} is out: without it stories get new ids, and readers see them all again"
    )]
    Lost {
        /// Where it should be.
        ledger: String,
        /// A document that is out.
        document: String,
    },
    /// The ledger is not there, and the command line says that it must be.
    #[error("the ledger {0} is missing, and --require-ledger asks for it")]
    Missing(String),
    /// No ledger is named, and the command line says that one must be there.
    #[error("config names no ledger, and --require-ledger asks for one")]
    Nameless,
    /// The clock is earlier than that of a run before: embargoes would close
    /// again, and dates go back.
    #[error("the clock says {now}, but a run wrote to the ledger {ledger} at {newest} or later")]
    Early {
        /// The ledger.
        ledger: String,
        /// The run's time.
        now: String,
        /// The newest time in the ledger.
        newest: String,
    },
}

impl Stop {
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Lost { .. } => {
                "restore it from version control; if there never was one, `feedroom build --new-ledger` begins it"
            }
            Self::Missing(_) => "check it out with the articles, or build once without --require-ledger and commit it",
            Self::Nameless => "name a `ledger` in [store]",
            Self::Early { .. } => {
                "set the clock right; if it was wrong then, restore the ledger from version control, or correct the lines that hold such times"
            }
        }
    }
}

/// So much earlier than the last run a clock may be: two machines never quite agree.
const SLACK: TimeDelta = TimeDelta::minutes(1);

/// Whether a clock is earlier than a run before, of which the time is in seconds since
/// 1970, by more than that.
pub(super) fn is_early(now: DateTime<Utc>, ran: i64) -> bool {
    ran.saturating_sub(now.timestamp()) > SLACK.num_seconds()
}

/// Opens the ledger for a run at `now`. A run that writes stops where it must not
/// go on; one that does not is only told.
pub(super) fn open(house: &House, memory: &Memory, now: DateTime<Utc>, options: &Build<'_>) -> Result<Begun, RunError> {
    let how = options.beginning;
    let ledger = memory.ledger(house)?;
    let Some(place) = &house.store.ledger else {
        return match how {
            Beginning::Never => Err(Stop::Nameless.into()),
            _ => Ok(Begun { ledger, is_new: false, from_store: false, stop: None }),
        };
    };
    // A ledger that is missing is written from the store, where there is one that
    // has seen a run; but where the file itself is asked for, that is no excuse.
    let is_there = ledger.existed();
    let is_known = is_there || memory.state.is_some();
    let stop = match how {
        Beginning::Never if !is_there => missing(place, how, || None),
        _ if is_known => early(place, ledger.newest(), now),
        _ => missing(place, how, || published(house)),
    };
    match stop {
        Some(stop) if !options.dry_run || matches!(stop, Stop::Missing(_)) => Err(stop.into()),
        stop => Ok(Begun { is_new: !is_known, from_store: is_known && !is_there, ledger, stop }),
    }
}

/// Whether a ledger that is not there keeps a run from beginning; `document`
/// looks for one that is out.
fn missing(place: &Place, how: Beginning, document: impl FnOnce() -> Option<String>) -> Option<Stop> {
    let ledger = place.path().display().to_string();
    match how {
        Beginning::Anew => None,
        Beginning::Never => Some(Stop::Missing(ledger)),
        Beginning::First => document().map(|document| Stop::Lost { ledger, document }),
    }
}

/// Whether a clock is so early that it is wrong, or was.
fn early(place: &Place, newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Stop> {
    let newest = newest.filter(|newest| *newest - now > SLACK)?;
    let text = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    Some(Stop::Early { ledger: place.path().display().to_string(), now: text(now), newest: text(newest) })
}

/// A document of the config's feeds that is out.
fn published(house: &House) -> Option<String> {
    let dir = &house.output.dir;
    house.definitions.iter().find_map(|definition| {
        let formats = definition.formats.iter().filter_map(|name| format::by_name(name));
        formats.into_iter().find_map(|format| {
            let path = definition.path.as_written();
            let found = |path: &str| {
                let file = house.address(definition, path, format).file?;
                dir.join(&file).is_file().then(|| dir.join(file).display().to_string())
            };
            if definition.path.varies() && !definition.urls.contains_key(format.name()) {
                names(dir, definition, format.extension())
                    .iter()
                    .find_map(|name| found(&definition.path.with_name(name)))
            } else {
                found(path)
            }
        })
    })
}

/// The names that may stand for the placeholder in a path, by what lies in the
/// folder where it stands.
fn names(dir: &Path, definition: &Definition, extension: &str) -> Vec<String> {
    // The path around the placeholder, which is a name that no path has.
    let around = format!("{}.{extension}", definition.path.with_name("\0"));
    let Some((before, after)) = around.split_once('\0') else { return Vec::new() };
    let (folder, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let suffix = after.split('/').next().unwrap_or_default();
    let Ok(entries) = std::fs::read_dir(dir.join(folder)) else { return Vec::new() };
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.ok()?.file_name().into_string().ok()?;
        Some(name.strip_prefix(prefix)?.strip_suffix(suffix)?.to_owned()).filter(|name| !name.is_empty())
    };
    entries.filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_begins_only_where_nothing_is_out_or_somebody_says_so() {
        let place = Place::File("ledger.jsonl".into());
        let out = || Some("feeds/all.rss".to_owned());
        let lost = Stop::Lost { ledger: "ledger.jsonl".into(), document: "feeds/all.rss".into() };
        assert_eq!(missing(&place, Beginning::First, out), Some(lost));
        assert_eq!(missing(&place, Beginning::First, || None), None);
        assert_eq!(missing(&place, Beginning::Anew, out), None);
        assert_eq!(missing(&place, Beginning::Never, || None), Some(Stop::Missing("ledger.jsonl".into())));
    }

    #[test]
    fn a_clock_may_be_a_minute_early_and_no_more() {
        let place = Place::File("ledger.jsonl".into());
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let is_early = |newest, now| early(&place, Some(at(newest)), at(now)).is_some();
        assert!(!is_early("2026-03-29T00:59:59Z", "2026-03-29T00:58:59Z"));
        assert!(is_early("2026-03-29T00:59:59Z", "2026-03-29T00:58:58Z"));
        // An hour of summer time that comes or goes is no other time: in Berlin it
        // is half past two twice on that night.
        assert!(!is_early("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"));
        assert!(!is_early("2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00"));
        assert_eq!(early(&place, None, at("2026-03-29T00:59:59Z")), None);
    }
}
