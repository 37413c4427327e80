//! One folder that is watched, or is not and why.

use std::path::{Path, PathBuf};

/// A folder to watch, with all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// As whoever asks names it; hints name it the same.
    pub path: PathBuf,
    /// Whether it lies on another machine: then the system tells nothing of what
    /// others write there.
    pub is_remote: bool,
}

/// A folder, and how it stands.
pub(super) struct Root {
    pub(super) folder: PathBuf,
    /// The same from the root of the file system, as events name it.
    absolute: PathBuf,
    pub(super) standing: Standing,
}

pub(super) enum Standing {
    /// Watched, and it was this very folder.
    Watched(Identity),
    /// It is not there; it is asked for again each second.
    Away,
    /// The system tells nothing of it, for this reason: scans find what is new.
    Polled(String),
}

/// What tells a folder from another one under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Root {
    /// One that is not watched yet.
    pub(super) fn new(folder: Folder) -> Self {
        let absolute = std::path::absolute(&folder.path).unwrap_or_else(|_| folder.path.clone());
        let standing = if folder.is_remote {
            Standing::Polled("it lies on a network mount, where nobody tells of changes".to_owned())
        } else {
            Standing::Away
        };
        Self { folder: folder.path, absolute, standing }
    }

    pub(super) fn absolute(&self) -> &Path {
        &self.absolute
    }

    /// The folder that is there now, if one is.
    #[cfg(unix)]
    pub(super) fn identity(&self) -> Option<Identity> {
        use std::os::unix::fs::MetadataExt as _;
        let facts = std::fs::metadata(&self.absolute).ok()?;
        facts.is_dir().then(|| Identity(facts.dev(), facts.ino()))
    }

    /// The folder that is there now, if one is.
    #[cfg(not(unix))]
    pub(super) fn identity(&self) -> Option<Identity> {
        std::fs::metadata(&self.absolute).ok()?.is_dir().then_some(Identity(0, 0))
    }
}

/// A path of an event as whoever asked to watch names it.
pub(super) fn named(names: &[(PathBuf, PathBuf)], path: PathBuf) -> PathBuf {
    let below = names.iter().find_map(|(absolute, folder)| {
        let rest = path.strip_prefix(absolute).ok()?;
        Some(if rest.as_os_str().is_empty() { folder.clone() } else { folder.join(rest) })
    });
    below.unwrap_or(path)
}

/// Whether a path is one of our own files, or what goes with it under its name:
/// a lock, a journal, a socket, a temporary.
pub(super) fn is_own(own: &[PathBuf], path: &Path) -> bool {
    own.iter().any(|own| {
        let goes_with = |name: &str| {
            path.parent() == own.parent()
                && path.file_name().is_some_and(|other| other.to_string_lossy().contains(name))
        };
        path.starts_with(own) || own.file_name().and_then(|name| name.to_str()).is_some_and(goes_with)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_have_the_names_that_were_asked_for() {
        let names = [("/press/articles".into(), "articles".into()), ("/press/wire".into(), "./wire".into())];
        let name = |path: &str| named(&names, path.into());
        assert_eq!(name("/press/articles/a/b.md"), Path::new("articles/a/b.md"));
        assert_eq!(name("/press/wire"), Path::new("./wire"));
        assert_eq!(name("/elsewhere/c.md"), Path::new("/elsewhere/c.md"));
    }

    #[test]
    fn what_the_store_writes_is_no_hint() {
        let own = ["/press/feedroom.db".into(), "/press/ledger".into()];
        for path in ["feedroom.db-wal", "feedroom.db.sock", ".feedroom.db.feedroom-lock", "ledger/2026.jsonl"] {
            assert!(is_own(&own, &Path::new("/press").join(path)), "{path}");
        }
        assert!(!is_own(&own, Path::new("/press/articles/feedroom.db.md")));
        assert!(!is_own(&own, Path::new("/press/a.md")));
    }
}
