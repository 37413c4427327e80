//! Writing the ledger's files: whole or not at all, and no line lost where one
//! moves from one file to another.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::place::{Sheet, UNFINISHED};
use super::print::{Print, Printing};
use super::{LedgerError, Place, Prints};

/// A file that is being written beside the one that it will replace.
pub(super) struct Rewrite {
    name: String,
    path: PathBuf,
    temporary: PathBuf,
    out: BufWriter<File>,
    printing: Printing,
    done: bool,
}

impl Rewrite {
    /// Begins a file.
    pub(super) fn begin(place: &Place, name: String) -> Result<Self, LedgerError> {
        let path = place.file(&name);
        let cannot = |error| LedgerError::Write(path.clone(), error);
        std::fs::create_dir_all(place.folder()).map_err(cannot)?;
        let temporary = place.folder().join(format!(".{name}{UNFINISHED}"));
        let out = BufWriter::with_capacity(1 << 17, File::create(&temporary).map_err(cannot)?);
        Ok(Self { name, path, temporary, out, printing: Printing::default(), done: false })
    }

    /// The print of what was written so far.
    pub(super) fn print(&self) -> Print {
        self.printing.print()
    }

    fn sync(&mut self) -> Result<(), LedgerError> {
        let synced = self.out.flush().and_then(|()| self.out.get_ref().sync_all());
        synced.map_err(|error| LedgerError::Write(self.path.clone(), error))
    }

    fn reveal(&mut self) -> Result<(), LedgerError> {
        std::fs::rename(&self.temporary, &self.path).map_err(|error| LedgerError::Write(self.path.clone(), error))?;
        self.done = true;
        Ok(())
    }
}

impl Write for Rewrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.printing.see(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Rewrite {
    fn drop(&mut self) {
        if !self.done {
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

/// Puts new files in their places and takes others away. `moving` are lines that
/// stand in one file before and in another after: they stand in a file of their
/// own meanwhile, so that a run that is killed between two renames loses none.
/// Returns whether anything was written.
pub(super) fn put(
    place: &Place,
    mut files: Vec<Rewrite>,
    gone: &[String],
    moving: &[u8],
    prints: &mut Prints,
) -> Result<bool, LedgerError> {
    if files.is_empty() && gone.is_empty() {
        return Ok(false);
    }
    for file in &mut files {
        file.sync()?;
    }
    let carrier = (!moving.is_empty() && files.len() + gone.len() > 1).then(|| place.name_of(Sheet::Moving));
    if let Some(name) = &carrier {
        let mut file = Rewrite::begin(place, name.clone())?;
        file.write_all(moving).map_err(|error| LedgerError::Write(file.path.clone(), error))?;
        file.sync()?;
        file.reveal()?;
        sync_folder(place)?;
    }
    for file in &mut files {
        file.reveal()?;
        prints.0.insert(file.name.clone(), file.print());
    }
    if carrier.is_some() {
        sync_folder(place)?;
    }
    for name in gone.iter().chain(&carrier) {
        let path = place.file(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(LedgerError::Write(path, error)),
            _ => prints.0.remove(name),
        };
    }
    sync_folder(place)?;
    Ok(true)
}

fn sync_folder(place: &Place) -> Result<(), LedgerError> {
    let sync = |folder: &Path| File::open(folder)?.sync_all();
    sync(place.folder()).map_err(|error| LedgerError::Write(place.path().to_owned(), error))
}

/// Takes away what a run that was killed left unfinished; what cannot be taken
/// away harms nobody.
pub(super) fn sweep(place: &Place, unfinished: &[String]) {
    for name in unfinished {
        let _ = std::fs::remove_file(place.folder().join(name));
    }
}
