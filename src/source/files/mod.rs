//! `kind = "files"`: articles as files in a folder, as newsrooms with a site
//! generator, a desk that files plain text, or an export in JSON have them.
//!
//! `scan` finds the files, [`read_article`] turns the bytes of one into articles;
//! the conventions of each kind of file have a file of their own here.

mod address;
mod authors;
mod build;
pub mod date;
mod encoding;
mod fault;
mod field;
mod front;
mod json;
mod media;
mod mount;
mod name;
mod page;
mod plain;
mod read;
mod said_id;
mod scan;
mod settings;
mod standing;
mod template;
mod terms;
mod value;

pub use media::Disk;
pub use read::{File, Outcome, read_article};
pub use settings::Settings;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{Beside, Cancel, Kind, Look, Part, Piece, Reading, Remark, Source, is_cancelled};
use crate::article::Origin;
use scan::{Twins, base_of, folder_of, look_at, piece_at, scan, scan_in_parts};

/// This kind of source.
pub(super) const KIND: Kind = Kind {
    name: "files",
    keys: settings::KEYS,
    open: |section, surroundings| {
        let settings = Settings::read(section, surroundings)?;
        Ok(Box::new(Files { settings, roots: Mutex::default(), twins: Mutex::default() }))
    },
};

struct Files {
    settings: Settings,
    /// Its folders as the last look found them.
    roots: Mutex<Arc<Roots>>,
    /// What keys could have twins, as far as it was looked.
    twins: Mutex<Twins>,
}

/// The folders of this machine that media may be looked for in, as the system
/// names them once links are followed.
#[derive(Debug, Default)]
struct Roots {
    own: Option<PathBuf>,
    media: Option<PathBuf>,
}

impl Source for Files {
    fn name(&self) -> &Arc<str> {
        &self.settings.name
    }

    fn look(&self, cancel: Cancel<'_>) -> Look {
        let settings = &self.settings;
        self.find_roots();
        let look = scan(&settings.name, settings.path(), &settings.not_articles, cancel);
        if is_cancelled(cancel) {
            return look;
        }
        *self.twins.lock().unwrap_or_else(PoisonError::into_inner) = Twins::of(&look.pieces);
        look
    }

    fn look_in_parts(&self, cancel: Cancel<'_>, show: &mut dyn FnMut(Vec<Piece>)) -> Option<Look> {
        let settings = &self.settings;
        self.find_roots();
        let (look, twins) = scan_in_parts(&settings.name, settings.path(), &settings.not_articles, cancel, show)?;
        *self.twins.lock().unwrap_or_else(PoisonError::into_inner) = twins;
        Some(look)
    }

    fn look_at(&self, paths: &[PathBuf], cancel: Cancel<'_>) -> Option<Part> {
        let settings = &self.settings;
        let mut twins = self.twins.lock().unwrap_or_else(PoisonError::into_inner);
        look_at(&settings.name, settings.path(), &settings.not_articles, &mut twins, paths, cancel)
    }

    fn piece(&self, key: &str, _: Cancel<'_>) -> Option<Piece> {
        piece_at(&self.settings.name, self.settings.path(), &self.settings.not_articles, key)
    }

    fn read(&self, piece: &Piece, _: Cancel<'_>) -> Reading {
        let roots = Arc::clone(&self.roots.lock().unwrap_or_else(PoisonError::into_inner));
        read_piece(piece, &roots, &self.settings)
    }

    fn base(&self) -> PathBuf {
        base_of(self.settings.path())
    }

    fn may_hold(&self, path: &Path) -> bool {
        let base = self.base();
        let is_below = |root: &Path| path.starts_with(root);
        // Where no look has found it, its own name alone is known.
        let roots = Arc::clone(&self.roots.lock().unwrap_or_else(PoisonError::into_inner));
        is_below(&base)
            || std::path::absolute(&base).is_ok_and(|base| is_below(&base))
            || roots.own.as_deref().is_some_and(is_below)
    }

    fn under(&self) -> u64 {
        self.settings.under
    }

