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
mod name;
mod page;
mod plain;
mod read;
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
use std::sync::Arc;

use rayon::prelude::*;

use super::{Kind, Reading, Remark, Source};
use crate::article::Origin;
use scan::{Found, Scan, folder_of, scan};

/// This kind of source.
pub(super) const KIND: Kind = Kind {
    name: "files",
    keys: settings::KEYS,
    open: |section, surroundings| Ok(Box::new(Files { settings: Settings::read(section, surroundings)? })),
};

struct Files {
    settings: Settings,
}

impl Source for Files {
    fn name(&self) -> &Arc<str> {
        &self.settings.name
    }

    fn read(&self) -> Reading {
        let settings = &self.settings;
        let Scan { found, refused, notices, outage } = scan(&settings.name, settings.path(), &settings.not_articles);
        let root = folder_of(settings.path()).canonicalize().ok();
        let media = settings.media_dir.as_ref().and_then(|folder| folder.canonicalize().ok());
        let outcomes: Vec<Outcome> =
            found.into_par_iter().map(|found| read_found(&found, root.as_ref(), media.as_ref(), settings)).collect();
        let mut reading = Reading { articles: Vec::with_capacity(outcomes.len()), refused, notices, outage };
        for outcome in outcomes {
            reading.articles.extend(outcome.articles);
            reading.refused.extend(outcome.refused);
            reading.notices.extend(outcome.notices);
        }
        reading.articles.sort_by(|a, b| a.origin.key.cmp(&b.origin.key));
        reading.refused.sort_by(|a, b| (&a.origin, a.line).cmp(&(&b.origin, b.line)));
        reading.notices.sort_by(|a, b| (&a.origin, a.line).cmp(&(&b.origin, b.line)));
        reading
    }

    fn folders(&self) -> Vec<PathBuf> {
        vec![folder_of(self.settings.path())]
    }
}

fn read_found(found: &Found, root: Option<&PathBuf>, media: Option<&PathBuf>, settings: &Settings) -> Outcome {
    let refused = |what: String, help: &str| Outcome {
        refused: vec![Remark {
            origin: Origin::new(settings.name.clone(), found.key.as_str()),
            line: None,
            what,
            help: help.to_owned(),
        }],
        ..Outcome::default()
    };
    let bytes = match bounded(&found.path, settings.largest) {
        Ok(bytes) => bytes,
        Err(fault) => return refused(fault.told("it", settings.largest), fault.help()),
    };
    let sidecar = match found.sidecar.as_deref().map(|path| bounded(path, settings.largest)).transpose() {
        Ok(sidecar) => sidecar,
        Err(fault) => return refused(fault.told("its sidecar", settings.largest), fault.help()),
    };
    let disk = Disk { root: root.cloned(), beside: found.path.parent().map(Path::to_owned), media: media.cloned() };
    read_article(File { key: &found.key, bytes, sidecar, disk: &disk }, settings)
}

enum FileFault {
    TooLarge,
    Unreadable(std::io::Error),
}

impl FileFault {
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
