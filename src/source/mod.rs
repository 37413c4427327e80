//! Where articles come from: one file (or folder) per kind of source.
//!
//! A source turns bytes into [`Article`](crate::article::Article)s or says why it cannot. It never
//! decides about publishing.

pub mod files;
mod patient;
mod piece;
mod reading;

pub use piece::{Beside, Piece, Stamp, nanoseconds};
pub use reading::{Look, Outage, Part, Reading, Remark};

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::config::{ConfigError, Key, Section, Site};
use patient::Patient;

/// Set from elsewhere when what is under way is to end early; `None` where nothing
/// ends it.
pub type Cancel<'a> = Option<&'a AtomicBool>;

/// Whether it is to end now.
#[must_use]
pub fn is_cancelled(cancel: Cancel<'_>) -> bool {
    cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed))
}

/// What is urgent waits no longer for a source: one that is silent for so long is out for
/// it. With one such source a kill is still out within a second.
pub const PROMPT: Duration = Duration::from_millis(300);

/// The folders of a source, if it answers at once; else none.
#[must_use]
pub fn prompt_folders(source: &dyn Source) -> Vec<PathBuf> {
    if source.silence(PROMPT).is_some() { Vec::new() } else { source.folders() }
}

/// A place that articles come from.
pub trait Source: Send + Sync {
    /// Its name: part of the identity of its articles, so it never changes.
    fn name(&self) -> &Arc<str>;

    /// Looks what is there now, and reads nothing. A fault of the whole is its
    /// outage. This and all that is asked with `cancel` ends soon once it is set, and
    /// what is told then is worth nothing.
    fn look(&self, cancel: Cancel<'_>) -> Look;

    /// Looks what is there now, as [`Source::look`], and shows the pieces part by part
    /// in the order of their keys; what else there is to tell. `None` where that
    /// cannot be done, or `cancel` is set: then what was shown is not all.
    fn look_in_parts(&self, cancel: Cancel<'_>, show: &mut dyn FnMut(Vec<Piece>)) -> Option<Look> {
        let _ = (cancel, show);
        None
    }

    /// Looks at what lies at some paths of this machine, or below them, and at
    /// nothing else. `None` where only a look at all that there is can tell (an
    /// outage, links, names that differ in case alone). Paths that are none of
    /// its own are passed over.
    fn look_at(&self, paths: &[PathBuf], cancel: Cancel<'_>) -> Option<Part> {
        let _ = (paths, cancel);
        None
    }

    /// The piece with a key, as it is now; `None` where there is none, or only a
    /// look at all can tell.
    fn piece(&self, key: &str, cancel: Cancel<'_>) -> Option<Piece> {
        let _ = (key, cancel);
        None
    }

    /// Reads one piece. A fault of one article is a remark in the reading.
    fn read(&self, piece: &Piece, cancel: Cancel<'_>) -> Reading;

    /// A folder in which all of it lies, by config alone. Told without asking it.
    fn base(&self) -> PathBuf;

    /// Whether a path of this machine may be one of its own. Told without asking it.
    fn may_hold(&self, path: &Path) -> bool {
        let _ = path;
        true
    }

    /// Why it is out, where it does not answer within a time that is too short to be
    /// told by its size; `None` where it answers, or is sure to.
    fn silence(&self, within: Duration) -> Option<Outage> {
        let _ = within;
        None
    }

    /// A hash of what its articles depend on beside config and pieces: while it is
    /// the same, a piece that did not change tells the same.
    fn under(&self) -> u64 {
        0
    }

    /// Whether the story of a file that vanished stays until a person decides,
    /// since the file may only be out of reach.
    fn keeps_vanished(&self) -> bool {
        false
    }

    /// Whether it lies on another machine, or may: there it may be out of reach, and
    /// this machine does not hear of what changes.
    fn is_remote(&self) -> bool {
        false
    }

    /// How long it is waited for, where it may never answer; `None` where it is sure
    /// to. Told without asking it.
    fn answer_within(&self) -> Option<Duration> {
        None
    }

    /// Folders of this machine that it reads: the output may not lie in one.
    fn folders(&self) -> Vec<PathBuf>;

    /// These, and others that it looks into: it answers where all of them do.
    fn reaches(&self) -> Vec<PathBuf> {
        self.folders()
    }
}

/// What a source needs to know of the house when it is opened.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The newsroom.
    pub site: Site,
    /// Files that are never articles although they lie in a source: the ledger.
    pub not_articles: Vec<PathBuf>,
}

/// Opens a source; reads nothing yet.
pub type Open = fn(&Section, &Surroundings) -> Result<Box<dyn Source>, ConfigError>;

/// One kind of source: the word in `kind = "…"`, its keys, and how it is opened.
pub struct Kind {
    /// The word.
    pub name: &'static str,
    /// The keys of its `[[source]]`.
    pub keys: &'static [Key],
    /// Opens one; reads nothing yet.
    pub open: Open,
}

/// All kinds of sources, in alphabetical order.
pub const KINDS: &[Kind] = &[files::KIND];

/// Opens the source that a `[[source]]` describes.
///
/// # Errors
/// For an unknown kind, or a setting that its kind refuses.
pub fn open(section: &Section, surroundings: &Surroundings) -> Result<Box<dyn Source>, ConfigError> {
    section.required_string("kind")?;
    let words: Vec<(&str, usize)> = KINDS.iter().enumerate().map(|(at, kind)| (kind.name, at)).collect();
    let at = section.choice("kind", &words)?.ok_or_else(|| section.missing("kind", "text"))?;
    section.expect_keys(&[KINDS[at].keys])?;
    let source = (KINDS[at].open)(section, surroundings)?;
    Ok(match source.answer_within() {
        Some(limit) => Box::new(Patient::new(Arc::from(source), limit)),
        None => source,
    })
}