    fn keeps_vanished(&self) -> bool {
        self.settings.keeps_vanished.unwrap_or_else(|| self.is_remote())
    }

    fn is_remote(&self) -> bool {
        mount::is_remote(self.settings.path())
    }

    fn answer_within(&self) -> Option<Duration> {
        let settings = &self.settings;
        let may_hang = || self.is_remote() || settings.media_dir.as_deref().is_some_and(mount::is_remote);
        settings.answer_within.or_else(|| may_hang().then_some(settings::ANSWER_WITHIN))
    }

    fn folders(&self) -> Vec<PathBuf> {
        vec![folder_of(self.settings.path())]
    }

    fn reaches(&self) -> Vec<PathBuf> {
        self.folders().into_iter().chain(self.settings.media_dir.clone()).collect()
    }
}

impl Files {
    fn find_roots(&self) {
        let settings = &self.settings;
        let roots = Roots {
            own: folder_of(settings.path()).canonicalize().ok(),
            media: settings.media_dir.as_ref().and_then(|folder| folder.canonicalize().ok()),
        };
        // What a panic left behind is a whole value.
        *self.roots.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(roots);
    }
}

fn read_piece(piece: &Piece, roots: &Roots, settings: &Settings) -> Reading {
    let unread = |whose: &str, fault: &FileFault| Reading {
        refused: vec![Remark {
            origin: Origin::new(settings.name.clone(), piece.key.clone()),
            line: None,
            what: fault.told(whose, settings.largest),
            help: fault.help().to_owned(),
        }],
        is_gone: fault.is_gone(),
        ..Reading::default()
    };
    let bytes = match bounded(&piece.path(), settings.largest) {
        Ok(bytes) => bytes,
        Err(fault) => return unread("it", &fault),
    };
    let sidecar = match piece.sidecar().map(|path| bounded(&path, settings.largest)).transpose() {
        Ok(sidecar) => sidecar,
        Err(fault) => return unread("its sidecar", &fault),
    };
    let mut hash = xxh3_64(&bytes);
    if let Some(sidecar) = &sidecar {
        hash = xxh3_64_with_seed(sidecar, hash);
    }
    let beside = piece.path().parent().map(Path::to_owned);
    let disk = Disk { root: roots.own.clone(), beside, media: roots.media.clone(), ..Disk::default() };
    let outcome = read_article(File { key: &piece.key, bytes, sidecar, disk: &disk }, settings);
    let beside: Vec<Beside> = disk.asked.into_inner().into_iter().map(Beside::of).collect();
    for file in &beside {
        hash = xxh3_64_with_seed(&file.stamp.print.to_le_bytes(), hash);
    }
    Reading {
        articles: outcome.articles,
        refused: outcome.refused,
        notices: outcome.notices,
        hash,
        beside,
        is_gone: false,
    }
}

enum FileFault {
    TooLarge,
    Unreadable(std::io::Error),
}

impl FileFault {
    fn is_gone(&self) -> bool {
        matches!(self, Self::Unreadable(error) if error.kind() == std::io::ErrorKind::NotFound)
    }

    fn told(&self, whose: &str, largest: u64) -> String {
        match self {
            Self::TooLarge => format!("{whose} is larger than {largest} bytes"),
            Self::Unreadable(error) => format!("{whose} cannot be read: {error}"),
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::TooLarge => "shorten it, or raise `max_file_size` of the source",
            Self::Unreadable(_) => "mend its permissions",
        }
    }
}

fn bounded(path: &Path, largest: u64) -> Result<Vec<u8>, FileFault> {
    let file = std::fs::File::open(path).map_err(FileFault::Unreadable)?;
    let size = file.metadata().map_err(FileFault::Unreadable)?.len();
    if size > largest {
        return Err(FileFault::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    // The file may grow while it is read.
    file.take(largest + 1).read_to_end(&mut bytes).map_err(FileFault::Unreadable)?;
    if bytes.len() as u64 > largest {
        return Err(FileFault::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
